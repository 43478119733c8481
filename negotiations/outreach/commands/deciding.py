"""What people decide about prospects: approve, reject, correct, look first, the words."""

import difflib
from datetime import datetime
from typing import TypedDict, Unpack

from django.db import transaction

from audit.actions import Action
from campaigns.domain.outreach.compliance.jurisdictions import Entity
from campaigns.domain.outreach.compliance.standing import WRITABLE, Happening, Standing
from campaigns.domain.outreach.pacing.zones import ZoneError, whereabouts
from campaigns.domain.outreach.qualifying import Decision
from campaigns.domain.outreach.templates import text_problems
from campaigns.models import Approach
from integrations.queue import Job, enqueue
from negotiations.errors import Refused
from negotiations.models import LetterApproval, Message, OutreachTask, PlanRow
from negotiations.outreach.commands.claims import end_waiting
from negotiations.outreach.commands.moves import audit, lock_approach, move


class PersonChange(TypedDict, total=False):
    """What a person may know better than the sheet."""

    country: str
    time_zone: str
    entity: str
    consent: str
    source: str
    do_not_contact: str


@transaction.atomic(durable=True)
def decide_prospect(
    *, prospect_id: int, is_approved: bool, actor: str, reason: str, now: datetime
) -> Approach:
    """Let a prospect of the middle band be written to, or not; no later score overrules it.

    :raises Refused: if the prospect was written to already, or ended
    """
    approach = lock_approach(prospect_id)
    standing = Standing(approach.standing)
    early = (Standing.NEW, Standing.MANUAL_REVIEW, Standing.NOT_QUALIFIED)
    if standing not in (*early, Standing.QUALIFIED, Standing.SCHEDULED):
        raise Refused(f"The prospect is {standing}; there is nothing to decide.", code="status")
    approach.decision = (Decision.APPROVED if is_approved else Decision.REJECTED).value
    approach.decided_by, approach.decided_why, approach.decided_at = actor, reason, now
    if not is_approved:
        end_waiting(prospect_id, reason=f"rejected: {reason}", actor=actor, now=now)
        approach.standing = Approach.objects.get(pk=approach.pk).standing
    event = Happening.APPROVED if is_approved else Happening.REJECTED
    move(approach, event, actor=actor, now=now, why=reason)
    approach.save()
    audit(approach, Action.PROSPECT_DECIDED, actor=actor, now=now, summary=approach.decision)
    return approach


@transaction.atomic(durable=True)
def correct_facts(
    *, prospect_id: int, actor: str, reason: str, now: datetime, **facts: Unpack[PersonChange]
) -> Approach:
    """Enter what a person knows better than the sheet; the prospect is scored anew.

    :raises Refused: if a value cannot be meant, naming its field
    """
    approach = lock_approach(prospect_id)
    if unknown := sorted(set(facts) - set(PersonChange.__annotations__)):
        raise Refused(f"there is no fact {', '.join(unknown)}", code="value")
    if zone := facts.get("time_zone"):
        try:
            whereabouts(prospect=zone)
        except ZoneError as error:
            raise Refused(f"time_zone: {error}", code="value") from error
    before = {name: getattr(approach, name) for name in facts}
    for name, value in facts.items():
        setattr(approach, name, Entity(str(value)).value if name == "entity" else value)
    approach.facts_set_by = actor
    approach.save()
    audit(
        approach,
        Action.PROSPECT_CHANGED,
        actor=actor,
        now=now,
        summary=reason,
        before=before,
        after=facts,
    )
    enqueue(Job.SCORE_PROSPECTS, campaign_id=approach.prospect.campaign_id)
    return approach


@transaction.atomic(durable=True)
def clear_minor(*, prospect_id: int, actor: str, reason: str, now: datetime) -> Approach:
    """Say that somebody who looked like a child is none.

    :raises Refused: without a reason
    """
    if not reason.strip():
        raise Refused("Say how you know.", code="reason")
    approach = lock_approach(prospect_id)
    approach.minor_cleared_by = actor
    approach.save(update_fields=["minor_cleared_by"])
    summary = f"cleared the signal {approach.minor_signal!r}: {reason}"
    audit(approach, Action.PROSPECT_DECIDED, actor=actor, now=now, summary=summary)
    return approach


@transaction.atomic(durable=True)
def set_review_flag(
    *, prospect_id: int, is_flagged: bool, actor: str, reason: str, now: datetime
) -> Approach:
    """Let nothing leave to the prospect before a person looked, or take that back."""
    approach = lock_approach(prospect_id)
    approach.is_flagged_for_review = is_flagged
    approach.save(update_fields=["is_flagged_for_review"])
    summary = f"{'flagged' if is_flagged else 'unflagged'}: {reason}"
    audit(approach, Action.PROSPECT_DECIDED, actor=actor, now=now, summary=summary)
    return approach


@transaction.atomic(durable=True)
def approve_letter(
    *, row_id: int, actor: str, now: datetime, subject: str | None = None, body: str | None = None
) -> LetterApproval:
    """Let this one mail leave as it is shown or edited; the edit is the mail.

    :raises Refused: if the words cannot leave, the prospect ended, or they wrote meanwhile
    """
    row = PlanRow.objects.select_related("plan").get(pk=row_id)
    approach = lock_approach(row.prospect_id)
    if Standing(approach.standing) not in (*WRITABLE, Standing.MANUAL_REVIEW, Standing.NEW):
        raise Refused(f"The prospect is {approach.standing}.", code="status")
    if Message.objects.filter(prospect=row.prospect_id, stored_at__gt=row.plan.made_at).exists():
        raise Refused("They wrote after this mail was planned; plan again.", code="changed")
    said = (subject or row.subject).strip()
    words = (body or row.body).replace("\r\n", "\n").strip() + "\n"
    if problems := text_problems(said, words, is_first_touch=row.step == 1):
        raise Refused("; ".join(problems), code="words")
    approval, _ = LetterApproval.objects.update_or_create(
        prospect_id=row.prospect_id,
        step=row.step,
        channel=row.channel,
        defaults={
            "subject": said,
            "body": words,
            "diff": _diff(f"{row.subject}\n{row.body}", f"{said}\n{words}"),
            "approved_by": actor,
            "approved_at": now,
        },
    )
    audit(
        approach,
        Action.LETTER_APPROVED,
        actor=actor,
        now=now,
        summary=f"touch {row.step} approved" + (", edited" if approval.diff else ""),
        diff=approval.diff,
    )
    return approval


def _diff(before: str, after: str) -> str:
    lines = difflib.unified_diff(before.split("\n"), after.split("\n"), lineterm="", n=0)
    return "\n".join(line for line in lines if not line.startswith(("---", "+++", "@@")))


@transaction.atomic(durable=True)
def finish_task(*, task_id: int, actor: str, reason: str, now: datetime) -> OutreachTask:
    """Say that a task is done."""
    task = OutreachTask.objects.select_for_update(of=("self",)).get(pk=task_id)
    if task.done_at is None:
        task.done_at, task.done_by = now, actor
        task.save(update_fields=["done_at", "done_by"])
        if task.message is not None:
            Message.objects.filter(pk=task.message.pk).update(needs_person=False)
        approach = lock_approach(task.prospect_id)
        summary = reason or "done"
        audit(approach, Action.TASK_DONE, actor=actor, now=now, summary=summary, task_id=task.pk)
    return task

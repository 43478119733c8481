"""Move a prospect through the table of standings; runs inside a command with its row locked."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from audit.actions import Action
from audit.recording import About, record
from campaigns.commands.about import about_prospect
from campaigns.domain.outreach.compliance.standing import Happening, Ruling, Standing, ruling_of
from campaigns.models import Approach
from integrations.notifications import notify
from negotiations.commands.deeds import Deed
from negotiations.models import Message, OutreachTask
from negotiations.outreach.log import learn


def lock_approach(prospect_id: int) -> Approach:
    """Return a prospect's approach with its row locked.

    :raises Approach.DoesNotExist: if the cycle does not know the prospect
    """
    return (
        Approach.objects.select_for_update(of=("self",))
        .select_related("prospect__influencer", "prospect__campaign__client")
        .get(prospect_id=prospect_id)
    )


def move(
    approach: Approach, event: Happening, *, actor: str, now: datetime, why: str = ""
) -> Ruling:
    """Apply one event as the table says and record it; an event without effect is recorded too."""
    before = Standing(approach.standing)
    ruling = ruling_of(before, event)
    if ruling.target is not before:
        approach.standing, approach.stood_at = ruling.target.value, now
    audit(
        approach,
        Action.PROSPECT_MOVED,
        actor=actor,
        now=now,
        summary=f"{event}: {before} -> {ruling.target}" + (f" ({why})" if why else ""),
        event=event.value,
        standing_before=before.value,
        standing_after=ruling.target.value,
    )
    if ruling.to_person:
        said = event.value.replace("_", " ")
        words = f"{approach.prospect.influencer.name}: {said} while {before}"
        open_task(approach, OutreachTask.Kind.ANSWER, words, Deed(actor, now))
    if ruling.target is Standing.DECLINED and before is not Standing.DECLINED:
        reason, prospect_id = why or event.value, approach.prospect_id
        learn("PROSPECT_LOST", now=now, prospect_id=prospect_id, reason=reason, stage=before.value)
    return ruling


def audit(approach: Approach, action: Action, *, actor: str, now: datetime, **data: Any) -> None:
    """Record something about a prospect."""
    prospect = approach.prospect
    record(
        action,
        about_prospect(prospect),
        actor=actor,
        at=now,
        **data,
    )


def open_task(
    approach: Approach,
    kind: str,
    words: str,
    deed: Deed,
    *,
    message: Message | None = None,
    due_at: datetime | None = None,
) -> OutreachTask:
    """Put something before a person, once per mail and kind, and owe Slack a message about it."""
    due = due_at or deed.now + timedelta(hours=settings.ESCALATION_HOURS)
    found = OutreachTask.objects.filter(
        prospect=approach.prospect, kind=kind, message=message, done_at__isnull=True
    ).first()
    if found is not None:
        return found
    task = OutreachTask.objects.create(
        prospect=approach.prospect,
        kind=kind,
        words=words,
        message=message,
        opened_at=deed.now,
        due_at=due,
    )
    audit(
        approach, Action.TASK_OPENED, actor=deed.actor, now=deed.now, summary=words, task_id=task.pk
    )
    page = f"{settings.PUBLIC_BASE_URL}/admin/negotiations/outreachtask/{task.pk}/change/"
    notify(
        key=f"outreach-task:{task.pk}",
        channel=settings.SLACK_ESCALATIONS_CHANNEL,
        text=f"{words}\n{page}",
        now=deed.now,
        about=About(campaign_id=approach.prospect.campaign_id),
    )
    return task

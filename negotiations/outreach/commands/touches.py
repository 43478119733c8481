"""Queue a planned mail, claim it, settle it: the cold side of the outbox."""

import uuid
from datetime import datetime

from django.db import transaction

from audit.actions import Action
from campaigns.domain.outreach.compliance.standing import Happening
from campaigns.domain.outreach.plan import RowKey
from campaigns.models import Approach
from negotiations.domain.terms.purposes import Purpose
from negotiations.models import OutgoingEmail, PlanRow
from negotiations.models.shapes import MadeBy
from negotiations.outreach.commands.leases import CYCLE, check_fence
from negotiations.outreach.commands.moves import audit, lock_approach, move
from negotiations.outreach.letters import html_of, token_of

Status = OutgoingEmail.Status
_NAMESPACE = uuid.UUID("8f1a7f0e-3c1e-5b0c-9c55-2d2f4c1f7a10")


@transaction.atomic(durable=True)
def queue_touch(*, row_id: int, fence: int, actor: str, now: datetime) -> OutgoingEmail:
    """Put one planned mail into the outbox, exactly as it was planned.

    A row that was only simulated before is used again: no touch ever has two.
    """
    check_fence(scope=CYCLE, fence=fence)
    row = PlanRow.objects.select_for_update(of=("self",)).select_related("plan").get(pk=row_id)
    approach = lock_approach(row.prospect_id)
    email = _row_of(row)
    email.status, email.due_at, email.approved_by = Status.READY, row.slot or now, row.approved_by
    email.to, email.subject, email.body = [row.to], row.subject, row.body
    email.html, email.mailbox_id = html_of(row.body), row.mailbox_id
    email.in_reply_to, email.references = _chain(row.prospect_id)
    email.made_by = _made_by(row)
    email.wait_reason = email.error = ""
    email.save()
    row.email = email
    row.save(update_fields=["email"])
    approach.mailbox_id = row.mailbox_id
    move(approach, Happening.QUEUED, actor=actor, now=now)
    approach.save()
    audit_mail(approach, email, Action.EMAIL_DRAFTED, actor=actor, now=now, summary="queued")
    return email


def _row_of(row: PlanRow) -> OutgoingEmail:
    """Return the touch's row: the simulated one, or a new one with the touch's own key."""
    mails = OutgoingEmail.cold.filter(prospect=row.prospect_id, step=row.step)
    again = mails.filter(status=Status.SIMULATED).first()
    if again is not None:
        return again
    words = RowKey(row.prospect_id, row.step, row.channel).words(row.prospect.campaign_id)
    dead = mails.count()
    return OutgoingEmail(
        prospect_id=row.prospect_id,
        channel=row.channel,
        purpose=Purpose.FIRST_TOUCH if row.step == 1 else Purpose.FOLLOWUP,
        step=row.step,
        key=uuid.uuid5(_NAMESPACE, f"{words}:{dead}" if dead else words),
        unsubscribe_token=_free_token(row),
        created_at=row.plan.made_at,
    )


def _free_token(row: PlanRow) -> str:
    """The link in the mail names the touch; an earlier row that never left gives it up."""
    token = token_of(row.prospect, row.step)
    for old in OutgoingEmail.cold.filter(unsubscribe_token=token):
        old.unsubscribe_token = f"{token[:40]}.{old.pk}"
        old.save(update_fields=["unsubscribe_token"])
    return token


def _made_by(row: PlanRow) -> MadeBy:
    return {
        "template": str(row.template) if row.template else "",
        "fingerprint": row.fingerprint,
        "plan": row.plan.hash,
    }


def _chain(prospect_id: int) -> tuple[str, str]:
    """Return In-Reply-To and References from the ids the provider gave our earlier touches."""
    sent = OutgoingEmail.cold.filter(prospect=prospect_id, status=Status.SENT)
    ids = [i for i in sent.order_by("sent_at").values_list("message_id", flat=True) if i]
    return (ids[-1] if ids else "", " ".join(ids))


def audit_mail(
    approach: Approach,
    email: OutgoingEmail,
    action: Action,
    *,
    actor: str,
    now: datetime,
    summary: str,
    **data: object,
) -> None:
    """Record something about a cold mail on its prospect."""
    audit(
        approach,
        action,
        actor=actor,
        now=now,
        summary=f"{email.purpose}: {summary}",
        email_id=email.pk,
        purpose=email.purpose,
        step=email.step,
        key=str(email.key),
        attempts=email.attempts,
        **data,
    )

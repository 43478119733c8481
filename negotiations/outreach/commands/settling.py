"""Settle a claimed cold mail: what the provider said becomes the row's truth."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import assert_never

from django.conf import settings
from django.db import transaction

from audit.actions import Action
from campaigns.domain.outreach.cadence import days_for
from campaigns.domain.outreach.compliance.standing import Happening
from campaigns.domain.outreach.qualifying import tier_of
from campaigns.models import Approach
from integrations.gmail.gateway import NotSent, SendOutcome, Sent, Simulated, Unknown, Waits
from negotiations.commands.deeds import Deed
from negotiations.commands.mailboxes import hold_mailbox, release_mailbox
from negotiations.models import MailTrouble, OutgoingEmail, OutreachTask
from negotiations.outreach.commands.health import brake_mailbox, note_trouble
from negotiations.outreach.commands.moves import lock_approach, move, open_task
from negotiations.outreach.commands.touches import audit_mail
from negotiations.outreach.log import learn

Status = OutgoingEmail.Status
MOST_ATTEMPTS = 3
RETRY_AFTER = timedelta(minutes=5)
LOOK_FOR = timedelta(minutes=10)


@transaction.atomic(durable=True)
def settle_touch(*, email_id: int, outcome: SendOutcome, actor: str, now: datetime) -> str:
    """Record what became of a claimed mail; only a provider's acceptance makes a touch."""
    found = OutgoingEmail.cold.only("prospect_id").get(pk=email_id)
    approach = lock_approach(found.prospect_id or 0)
    email = (
        OutgoingEmail.cold.select_for_update(of=("self",))
        .select_related("mailbox")
        .get(pk=email_id)
    )
    if email.status not in (Status.SENDING, Status.UNKNOWN):
        return f"already {email.status}"
    match outcome:
        case Sent():
            _sent(approach, email, outcome, actor=actor, now=now)
        case Simulated():
            _simulated(approach, email, outcome, actor=actor, now=now)
        case Unknown():
            _unknown(approach, email, outcome.reason, actor=actor, now=now)
        case Waits():
            _waits(email, outcome, now=now)
        case NotSent():
            _refused(approach, email, outcome, actor=actor, now=now)
        case _:
            assert_never(outcome)
    if email.mailbox is not None:
        brake_mailbox(email.mailbox, actor=actor, now=now)
    return email.status


def _sent(
    approach: Approach, email: OutgoingEmail, outcome: Sent, *, actor: str, now: datetime
) -> None:
    email.status, email.sent_at, email.error = Status.SENT, now, ""
    email.provider_message_id = outcome.provider_id
    email.provider_thread_id = outcome.thread_id
    email.message_id = outcome.message_id_header
    email.save()
    if email.step == 1 and not approach.cadence:
        approach.cadence = list(days_for(tier_of(approach.score or Decimal(0))))
    event = Happening.FIRST_TOUCHED if email.step == 1 else Happening.TOUCHED_AGAIN
    approach.last_contacted_at = now
    move(approach, event, actor=actor, now=now)
    approach.save()
    if email.mailbox is not None:
        release_mailbox(email.mailbox)
    audit_mail(
        approach,
        email,
        Action.EMAIL_SENT,
        actor=actor,
        now=now,
        summary=f"sent as {outcome.provider_id}",
        approved_by=email.approved_by,
        made_by=email.made_by,
    )
    learn(
        "OUTREACH_SENT",
        now=now,
        prospect_id=approach.prospect_id,
        channel=email.channel,
        step=email.step,
        template_version=email.made_by.get("template", ""),
    )


def _simulated(
    approach: Approach, email: OutgoingEmail, outcome: Simulated, *, actor: str, now: datetime
) -> None:
    """Nothing left, on purpose: no touch, no place used, and the row may be used again."""
    email.status, email.error, email.claimed_at = Status.SIMULATED, outcome.reason, None
    email.save()
    move(approach, Happening.UNQUEUED, actor=actor, now=now, why="simulated")
    approach.save()
    summary = outcome.reason
    audit_mail(approach, email, Action.EMAIL_SIMULATED, actor=actor, now=now, summary=summary)


def _unknown(
    approach: Approach, email: OutgoingEmail, reason: str, *, actor: str, now: datetime
) -> None:
    email.status, email.error = Status.UNKNOWN, reason
    email.due_at = now + timedelta(seconds=settings.SETTLE_SECONDS)
    email.save()
    audit_mail(approach, email, Action.EMAIL_UNCERTAIN, actor=actor, now=now, summary=reason)


def _waits(email: OutgoingEmail, outcome: Waits, *, now: datetime) -> None:
    """The whole mailbox waits: the mail stays due, and this was no attempt of its own."""
    email.status, email.error, email.wait_reason = Status.READY, outcome.reason, outcome.reason
    email.attempts -= 1
    email.claimed_at = None
    if email.mailbox is not None:
        email.due_at = hold_mailbox(email.mailbox, outcome, now=now)
    email.save()


def _refused(
    approach: Approach, email: OutgoingEmail, outcome: NotSent, *, actor: str, now: datetime
) -> None:
    """It certainly did not leave: again in 5 and 10 minutes, then never; a permanent no at once."""
    email.error, email.claimed_at = outcome.reason, None
    is_over = outcome.permanent or email.attempts >= MOST_ATTEMPTS
    email.status = Status.FAILED if is_over else Status.READY
    email.due_at = now + RETRY_AFTER * email.attempts
    email.save()
    action = Action.EMAIL_FAILED if is_over else Action.EMAIL_REFUSED
    audit_mail(approach, email, action, actor=actor, now=now, summary=outcome.reason)
    if is_policy(outcome.reason) and email.mailbox is not None:
        # 5.7.x is about us, not about the address: the recipient stays as they are.
        kind, words = MailTrouble.Kind.AUTHENTICATION, outcome.reason
        note_trouble(email.mailbox, kind, email=email, words=words, now=now)
    if is_over:
        move(approach, Happening.UNQUEUED, actor=actor, now=now, why=outcome.reason)
        approach.save()


def is_policy(text: str) -> bool:
    """Whether a refusal is one of policy or authentication (RFC 3463, class 5.7)."""
    return "5.7." in text


@transaction.atomic(durable=True)
def return_touch(*, email_id: int, actor: str, now: datetime) -> str:
    """The provider has no trace of the mail: after ten minutes once more, then a person looks."""
    found = OutgoingEmail.cold.only("prospect_id").get(pk=email_id)
    approach = lock_approach(found.prospect_id or 0)
    email = OutgoingEmail.cold.select_for_update(of=("self",)).get(pk=email_id)
    if email.status != Status.UNKNOWN:
        return f"already {email.status}"
    if now - (email.claimed_at or email.created_at) < LOOK_FOR:
        email.due_at = now + timedelta(seconds=settings.SETTLE_SECONDS)
        email.save(update_fields=["due_at"])
        return email.status
    if email.attempts < 2:
        email.status, email.due_at, email.claimed_at = Status.READY, now, None
        email.save()
        summary = "not sent: ready again"
        audit_mail(approach, email, Action.EMAIL_REFUSED, actor=actor, now=now, summary=summary)
        return email.status
    return park_touch(approach, email, actor=actor, now=now)


def park_touch(approach: Approach, email: OutgoingEmail, *, actor: str, now: datetime) -> str:
    """Leave an uncertain mail to a person; runs inside a command under its locks."""
    email.status = Status.PARKED
    email.save(update_fields=["status"])
    words = (
        f"It is unclear whether touch {email.step} to {approach.prospect.influencer.name} left."
        " Look in the mailbox's Sent folder."
    )
    audit_mail(approach, email, Action.EMAIL_PARKED, actor=actor, now=now, summary=words)
    open_task(approach, OutreachTask.Kind.ANSWER, words, Deed(actor, now))
    return email.status


@transaction.atomic(durable=True)
def keep_looking_for(*, email_id: int, actor: str, now: datetime) -> str:
    """The provider cannot say yet: look again later, and in the end a person does."""
    found = OutgoingEmail.cold.only("prospect_id").get(pk=email_id)
    approach = lock_approach(found.prospect_id or 0)
    email = OutgoingEmail.cold.select_for_update(of=("self",)).get(pk=email_id)
    if email.status != Status.UNKNOWN:
        return f"already {email.status}"
    if now - (email.claimed_at or email.created_at) > LOOK_FOR * 10:
        return park_touch(approach, email, actor=actor, now=now)
    email.due_at = now + timedelta(seconds=settings.SETTLE_SECONDS)
    email.save(update_fields=["due_at"])
    return email.status


@transaction.atomic(durable=True)
def doubt_lost_touches(*, now: datetime) -> int:
    """Cold mails whose sender has been silent for five minutes: nobody knows if they left."""
    lost = OutgoingEmail.cold.select_for_update(of=("self",)).filter(
        status=Status.SENDING, claimed_at__lte=now - timedelta(minutes=5)
    )
    count = 0
    for email in lost:
        email.status, email.due_at = Status.UNKNOWN, now
        email.error = "the worker died while sending"
        email.save()
        approach = lock_approach(email.prospect_id or 0)
        audit_mail(
            approach, email, Action.EMAIL_UNCERTAIN, actor="sweep", now=now, summary=email.error
        )
        count += 1
    return count

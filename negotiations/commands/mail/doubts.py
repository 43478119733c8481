"""Emails nobody knows about: their sender died or the answer was lost. Looked up, never guessed."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from audit.actions import Action
from integrations import claims
from integrations.gmail.gateway import NotSent
from integrations.queue import Job, enqueue
from integrations.strangers import storable_text
from negotiations.commands.deeds import Deed
from negotiations.commands.locks import lock_email
from negotiations.commands.mail.settle import audit_email, settle_refused
from negotiations.commands.thread.escalation import tell
from negotiations.models import OutgoingEmail
from negotiations.queries.due import lost_claims

Status = OutgoingEmail.Status
DIED = "the worker died while sending"


@transaction.atomic(durable=True)
def return_unsent(*, email_id: int, actor: str, now: datetime) -> str:
    """The vendor has no trace of the mail: it may be sent again, later each time, and not for ever.

    The first time at once: as a rule only our own worker died.
    """
    email, deed = lock_email(email_id), Deed(actor, now)
    if email.status != Status.UNKNOWN:
        return f"already {email.status}"
    if email.attempts > 1:
        reason = f"not sent: {email.error}"
        settle_refused(email, NotSent(reason, permanent=False), deed)
        return email.status
    email.status, email.due_at = Status.READY, now
    email.save()
    audit_email(email, Action.EMAIL_REFUSED, deed, "not sent: ready again")
    enqueue(Job.SEND_EMAIL, email_id=email.pk)
    return email.status


@transaction.atomic(durable=True)
def keep_looking(*, email_id: int, actor: str, now: datetime) -> str:
    """The vendor does not know yet: look again later, and park it for a person in the end."""
    email = (
        OutgoingEmail.objects.select_for_update(of=("self",))
        .select_related("thread__influencer", "thread__campaign")
        .get(pk=email_id)
    )
    if email.status != Status.UNKNOWN:
        return f"already {email.status}"
    looked_since = email.claimed_at or email.created_at
    if now - looked_since > timedelta(seconds=settings.SETTLE_SECONDS * 10):
        email.status = Status.PARKED
        deed = Deed(actor, now)
        audit_email(email, Action.EMAIL_PARKED, deed, "nobody can say whether it left")
        tell(
            email.thread,
            key=f"parked:{email.pk}",
            text=f"It is unclear whether the {email.purpose} to {email.thread.influencer.name}"
            " left. Look in the mailbox's Sent folder, then send or discard it.",
            now=now,
        )
    email.due_at = now + timedelta(seconds=settings.SETTLE_SECONDS)
    email.save()
    return email.status


@transaction.atomic(durable=True)
def doubt_lost_claims(*, now: datetime) -> int:
    """Emails whose sender has been silent longer than the lease: nobody knows if they left."""
    deed = Deed("sweep", now, DIED)
    return sum(_doubt(email, deed) for email in _locked(lost_claims(now=now)))


@transaction.atomic(durable=True)
def doubt_dead_claims(*, now: datetime) -> int:
    """Claims of this machine's dead processes become unknown at once."""
    sending = OutgoingEmail.objects.filter(status=Status.SENDING)
    deed = Deed("supervisor", now, DIED)
    return sum(_doubt(email, deed) for email in claims.of_the_dead(_locked(sending)))


@transaction.atomic(durable=True)
def doubt_broken_claim(*, email_id: int, error: str, now: datetime) -> None:
    """The job that was sending broke, before the call or after it: the vendor's record is asked."""
    claimed = OutgoingEmail.objects.filter(pk=email_id, status=Status.SENDING)
    for email in _locked(claimed):
        _doubt(email, Deed("mailer", now, error))


def _locked(emails: QuerySet[OutgoingEmail]) -> QuerySet[OutgoingEmail]:
    return emails.select_for_update(of=("self",)).select_related("thread__influencer")


def _doubt(email: OutgoingEmail, deed: Deed) -> int:
    """The sender is gone with this email: the vendor's own record is asked what became of it."""
    email.status, email.due_at = Status.UNKNOWN, deed.now
    email.error = storable_text(deed.reason)
    email.save()
    audit_email(email, Action.EMAIL_UNCERTAIN, deed, email.error)
    enqueue(Job.RECONCILE_EMAIL, email_id=email.pk)
    return 1

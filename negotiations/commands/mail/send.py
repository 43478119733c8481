"""Claim an email for sending; between claim and settlement the vendor is called, once."""

from datetime import datetime

from django.db import transaction

from integrations import claims
from integrations.waits import wait_after
from negotiations.commands.deeds import Deed
from negotiations.commands.locks import lock_email
from negotiations.commands.thread.discard import discard
from negotiations.commands.thread.escalation import Problem, escalate
from negotiations.commands.thread.next_step import ensure_next_step
from negotiations.domain.terms.states import State
from negotiations.models import OutgoingEmail
from negotiations.queries.leaving import OPTED_OUT, suppressed_among, why_never, why_not_yet

Status = OutgoingEmail.Status


@transaction.atomic(durable=True)
def claim_email(*, email_id: int, now: datetime) -> OutgoingEmail | None:
    """Take one due email after re-reading everything that could forbid it; None if it must not go.

    A reason that passes (kill switch, pause, cap) leaves the email waiting; one that does not
    (suppression, newer mail, wrong state) discards it.
    """
    if not OutgoingEmail.objects.filter(pk=email_id).exists():
        return None
    email = lock_email(email_id)
    if not _is_due(email, now=now):
        return None
    if reason := why_never(email):
        _give_up(email, Deed("mailer", now, reason))
        return None
    if reason := why_not_yet(email, now=now):
        _put_off(email, reason, now=now)
        return None
    email.status, email.worker, email.claimed_at = Status.SENDING, claims.worker_name(), now
    email.attempts += 1
    email.wait_reason = ""
    gone = suppressed_among(email.cc)
    email.cc = [address for address in email.cc if str(address).lower() not in gone]
    email.save()
    return email


def _give_up(email: OutgoingEmail, deed: Deed) -> None:
    """Discard what must never leave; where its reader opted out, people look for another way."""
    discard(email, deed)
    if deed.reason == OPTED_OUT and email.thread.state != State.STOPPED:
        words = f"{', '.join(email.to)} opted out, so our {email.purpose} was not sent."
        escalate(email.thread, Problem(code="suppressed", reason=words), deed)
    reason = f"Our {email.purpose} could not leave ({deed.reason}): what now?"
    ensure_next_step(email.thread, deed, reason)


def _is_due(email: OutgoingEmail, *, now: datetime) -> bool:
    is_over = email.held_until is not None and email.held_until <= now
    may_go = email.status == Status.READY or (email.status == Status.HELD and is_over)
    return may_go and email.due_at <= now


def _put_off(email: OutgoingEmail, reason: str, *, now: datetime) -> None:
    email.wait_reason = reason
    later = now + wait_after(2)
    email.due_at = max(later, email.thread.mailbox.sending_waits_until or later)
    email.save(update_fields=["wait_reason", "due_at"])


@transaction.atomic(durable=True)
def keep_draft_id(*, email_id: int, draft_id: str) -> None:
    """Store the vendor's draft id before it is sent, so that an unknown end can be looked up."""
    OutgoingEmail.objects.filter(pk=email_id).update(provider_draft_id=draft_id)

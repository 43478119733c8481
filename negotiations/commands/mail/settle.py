"""Settle what became of a claimed email, and move its thread."""

from datetime import datetime, timedelta
from typing import Any, assert_never

from django.conf import settings
from django.db import transaction

from audit.actions import Action
from campaigns.domain.money import quantize
from integrations.gmail.gateway import NotSent, SendOutcome, Sent, Simulated, Unknown, Waits
from integrations.waits import wait_after
from negotiations.commands import mailboxes
from negotiations.commands.deeds import Deed
from negotiations.commands.locks import lock_email
from negotiations.commands.thread.escalation import ANSWERED, Problem, close_escalation, escalate
from negotiations.commands.thread.state import audit, fire
from negotiations.domain.terms.purposes import Purpose
from negotiations.domain.terms.states import CLOSED, WITH_PEOPLE, Effect, Event
from negotiations.domain.terms.transitions import ruling_of
from negotiations.models import Offer, OutgoingEmail
from negotiations.queries.leaving import held_words

Status = OutgoingEmail.Status


@transaction.atomic(durable=True)
def settle_email(*, email_id: int, outcome: SendOutcome, actor: str, now: datetime) -> str:
    """Record what became of a claimed email and move its thread."""
    email, deed = lock_email(email_id), Deed(actor, now)
    if email.status not in (Status.SENDING, Status.UNKNOWN):
        return f"already {email.status}"
    match outcome:
        case Sent():
            _settle_sent(email, outcome, deed)
        case Simulated():
            _settle_simulated(email, outcome.reason, deed)
        case Unknown():
            _settle_unknown(email, outcome.reason, deed)
        case Waits():
            _settle_waiting(email, outcome, now=now)
        case NotSent():
            settle_refused(email, outcome, deed)
        case _:
            assert_never(outcome)
    return email.status


def audit_email(
    email: OutgoingEmail, action: Action, deed: Deed, summary: str, **more: Any
) -> None:
    """Record something about an email on its thread."""
    detail: dict[str, Any] = {"email_id": email.pk, "purpose": email.purpose}
    detail |= {"key": str(email.key), "attempts": email.attempts}
    audit(email.thread, action, deed, summary=f"{email.purpose}: {summary}", **detail, **more)


def _settle_sent(email: OutgoingEmail, outcome: Sent, deed: Deed) -> None:
    thread = email.thread
    email.status, email.sent_at, email.error = Status.SENT, deed.now, ""
    email.provider_message_id = outcome.provider_id
    email.message_id = outcome.message_id_header
    email.save()
    thread.mail_thread_id = outcome.thread_id or thread.mail_thread_id
    thread.subject = thread.subject or email.subject
    _make_offer(email, now=deed.now)
    if email.purpose == Purpose.COUNTER and email.offer_id:
        thread.round += 1
    thread.updated_at = deed.now
    thread.save()
    mailboxes.release_mailbox(thread.mailbox)
    _audit_sent(email, outcome, deed)
    _move_after_sending(email, deed)


def _audit_sent(email: OutgoingEmail, outcome: Sent, deed: Deed) -> None:
    """Record what left with its price, and where the thread stood; what follows has its own entry.

    The amount is that of the offer in the mail, or what the mail confirms; none in any other.
    """
    thread = email.thread
    amount = email.offer.amount if email.offer else None
    if email.purpose == Purpose.AGREEMENT:
        amount = thread.agreed_amount
    audit_email(
        email,
        Action.EMAIL_SENT,
        deed,
        f"sent as {outcome.provider_id}",
        amount=None if amount is None else str(quantize(amount, thread.currency)),
        currency=thread.currency if amount is not None else "",
        state=thread.state,
        round=thread.round,
    )


def _make_offer(email: OutgoingEmail, *, now: datetime) -> None:
    """The offer in the mail stands now; the one before it no longer does."""
    offer = email.offer
    if offer is None or offer.status != Offer.Status.DRAFTED:
        return
    email.thread.offers.filter(status=Offer.Status.SENT).update(status=Offer.Status.ANSWERED)
    offer.status, offer.sent_at = Offer.Status.SENT, now
    offer.save(update_fields=["status", "sent_at"])


def _move_after_sending(email: OutgoingEmail, deed: Deed) -> None:
    """Openings, counters and answers move the thread; other mail only where people had it."""
    thread = email.thread
    moves = email.purpose in (Purpose.OPENING, Purpose.COUNTER, Purpose.ANSWER)
    if email.purpose == Purpose.EXIT and thread.state not in CLOSED:
        close_escalation(thread, "ended", deed)
        fire(thread, Event.REJECT, deed.because("our goodbye left"))
    elif thread.state in WITH_PEOPLE:
        if moves or email.purpose == Purpose.MANUAL:
            close_escalation(thread, ANSWERED, deed)
            fire(thread, Event.RESUME_COUNTER, deed)
    elif moves:
        is_first = email.purpose == Purpose.OPENING
        event = Event.SEND_OFFER if is_first else Event.SEND_COUNTER
        if ruling_of(thread.state, event).effect is Effect.MOVE:
            fire(thread, event, deed)


def _settle_simulated(email: OutgoingEmail, reason: str, deed: Deed) -> None:
    email.status, email.error = Status.SIMULATED, reason
    email.save()
    audit_email(email, Action.EMAIL_SIMULATED, deed, reason)


def _settle_unknown(email: OutgoingEmail, reason: str, deed: Deed) -> None:
    email.status, email.error = Status.UNKNOWN, reason
    email.due_at = deed.now + timedelta(seconds=settings.SETTLE_SECONDS)
    email.save()
    audit_email(email, Action.EMAIL_UNCERTAIN, deed, reason)


def _settle_waiting(email: OutgoingEmail, outcome: Waits, *, now: datetime) -> None:
    """The whole mailbox waits: the mail stays due, and this was no attempt of its own."""
    email.due_at = mailboxes.hold_mailbox(email.thread.mailbox, outcome, now=now)
    email.status, email.error = Status.READY, outcome.reason
    email.wait_reason = held_words(outcome.reason, email.due_at)
    email.attempts -= 1
    email.save()


def settle_refused(email: OutgoingEmail, outcome: NotSent, deed: Deed) -> None:
    """The mail certainly did not leave: later again, or for a person in the end."""
    email.error = outcome.reason
    if outcome.permanent:
        email.status = Status.FAILED
    elif email.attempts >= settings.SEND_MAX_ATTEMPTS:
        email.status = Status.PARKED
    else:
        email.status = Status.READY
        email.due_at = deed.now + wait_after(email.attempts + 1)
    email.save()
    if email.status == Status.READY:
        audit_email(email, Action.EMAIL_REFUSED, deed, outcome.reason)
        return
    if email.status == Status.FAILED and email.offer_id:
        drafted = Offer.objects.filter(pk=email.offer_id, status=Offer.Status.DRAFTED)
        drafted.update(status=Offer.Status.WITHDRAWN)
    audit_email(email, Action.EMAIL_FAILED, deed, outcome.reason)
    reason = f"The {email.purpose} did not leave: {outcome.reason}"
    escalate(email.thread, Problem(code="send_failed", reason=reason, draft=email), deed)

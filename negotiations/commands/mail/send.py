"""Claim an email, settle what became of it; between the two the vendor is called, once."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from audit.actions import Action
from campaigns.models import Campaign, KillSwitch, Suppression
from integrations import claims
from integrations.gmail.gateway import Refused, SendOutcome, Sent, Simulated, Unknown, Waits
from negotiations.commands import mailboxes
from negotiations.commands.thread import state as moving
from negotiations.commands.thread.state import audit, escalate, fire
from negotiations.domain.terms.states import outcome_of
from negotiations.models import Offer, OutgoingEmail, Thread
from negotiations.queries.work import sent_in_last_day, turn_of

Status = OutgoingEmail.Status
Purpose = OutgoingEmail.Purpose
_EXPECTED_STATES = {
    # A first mail that could not leave was escalated: a person may still let it go.
    Purpose.OPENING: ("initial_offer", "escalated"),
    Purpose.COUNTER: ("counter_received", "escalated", "stale"),
    Purpose.ANSWER: ("counter_received", "escalated", "stale"),
    Purpose.REMINDER: ("awaiting_reply", "counter_sent"),
    Purpose.AGREEMENT: ("agreed",),
    Purpose.EXIT: ("rejected",),
}


@transaction.atomic(durable=True)
def claim_email(*, email_id: int, now: datetime) -> OutgoingEmail | None:
    """Take one due email after re-reading everything that could forbid it; None if it must not go.

    A reason that passes (kill switch, pause, cap) leaves the email waiting; one that does not
    (suppression, newer mail, wrong state) discards it.
    """
    found = OutgoingEmail.objects.filter(pk=email_id).values_list("thread_id", flat=True).first()
    if found is None:
        return None
    thread = moving.lock_thread(found)
    email = OutgoingEmail.objects.select_for_update().get(pk=email_id)
    is_due = email.status == Status.READY or (
        email.status == Status.HELD and email.held_until is not None and email.held_until <= now
    )
    if not is_due or email.due_at > now:
        return None
    email.thread = thread
    if reason := _never(email):
        moving.discard(email, reason=reason, actor="mailer", now=now)
        return None
    if reason := _not_now(email, now=now):
        email.wait_reason = reason
        later = now + timedelta(seconds=settings.RETRY_SECONDS * 2)
        email.due_at = max(later, thread.mailbox.sending_waits_until or later)
        email.save(update_fields=["wait_reason", "due_at"])
        return None
    email.status, email.worker, email.claimed_at = Status.SENDING, claims.worker_name(), now
    email.attempts += 1
    email.wait_reason = ""
    email.save()
    return email


def _never(email: OutgoingEmail) -> str:
    """Return why this email must never leave, or nothing."""
    thread = email.thread
    addresses = [a.lower() for a in (*email.to, *email.cc)]
    if Suppression.objects.filter(email__in=addresses).exists():
        return "an addressee opted out"
    expected = _EXPECTED_STATES.get(Purpose(email.purpose))
    if thread.state != "paused" and expected and thread.state not in expected:
        return f"the thread is {thread.state}"
    by_person = bool(email.approved_by)
    if thread.managed_by == Thread.ManagedBy.PERSON and not by_person:
        return f"{thread.claimed_by} took the thread over"
    if thread.campaign.status == Campaign.Status.STOPPED:
        return "the campaign was stopped"
    return _newer_mail(email)


def _newer_mail(email: OutgoingEmail) -> str:
    if email.purpose in (Purpose.MANUAL, Purpose.AGREEMENT, Purpose.EXIT):
        return ""
    newer = [m for m in turn_of(email.thread) if m.stored_at > email.created_at]
    return "they wrote again" if newer else ""


def _not_now(email: OutgoingEmail, *, now: datetime) -> str:
    """Return why this email must wait, or nothing."""
    thread, campaign = email.thread, email.thread.campaign
    if switch := kill_switch_for(thread):
        return f"kill switch ({switch.scope}): {switch.reason}"
    if thread.state == "paused":
        return "the thread is paused"
    if campaign.status == Campaign.Status.PAUSED:
        return "the campaign is paused"
    if thread.mailbox.is_paused:
        return f"mailbox {thread.mailbox.address} is paused"
    held_until = thread.mailbox.sending_waits_until
    if held_until and held_until > now:
        return _held_words(thread.mailbox.wait_reason, held_until)
    if settings.GMAIL_MODE == "live" and not settings.SENDER_POSTAL_ADDRESS:
        return "SENDER_POSTAL_ADDRESS is not set"
    if sent_in_last_day(thread.mailbox, now=now) >= thread.mailbox.daily_cap:
        return f"mailbox {thread.mailbox.address} reached its cap of {thread.mailbox.daily_cap}"
    return ""


def _held_words(reason: str, until: datetime) -> str:
    return f"{reason} (next try {until:%Y-%m-%d %H:%M} UTC)"


def kill_switch_for(thread: Thread) -> KillSwitch | None:
    """Return a switch that stops this thread's mail, widest scope first."""
    scopes = {
        KillSwitch.Scope.HOUSE: 0,
        KillSwitch.Scope.CLIENT: thread.campaign.client_id,
        KillSwitch.Scope.CAMPAIGN: thread.campaign_id,
        KillSwitch.Scope.MAILBOX: thread.mailbox_id,
    }
    for scope, scope_id in scopes.items():
        found = KillSwitch.objects.filter(scope=scope, scope_id=scope_id or 0).first()
        if found:
            return found
    return None


@transaction.atomic(durable=True)
def keep_draft_id(*, email_id: int, draft_id: str) -> None:
    """Store the vendor's draft id before it is sent, so that an unknown end can be looked up."""
    OutgoingEmail.objects.filter(pk=email_id).update(provider_draft_id=draft_id)


@transaction.atomic(durable=True)
def settle_email(*, email_id: int, outcome: SendOutcome, actor: str, now: datetime) -> str:
    """Record what became of a claimed email and move its thread."""
    found = OutgoingEmail.objects.only("thread_id").get(pk=email_id)
    thread = moving.lock_thread(found.thread_id)
    email = OutgoingEmail.objects.select_for_update().get(pk=email_id)
    email.thread = thread
    if email.status not in (Status.SENDING, Status.UNKNOWN):
        return f"already {email.status}"
    if isinstance(outcome, Sent):
        _settle_sent(email, outcome, actor=actor, now=now)
    elif isinstance(outcome, Simulated):
        email.status, email.error = Status.SIMULATED, outcome.reason
        email.save()
        audit_email(email, Action.EMAIL_SIMULATED, actor, now, outcome.reason)
    elif isinstance(outcome, Unknown):
        _settle_unknown(email, outcome.reason, actor=actor, now=now)
    elif isinstance(outcome, Waits):
        _settle_waiting(email, outcome, now=now)
    else:
        settle_refused(email, outcome, actor=actor, now=now)
    return email.status


def audit_email(
    email: OutgoingEmail, action: Action, actor: str, now: datetime, summary: str
) -> None:
    """Record something about an email on its thread."""
    audit(
        email.thread,
        action,
        actor=actor,
        now=now,
        summary=f"{email.purpose}: {summary}",
        email_id=email.pk,
        purpose=email.purpose,
        key=str(email.key),
        attempts=email.attempts,
    )


def _settle_sent(email: OutgoingEmail, outcome: Sent, *, actor: str, now: datetime) -> None:
    thread = email.thread
    email.status, email.sent_at, email.error = Status.SENT, now, ""
    email.provider_message_id = outcome.provider_id
    email.message_id = outcome.message_id_header
    email.save()
    thread.mail_thread_id = outcome.thread_id or thread.mail_thread_id
    thread.subject = thread.subject or email.subject
    if email.offer and email.offer.status == Offer.Status.DRAFTED:
        thread.offers.filter(status=Offer.Status.SENT).update(status=Offer.Status.ANSWERED)
        email.offer.status, email.offer.sent_at = Offer.Status.SENT, now
        email.offer.save(update_fields=["status", "sent_at"])
    if email.purpose == Purpose.COUNTER and email.offer_id:
        thread.round += 1
    thread.updated_at = now
    thread.save()
    mailboxes.release_mailbox(thread.mailbox)
    audit_email(email, Action.EMAIL_SENT, actor, now, f"sent as {outcome.provider_id}")
    _move_after_sending(email, actor=actor, now=now)


def _move_after_sending(email: OutgoingEmail, *, actor: str, now: datetime) -> None:
    """Openings, counters and answers move the thread; other mail only where people had it."""
    thread = email.thread
    moves = email.purpose in (Purpose.OPENING, Purpose.COUNTER, Purpose.ANSWER)
    if thread.state in ("escalated", "stale"):
        if moves or email.purpose == Purpose.MANUAL:
            moving.close_escalation(thread, outcome="answered", actor=actor, now=now)
            fire(thread, "resume_counter", actor=actor, now=now)
    elif moves:
        event = "send_offer" if email.purpose == Purpose.OPENING else "send_counter"
        if outcome_of(thread.state, event).kind == "move":
            fire(thread, event, actor=actor, now=now)


def _settle_unknown(email: OutgoingEmail, reason: str, *, actor: str, now: datetime) -> None:
    email.status, email.error = Status.UNKNOWN, reason
    email.due_at = now + timedelta(seconds=settings.SETTLE_SECONDS)
    email.save()
    audit_email(email, Action.EMAIL_UNCERTAIN, actor, now, reason)


def _settle_waiting(email: OutgoingEmail, outcome: Waits, *, now: datetime) -> None:
    """The whole mailbox waits: the mail stays due, and this was no attempt of its own."""
    email.due_at = mailboxes.hold_mailbox(email.thread.mailbox, outcome, now=now)
    email.status, email.error = Status.READY, outcome.reason
    email.wait_reason = _held_words(outcome.reason, email.due_at)
    email.attempts -= 1
    email.save()


def settle_refused(email: OutgoingEmail, outcome: Refused, *, actor: str, now: datetime) -> None:
    """The mail certainly did not leave: later again, or for a person in the end."""
    email.error = outcome.reason
    if outcome.permanent:
        email.status = Status.FAILED
    elif email.attempts >= settings.SEND_MAX_ATTEMPTS:
        email.status = Status.PARKED
    else:
        email.status = Status.READY
        email.due_at = now + timedelta(seconds=settings.RETRY_SECONDS * 2**email.attempts)
    email.save()
    if email.status == Status.READY:
        audit_email(email, Action.EMAIL_REFUSED, actor, now, outcome.reason)
        return
    if email.status == Status.FAILED and email.offer_id:
        Offer.objects.filter(pk=email.offer_id, status=Offer.Status.DRAFTED).update(
            status=Offer.Status.WITHDRAWN
        )
    audit_email(email, Action.EMAIL_FAILED, actor, now, outcome.reason)
    escalate(
        email.thread,
        code="send_failed",
        reason=f"The {email.purpose} did not leave: {outcome.reason}",
        actor=actor,
        now=now,
        draft=email,
    )

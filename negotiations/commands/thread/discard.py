"""Throw unsent mail away: what was in it was never said, its offer never made.

These functions run inside a command's transaction with the thread's row locked.
"""

from audit.actions import Action
from negotiations.commands.deeds import Deed
from negotiations.commands.thread.escalation import show_escalation
from negotiations.commands.thread.state import audit
from negotiations.models import Offer, OutgoingEmail, Thread


def discard_unsent(thread: Thread, deed: Deed) -> int:
    """Discard every email of the thread that has not been claimed; returns how many."""
    unsent = list(thread.emails.select_for_update().filter(status__in=OutgoingEmail.UNSENT))
    for email in unsent:
        discard(email, deed)
    return len(unsent)


def discard(email: OutgoingEmail, deed: Deed) -> None:
    """Discard one unsent email and withdraw the offer in it."""
    email.status = OutgoingEmail.Status.DISCARDED
    email.wait_reason = deed.reason
    email.save()
    show_escalation(email.thread, now=deed.now)
    if email.offer and email.offer.status == Offer.Status.DRAFTED:
        email.offer.status = Offer.Status.WITHDRAWN
        email.offer.save(update_fields=["status"])
    audit(
        email.thread,
        Action.EMAIL_DISCARDED,
        deed,
        summary=f"{email.purpose} discarded: {deed.reason}",
        email_id=email.pk,
        reason=deed.reason,
    )

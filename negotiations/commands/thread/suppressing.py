"""Opt-outs: the address is kept away from every future mail, the thread stops at once.

These functions run inside a command's transaction with the thread's row locked.
"""

from datetime import datetime

from audit.actions import Action
from audit.recording import About, record
from campaigns.models import Suppression
from negotiations.commands.deeds import Deed
from negotiations.commands.locks import lock_thread
from negotiations.commands.thread.discard import discard_unsent
from negotiations.commands.thread.escalation import close_escalation
from negotiations.commands.thread.state import audit, fire
from negotiations.domain.terms.states import Event
from negotiations.domain.terms.transitions import ruling_of
from negotiations.models import Thread


def suppress_address(
    email: str, *, source: str, proof: str, now: datetime, thread: Thread | None = None
) -> None:
    """Never write to this address again; `thread` is where they said so, if on one."""
    _, is_new = Suppression.objects.get_or_create(
        email=email.lower(), defaults={"source": source, "proof": proof, "created_at": now}
    )
    if is_new:
        record(
            Action.INFLUENCER_SUPPRESSED,
            About(
                "suppression",
                campaign_id=thread.campaign_id if thread else None,
                thread_id=thread.pk if thread else None,
                influencer=thread.influencer.name if thread else "",
            ),
            actor=source,
            at=now,
            summary="address suppressed",
        )


def opt_out(thread: Thread, *, source: str, proof: str, deed: Deed) -> None:
    """Suppress every address of the influencer and stop all their open threads."""
    addresses = {thread.influencer.email.lower()}
    addresses |= {e.lower() for e in thread.influencer.contacts.values_list("email", flat=True)}
    for address in sorted(a for a in addresses if a):
        suppress_address(address, source=source, proof=proof, now=deed.now, thread=thread)
    others = Thread.objects.filter(influencer=thread.influencer).exclude(pk=thread.pk)
    for pk in [thread.pk, *others.values_list("pk", flat=True)]:
        _end(thread if pk == thread.pk else lock_thread(pk), deed)


def _end(thread: Thread, deed: Deed) -> None:
    discard_unsent(thread, deed.because("they opted out"))
    close_escalation(thread, "opted out", deed)
    if ruling_of(thread.state, Event.STOP).is_allowed:
        fire(thread, Event.STOP, deed.because("opt-out"))
    else:
        # Agreed, rejected and stopped threads are over; only their mail is held back.
        audit(thread, Action.THREAD_REFUSED, deed, summary="opt-out after the end")

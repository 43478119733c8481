"""Opt-outs: the address is kept away from every future mail, the thread stops at once.

These functions run inside a command's transaction with the thread's row locked.
"""

from datetime import datetime

from audit.actions import Action
from audit.recording import record
from campaigns.models import Suppression
from negotiations.commands.thread import state as moving
from negotiations.errors import TransitionRefused
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
            subject="suppression",
            actor=source,
            at=now,
            campaign_id=thread.campaign_id if thread else None,
            thread_id=thread.pk if thread else None,
            influencer=thread.influencer.name if thread else "",
            summary="address suppressed",
        )


def opt_out(thread: Thread, *, source: str, proof: str, actor: str, now: datetime) -> None:
    """Suppress every address of the influencer and stop all their open threads."""
    addresses = {thread.influencer.email.lower()}
    addresses |= {e.lower() for e in thread.influencer.contacts.values_list("email", flat=True)}
    for address in sorted(a for a in addresses if a):
        suppress_address(address, source=source, proof=proof, now=now, thread=thread)
    others = Thread.objects.filter(influencer=thread.influencer).exclude(pk=thread.pk)
    for pk in [thread.pk, *others.values_list("pk", flat=True)]:
        other = thread if pk == thread.pk else moving.lock_thread(pk)
        moving.discard_unsent(other, reason="they opted out", actor=actor, now=now)
        moving.close_escalation(other, outcome="opted out", actor=actor, now=now)
        try:
            moving.fire(other, "stop", actor=actor, now=now, reason="opt-out")
        except TransitionRefused:
            # Agreed, rejected and stopped threads are over; only their mail is held back.
            moving.audit(
                other, Action.THREAD_REFUSED, actor=actor, now=now, summary="opt-out after the end"
            )

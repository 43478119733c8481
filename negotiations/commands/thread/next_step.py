"""No open thread stands still: where nothing is due and nobody asked, a person is."""

from datetime import datetime

from django.db import transaction

from negotiations.commands.deeds import Deed
from negotiations.commands.locks import lock_thread
from negotiations.commands.thread.escalation import Problem, escalate
from negotiations.models import Thread
from negotiations.queries.next_step import next_step_now

CODE = "no_next_step"


def ensure_next_step(thread: Thread, deed: Deed, reason: str) -> bool:
    """Ask a person about a thread that has no next step; returns whether one was asked.

    Runs inside a command's transaction with the thread's row locked.
    """
    if next_step_now(thread) is not None:
        return False
    escalate(thread, Problem(code=CODE, reason=reason), deed)
    return True


@transaction.atomic(durable=True)
def hand_over_standing_still(*, thread_id: int, actor: str, now: datetime) -> bool:
    """Hand one thread that stands still to a person; false where it has a next step after all."""
    reason = "Nothing is due on this negotiation and nobody was asked: what happens next?"
    return ensure_next_step(lock_thread(thread_id), Deed(actor, now), reason)

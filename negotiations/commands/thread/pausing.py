"""Pause a thread and resume it; what waited is worked on then."""

from datetime import datetime

from django.db import transaction

from negotiations.commands.deeds import Deed
from negotiations.commands.locks import lock_thread
from negotiations.commands.thread.discard import discard_unsent
from negotiations.commands.thread.going_on import go_on, wake_messages
from negotiations.commands.thread.state import fire
from negotiations.domain.terms.states import Event
from negotiations.models import Thread


@transaction.atomic(durable=True)
def pause_thread(*, thread_id: int, actor: str, reason: str, now: datetime) -> Thread:
    """Hold the thread; its mail is stored and worked on resume.

    :raises TransitionRefused: if the state does not allow it
    """
    thread, deed = lock_thread(thread_id), Deed(actor, now, reason)
    fire(thread, Event.PAUSE, deed)
    discard_unsent(thread, deed.because(f"paused: {reason}"))
    return thread


@transaction.atomic(durable=True)
def resume_thread(*, thread_id: int, actor: str, reason: str, now: datetime) -> Thread:
    """Return to the state before the pause and work off the mail that waited.

    :raises TransitionRefused: if the thread is not paused
    """
    thread, deed = lock_thread(thread_id), Deed(actor, now, reason)
    fire(thread, Event.RESUME, deed)
    wake_messages(thread, now=now)
    if thread.managed_by == Thread.ManagedBy.AGENT:
        go_on(thread, deed)
    return thread

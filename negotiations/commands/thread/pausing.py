"""Pause a thread and resume it; what waited is worked on then."""

from datetime import datetime

from django.db import transaction

from integrations.queue import Job, enqueue
from negotiations.commands.deeds import Deed
from negotiations.commands.locks import lock_thread
from negotiations.commands.thread.discard import discard_unsent
from negotiations.commands.thread.state import fire
from negotiations.domain.terms.states import Event, State
from negotiations.models import Message, Thread


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
    thread = lock_thread(thread_id)
    fire(thread, Event.RESUME, Deed(actor, now, reason))
    wake_messages(thread, now=now)
    return thread


def wake_messages(thread: Thread, *, now: datetime) -> None:
    """Put a thread's unread mail back to work; without any, the last turn is read again.

    A draft that a pause discarded is written anew that way.
    """
    waiting = thread.messages.filter(handled_at__isnull=True)
    if not waiting.exists() and thread.state == State.COUNTER_RECEIVED:
        theirs = thread.messages.filter(kind=Message.Kind.HUMAN, is_ours=False)
        newest = theirs.order_by("-received_at").values_list("pk", flat=True)[:1]
        thread.messages.filter(pk__in=list(newest)).update(handled_at=None)
    for message in waiting.all():
        message.due_at = now
        message.save(update_fields=["due_at"])
        enqueue(Job.HANDLE_MESSAGE, message_id=message.pk)

"""Let a negotiation go on after people or a pause had it, so that it never stands still.

These functions run inside a command's transaction with the thread's row locked.
"""

from datetime import datetime

from django.db.models import QuerySet

from integrations.queue import Job, enqueue
from negotiations.commands.deeds import Deed
from negotiations.commands.locks import lock_budget
from negotiations.commands.offers.open import write_opening
from negotiations.commands.thread.state import fire
from negotiations.domain.terms.purposes import Purpose
from negotiations.domain.terms.states import UNOPENED, Event, State
from negotiations.models import Message, OutgoingEmail, Thread
from negotiations.queries.work import last_sent_at

_NEVER_LEFT = (OutgoingEmail.Status.DISCARDED, OutgoingEmail.Status.FAILED)


def give_back(thread: Thread, deed: Deed) -> None:
    """Let an escalated or stale thread go on."""
    fire(thread, Event.HAND_BACK, deed)
    go_on(thread, deed)


def go_on(thread: Thread, deed: Deed) -> None:
    """Find who owes the next word by what was said last, where it is not written down already.

    Their mail is read again, or our last one stands; where we never made an offer, the opening is
    written anew.
    """
    if thread.state not in UNOPENED:
        return
    if waits_for_us(thread):
        wake_messages(thread, now=deed.now)
    elif thread.state == State.COUNTER_RECEIVED and last_sent_at(thread) is not None:
        fire(thread, Event.SEND_COUNTER, deed.because("our last mail stands"))
    elif not _openings_of(thread).exclude(status__in=_NEVER_LEFT).exists():
        lock_budget(thread)
        write_opening(thread, deed)


def _openings_of(thread: Thread) -> QuerySet[OutgoingEmail]:
    return thread.emails.filter(purpose=Purpose.OPENING)


def waits_for_us(thread: Thread) -> bool:
    """Whether their mail is the last word: nobody answered it, not even by hand."""
    written = thread.messages.filter(kind=Message.Kind.HUMAN, may_bind=True)
    newest = written.order_by("-received_at", "-id").first()
    if thread.state != State.COUNTER_RECEIVED or newest is None or newest.is_ours:
        return False
    sent_at = last_sent_at(thread)
    return sent_at is None or sent_at < newest.received_at


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

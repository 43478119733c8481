"""What becomes of a mail that could not be worked by itself: later, parked, attached, seen."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from audit.actions import Action
from audit.recording import About, record
from integrations import claims
from integrations.queue import Job, enqueue
from integrations.waits import as_long_again, wait_after
from negotiations.commands.deeds import Deed
from negotiations.commands.locks import lock_message, lock_thread
from negotiations.commands.thread.state import audit
from negotiations.models import Message
from negotiations.queries.standing import judge
from negotiations.queries.work import turn_of

ATTEMPTS = 5
# A model that is away is asked for again at least this often.
LONGEST_MODEL_WAIT = timedelta(minutes=10)


def settle_message(message: Message, *, now: datetime, note: str) -> None:
    """Note what became of a mail; it was handled when it first was."""
    message.handled_at = message.handled_at or now
    message.note = note
    message.save()


@transaction.atomic(durable=True)
def postpone_message(*, message_id: int, error: str, now: datetime) -> None:
    """Record that handling failed: try again later, then park it where a person sees it."""
    message = Message.objects.select_for_update().get(pk=message_id)
    message.attempts += 1
    message.note, message.worker = error, ""
    message.due_at = now + wait_after(message.attempts + 1)
    parked = message.attempts >= ATTEMPTS
    if parked:
        message.needs_person = True
        message.handled_at = now
    message.save()
    record(
        Action.MESSAGE_PARKED if parked else Action.JOB_FAILED,
        About(f"message:{message.pk}", thread_id=message.thread_id),
        actor="agent",
        at=now,
        summary=error,
        message_id=message.pk,
    )


@transaction.atomic(durable=True)
def claim_turn(*, message_id: int, now: datetime) -> bool:
    """Take a due mail, with the others that are read with it, for as long as the lease.

    A claim whose worker died is simply due again, at once when its process is known dead; nothing
    was decided by it.
    """
    message = lock_message(message_id)
    if message.handled_at is not None or message.due_at > now:
        return False
    turn = turn_of(message.thread) if message.thread else [message]
    Message.objects.filter(
        pk__in=[message.pk, *(part.pk for part in turn)], handled_at__isnull=True
    ).update(due_at=now + timedelta(seconds=settings.LEASE_SECONDS), worker=claims.worker_name())
    return True


@transaction.atomic(durable=True)
def resume_dead_readings(*, now: datetime) -> int:
    """Make mails due whose reader's process is known dead; returns how many."""
    claimed = Message.objects.select_for_update().filter(handled_at__isnull=True, due_at__gt=now)
    dead = claims.of_the_dead(claimed)
    for message in dead:
        message.due_at, message.worker = now, ""
        message.save(update_fields=["due_at", "worker"])
        enqueue(Job.HANDLE_MESSAGE, message_id=message.pk)
    return len(dead)


@transaction.atomic(durable=True)
def wait_for_model(*, message_id: int, error: str, now: datetime) -> str:
    """Let a turn wait while the model is away; it stays due, and no attempt is counted."""
    message = lock_message(message_id)
    turn = turn_of(message.thread) if message.thread else []
    Message.objects.filter(
        pk__in=[message.pk, *(part.pk for part in turn)], handled_at__isnull=True
    ).update(
        due_at=as_long_again(since=message.stored_at, now=now, longest=LONGEST_MODEL_WAIT),
        worker="",
        note=f"waits for the model: {error}",
    )
    return "waits for the model"


@transaction.atomic(durable=True)
def attach_message(
    *, message_id: int, thread_id: int, actor: str, reason: str, now: datetime
) -> None:
    """Put an unmatched mail on a thread; it is read like any other reply."""
    thread = lock_thread(thread_id)
    message = Message.objects.select_for_update().get(pk=message_id)
    message.thread = thread
    judge(message, thread)
    message.handled_at, message.needs_person, message.due_at = None, False, now
    message.save()
    deed = Deed(actor, now, reason)
    audit(thread, Action.MESSAGE_ATTACHED, deed, summary=reason, message_id=message.pk)
    enqueue(Job.HANDLE_MESSAGE, message_id=message.pk)


@transaction.atomic(durable=True)
def dismiss_message(*, message_id: int, actor: str, reason: str, now: datetime) -> None:
    """A person has seen the mail; it asks for nothing more."""
    message = Message.objects.select_for_update().get(pk=message_id)
    message.needs_person = False
    message.handled_at = message.handled_at or now
    message.save()
    record(
        Action.MESSAGE_ATTACHED,
        About(f"message:{message.pk}", thread_id=message.thread_id),
        actor=actor,
        at=now,
        summary=f"seen: {reason}",
        message_id=message.pk,
    )

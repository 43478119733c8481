"""What people do with what came in, and what becomes of a mailbox; one function each."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from audit.actions import Action
from audit.recording import About, record
from integrations.encryption import Sealed
from integrations.inbox import replay_delivery
from integrations.models import Mailbox
from integrations.queue import Job, enqueue
from integrations.strangers import storable_text
from integrations.waits import shortest_wait

LONGEST_READING_WAIT = timedelta(minutes=15)


@transaction.atomic(durable=True)
def replay(*, delivery_id: int, actor: str, reason: str, now: datetime) -> None:
    """Work on a stored delivery again and say who asked for it."""
    replay_delivery(delivery_id=delivery_id, now=now)
    record(
        Action.DELIVERY_REPLAYED,
        About(f"delivery:{delivery_id}"),
        actor=actor,
        at=now,
        summary=reason,
    )


@transaction.atomic(durable=True)
def store_mailbox(
    *,
    address: str,
    credentials: Sealed,
    columns: Mapping[str, Any],
    actor: str,
    reason: str,
    now: datetime,
) -> Mailbox:
    """Add a mailbox, or renew the credentials of a known one; what waited for them may go on.

    `columns` are the display name and the daily cap. The secret is stored sealed and shown nowhere.
    """
    mailbox, is_new = Mailbox.objects.select_for_update().get_or_create(
        address=address.lower(), defaults={"added_at": now}
    )
    for name, value in columns.items():
        setattr(mailbox, name, value)
    mailbox.credentials, mailbox.credentials_file_hash = credentials, ""
    mailbox.credentials_stored_at = now
    mailbox.consent_needed_at = None
    mailbox.reading_waits_until = mailbox.sending_waits_until = mailbox.watch_tried_at = None
    mailbox.wait_reason = mailbox.sync_error = mailbox.watch_error = ""
    mailbox.save()
    record(
        Action.MAILBOX_ADDED if is_new else Action.MAILBOX_RENEWED,
        About(f"mailbox:{mailbox.pk}"),
        actor=actor,
        at=now,
        summary=reason,
        address=mailbox.address,
    )
    enqueue(Job.SYNC_MAILBOX, mailbox_id=mailbox.pk)
    return mailbox


@transaction.atomic(durable=True)
def note_broken_reading(*, mailbox_id: int, error: str, now: datetime) -> None:
    """A reading of the mailbox broke on an error of ours: say so on the row, and wait longer.

    The wait is half the time since the last reading that worked, a quarter of an hour at most.
    """
    mailbox = Mailbox.objects.select_for_update().get(pk=mailbox_id)
    broken_for = now - (mailbox.synced_at or mailbox.added_at)
    mailbox.sync_error = storable_text(error)
    mailbox.reading_waits_until = now + min(
        max(broken_for / 2, shortest_wait()), LONGEST_READING_WAIT
    )
    mailbox.save(update_fields=["sync_error", "reading_waits_until"])

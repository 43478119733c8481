"""Which mailboxes we work, and how far each has been read."""

from datetime import datetime

from django.db import transaction

from audit.actions import Action
from audit.recording import record
from integrations.models import Mailbox


@transaction.atomic(durable=True)
def ensure_mailbox(address: str, *, now: datetime) -> Mailbox:
    """Return the mailbox of this address, made known if it is new."""
    mailbox, is_new = Mailbox.objects.get_or_create(address=address.lower())
    if is_new:
        record(
            Action.MAILBOX_SYNCED,
            subject=f"mailbox:{mailbox.pk}",
            actor="settings",
            at=now,
            summary="mailbox added",
        )
    return mailbox


@transaction.atomic(durable=True)
def note_sync(*, mailbox_id: int, mark: int, is_full: bool, stored: int, now: datetime) -> None:
    """Move the mark forward, never back, after the rows are stored."""
    mailbox = Mailbox.objects.select_for_update().get(pk=mailbox_id)
    if is_full or mailbox.history_mark is None or mark > mailbox.history_mark:
        mailbox.history_mark = mark
    mailbox.synced_at, mailbox.sync_error = now, ""
    mailbox.save()
    if is_full and stored:
        record(
            Action.MAILBOX_SYNCED,
            subject=f"mailbox:{mailbox_id}",
            actor="mailbox",
            at=now,
            summary=f"full sync stored {stored}",
        )


@transaction.atomic(durable=True)
def note_sync_error(*, mailbox_id: int, error: str, now: datetime) -> None:
    """Keep why the mailbox could not be read, for the health page."""
    Mailbox.objects.filter(pk=mailbox_id).update(sync_error=error)


@transaction.atomic(durable=True)
def note_watch(*, mailbox_id: int, expires_at: datetime, now: datetime) -> None:
    """Keep when the push subscription ends; the reading mark stays untouched."""
    Mailbox.objects.filter(pk=mailbox_id).update(watch_expires_at=expires_at)
    record(
        Action.MAILBOX_WATCHED,
        subject=f"mailbox:{mailbox_id}",
        actor="clock",
        at=now,
        summary=f"watch runs until {expires_at.isoformat()}",
    )

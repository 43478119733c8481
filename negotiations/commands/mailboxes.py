"""Which mailboxes we work, how far each has been read, and what keeps it from sending."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from audit.actions import Action
from audit.recording import About, record
from integrations.encryption import Sealed
from integrations.errors import Blocked, GatewayError
from integrations.gmail.factory import credentials_text, file_was_replaced, hash_of
from integrations.gmail.gateway import Waits
from integrations.models import Mailbox
from integrations.notifications import notify
from integrations.waits import shortest_wait, wait_after
from negotiations.queries.due import PERSON_PAUSE


@transaction.atomic(durable=True)
def ensure_mailbox(address: str, *, now: datetime) -> Mailbox:
    """Return the mailbox of this address, made known if it is new.

    The configured mailbox keeps a copy of GMAIL_CREDENTIALS_FILE, sealed, while there are keys.
    """
    mailbox, is_new = Mailbox.objects.get_or_create(
        address=address.lower(), defaults={"added_at": now}
    )
    if is_new:
        _record(mailbox, Action.MAILBOX_ADDED, actor="settings", now=now, summary="mailbox added")
    if _lacks_the_file(mailbox):
        text = credentials_text(None)
        mailbox.credentials = Sealed.of(text)
        mailbox.credentials_file_hash = hash_of(text)
        mailbox.credentials_stored_at = now
        mailbox.save()
        summary = "credentials copied from GMAIL_CREDENTIALS_FILE"
        _record(mailbox, Action.MAILBOX_RENEWED, actor="settings", now=now, summary=summary)
    return mailbox


def _lacks_the_file(mailbox: Mailbox) -> bool:
    if settings.GMAIL_MODE != "live" or mailbox.address != settings.GMAIL_MAILBOX.lower():
        return False
    if not settings.FIELD_ENCRYPTION_KEYS or not settings.GMAIL_CREDENTIALS_FILE:
        return False
    return not mailbox.credentials or file_was_replaced(mailbox)


def _record(mailbox: Mailbox, action: Action, *, actor: str, now: datetime, summary: str) -> None:
    record(
        action,
        About(f"mailbox:{mailbox.pk}"),
        actor=actor,
        at=now,
        summary=summary,
    )


def hold_mailbox(mailbox: Mailbox, wait: Waits, *, now: datetime) -> datetime:
    """Let nothing leave the mailbox for a while; runs inside a command, returns until when.

    People are told once of what only they can change.
    """
    pause = PERSON_PAUSE if wait.needs_person else wait_after(2)
    until = max(wait.until or now + pause, now + shortest_wait())
    if wait.needs_person and wait.reason != mailbox.wait_reason:
        _tell_of_block(mailbox, wait.reason, now=now)
    mailbox.sending_waits_until, mailbox.wait_reason = until, wait.reason
    if wait.needs_consent:
        mailbox.consent_needed_at = mailbox.consent_needed_at or now
    mailbox.save()
    return until


def release_mailbox(mailbox: Mailbox) -> None:
    """Something left: whatever held the mailbox is over."""
    if mailbox.wait_reason or mailbox.consent_needed_at:
        mailbox.sending_waits_until, mailbox.wait_reason = None, ""
        mailbox.consent_needed_at = None
        mailbox.save()


def _tell_of_block(mailbox: Mailbox, reason: str, *, now: datetime) -> None:
    _record(mailbox, Action.MAILBOX_BLOCKED, actor="mailbox", now=now, summary=reason)
    page = f"{settings.PUBLIC_BASE_URL}/admin/integrations/mailbox/{mailbox.pk}/change/"
    notify(
        key=f"blocked:{mailbox.pk}:{now:%Y%m%d%H%M%S}",
        channel=settings.SLACK_ERRORS_CHANNEL,
        text=f"Gmail, mailbox {mailbox.address}: {reason}\nIts mail waits, nothing is lost. {page}",
        now=now,
    )


@transaction.atomic(durable=True)
def note_sync(*, mailbox_id: int, mark: int, is_full: bool, stored: int, now: datetime) -> None:
    """Move the mark forward, never back, after the rows are stored."""
    mailbox = Mailbox.objects.select_for_update().get(pk=mailbox_id)
    if is_full or mailbox.history_mark is None or mark > mailbox.history_mark:
        mailbox.history_mark = mark
    mailbox.synced_at, mailbox.sync_error, mailbox.reading_waits_until = now, "", None
    if mailbox.consent_needed_at:
        release_mailbox(mailbox)
    mailbox.save()
    if is_full and stored:
        summary = f"full sync stored {stored}"
        _record(mailbox, Action.MAILBOX_SYNCED, actor="mailbox", now=now, summary=summary)


@transaction.atomic(durable=True)
def note_sync_error(*, mailbox_id: int, failure: GatewayError, now: datetime) -> None:
    """Keep why the mailbox could not be read, and until when it is not worth trying."""
    mailbox = Mailbox.objects.select_for_update().get(pk=mailbox_id)
    mailbox.sync_error = failure.message
    if isinstance(failure, Blocked) and failure.needs_consent:
        wait = Waits(failure.message, failure.until, needs_person=True, needs_consent=True)
        mailbox.reading_waits_until = hold_mailbox(mailbox, wait, now=now)
    elif isinstance(failure, Blocked):
        mailbox.reading_waits_until = failure.until
    mailbox.save()


@transaction.atomic(durable=True)
def note_watch(*, mailbox_id: int, expires_at: datetime, now: datetime) -> None:
    """Keep when the push subscription ends; the reading mark stays untouched."""
    mailbox = Mailbox.objects.select_for_update().get(pk=mailbox_id)
    mailbox.watch_expires_at, mailbox.watch_tried_at, mailbox.watch_error = expires_at, now, ""
    mailbox.save()
    summary = f"watch runs until {expires_at.isoformat()}"
    _record(mailbox, Action.MAILBOX_WATCHED, actor="clock", now=now, summary=summary)


@transaction.atomic(durable=True)
def note_watch_error(*, mailbox_id: int, error: str, now: datetime) -> None:
    """Keep why Gmail would not go on telling us; the mailbox is polled meanwhile."""
    Mailbox.objects.filter(pk=mailbox_id).update(watch_tried_at=now, watch_error=error)

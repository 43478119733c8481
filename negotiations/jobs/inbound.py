"""Read mailboxes and answer mails: claim, call, settle, one row at a time."""

from datetime import datetime, timedelta

import structlog
from django.conf import settings
from django.utils import timezone

from integrations import inbox
from integrations.calls import note_failure
from integrations.errors import GatewayError
from integrations.gmail.factory import get_mail_gateway
from integrations.gmail.gateway import (
    MailGateway,
)
from integrations.gmail.notices import notice_of
from integrations.gmail.parsing import parse_message
from integrations.models import Mailbox
from negotiations.commands.mail import messages
from negotiations.commands.mail.store import store_message
from negotiations.commands.mail.take_in import answer_message
from negotiations.commands.mailboxes import (
    note_sync,
    note_sync_error,
)
from negotiations.model_calls import asking
from negotiations.queries import due, work

log = structlog.get_logger()


def take_in_push(*, delivery_id: int) -> str:
    """Work one Gmail push: look what is new in the mailbox it names.

    What a push says is only a hint: one that cannot be read has every mailbox looked at, and one
    about a state that was read already has none.
    """
    now = timezone.now()
    delivery = inbox.claim_delivery(delivery_id=delivery_id, now=now)
    if delivery is None:
        return "skipped: not due"
    notice = notice_of(bytes(delivery.body))
    error, may_pass = "", False
    try:
        for mailbox in work.mailboxes_told_of(notice):
            sync_mailbox(mailbox_id=mailbox.pk)
    except GatewayError as failure:
        note_failure("gmail", failure)
        error, may_pass = str(failure), not failure.permanent
    inbox.settle_delivery(
        delivery_id=delivery_id, error=error, may_pass=may_pass, now=timezone.now()
    )
    return error or "synced"


def sync_mailbox(*, mailbox_id: int) -> str:
    """Store what is new in the mailbox; the mark moves only after the rows are there.

    :raises GatewayError: when the mailbox cannot be read; nothing is lost by that
    """
    mailbox = Mailbox.objects.get(pk=mailbox_id)
    now = timezone.now()
    if mailbox.reading_waits_until and mailbox.reading_waits_until > now:
        return f"skipped: not to be read before {mailbox.reading_waits_until.isoformat()}"
    try:
        gateway = get_mail_gateway(mailbox.address)
        changes = gateway.changes(mailbox.history_mark, _not_before(mailbox))
        stored = sum(_store(gateway, mailbox, provider_id) for provider_id in changes.ids)
    except GatewayError as failure:
        note_sync_error(mailbox_id=mailbox_id, failure=failure, now=timezone.now())
        raise
    note_sync(
        mailbox_id=mailbox_id,
        mark=changes.mark,
        is_full=changes.is_full_sync,
        stored=stored,
        now=timezone.now(),
    )
    return f"stored {stored}"


def _not_before(mailbox: Mailbox) -> datetime:
    """From when on a mailbox is read that has no usable mark: since the last reading, and a day."""
    return (mailbox.synced_at or mailbox.added_at) - timedelta(days=1)


def _store(gateway: MailGateway, mailbox: Mailbox, provider_id: str) -> bool:
    if work.is_known_mail(mailbox, provider_id):
        return False
    mail = gateway.fetch(provider_id)
    if mail is None:
        return False
    parsed = parse_message(
        mail.raw, authserv_ids=settings.MAIL_AUTHSERV_IDS, names_ours=work.is_sent_by_us
    )
    stored = store_message(mailbox_id=mailbox.pk, mail=mail, parsed=parsed, now=timezone.now())
    return stored is not None


def handle_message(*, message_id: int) -> str:
    """Read one stored email, with the others of its turn, and answer it.

    A failure is recorded on the row, tried again with growing waits, and in the end parked where
    a person sees it: no mail is lost to an error of ours.
    """
    now = timezone.now()
    message = due.due_messages(now=now).filter(pk=message_id).first()
    if message is None:
        return "skipped: not due"
    if asking.wants_model(message) and not messages.claim_turn(message_id=message_id, now=now):
        return "skipped: another worker reads it"
    try:
        read_ids, understanding = asking.understand_turn(message)
        return answer_message(
            message_id=message_id,
            read_ids=read_ids,
            understanding=understanding,
            actor="agent",
            now=now,
        )
    except asking.ModelAway as away:
        return messages.wait_for_model(message_id=message_id, error=str(away), now=now)
    except Exception as failure:
        log.exception("message_failed", message_id=message_id)
        messages.postpone_message(
            message_id=message_id, error=f"{type(failure).__name__}: {failure}", now=now
        )
        raise

"""Which mailbox adapter runs: chosen by GMAIL_MODE, once per call."""

import hashlib

from django.conf import settings

from integrations.errors import NotConfigured
from integrations.gmail.dry_run import DryRunMailGateway
from integrations.gmail.gateway import MailGateway
from integrations.http import CONNECT_SECONDS
from integrations.models import Mailbox


def get_mail_gateway(mailbox_address: str) -> MailGateway:
    """Return the adapter of the mode for one mailbox.

    :raises NotConfigured: live without credentials, or a mode that does not exist.
    """
    mode = settings.GMAIL_MODE
    if mode == "dry_run":
        return DryRunMailGateway(mailbox_address)
    if mode == "sandbox":
        from integrations.sandbox.mail import SandboxMailGateway

        return SandboxMailGateway(mailbox_address)
    if mode == "live":
        return _live(mailbox_address)
    raise NotConfigured(f"GMAIL_MODE is {mode!r}: dry_run, sandbox or live.")


def credentials_text(mailbox: Mailbox | None) -> str:
    """Return the JSON that opens a mailbox: its own, else what GMAIL_CREDENTIALS_FILE holds.

    A copy of the file gives way to the file when that was replaced since.

    :raises NotConfigured: there is neither, or it cannot be read.
    """
    from integrations.google_credentials import file_text

    path = settings.GMAIL_CREDENTIALS_FILE
    if mailbox and mailbox.credentials and not (path and file_was_replaced(mailbox)):
        return mailbox.credentials.reveal()
    if not path:
        raise NotConfigured("GMAIL_CREDENTIALS_FILE is not set, and the mailbox has none stored.")
    return file_text(path)


def file_was_replaced(mailbox: Mailbox) -> bool:
    """Whether the mailbox holds a copy of an older GMAIL_CREDENTIALS_FILE."""
    from integrations.google_credentials import file_text

    if not mailbox.credentials_file_hash:
        return False
    return mailbox.credentials_file_hash != hash_of(file_text(settings.GMAIL_CREDENTIALS_FILE))


def hash_of(text: str) -> str:
    """Return what tells one credentials file from another."""
    return hashlib.sha256(text.encode()).hexdigest()


def _live(mailbox_address: str) -> MailGateway:
    from integrations.gmail.live import SCOPES, GmailGateway
    from integrations.google_credentials import credentials_from_text

    text = credentials_text(Mailbox.objects.filter(address=mailbox_address.lower()).first())
    return GmailGateway(
        mailbox_address,
        credentials_from_text(text, scopes=SCOPES, subject=mailbox_address),
        api_url=settings.GMAIL_API_URL,
        retry_wait_seconds=settings.READ_RETRY_WAIT_SECONDS,
        timeout=(CONNECT_SECONDS, settings.HTTP_READ_SECONDS),
    )

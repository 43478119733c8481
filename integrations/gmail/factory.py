"""Which mailbox adapter runs: chosen by GMAIL_MODE, once per call."""

from django.conf import settings

from integrations.errors import NotConfigured
from integrations.gmail.dry_run import DryRunMailGateway
from integrations.gmail.gateway import MailGateway


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


def _live(mailbox_address: str) -> MailGateway:
    from integrations.gmail.live import DEFAULT_URL, SCOPES, GmailGateway
    from integrations.google_credentials import credentials_from_file

    if not settings.GMAIL_CREDENTIALS_FILE:
        raise NotConfigured("GMAIL_CREDENTIALS_FILE is not set.")
    return GmailGateway(
        mailbox_address,
        credentials_from_file(
            settings.GMAIL_CREDENTIALS_FILE, scopes=SCOPES, subject=mailbox_address
        ),
        api_url=settings.GMAIL_API_URL or DEFAULT_URL,
        retry_wait_seconds=getattr(settings, "READ_RETRY_WAIT_SECONDS", 1.0),
    )

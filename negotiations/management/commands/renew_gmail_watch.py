"""Ask Gmail to go on telling us about new mail."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from integrations.errors import GatewayError
from integrations.gmail.factory import get_mail_gateway
from integrations.models import Mailbox
from negotiations.commands.mailboxes import ensure_mailbox, note_watch


class Command(BaseCommand):
    """Renew every mailbox's watch; how far the mailbox was read stays as it is."""

    help = "Renew the push subscription of every mailbox."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print until when each watch runs; exit 1 if one could not be renewed."""
        if settings.GMAIL_MODE == "dry_run":
            raise CommandError("GMAIL_MODE is dry_run: there is nothing to watch")
        if settings.GMAIL_MODE == "live" and not settings.GMAIL_PUSH:
            raise CommandError("GMAIL_PUSH is false: mailboxes are polled, no watch is kept")
        if settings.GMAIL_MODE == "live" and not settings.GMAIL_PUBSUB_TOPIC:
            raise CommandError("GMAIL_PUBSUB_TOPIC is not set")
        if not Mailbox.objects.exists():
            ensure_mailbox(settings.GMAIL_MAILBOX, now=timezone.now())
        failed = []
        for mailbox in Mailbox.objects.order_by("id"):
            try:
                watch = get_mail_gateway(mailbox.address).watch(settings.GMAIL_PUBSUB_TOPIC or "")
            except GatewayError as error:
                failed.append(f"{mailbox}: {error}")
                continue
            note_watch(mailbox_id=mailbox.pk, expires_at=watch.expires_at, now=timezone.now())
            self.stdout.write(f"{mailbox}: watched until {watch.expires_at.isoformat()}")
        if failed:
            raise CommandError("; ".join(failed))

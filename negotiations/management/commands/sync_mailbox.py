"""Read what is new in every mailbox, now."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from integrations.errors import GatewayError
from integrations.models import Mailbox
from negotiations.commands.mailboxes import ensure_mailbox
from negotiations.jobs import inbound


class Command(BaseCommand):
    """Sync every known mailbox, or the configured one when none is known."""

    help = "Read what is new in every mailbox."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what each mailbox brought."""
        from django.conf import settings

        if not Mailbox.objects.exists():
            ensure_mailbox(settings.GMAIL_MAILBOX, now=timezone.now())
        for mailbox in Mailbox.objects.all():
            try:
                self.stdout.write(f"{mailbox}: {inbound.sync_mailbox(mailbox_id=mailbox.pk)}")
            except GatewayError as error:
                raise CommandError(f"{mailbox}: {error}") from error

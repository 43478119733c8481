"""Read every mailbox now, whatever push told us."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from integrations.errors import GatewayError
from integrations.models import Mailbox
from negotiations.jobs.inbound import sync_mailbox


class Command(BaseCommand):
    """One reading of all mailboxes."""

    help = "Read every mailbox now and store what is new."

    def handle(self, *args: Any, **options: Any) -> None:
        """Read them one by one; one that fails holds up no other."""
        failed = []
        for mailbox in Mailbox.objects.order_by("pk"):
            try:
                self.stdout.write(f"{mailbox.address}: {sync_mailbox(mailbox_id=mailbox.pk)}")
            except GatewayError as failure:
                failed.append(f"{mailbox.address}: {failure.message}")
        if failed:
            raise CommandError("; ".join(failed))

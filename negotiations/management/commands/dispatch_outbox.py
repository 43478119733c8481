"""Send the cold mails that are due now."""

from typing import Any

from django.core.management.base import BaseCommand

from negotiations.jobs.outreach.touches import dispatch_outbox


class Command(BaseCommand):
    """One tick of the dispatcher."""

    help = "Send the cold mails of the daily cycle that are due now."

    def handle(self, *args: Any, **options: Any) -> None:
        """Work what is due and say how much it was."""
        self.stdout.write(dispatch_outbox())

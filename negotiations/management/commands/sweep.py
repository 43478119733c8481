"""Find whatever a lost or killed job left, and wake a worker for it."""

from typing import Any

from django.core.management.base import BaseCommand

from negotiations.jobs.sweep import sweep


class Command(BaseCommand):
    """One sweep, now."""

    help = "Wake workers for everything that is due."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what was found."""
        self.stdout.write(sweep())

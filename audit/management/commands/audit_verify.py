"""Check the audit trail's hash chain."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from audit.sealing import seal_entries, verify_chain


class Command(BaseCommand):
    """Seal what is waiting, then verify; exit 1 names the first broken entry."""

    help = "Verify the audit trail's hash chain."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the verdict."""
        seal_entries(now=timezone.now())
        verdict = verify_chain()
        if verdict.problem:
            raise CommandError(f"audit trail broken: {verdict.problem}")
        self.stdout.write(f"audit trail intact: {verdict.checked} entries")

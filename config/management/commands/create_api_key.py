"""Make a key for a script."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from integrations.api_keys import KeyNameTaken, Scope, create_key

LONGEST_DAYS = 3650


class Command(BaseCommand):
    """The key stands alone on the last line and is never shown again."""

    help = "Make an API key; it is printed once, alone on the last line."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the name, the scope and the lifetime."""
        parser.add_argument("name", help="who will use it")
        parser.add_argument(
            "--scope",
            choices=Scope.values,
            default=Scope.ACT.value,
            help="read: only look; act: work on campaigns and mails; admin: everything",
        )
        parser.add_argument("--expires", type=int, metavar="DAYS", help="default: never")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the key and print it."""
        name, days = options["name"].strip(), options["expires"]
        if not 0 < len(name) <= 80:
            raise CommandError("a name has 1 to 80 characters")
        if days is not None and not 0 < days <= LONGEST_DAYS:
            raise CommandError(f"--expires must be 1 to {LONGEST_DAYS} days")
        try:
            key = create_key(
                name=name,
                scope=options["scope"],
                lifetime=timedelta(days=days) if days else None,
                actor="command line",
                now=timezone.now(),
            )
        except KeyNameTaken as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"API key '{name}', scope {options['scope']}, shown this once:")
        self.stdout.write(key)

"""Make a key for a script."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from integrations.api_keys import KeyNameTaken, create_key


class Command(BaseCommand):
    """The key stands alone on the last line and is never shown again."""

    help = "Make an API key; it is printed once, alone on the last line."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the name."""
        parser.add_argument("name", help="who will use it")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the key and print it."""
        name = options["name"].strip()
        if not 0 < len(name) <= 80:
            raise CommandError("a name has 1 to 80 characters")
        try:
            key = create_key(name=name, actor="command line", now=timezone.now())
        except KeyNameTaken as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"API key '{name}', shown this once:")
        self.stdout.write(key)

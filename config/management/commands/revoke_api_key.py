"""End a script's key."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from integrations.api_keys import NoSuchKey, revoke_key


class Command(BaseCommand):
    """From this moment the key is refused everywhere."""

    help = "Revoke an API key by its name."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the name."""
        parser.add_argument("name", help="the name it was made with")

    def handle(self, *args: Any, **options: Any) -> None:
        """Revoke it and say so."""
        name = options["name"].strip()
        try:
            revoke_key(name=name, actor="command line", now=timezone.now())
        except NoSuchKey as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"API key '{name}' is revoked.")

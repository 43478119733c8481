"""Run the simulated people: they read our mail and answer it."""

import os
import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from integrations.sandbox.clock import tick


class Command(BaseCommand):
    """Let the simulated world go on until stopped."""

    help = "Run the sandbox's simulated influencers."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the world's speed."""
        speed = float(os.environ.get("SANDBOX_SPEED", "1"))
        parser.add_argument("--speed", type=float, default=speed, help="2 answers twice as fast")
        parser.add_argument("--once", action="store_true", help="one tick, then stop")

    def handle(self, *args: Any, **options: Any) -> None:
        """Tick once a second."""
        if settings.GMAIL_MODE != "sandbox":
            raise CommandError("GMAIL_MODE is not sandbox: there is no simulated world.")
        while True:
            tick(now=timezone.now(), speed=options["speed"])
            if options["once"]:
                return
            time.sleep(1)

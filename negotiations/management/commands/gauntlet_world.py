"""Run one trial in this process: the inner half of `gauntlet`, for a throw-away world only."""

import argparse
import json
import sys
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from negotiations.trials.world import NotAThrowAwayWorld, run_trial


class Command(BaseCommand):
    """Read a trial as JSON from standard input, print its certificate as JSON."""

    help = "The inner half of `gauntlet`. Refuses to run where real rows or vendors are."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Take no arguments: the trial comes on standard input."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate the empty file, run, print."""
        trial = json.load(sys.stdin)
        call_command("migrate", verbosity=0)
        try:
            certificate = run_trial(
                trial["campaign"], trial["playbook"], seed=trial["seed"], runs=trial["runs"]
            )
        except NotAThrowAwayWorld as error:
            raise CommandError(str(error)) from error
        self.stdout.write(json.dumps(certificate.as_dict()))

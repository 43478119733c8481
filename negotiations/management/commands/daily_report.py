"""The evening's report of outreach; made once a day, shown as often as asked."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from negotiations.outreach.commands.reports import make_daily_report


class Command(BaseCommand):
    """Make today's report and tell it to staff, or show one that was made."""

    help = "Print the daily report of outreach; the first call of a day makes and tells it."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the day."""
        parser.add_argument("--day", default="", help="YYYY-MM-DD; default: today")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make it if there is none, and print it."""
        now = timezone.now()
        today = now.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
        try:
            day = date.fromisoformat(options["day"]) if options["day"] else today
        except ValueError as error:
            raise CommandError(f"'{options['day']}' is no day: write YYYY-MM-DD") from error
        if day > today:
            raise CommandError(f"{day} has not been yet")
        self.stdout.write(make_daily_report(day=day, actor="command line", now=now).text)

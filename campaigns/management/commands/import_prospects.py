"""Take in a roster from a file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from campaigns.commands.roster.store import store_roster
from campaigns.domain.roster.parsing import Roster
from campaigns.files import UnreadableRoster, roster_in
from campaigns.models import Campaign
from campaigns.queries.lookup import find_campaign


class Command(BaseCommand):
    """A CSV or XLSX file with the sheet's column names."""

    help = "Import prospects from a CSV or XLSX file with the sheet's column names."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the file and its campaign."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--campaign", required=True, help="id or external id")
        parser.add_argument("--tab", default="", help="the sheet of a workbook with several")
        parser.add_argument("--dry-run", action="store_true", help="say what would come in")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, show what cannot be used, and store the rest."""
        try:
            campaign = find_campaign(options["campaign"])
        except Campaign.DoesNotExist as error:
            raise CommandError(f"there is no campaign '{options['campaign']}'") from error
        path: Path = options["file"]
        roster = read_roster(path, options["tab"])
        for row in roster.skipped:
            value = f" '{row.value}'" if row.value else ""
            self.stdout.write(f"row {row.row_number} {row.name}: {row.column}{value}: {row.reason}")
        for problem in roster.problems:
            self.stdout.write(f"problem: {problem}")
        if not roster.rows:
            raise CommandError("no row of the file can be used")
        if options["dry_run"]:
            self.stdout.write(f"{len(roster.rows)} rows would come in; nothing was stored")
            return
        before = campaign.prospects.count()
        store_roster(
            campaign_id=campaign.pk,
            roster=roster,
            source=path.name,
            actor="command line",
            kind="file",
            now=timezone.now(),
        )
        new = campaign.prospects.count() - before
        self.stdout.write(f"{len(roster.rows)} rows read, {new} new prospects")


def read_roster(path: Path, tab: str = "") -> Roster:
    """Return the file's rows.

    :raises CommandError: if the file cannot be read
    """
    try:
        return roster_in(path.name, path.read_bytes(), tab)
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}") from error
    except UnreadableRoster as error:
        raise CommandError(str(error)) from error

"""Search the audit trail from the command line."""

import argparse
import csv
import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from audit.actions import ALIASES, Action, actions_for
from audit.api import entry_item
from audit.listing import parse_duration, parse_instant
from audit.models import AuditEntry
from audit.queries import Filters, entries_for
from audit.recording import About, record
from audit.showing import direction_of
from campaigns.models import Campaign
from campaigns.queries.lookup import campaign_ids

WIDTHS = {
    "Timestamp": 20,
    "Event": 25,
    "Influencer": 20,
    "Campaign": 15,
    "State": 20,
    "Direction": 10,
}


def duration(text: str) -> timedelta:
    """Return "7d", "12h" or "30m" as a duration."""
    try:
        return parse_duration(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def instant(text: str, *, is_end: bool = False) -> datetime:
    """Return a date or time of the command line; a plain date means the whole day."""
    try:
        return parse_instant(text, is_end=is_end)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"'{text}' is no date like 2026-11-21") from error


def action(text: str) -> str:
    """Return a known action or event name."""
    if not actions_for(text):
        names = ", ".join(ALIASES)
        raise argparse.ArgumentTypeError(f"no action '{text}'; try {names} or thread.moved")
    return text


class Command(BaseCommand):
    """Newest first; dates are inclusive and in the house's time zone."""

    help = "Search the audit trail. Dates are inclusive and in the house's time zone."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the filters."""
        parser.add_argument("--campaign", default="", help="id or external id")
        parser.add_argument("--influencer", default="", help="part of the name")
        parser.add_argument("--thread", type=int)
        parser.add_argument(
            "--action", "--event-type", dest="action", type=action, metavar="ACTION"
        )
        parser.add_argument("--actor", default="")
        parser.add_argument("--since", "--from-date", dest="since", type=instant)
        parser.add_argument(
            "--until", "--to-date", dest="until", type=partial(instant, is_end=True)
        )
        parser.add_argument("--last", type=duration, help="7d or 12h; overrides --since")
        parser.add_argument("--limit", type=int, default=50)
        parser.add_argument("--format", choices=("table", "json", "csv"), default="table")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what was found."""
        if options["limit"] < 1:
            raise CommandError("--limit must be at least 1")
        filters = self._filters(options)
        entries = list(entries_for(filters)[: options["limit"]])
        if options["format"] != "table":
            note_export(count=len(entries), form=options["format"], now=timezone.now())
        printers: dict[str, Callable[[Sequence[AuditEntry]], None]] = {
            "table": self._print_table,
            "json": self._print_json,
            "csv": self._print_csv,
        }
        printers[options["format"]](entries)

    def _filters(self, options: dict[str, Any]) -> Filters:
        since = options["since"]
        if options["last"] is not None:
            since = timezone.now() - options["last"]
        try:
            campaigns = campaign_ids(options["campaign"]) if options["campaign"] else None
        except Campaign.DoesNotExist as error:
            raise CommandError(f"there is no campaign '{options['campaign']}'") from error
        return Filters(
            campaign_ids=campaigns,
            thread_id=options["thread"],
            influencer=options["influencer"],
            action=options["action"] or "",
            actor=options["actor"],
            since=since,
            until=options["until"],
        )

    def _print_table(self, entries: Sequence[AuditEntry]) -> None:
        if not entries:
            self.stdout.write("No results found.")
            return
        ids = {e.campaign_id for e in entries if e.campaign_id is not None}
        found = Campaign.objects.filter(pk__in=ids).values_list("pk", "external_id")
        names = {pk: external_id or str(pk) for pk, external_id in found}
        self.stdout.write(_line(list(WIDTHS)))
        self.stdout.write("  ".join("-" * width for width in WIDTHS.values()))
        for entry in entries:
            cells = [
                entry.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
                entry.action,
                entry.influencer,
                names.get(entry.campaign_id or 0, str(entry.campaign_id or "")),
                str(entry.data.get("state_after", "")),
                direction_of(entry.action),
            ]
            self.stdout.write(_line(cells))

    def _print_json(self, entries: Sequence[AuditEntry]) -> None:
        self.stdout.write(json.dumps([entry_item(e) for e in entries], indent=2))

    def _print_csv(self, entries: Sequence[AuditEntry]) -> None:
        columns = list(AUDIT_COLUMNS)
        writer = csv.writer(self.stdout, lineterminator="\n")
        writer.writerow(columns)
        for entry in entries:
            item = entry_item(entry)
            item["data"] = json.dumps(item["data"], sort_keys=True)
            writer.writerow([_safe(item[column]) for column in columns])


@transaction.atomic
def note_export(*, count: int, form: str, now: datetime) -> None:
    """Record that entries left the trail as a file somebody may keep."""
    record(
        Action.DATA_EXPORTED,
        About("audit"),
        actor="command line",
        at=now,
        summary=f"{count} audit entries as {form}",
        count=count,
        format=form,
    )


AUDIT_COLUMNS = (
    "id",
    "at",
    "actor",
    "action",
    "campaign_id",
    "thread_id",
    "influencer",
    "request_id",
    "summary",
    "data",
)


def _line(cells: Sequence[str]) -> str:
    parts = [_cut(c, w).ljust(w) for c, w in zip(cells, WIDTHS.values(), strict=True)]
    return "  ".join(parts).rstrip()


def _cut(text: str, width: int) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= width else flat[: width - 3] + "..."


def _safe(value: object) -> object:
    """Names and summaries come from outside: a spreadsheet must not run them as formulas."""
    risky = isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r")
    return f"'{value}" if risky else value

"""A house with a daily cycle between wire-level fakes, and a clock that tests move."""

import csv
import io
import json
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from pytest_django.fixtures import Settings

from campaigns.models import Approach, Campaign, Client
from integrations.gmail.push import certificates
from negotiations.models import OutgoingEmail
from negotiations.outreach.commands.setup import change_house, change_outreach, switch_on
from tests.journeys.conftest import House
from tests.work import drain, forget

KIM = "kim@house.example"
COLUMNS = (
    *("Name", "Email", "Platform", "Handle", "Average Views", "Engagement Rate", "Followers"),
    *("Country", "Source", "Audience Share"),
)
# A Monday, nine in the morning in New York and London's early afternoon.
MONDAY = datetime(2026, 3, 2, 17, tzinfo=UTC)
TARGET: dict[str, Any] = {
    "views_min": 50_000,
    "views_max": 200_000,
    "engagement_target": Decimal(4),
    "primary_platform": "tiktok",
    "accepted_platforms": ["instagram"],
    "markets": ["US"],
    "follower_band": 2,
    "max_per_day": 1000,
    "time_zone": "UTC",
}


def perfect(number: int = 1, **cells: str) -> dict[str, str]:
    """Return a row that scores 0.925: everything fits, and there is no history."""
    row = {
        "Name": f"Mia Lark{number}",
        "Email": f"mia{number}@gmail.com",
        "Platform": "TikTok",
        "Handle": f"@mialark{number}",
        "Average Views": "100000",
        "Engagement Rate": "5%",
        "Followers": "300000",
        "Country": "US",
        "Source": "your TikTok profile",
        "Audience Share": "60%",
    }
    return row | cells


class CycleHouse(House):
    """The product with one campaign in outreach; `now` is what every clock shows."""

    def __init__(self, stack: ExitStack, settings: Settings, folder: Path) -> None:
        super().__init__(stack, settings, folder)
        self.now = MONDAY
        self.folder = folder
        self.gmail.mailbox.clock = lambda: int(self.now.timestamp() * 1000)
        settings.PRIVACY_URL = "https://house.example/privacy"
        settings.HOUSE_NAME = "The House"
        settings.DEFAULT_AUTONOMY = "review"

    def clock(self) -> datetime:
        """Return the time; no two readings are the same, as on a real machine."""
        self.now += timedelta(microseconds=1)
        return self.now

    def campaign(self, *, is_live: bool = True, name: str = "Spring", **target: Any) -> Campaign:
        """Return an active campaign with its target; live unless told otherwise."""
        client, _ = Client.objects.get_or_create(name="Botanica")
        campaign = Campaign.objects.create(
            client=client,
            name=name,
            status=Campaign.Status.ACTIVE,
            opening=Campaign.Opening.INTEREST_FIRST,
            budget_amount=Decimal(50_000),
            created_at=self.now,
            updated_at=self.now,
        )
        by: dict[str, Any] = {"actor": KIM, "reason": "set up", "now": self.now}
        change_outreach(campaign_id=campaign.pk, **by, **(TARGET | target))
        if is_live:
            switch_on(campaign_id=campaign.pk, assessment="LIA-7", **by)
        return campaign

    def limits(self, *, safety: dict[str, Any] | None = None, **counts: Any) -> None:
        """Change the house's limits; without pauses between mails unless told."""
        gaps = {"min_gap_seconds": 0, "max_gap_seconds": 0}
        by: dict[str, Any] = {"actor": KIM, "reason": "set up", "now": self.now}
        change_house(safety=gaps | (safety or {}), **by, **counts)

    def imported(self, campaign: Campaign, *rows: dict[str, str]) -> str:
        """Import rows as a CSV file by the command, and let the jobs run."""
        text = io.StringIO()
        titles = list(dict.fromkeys([*COLUMNS, *(title for row in rows for title in row)]))
        writer = csv.DictWriter(text, titles, restval="")
        writer.writeheader()
        writer.writerows(rows)
        path = self.folder / "prospects.csv"
        path.write_text(text.getvalue())
        out = io.StringIO()
        call_command("import_prospects", str(path), campaign=str(campaign.pk), stdout=out)
        drain()
        return out.getvalue()

    def run(self, *, live: bool = False, arm: str = "") -> dict[str, Any]:
        """Run the cycle by its command and return the report with the exit code."""
        out, code = io.StringIO(), 0
        try:
            call_command(
                "run_daily_cycle", live=live, arm=arm, json=True, stdout=out, stderr=io.StringIO()
            )
        except SystemExit as end:
            code = int(end.code or 0)
        report: dict[str, Any] = json.loads(out.getvalue())
        return report | {"exit_code": code}

    def day(self) -> dict[str, Any]:
        """Plan, arm and run the day."""
        return self.run(live=True, arm=self.run()["plan_hash"])

    def tick(self) -> str:
        """Let the dispatcher and the workers run once."""
        out = io.StringIO()
        call_command("dispatch_outbox", stdout=out)
        drain()
        return out.getvalue()

    def poll(self) -> None:
        """Read the inbox and let the workers run, as the schedule does where a push was lost."""
        call_command("poll_inbox", stdout=io.StringIO())
        drain()

    def forward(self, **delta: float) -> None:
        """Let time pass."""
        self.now += timedelta(**delta)

    def approach(self, number: int = 1) -> Approach:
        """Return how far the cycle is with one of the imported people."""
        return Approach.objects.select_related("prospect__influencer").get(
            prospect__influencer__email=f"mia{number}@gmail.com"
        )


def outcomes() -> list[str]:
    """Return the status of every cold mail, in the order they were made."""
    return list(OutgoingEmail.cold.order_by("pk").values_list("status", flat=True))


@pytest.fixture
def cycle(
    db: None, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[CycleHouse]:
    """A running house whose clock stands at a Monday until a test moves it."""
    forget()
    certificates.forget()
    with ExitStack() as stack:
        house = CycleHouse(stack, settings, tmp_path)
        monkeypatch.setattr(timezone, "now", house.clock)
        yield house
    forget()

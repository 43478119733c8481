"""Weeks of outreach with everything that goes wrong in weeks; every invariant every day."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from campaigns.commands.roster.adding import add_rows
from campaigns.domain.roster.parsing import parse_roster
from campaigns.models import Campaign, Client
from negotiations.outreach.commands.setup import change_house, change_outreach, switch_on
from tests.negotiations.outreach.conftest import COLUMNS, TARGET, perfect
from tests.negotiations.outreach.quarter import PLACES, Quarter, days_from
from tests.negotiations.outreach.test_sandbox import Clock
from tests.work import drain, forget

# Both autumn clock changes lie in the twelve days; the whole quarters hold the spring's too.
AUTUMN = datetime(2026, 10, 23, tzinfo=UTC)
SPRING = datetime(2026, 2, 16, tzinfo=UTC)
LATE_SUMMER = datetime(2026, 9, 7, tzinfo=UTC)


@pytest.fixture
def clock(
    db: None, settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Clock]:
    forget()
    settings.GMAIL_MODE = "sandbox"
    settings.SENDER_POSTAL_ADDRESS = "12 Sandbox Lane, Exampleton"
    settings.PRIVACY_URL = "https://parley.example/privacy"
    found = Clock()
    monkeypatch.setattr(timezone, "now", found)
    yield found
    forget()


def house(clock: Clock, start: datetime, people: int, seed: int) -> Quarter:
    """Return a house with a live campaign, four mailboxes and so many people on its list."""
    clock.now = start
    campaign = Campaign.objects.create(
        client=Client.objects.create(name="Botanica"),
        name="Quarter",
        status=Campaign.Status.ACTIVE,
        opening=Campaign.Opening.INTEREST_FIRST,
        budget_amount=Decimal(5_000_000),
        created_at=start,
        updated_at=start,
    )
    weeks = Quarter(clock, random.Random(seed), campaign)
    by: dict[str, Any] = {"actor": "kim", "reason": "set up", "now": start}
    change_house(
        max_new_leads_per_day=200,
        max_outreach_per_day=80,
        max_followups_per_day=40,
        safety={"min_gap_seconds": 30, "max_gap_seconds": 120},
        **by,
    )
    boxes = weeks.mailboxes()
    target = TARGET | {"max_per_day": 80, "markets": ["US", "FR", "IE"]}
    change_outreach(campaign_id=campaign.pk, mailboxes=boxes, **target, **by)
    switch_on(campaign_id=campaign.pk, assessment="LIA-7", **by)
    add_people(campaign, people, start)
    return weeks


def add_people(campaign: Campaign, count: int, now: datetime) -> None:
    """Put so many people on the list; where each lives follows from the number on it."""
    titles = [*COLUMNS, "Time Zone"]
    first = campaign.prospects.count() + 1
    for start in range(first, first + count, 500):
        rows = []
        for number in range(start, min(start + 500, first + count)):
            zone, country = PLACES[number % len(PLACES)]
            row = perfect(number, Country=country, **{"Time Zone": zone})
            rows.append([row[title] for title in titles])
        roster = parse_roster(titles, rows)
        add_rows(campaign_id=campaign.pk, roster=roster, source="list", actor="kim", now=now)
    drain()


def lived(clock: Clock, start: datetime, days: int, people: int, seed: int) -> Quarter:
    """Live through the days and print what they brought."""
    weeks = house(clock, start, people, seed)
    for day in days_from(start, days):
        weeks.live(day)
    print(f"{days} days from {start:%F}, {people} people, seed {seed}\n{weeks.report()}")
    assert weeks.violations == []
    return weeks


def test_twelve_days_over_both_autumn_clock_changes_break_no_rule(clock: Clock) -> None:
    weeks = lived(clock, AUTUMN, days=12, people=45, seed=7)
    assert weeks.counts["crashes"] and weeks.counts["answers"]


@pytest.mark.deep
@pytest.mark.parametrize(("start", "seed"), [(SPRING, 1), (LATE_SUMMER, 2)])
def test_a_whole_quarter_breaks_no_rule(clock: Clock, start: datetime, seed: int) -> None:
    lived(clock, start, days=90, people=5_000, seed=seed)

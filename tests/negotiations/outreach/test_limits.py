"""Limits, ramp and window: checks 23 to 31 of the acceptance list."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from integrations.models import Mailbox
from negotiations.commands.mailboxes import ensure_mailbox
from negotiations.models import MailboxPace, OutgoingEmail, PlanRow
from negotiations.outreach.commands.setup import change_outreach
from negotiations.outreach.pace import new_pace
from tests.journeys.conftest import US
from tests.negotiations.outreach.conftest import KIM, CycleHouse, perfect

RAISED: dict[str, Any] = {
    "max_outreach_per_day": 1000,
    "max_new_leads_per_day": 1000,
    "max_followups_per_day": 0,
}


def warm_up(cycle: CycleHouse, *, step: int) -> Mailbox:
    """Let the mailbox be as far as so many clean days bring it."""
    mailbox = ensure_mailbox(US, now=cycle.now)
    row = new_pace(mailbox, time_zone="UTC", now=cycle.now)
    row.step, row.last_day = step, cycle.now.date() - timedelta(days=1)
    row.save()
    return mailbox


def one_day(cycle: CycleHouse) -> int:
    """Run the day and let the dispatcher go on for eight hours; returns what was accepted."""
    before = len(cycle.sent())
    cycle.day()
    for _ in range(9):
        cycle.forward(hours=1)
        cycle.tick()
    cycle.forward(hours=24 - 9)
    return len(cycle.sent()) - before


def test_23_a_new_mailbox_ramps_up_by_clean_days(cycle: CycleHouse) -> None:
    cycle.now = datetime(2026, 3, 2, 17, tzinfo=UTC)
    cycle.limits(**RAISED)
    cycle.imported(cycle.campaign(), *(perfect(n) for n in range(1, 77)))
    accepted: list[int] = []
    while len(accepted) < 5:
        if cycle.now.weekday() > 4:
            cycle.forward(days=1)
            continue
        accepted.append(one_day(cycle))
    assert accepted == [5, 10, 15, 20, 20]


def test_24_days_without_sending_count_for_nothing(cycle: CycleHouse) -> None:
    cycle.limits(**RAISED)
    cycle.imported(cycle.campaign(), *(perfect(n) for n in range(1, 21)))
    assert one_day(cycle) == 5
    cycle.forward(days=2)
    assert one_day(cycle) == 10


def test_25_each_mailbox_has_its_own_ramp(cycle: CycleHouse) -> None:
    cycle.limits(**RAISED)
    campaign = cycle.campaign()
    new = ensure_mailbox("new@house.example", now=cycle.now)
    warm = warm_up(cycle, step=4)
    change_outreach(
        campaign_id=campaign.pk, mailboxes=[new, warm], actor=KIM, reason="two", now=cycle.now
    )
    cycle.imported(campaign, *(perfect(n) for n in range(1, 31)))
    assert one_day(cycle) == 25
    sent = OutgoingEmail.cold.filter(status="sent")
    assert sent.filter(mailbox=new).count() == 5
    assert sent.filter(mailbox=warm).count() == 20


@pytest.mark.parametrize(
    "start",
    [
        pytest.param(datetime(2026, 3, 3, 20, tzinfo=UTC), id="an ordinary night"),
        pytest.param(datetime(2026, 3, 7, 20, tzinfo=UTC), id="the night before summer time"),
        pytest.param(datetime(2026, 10, 31, 20, tzinfo=UTC), id="the night before winter time"),
    ],
)
def test_26_the_day_that_rolls_has_twenty_four_hours(cycle: CycleHouse, start: datetime) -> None:
    cycle.now = start
    cycle.limits(safety={"send_weekdays": tuple(range(7))}, **RAISED)
    warm_up(cycle, step=4)
    cycle.imported(cycle.campaign(), *(perfect(n) for n in range(1, 26)))
    assert cycle.day()["outreach_sent"] == 20
    cycle.now = start + timedelta(hours=23, minutes=55)
    report = cycle.day()
    assert report["outreach_sent"] == 0
    assert report["skipped"] == {"cap_mailbox_cold": 5, "not_due": 20}
    cycle.forward(minutes=10)
    cycle.tick()
    assert len(cycle.sent()) == 25


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("08:59:58", False),
        ("09:00:00", True),
        ("17:59:59", True),
        ("18:00:01", False),
    ],
)
def test_27_the_window_is_the_recipients(cycle: CycleHouse, moment: str, is_open: bool) -> None:
    cycle.now = datetime(2026, 3, 3, 7, tzinfo=UTC)
    cycle.limits(**RAISED)
    cycle.imported(cycle.campaign(), perfect(1, Country="ZA", Email="a@gmail.com"))
    plan = cycle.run()["plan_hash"]
    # Johannesburg is two hours ahead all year.
    local = datetime.fromisoformat(f"2026-03-03T{moment}+02:00")
    cycle.now = local.astimezone(UTC)
    cycle.run(live=True, arm=plan)
    assert len(cycle.sent()) == int(is_open)


def test_27b_nobody_is_written_to_on_a_saturday_or_a_holiday(cycle: CycleHouse) -> None:
    cycle.limits(**RAISED)
    cycle.imported(cycle.campaign(), perfect(1))
    cycle.now = datetime(2026, 3, 7, 17, tzinfo=UTC)
    assert cycle.day()["outreach_sent"] == 0
    cycle.now = datetime(2026, 7, 3, 17, tzinfo=UTC)
    assert cycle.day()["outreach_sent"] == 0
    assert cycle.sent() == []


@pytest.mark.parametrize(("hour", "is_open"), [(16, False), (17, True), (22, True), (23, False)])
def test_28_without_a_zone_the_states_are_open_only_where_both_coasts_are(
    cycle: CycleHouse, hour: int, is_open: bool
) -> None:
    # In winter New York is five hours behind: 17 o'clock in London is noon there.
    cycle.now = datetime(2026, 3, 3, hour, 30, tzinfo=UTC)
    cycle.limits(**RAISED)
    cycle.imported(cycle.campaign(), perfect(1))
    cycle.day()
    assert len(cycle.sent()) == int(is_open)


def test_29_the_reply_reserve_keeps_cold_mail_back(cycle: CycleHouse) -> None:
    cycle.limits(safety={"mailbox_total_per_24h": 33, "reply_reserve": 30}, **RAISED)
    cycle.imported(cycle.campaign(), *(perfect(n) for n in range(1, 6)))
    report = cycle.day()
    assert report["outreach_sent"] == 3
    assert report["skipped"] == {"reply_reserve": 2}


def test_30_waiting_rows_never_pass_the_allowance_together(cycle: CycleHouse) -> None:
    cycle.limits(safety={"warmup_clock": "clean_days"}, **RAISED)
    warm_up(cycle, step=2)
    cycle.now = cycle.now.replace(hour=16)
    cycle.imported(cycle.campaign(), *(perfect(n) for n in range(1, 9)))
    report = cycle.day()
    assert report["queued"] == 8, report
    MailboxPace.objects.update(step=1)
    cycle.now = cycle.now.replace(hour=17, minute=30)
    cycle.poll()
    for _ in range(4):
        cycle.tick()
    assert len(cycle.sent()) == 5
    assert PlanRow.objects.filter(reason="cap_mailbox_cold").count() == 3


def test_31_a_channel_nobody_knows_is_no_error(cycle: CycleHouse) -> None:
    cycle.limits(channels=["pigeon"])
    cycle.imported(cycle.campaign(), perfect(1))
    assert cycle.run()["skipped"] == {"channel_disabled": 1}
    assert cycle.day()["outreach_sent"] == 0
    assert Mailbox.objects.count() <= 1

"""Rolling limits and how a plan gives them out."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.domain.outreach.forecast import Pace, forecast
from campaigns.domain.outreach.pacing.allotment import Allotment, MailboxRoom, Place
from campaigns.domain.outreach.pacing.capacity import (
    Level,
    binding,
    first_full,
    followup_share,
    is_counted,
    mailbox_levels,
)
from campaigns.domain.outreach.pacing.limits import DEFAULT_LIMITS
from campaigns.domain.outreach.pacing.ramp import Ramp
from campaigns.domain.outreach.refusals import SkipReason

R = SkipReason
NOW = datetime(2026, 3, 3, 10, tzinfo=UTC)
EMAIL = DEFAULT_LIMITS["email"]


@pytest.mark.parametrize(
    ("ago", "counts"),
    [
        (timedelta(0), True),
        (timedelta(hours=24) - timedelta(seconds=1), True),
        (timedelta(hours=24), False),
        (-timedelta(seconds=1), False),
    ],
)
def test_the_rolling_day_leaves_out_its_first_instant(ago: timedelta, counts: bool) -> None:
    assert is_counted(NOW - ago, NOW) is counts


def levels(total: int, cold: int = 0) -> list[Level]:
    return mailbox_levels(
        cold_allowed=20, cold_used=cold, total_allowed=100, total_used=total, reserve=30, step=4
    )


@pytest.mark.parametrize(
    ("total", "cold", "reason"),
    [
        (69, 0, None),
        (70, 0, R.REPLY_RESERVE),
        (100, 0, R.CAP_MAILBOX_TOTAL),
        (30, 20, R.CAP_MAILBOX_COLD),
        (30, 19, None),
    ],
)
def test_the_reply_reserve_stops_cold_mail_before_the_total_does(
    total: int, cold: int, reason: SkipReason | None
) -> None:
    found = first_full(levels(total, cold))
    assert (found and found.reason) == reason


def test_the_limit_that_binds_is_the_one_that_runs_out_first() -> None:
    assert binding(levels(10, 18)).reason is R.CAP_MAILBOX_COLD
    assert binding(levels(65, 3)).reason is R.REPLY_RESERVE


@pytest.mark.parametrize(
    ("most", "allowed", "share"), [(10, 20, 10), (4, 20, 4), (10, 5, 2), (0, 20, 0), (10, 1, 0)]
)
def test_followups_go_first_with_at_most_half_of_a_mailbox(
    most: int, allowed: int, share: int
) -> None:
    assert followup_share(max_followups=most, mailbox_allowed=allowed) == share


def allotment(*, run: int = 8, campaign: int = 20, cold: int = 5, share: int = 0) -> Allotment:
    return Allotment(
        run={
            "first": Level(R.CAP_RUN, run, 0, "the run"),
            "followup": Level(R.CAP_RUN, 10, 0, "the run"),
        },
        campaigns={1: Level(R.CAP_CAMPAIGN, campaign, 0, "the campaign")},
        domains={"house.example": Level(R.CAP_SENDING_DOMAIN, 100, 0, "house.example")},
        mailboxes={
            n: MailboxRoom("house.example", (Level(R.CAP_MAILBOX_COLD, cold, 0, "box"),), share)
            for n in (1, 2)
        },
        recipients={},
    )


def fill(
    room: Allotment,
    *,
    kind: str = "first",
    mailboxes: tuple[int, ...] = (1, 2),
    domain: str = "gmail.com",
    wanted: int = 50,
) -> int:
    taken = 0
    for n in range(wanted):
        place = Place(kind, 1, mailboxes[n % len(mailboxes)], domain)
        if first_full(room.levels(place)) is None:
            room.take(place)
            taken += 1
    return taken


def test_the_lowest_level_ends_the_giving_out() -> None:
    assert fill(allotment(run=8, cold=5)) == 8
    assert fill(allotment(run=50, cold=5)) == 10
    assert fill(allotment(run=50, campaign=3)) == 3


def test_one_organisation_gets_three_and_free_mail_as_many_as_there_are() -> None:
    assert fill(allotment(run=50), domain="agency.example") == 3
    assert fill(allotment(run=50), domain="gmail.com") == 10


def test_followups_have_their_share_before_first_touches() -> None:
    room = allotment(run=50, cold=6, share=2)
    found = []
    for _ in range(3):
        found.append(room.has_share(1))
        room.take(Place("followup", 1, 1, "gmail.com"))
    assert found == [True, True, False]
    assert fill(room, mailboxes=(1,)) == 3


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 10), st.integers(0, 5))
def test_no_order_of_giving_out_passes_any_level(
    run: int, campaign: int, cold: int, share: int
) -> None:
    room = allotment(run=run, campaign=campaign, cold=cold, share=share)
    taken = fill(room, kind="followup", wanted=7) + fill(room)
    assert room.taken["run", "first"] <= run
    assert room.taken["campaign", 1] == taken <= campaign
    assert all(room.taken["mailbox", n] <= cold for n in (1, 2))


def test_a_forecast_names_the_day_and_the_limit_that_binds() -> None:
    pace = Pace([(Ramp(), EMAIL)], run_cap=100, campaign_cap=100, domain_cap=100)
    found = forecast(waiting=100, today=date(2026, 3, 2), pace=pace)
    # 5, 10, 15, 20 from Monday to Thursday, then 20 a day: Friday, Monday, Tuesday.
    assert found.finish == date(2026, 3, 10)
    assert found.binding == "the mailbox ramp"
    assert found.words.startswith("At this pace the list is done on 10 March 2026;")


def test_a_forecast_passes_over_holidays_and_says_when_it_never_ends() -> None:
    pace = Pace([(Ramp(), EMAIL)], run_cap=100, campaign_cap=5, domain_cap=100)
    monday, tuesday = date(2026, 3, 2), date(2026, 3, 3)
    assert forecast(waiting=1, today=monday, pace=pace).finish == monday
    closed = {monday}.__contains__
    assert forecast(waiting=1, today=monday, pace=pace, is_holiday=closed).finish == tuesday
    stuck = Pace([], run_cap=100, campaign_cap=5, domain_cap=100)
    assert forecast(waiting=9, today=monday, pace=stuck).finish is None
    assert "never done" in forecast(waiting=9, today=monday, pace=stuck).words


@given(st.integers(1, 500), st.integers(1, 40), st.integers(1, 40), st.integers(1, 4))
def test_more_room_never_finishes_later(waiting: int, run: int, campaign: int, boxes: int) -> None:
    def finish(run_cap: int, box_count: int) -> date:
        pace = Pace([(Ramp(), EMAIL)] * box_count, run_cap, campaign, 100)
        found = forecast(waiting=waiting, today=date(2026, 3, 2), pace=pace).finish
        assert found is not None
        return found

    assert finish(run + 5, boxes) <= finish(run, boxes)
    assert finish(run, boxes + 1) <= finish(run, boxes)

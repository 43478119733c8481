"""The ramp grows by clean days, waits on quiet ones and falls back on dirty ones."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.domain.outreach.pacing.limits import DEFAULT_LIMITS, ChannelLimit
from campaigns.domain.outreach.pacing.ramp import (
    Day,
    DayKind,
    Ramp,
    after_day,
    allowance,
    calendar_step,
    halved,
    kind_of,
    on_day,
    ramp_after,
    top_step,
)

EMAIL = DEFAULT_LIMITS["email"]
MONDAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("channel", "allowed"),
    [
        pytest.param("email", [5, 10, 15, 20, 20, 20], id="email"),
        pytest.param("linkedin", [3, 5, 7, 9, 10, 10], id="linkedin"),
        pytest.param("twitter", [15, 15, 15, 15, 15, 15], id="no warm-up"),
    ],
)
def test_six_full_clean_days(channel: str, allowed: list[int]) -> None:
    limit, ramp, found = DEFAULT_LIMITS[channel], Ramp(), []
    for n in range(6):
        found.append(allowance(limit, ramp))
        ramp = after_day(ramp, Day(MONDAY + timedelta(n), found[-1], found[-1]), limit)
    assert found == allowed


def test_days_without_sending_change_nothing() -> None:
    ramp = after_day(Ramp(), Day(MONDAY, 5, 5), EMAIL)
    assert allowance(EMAIL, on_day(ramp, MONDAY + timedelta(3))) == 10


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (Day(MONDAY, 5, 3), DayKind.CLEAN),
        (Day(MONDAY, 4, 2), DayKind.CLEAN),
        (Day(MONDAY, 5, 2), DayKind.QUIET),
        (Day(MONDAY, 0, 0), DayKind.QUIET),
        (Day(MONDAY, 5, 5, hard_bounces=1), DayKind.CLEAN),
        (Day(MONDAY, 5, 5, hard_bounces=2), DayKind.DIRTY),
        (Day(MONDAY, 5, 5, complaints=1), DayKind.DIRTY),
        (Day(MONDAY, 5, 0, complaints=1), DayKind.DIRTY),
    ],
)
def test_what_a_day_was(day: Day, kind: DayKind) -> None:
    assert kind_of(day) is kind


def test_a_dirty_day_goes_one_step_back_and_never_below_the_first() -> None:
    dirty = Day(MONDAY, 10, 10, hard_bounces=2)
    assert after_day(Ramp(step=3), dirty, EMAIL).step == 2
    assert after_day(Ramp(step=1), dirty, EMAIL).step == 1


@pytest.mark.parametrize(("days", "step"), [(30, 4), (31, 1)])
def test_thirty_idle_days_start_over(days: int, step: int) -> None:
    assert on_day(Ramp(step=4, last_day=MONDAY), MONDAY + timedelta(days)).step == step


def test_a_halved_mailbox_is_whole_again_after_three_clean_days() -> None:
    ramp, found = halved(Ramp(step=4)), []
    for n in range(4):
        found.append(allowance(EMAIL, ramp))
        ramp = after_day(ramp, Day(MONDAY + timedelta(n), found[-1], found[-1]), EMAIL)
    assert found == [10, 10, 10, 20]
    assert allowance(ChannelLimit(1), halved(Ramp())) == 1
    assert allowance(ChannelLimit(0), halved(Ramp())) == 0


@pytest.mark.parametrize("missing", ["warmup_start", "warmup_increment", "warmup_max"])
def test_warm_up_with_a_number_missing_allows_nothing(missing: str) -> None:
    numbers = {"warmup_start": 5, "warmup_increment": 5, "warmup_max": 20} | {missing: None}
    assert allowance(ChannelLimit(20, True, **numbers), Ramp(step=3)) == 0


def test_plain_days_count_where_the_calendar_is_the_clock() -> None:
    assert calendar_step(MONDAY, MONDAY) == 1
    assert calendar_step(MONDAY, MONDAY + timedelta(5)) == 6


limits = st.builds(
    ChannelLimit,
    max_per_day=st.integers(0, 60),
    warmup_enabled=st.just(True),
    warmup_start=st.integers(0, 30),
    warmup_increment=st.integers(0, 10),
    warmup_max=st.integers(0, 60),
)
days = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 3), st.integers(0, 1), st.integers(0, 40)),
    max_size=40,
)


@given(limits, days)
def test_no_history_lifts_the_allowance_over_its_limits(
    limit: ChannelLimit, history: list[tuple[int, ...]]
) -> None:
    ramp, today = Ramp(), MONDAY
    for sent, bounces, complaints, gap in history:
        today += timedelta(days=gap + 1)
        ramp = on_day(ramp, today)
        allowed = allowance(limit, ramp)
        assert allowed is not None and limit.max_per_day is not None
        assert 0 <= allowed <= min(limit.max_per_day, max(limit.warmup_max or 0, 0))
        before = ramp.step
        ramp = after_day(ramp, Day(today, allowed, min(sent, allowed), bounces, complaints), limit)
        assert 1 <= ramp.step <= max(before, top_step(limit))
        assert abs(ramp.step - before) <= 1 or ramp.step == top_step(limit)


@given(limits)
def test_the_top_step_is_where_the_allowance_stops_growing(limit: ChannelLimit) -> None:
    top = top_step(limit)
    assert allowance(limit, Ramp(step=top)) == allowance(limit, Ramp(step=top + 1))
    if top > 1:
        assert allowance(limit, Ramp(step=top - 1)) < allowance(limit, Ramp(step=top))


def test_a_history_folds_in_its_order() -> None:
    history = [Day(MONDAY, 5, 5), Day(MONDAY + timedelta(40), 5, 5)]
    assert ramp_after(history, EMAIL).step == 2

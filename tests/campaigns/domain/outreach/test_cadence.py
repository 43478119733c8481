"""When the next touch is due, what moves it, what ends it."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.domain.outreach.cadence import (
    DAYS,
    LEAST_GAP,
    Move,
    Sequence,
    days_for,
    due_at,
    gap_seconds,
    moved_to,
    pace_refusal,
    silent_at,
)
from campaigns.domain.outreach.qualifying import Tier
from campaigns.domain.outreach.refusals import SkipReason

PRAGUE = ZoneInfo("Europe/Prague")
MONDAY = datetime(2026, 3, 2, 10, 0, 7, tzinfo=PRAGUE)


def touched(*days: int, tier: Tier = Tier.GOOD, **more: datetime) -> Sequence:
    return Sequence(days_for(tier), tuple(MONDAY + timedelta(days=n) for n in days), **more)


def reason_on(day: int, sequence: Sequence, hour: int = 9) -> SkipReason | None:
    now = (MONDAY + timedelta(days=day)).replace(hour=hour, minute=0, second=0)
    refusal = pace_refusal(sequence, now=now, zone=PRAGUE)
    return refusal.reason if refusal else None


@pytest.mark.parametrize(
    ("tier", "days"),
    [(Tier.TOP, (0, 2, 5)), (Tier.GOOD, (0, 3, 10)), (Tier.FAIR, (0, 5, 12)), (Tier.LOW, (0, 7))],
)
def test_a_silent_prospect_is_touched_on_its_tiers_days_and_never_again(
    tier: Tier, days: tuple[int, ...]
) -> None:
    sequence, sent = Sequence(days_for(tier)), []
    for day in range(60):
        now = MONDAY + timedelta(days=day)
        if pace_refusal(sequence, now=now, zone=PRAGUE) is None:
            sent.append(day)
            sequence = Sequence(sequence.days, (*sequence.touches, now))
    assert tuple(sent) == days


def test_a_mail_sent_seconds_late_loses_no_day() -> None:
    assert reason_on(2, touched(0)) is SkipReason.NOT_DUE
    assert reason_on(3, touched(0), hour=0) is None


def test_a_delayed_touch_shifts_the_rest() -> None:
    late = touched(0, 5)
    assert reason_on(10, late) is SkipReason.NOT_DUE
    assert reason_on(12, late) is None


def test_silence_lasts_seven_days_after_the_last_touch() -> None:
    assert silent_at(touched(0, 3, 10), PRAGUE) == datetime(2026, 3, 19, tzinfo=PRAGUE)
    assert silent_at(touched(0, 3), PRAGUE) is None
    assert silent_at(touched(), PRAGUE) is None


@pytest.mark.parametrize(("hours", "reason"), [(30 * 24 + 23, None), (31 * 24, SkipReason.TOO_OLD)])
def test_thirty_whole_days_continue_and_thirty_one_stop(
    hours: int, reason: SkipReason | None
) -> None:
    refusal = pace_refusal(touched(0), now=MONDAY + timedelta(hours=hours), zone=PRAGUE)
    assert (refusal and refusal.reason) == reason


@pytest.mark.parametrize(
    ("move", "back_on", "expected"),
    [
        pytest.param(Move.OUT_OF_OFFICE, date(2026, 3, 20), date(2026, 3, 23), id="a Friday"),
        pytest.param(Move.OUT_OF_OFFICE, None, date(2026, 3, 10), id="no date: 7 days"),
        pytest.param(Move.OUT_OF_OFFICE, date(2026, 1, 5), date(2026, 3, 10), id="a past date"),
        pytest.param(Move.ACKNOWLEDGED, None, date(2026, 3, 6), id="acknowledged: 3 days"),
    ],
)
def test_automatic_answers_move_the_next_touch(
    move: Move, back_on: date | None, expected: date
) -> None:
    heard = MONDAY + timedelta(days=1)
    moved = moved_to(move, at=heard, zone=PRAGUE, back_on=back_on)
    assert moved.date() == expected
    assert due_at(touched(0, not_before=moved), PRAGUE) == max(
        moved, datetime(2026, 3, 5, tzinfo=PRAGUE)
    )


def test_out_of_office_passes_over_a_public_holiday() -> None:
    moved = moved_to(
        Move.OUT_OF_OFFICE,
        at=MONDAY,
        zone=PRAGUE,
        back_on=date(2026, 4, 3),
        is_holiday={date(2026, 4, 6)}.__contains__,
    )
    assert moved.date() == date(2026, 4, 7)


gaps = st.lists(st.integers(0, 40 * 24 * 60), max_size=200)


@given(st.sampled_from(list(Tier)), gaps, st.sampled_from([PRAGUE, ZoneInfo("America/New_York")]))
def test_however_the_clock_runs_touches_are_few_and_a_day_apart(
    tier: Tier, minutes: list[int], zone: ZoneInfo
) -> None:
    now, sequence = MONDAY, Sequence(days_for(tier))
    for gap in minutes:
        now += timedelta(minutes=gap)
        if pace_refusal(sequence, now=now, zone=zone) is None:
            sequence = Sequence(sequence.days, (*sequence.touches, now))
    touches = sequence.touches
    assert len(touches) <= len(DAYS[tier]) <= 3
    assert all(b - a >= LEAST_GAP for a, b in zip(touches, touches[1:], strict=False))
    assert all((b - a).days <= 30 for a, b in zip(touches, touches[1:], strict=False))


@given(st.text(max_size=40), st.integers(0, 300), st.integers(0, 300))
def test_the_gap_is_seeded_by_the_key_and_stays_in_its_range(
    key: str, least: int, more: int
) -> None:
    found = gap_seconds(key, least, least + more)
    assert least <= found <= least + more
    assert found == gap_seconds(key, least, least + more)


def test_gaps_spread_over_their_whole_range() -> None:
    found = {gap_seconds(f"1:{n}:email:1", 30, 120) for n in range(2000)}
    assert (min(found), max(found)) == (30, 120)


def test_the_first_touch_is_due_at_once_unless_a_reply_moved_it() -> None:
    assert pace_refusal(Sequence(DAYS[Tier.TOP]), now=MONDAY, zone=PRAGUE) is None
    later = Sequence(DAYS[Tier.TOP], (), MONDAY + timedelta(days=1))
    refusal = pace_refusal(later, now=MONDAY.astimezone(UTC), zone=PRAGUE)
    assert refusal is not None and refusal.reason is SkipReason.NOT_DUE

"""Recipients' windows: both ends, weekends, holidays, zones and clock changes."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.domain.outreach.pacing.windows import (
    Window,
    WindowError,
    is_open,
    next_business_day,
    next_opening,
)
from campaigns.domain.outreach.pacing.zones import ZoneError, whereabouts, zones_of_country

NINE_TO_SIX = Window(time(9), time(18))
BERLIN = ZoneInfo("Europe/Berlin")
TOKYO = ZoneInfo("Asia/Tokyo")
EAST, WEST = ZoneInfo("America/New_York"), ZoneInfo("America/Los_Angeles")


def at(text: str, zone: ZoneInfo = BERLIN) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


@pytest.mark.parametrize(
    ("moment", "is_inside"),
    [
        ("2026-03-03T08:59:59", False),
        ("2026-03-03T09:00:00", True),
        ("2026-03-03T18:00:00", True),
        ("2026-03-03T18:00:01", False),
        ("2026-03-07T12:00:00", False),
        ("2026-03-08T12:00:00", False),
    ],
)
def test_both_ends_belong_to_it_and_weekends_do_not(moment: str, is_inside: bool) -> None:
    assert is_open(at(moment), NINE_TO_SIX, [BERLIN]) is is_inside


def test_a_zone_far_away_follows_its_own_day() -> None:
    friday_evening_in_berlin = at("2026-03-06T17:00:00")
    assert is_open(friday_evening_in_berlin, NINE_TO_SIX, [BERLIN])
    assert not is_open(friday_evening_in_berlin, NINE_TO_SIX, [TOKYO])
    sunday_night_in_berlin = at("2026-03-09T01:00:00")
    assert is_open(sunday_night_in_berlin, NINE_TO_SIX, [TOKYO])


@pytest.mark.parametrize(
    ("new_york", "is_inside"),
    [("11:59:59", False), ("12:00:00", True), ("18:00:00", True), ("18:00:01", False)],
)
def test_a_wide_country_is_open_only_where_both_coasts_are(new_york: str, is_inside: bool) -> None:
    moment = at(f"2026-03-03T{new_york}", EAST)
    assert is_open(moment, NINE_TO_SIX, [EAST, WEST]) is is_inside


def test_a_public_holiday_is_no_working_day() -> None:
    closed = {date(2026, 4, 6)}.__contains__
    monday = at("2026-04-06T10:00:00")
    assert not is_open(monday, NINE_TO_SIX, [BERLIN], closed)
    assert next_opening(monday, NINE_TO_SIX, [BERLIN], closed) == at("2026-04-07T09:00:00")
    assert next_business_day(date(2026, 4, 3), closed) == date(2026, 4, 7)


@pytest.mark.parametrize(
    ("moment", "is_inside"),
    [
        pytest.param("2026-03-03T23:00:00", True, id="evening"),
        pytest.param("2026-03-04T01:00:00", True, id="after midnight, of the day before"),
        pytest.param("2026-03-07T01:00:00", True, id="Saturday night belongs to Friday"),
        pytest.param("2026-03-09T01:00:00", False, id="Monday night belongs to Sunday"),
        pytest.param("2026-03-04T12:00:00", False, id="noon"),
    ],
)
def test_a_window_over_midnight_belongs_to_its_opening_day(moment: str, is_inside: bool) -> None:
    assert is_open(at(moment), Window(time(22), time(2)), [BERLIN]) is is_inside


def test_no_ends_mean_no_window_but_working_days_hold() -> None:
    open_all_day = Window(None, None)
    assert is_open(at("2026-03-03T03:00:00"), open_all_day, [BERLIN])
    assert not is_open(at("2026-03-07T03:00:00"), open_all_day, [BERLIN])


@pytest.mark.parametrize(
    ("friday", "monday"),
    [
        pytest.param("2026-03-27T19:00:00", "2026-03-30T09:00:00", id="the clock goes forward"),
        pytest.param("2026-10-23T19:00:00", "2026-10-26T09:00:00", id="the clock goes back"),
    ],
)
def test_the_window_opens_at_nine_on_the_wall_after_a_clock_change(
    friday: str, monday: str
) -> None:
    opening = next_opening(at(friday), NINE_TO_SIX, [BERLIN])
    assert opening == at(monday)
    assert opening.astimezone(BERLIN).time() == time(9)


def test_an_opening_in_an_hour_the_clock_leaves_out_moves_forward() -> None:
    night = Window(time(2, 30), time(4), tuple(range(7)))
    opening = next_opening(at("2026-03-29T00:00:00"), night, [BERLIN])
    assert opening.astimezone(BERLIN) == at("2026-03-29T03:30:00")


def test_a_window_that_never_opens_says_so() -> None:
    with pytest.raises(WindowError, match="closed for 60 days"):
        next_opening(at("2026-03-03T10:00:00"), Window(time(9), time(18), ()), [BERLIN])


zones = st.sampled_from([BERLIN, TOKYO, EAST, WEST, ZoneInfo("Australia/Sydney"), UTC])
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
times = st.times().map(lambda t: t.replace(microsecond=0))


@given(moments, times, times, st.lists(zones, min_size=1, max_size=2))
def test_the_next_opening_is_open_and_nothing_opens_before_it(
    moment: datetime, start: time, end: time, where: list[Any]
) -> None:
    if start == end:
        return
    window = Window(start, end, tuple(range(7)))
    try:
        opening = next_opening(moment, window, where)
    except WindowError:
        assert len(set(where)) == 2
        return
    assert opening >= moment
    assert is_open(opening, window, where)
    for hours in range(1, 48):
        earlier = opening - timedelta(hours=hours)
        if earlier < moment:
            break
        assert opening == moment or not is_open(earlier, window, where) or _is_change(earlier)


def _is_change(moment: datetime) -> bool:
    """Whether a clock change lies near: its doubled and left-out hours have edges of their own."""
    return any(
        (moment - timedelta(days=2)).astimezone(zone).utcoffset()
        != (moment + timedelta(days=2)).astimezone(zone).utcoffset()
        for zone in (BERLIN, EAST, WEST, ZoneInfo("Australia/Sydney"))
    )


@pytest.mark.parametrize(
    ("known", "zones", "source"),
    [
        ({"prospect": "Asia/Tokyo", "sheet": "UTC", "country": "DE"}, ["Asia/Tokyo"], "prospect"),
        ({"sheet": "Europe/Paris", "country": "DE"}, ["Europe/Paris"], "sheet"),
        ({"country": "de"}, ["Europe/Berlin"], "country"),
        ({"country": "US"}, ["America/New_York", "America/Los_Angeles"], "country"),
        ({"country": "XX", "campaign": "Europe/Prague"}, ["Europe/Prague"], "campaign"),
    ],
)
def test_the_best_known_place_counts_and_says_where_it_is_from(
    known: dict[str, str], zones: list[str], source: str
) -> None:
    found = whereabouts(**known)
    assert [zone.key for zone in found.zones] == zones
    assert found.source == source
    assert source in found.words


def test_a_zone_nobody_knows_is_named() -> None:
    with pytest.raises(ZoneError, match="Mars/Olympus"):
        whereabouts(prospect="Mars/Olympus")


def test_every_listed_country_has_zones_that_exist() -> None:
    for country in ("US", "BR", "AU", "DE", "JP", "PT", "ZA", "IN"):
        assert zones_of_country(country)
        whereabouts(country=country)

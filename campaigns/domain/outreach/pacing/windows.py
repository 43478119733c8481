"""When a recipient may be written to: their own clock, working days, no public holiday. Pure.

Zone rules come from the time-zone database at the instant asked about, so both clock changes are
right by themselves. Public holidays are handed in.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

IsHoliday = Callable[[date], bool]
_LOOK_AHEAD_DAYS = 60


class WindowError(ValueError):
    """No moment of the next two months is inside the window."""


def never(_: date) -> bool:
    """No day is a public holiday."""
    return False


@dataclass(frozen=True)
class Window:
    """Both ends belong to it. An end before the start is on the day after; the opening day counts.

    Without ends it is open all day; `weekdays` counts Monday as 0.
    """

    start: time | None
    end: time | None
    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4)

    def opening_day(self, local: datetime) -> date | None:
        """Return the day on which the window opened that holds this wall-clock time, if any."""
        if self.start is None or self.end is None:
            return local.date()
        wall = local.time()
        if self.start <= self.end:
            return local.date() if self.start <= wall <= self.end else None
        if wall >= self.start:
            return local.date()
        return local.date() - timedelta(days=1) if wall <= self.end else None


def is_open(
    moment: datetime, window: Window, zones: Sequence[ZoneInfo], is_holiday: IsHoliday = never
) -> bool:
    """Whether the window holds the moment in every one of the zones."""
    return all(_is_open_in(moment, window, zone, is_holiday) for zone in zones)


def _is_open_in(moment: datetime, window: Window, zone: ZoneInfo, is_holiday: IsHoliday) -> bool:
    day = window.opening_day(moment.astimezone(zone))
    return day is not None and _works(day, window, is_holiday)


def _works(day: date, window: Window, is_holiday: IsHoliday) -> bool:
    return day.weekday() in window.weekdays and not is_holiday(day)


def next_opening(
    moment: datetime, window: Window, zones: Sequence[ZoneInfo], is_holiday: IsHoliday = never
) -> datetime:
    """Return the first moment from this one on that is inside the window in every zone, in UTC.

    An opening in an hour the clock leaves out moves forward.

    :raises WindowError: if two months hold none
    """
    if is_open(moment, window, zones, is_holiday):
        return moment.astimezone(UTC)
    openings = sorted(
        opening
        for zone in zones
        for opening in _openings(moment, window, zone, is_holiday)
        if opening > moment
    )
    for opening in openings:
        if is_open(opening, window, zones, is_holiday):
            return opening
    raise WindowError(f"the window is closed for {_LOOK_AHEAD_DAYS} days from {moment:%Y-%m-%d}")


def _openings(
    moment: datetime, window: Window, zone: ZoneInfo, is_holiday: IsHoliday
) -> list[datetime]:
    first = moment.astimezone(zone).date() - timedelta(days=1)
    days = (first + timedelta(days=n) for n in range(_LOOK_AHEAD_DAYS + 2))
    return [
        datetime.combine(day, window.start or time(0), zone).astimezone(UTC)
        for day in days
        if _works(day, window, is_holiday)
    ]


def next_business_day(after: date, is_holiday: IsHoliday = never) -> date:
    """Return the first day after this one that is neither a weekend nor a public holiday."""
    day = after + timedelta(days=1)
    while day.weekday() > 4 or is_holiday(day):
        day += timedelta(days=1)
    return day

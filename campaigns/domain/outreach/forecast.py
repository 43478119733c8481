"""When the list is done at this pace, and which limit sets the pace. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from campaigns.domain.outreach.pacing.limits import ChannelLimit
from campaigns.domain.outreach.pacing.ramp import Day, Ramp, after_day, allowance, on_day

_MOST_DAYS = 3660


@dataclass(frozen=True)
class Pace:
    """What one day may bring, level by level; `mailboxes` are ramps with their limit.

    `open_weekdays` counts Monday as 0.
    """

    mailboxes: Sequence[tuple[Ramp, ChannelLimit]]
    run_cap: int
    campaign_cap: int
    domain_cap: int
    open_weekdays: tuple[int, ...] = (0, 1, 2, 3, 4)


@dataclass(frozen=True)
class Forecast:
    """The day on which the last mail of the list goes out, None if never, and what binds."""

    finish: date | None
    days: int
    binding: str

    @property
    def words(self) -> str:
        """Return the forecast as a sentence."""
        if self.finish is None:
            return f"At this pace the list is never done; the limit that binds is {self.binding}."
        return (
            f"At this pace the list is done on {self.finish:%-d %B %Y}; "
            f"the limit that binds is {self.binding}."
        )


def forecast(
    *, waiting: int, today: date, pace: Pace, is_holiday: Callable[[date], bool] = lambda _: False
) -> Forecast:
    """Return when so many first touches are out if every sending day is used and stays clean."""
    ramps = [ramp for ramp, _ in pace.mailboxes]
    binding, day, sending_days = _binding(pace, ramps), today, 0
    while waiting > 0 and sending_days < _MOST_DAYS:
        if (day - today).days > _MOST_DAYS or not pace.open_weekdays:
            return Forecast(None, sending_days, binding)
        if day.weekday() in pace.open_weekdays and not is_holiday(day):
            binding = _binding(pace, ramps)
            sent = min(waiting, _capacity(pace, ramps))
            if sent == 0:
                return Forecast(None, sending_days, binding)
            waiting -= sent
            sending_days += 1
            ramps = _advanced(pace, ramps, day)
            last = day
        day += timedelta(days=1)
    return Forecast(last if sending_days else today, sending_days, binding)


def _allowances(pace: Pace, ramps: Sequence[Ramp]) -> list[int]:
    return [allowance(limit, r) for (_, limit), r in zip(pace.mailboxes, ramps, strict=True)]


def _levels(pace: Pace, ramps: Sequence[Ramp]) -> dict[str, int]:
    return {
        "the run's limit": pace.run_cap,
        "the campaign's limit": pace.campaign_cap,
        "the sending domain's limit": pace.domain_cap,
        "the mailbox ramp": sum(_allowances(pace, ramps)),
    }


def _capacity(pace: Pace, ramps: Sequence[Ramp]) -> int:
    return min(_levels(pace, ramps).values())


def _binding(pace: Pace, ramps: Sequence[Ramp]) -> str:
    levels = _levels(pace, ramps)
    return min(levels, key=lambda name: levels[name])


def _advanced(pace: Pace, ramps: Sequence[Ramp], day: date) -> list[Ramp]:
    """Return the ramps a day later, each mailbox having used what it may."""
    later = []
    for (_, limit), ramp, allowed in zip(
        pace.mailboxes, ramps, _allowances(pace, ramps), strict=True
    ):
        used = Day(day, allowed, allowed)
        later.append(after_day(on_day(ramp, day), used, limit))
    return later

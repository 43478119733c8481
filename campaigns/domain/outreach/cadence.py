"""When the next touch is due, what moves it, and what ends the sequence. Pure.

A touch is a cold mail that really left. Days are dates in the recipient's zone, so that a mail
sent a few seconds late does not lose a day; two touches never lie closer than 24 hours.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from campaigns.domain.outreach.pacing.windows import IsHoliday, never, next_business_day
from campaigns.domain.outreach.qualifying import Tier
from campaigns.domain.outreach.refusals import Skip, SkipReason
from campaigns.domain.outreach.variants import stable_number

MOST_TOUCHES = 3
SILENCE_DAYS = 7
TOO_OLD_DAYS = 30
LEAST_GAP = timedelta(hours=24)
COOLDOWN_DAYS = 90
DAYS: Mapping[Tier, tuple[int, ...]] = {
    Tier.TOP: (0, 2, 5),
    Tier.GOOD: (0, 3, 10),
    Tier.FAIR: (0, 5, 12),
    Tier.LOW: (0, 7),
}


class Move(StrEnum):
    """What puts the next touch off without being a reply or a touch."""

    OUT_OF_OFFICE = "out_of_office"
    ACKNOWLEDGED = "acknowledged"


@dataclass(frozen=True)
class Sequence:
    """One prospect's touches so far. `days` is the cadence frozen at the first touch.

    `not_before` is what a move said last.
    """

    days: tuple[int, ...]
    touches: tuple[datetime, ...] = ()
    not_before: datetime | None = None

    @property
    def step(self) -> int:
        """Return the number of the next touch, counted from 1."""
        return len(self.touches) + 1


def days_for(tier: Tier) -> tuple[int, ...]:
    """Return a tier's cadence: days after the first touch, one per touch."""
    return DAYS[tier]


def touches_allowed(sequence: Sequence) -> int:
    """Return how many touches the sequence may have in all."""
    return min(len(sequence.days), MOST_TOUCHES)


def due_at(sequence: Sequence, zone: tzinfo) -> datetime | None:
    """Return from when on the next touch may go; None when all have gone.

    A delayed touch shifts the rest. The first touch is due at once.
    """
    if len(sequence.touches) >= touches_allowed(sequence):
        return None
    if not sequence.touches:
        return sequence.not_before or datetime.min.replace(tzinfo=zone)
    done = len(sequence.touches)
    last = sequence.touches[-1]
    gap = sequence.days[done] - sequence.days[done - 1]
    due = max(start_of_day(last, gap, zone), last + LEAST_GAP)
    return max(due, sequence.not_before) if sequence.not_before else due


def silent_at(sequence: Sequence, zone: tzinfo) -> datetime | None:
    """Return when the sequence has met with silence for good; None while touches are to come."""
    if not sequence.touches or due_at(sequence, zone) is not None:
        return None
    return start_of_day(sequence.touches[-1], SILENCE_DAYS, zone)


def start_of_day(moment: datetime, days: int, zone: tzinfo) -> datetime:
    """Return the beginning of the day that lies so many days after the moment's own."""
    day = moment.astimezone(zone).date() + timedelta(days=days)
    return datetime.combine(day, time(0), zone)


def moved_to(
    move: Move,
    *,
    at: datetime,
    zone: tzinfo,
    back_on: date | None = None,
    is_holiday: IsHoliday = never,
) -> datetime:
    """Return from when on the next touch may go after an automatic answer.

    Out of office with a date: the first business day after it; without: 7 days later.
    """
    if move is Move.ACKNOWLEDGED:
        return start_of_day(at, 3, zone)
    if back_on is None or back_on < at.astimezone(zone).date():
        return start_of_day(at, 7, zone)
    return datetime.combine(next_business_day(back_on, is_holiday), time(0), zone)


def pace_refusal(sequence: Sequence, *, now: datetime, zone: tzinfo) -> Skip | None:
    """Return why the next touch may not go now as far as the calendar goes, or None.

    30 whole days since the last touch still continue, 31 end the sequence.
    """
    done = len(sequence.touches)
    if done >= touches_allowed(sequence):
        return Skip(SkipReason.MAX_TOUCHES, f"{done} of {touches_allowed(sequence)} touches")
    if done and (age := (now - sequence.touches[-1]).days) > TOO_OLD_DAYS:
        return Skip(SkipReason.TOO_OLD, f"{age} days since the last touch")
    due = due_at(sequence, zone)
    if due is not None and due > now:
        return Skip(SkipReason.NOT_DUE, f"touch {sequence.step} is due {due:%Y-%m-%d}")
    return None


def gap_seconds(key: str, least: int, most: int) -> int:
    """Return the pause before the next cold mail of the mailbox, seeded by this mail's key."""
    return least + stable_number(key) % (max(most - least, 0) + 1)

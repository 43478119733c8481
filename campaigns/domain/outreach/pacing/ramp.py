"""How many cold mails a mailbox may send today: it grows with clean sending days. Pure.

A day is a date in the mailbox's own zone. Limits count rolling 24 hours; only the step of the
ramp follows dates.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from campaigns.domain.outreach.pacing.limits import ChannelLimit

IDLE_DAYS = 30
HALVED_FOR = 3
DIRTY_BOUNCES = 2


class DayKind(StrEnum):
    """What a day does to the ramp."""

    CLEAN = "clean"
    QUIET = "quiet"
    DIRTY = "dirty"


@dataclass(frozen=True)
class Ramp:
    """Where a mailbox stands. `step` counts from 1; `halved_for` is clean days still to go.

    `last_day` is the last date on which it sent anything cold.
    """

    step: int = 1
    halved_for: int = 0
    last_day: date | None = None


NEW = Ramp()


@dataclass(frozen=True)
class Day:
    """What one mailbox did and heard on one date, and what it was allowed."""

    date: date
    allowed: int
    sent: int
    hard_bounces: int = 0
    complaints: int = 0


def allowance(limit: ChannelLimit, ramp: Ramp) -> int:
    """Return how many cold mails the rolling 24 hours may hold; half, at least 1, when braked.

    Warm-up with a number missing allows nothing.
    """
    allowed = _warmed(limit, ramp.step) if limit.warmup_enabled else limit.max_per_day
    if ramp.halved_for and allowed:
        return max(1, allowed // 2)
    return allowed


def _warmed(limit: ChannelLimit, step: int) -> int:
    numbers = (limit.warmup_start, limit.warmup_increment, limit.warmup_max)
    if any(number is None for number in numbers):
        return 0
    start, increment, most = (number or 0 for number in numbers)
    return max(0, min(start + (step - 1) * increment, most, limit.max_per_day))


def kind_of(day: Day) -> DayKind:
    """Say what the day was: dirty beats clean, and half of the allowance makes it clean."""
    if day.hard_bounces >= DIRTY_BOUNCES or day.complaints:
        return DayKind.DIRTY
    is_used = day.allowed > 0 and 2 * day.sent >= day.allowed
    return DayKind.CLEAN if is_used else DayKind.QUIET


def after_day(ramp: Ramp, day: Day, limit: ChannelLimit) -> Ramp:
    """Return the ramp once a day is over."""
    kind = kind_of(day)
    last_day = day.date if day.sent else ramp.last_day
    if kind is DayKind.DIRTY:
        return replace(ramp, step=max(1, ramp.step - 1), last_day=last_day)
    if kind is DayKind.QUIET:
        return replace(ramp, last_day=last_day)
    step = min(ramp.step + 1, top_step(limit))
    return Ramp(max(step, 1), max(0, ramp.halved_for - 1), last_day)


def top_step(limit: ChannelLimit) -> int:
    """Return the step on which the ramp reaches its cap; 1 where nothing grows."""
    start, increment = limit.warmup_start, limit.warmup_increment
    if not limit.warmup_enabled or start is None or not increment or increment < 0:
        return 1
    most = min(limit.warmup_max or 0, limit.max_per_day)
    return 1 if most <= start else 1 + -(-(most - start) // increment)


def on_day(ramp: Ramp, today: date) -> Ramp:
    """Return the ramp as it holds today: after 30 idle days it starts again."""
    if ramp.last_day is not None and (today - ramp.last_day).days > IDLE_DAYS:
        return replace(ramp, step=1)
    return ramp


def halved(ramp: Ramp) -> Ramp:
    """Return the ramp with its allowance halved until three clean days are over."""
    return replace(ramp, halved_for=HALVED_FOR)


def ramp_after(days: Iterable[Day], limit: ChannelLimit, *, start: Ramp = NEW) -> Ramp:
    """Return the ramp after a row of days, oldest first."""
    ramp = start
    for day in days:
        ramp = after_day(on_day(ramp, day.date), day, limit)
    return ramp


def calendar_step(first_day: date, today: date) -> int:
    """Return the step when plain days count instead of clean ones (`warmup_clock=calendar`)."""
    return max(1, (today - first_day).days + 1)

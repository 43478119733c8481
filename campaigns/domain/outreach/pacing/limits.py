"""What one run of the daily cycle may do at most. Pure; counts are mails per rolling 24 hours."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import time
from typing import Any, TypedDict, Unpack

WARMUP_CLOCKS = ("clean_days", "calendar")


class LimitsError(ValueError):
    """A limit that cannot be meant; the text names the field and what to write instead."""


@dataclass(frozen=True)
class ChannelLimit:
    """How many cold messages one sender of a channel may send, and how it gets there.

    With warm-up the allowance starts at `warmup_start` and grows by `warmup_increment` for every
    clean sending day up to `warmup_max`.
    """

    max_per_day: int
    warmup_enabled: bool = False
    warmup_start: int | None = None
    warmup_increment: int | None = None
    warmup_max: int | None = None


DEFAULT_LIMITS: Mapping[str, ChannelLimit] = {
    "email": ChannelLimit(20, True, 5, 5, 20),
    "linkedin": ChannelLimit(10, True, 3, 2, 10),
    "twitter": ChannelLimit(15),
}


@dataclass(frozen=True)
class SafetySettings:
    """The house's limits. `send_weekdays` counts Monday as 0; gaps are seconds between cold mails.

    A channel that is not listed has a limit of 0. Both ends of the window empty: no window.
    """

    per_channel_limits: Mapping[str, ChannelLimit] = field(
        default_factory=lambda: dict(DEFAULT_LIMITS)
    )
    send_window_start: time | None = time(9)
    send_window_end: time | None = time(18)
    blocked_domains: tuple[str, ...] = ()
    do_not_contact_emails: tuple[str, ...] = ()
    do_not_contact_lead_ids: tuple[int, ...] = ()
    send_weekdays: tuple[int, ...] = (0, 1, 2, 3, 4)
    system_paused: bool = False
    min_gap_seconds: int = 30
    max_gap_seconds: int = 120
    mailbox_total_per_24h: int = 100
    reply_reserve: int = 30
    warmup_clock: str = "clean_days"

    def limit_of(self, channel: str) -> ChannelLimit:
        """Return a channel's limit; an unknown channel may send nothing."""
        return self.per_channel_limits.get(channel, ChannelLimit(0))


class SafetyChange(TypedDict, total=False):
    """What may be set of `SafetySettings`; None leaves a setting as it is."""

    per_channel_limits: Mapping[str, ChannelLimit] | None
    send_window_start: time | None
    send_window_end: time | None
    blocked_domains: tuple[str, ...] | None
    do_not_contact_emails: tuple[str, ...] | None
    do_not_contact_lead_ids: tuple[int, ...] | None
    send_weekdays: tuple[int, ...] | None
    system_paused: bool | None
    min_gap_seconds: int | None
    max_gap_seconds: int | None
    mailbox_total_per_24h: int | None
    reply_reserve: int | None
    warmup_clock: str | None


def with_changes(settings: SafetySettings, **changes: Unpack[SafetyChange]) -> SafetySettings:
    """Return the settings with only the named fields changed; a list is cleared by `()`.

    :raises LimitsError: if the result cannot be meant
    """
    named: dict[str, Any] = {name: value for name, value in changes.items() if value is not None}
    unknown = sorted(set(named) - set(SafetySettings.__dataclass_fields__))
    if unknown:
        raise LimitsError(f"there is no setting {', '.join(unknown)}")
    changed = replace(settings, **named)
    if problems := safety_problems(changed):
        raise LimitsError("; ".join(problems))
    return changed


def safety_problems(settings: SafetySettings) -> list[str]:
    """Return what cannot be meant, one sentence each; empty when all is well."""
    return [*_window_problems(settings), *_number_problems(settings)]


def _window_problems(settings: SafetySettings) -> list[str]:
    start, end = settings.send_window_start, settings.send_window_end
    if (start is None) != (end is None):
        return ["send_window: give both ends, or neither for no window"]
    if start is not None and start == end:
        return ["send_window: both ends are the same; leave both empty for no window"]
    if any(day not in range(7) for day in settings.send_weekdays):
        return ["send_weekdays: days are 0 (Monday) to 6 (Sunday)"]
    return []


def _number_problems(settings: SafetySettings) -> list[str]:
    problems = []
    counts = ("min_gap_seconds", "max_gap_seconds", "mailbox_total_per_24h", "reply_reserve")
    for name in counts:
        if not is_count(getattr(settings, name)):
            problems.append(f"{name}: write a whole number of zero or more")
    for channel, limit in settings.per_channel_limits.items():
        if not is_count(limit.max_per_day):
            problems.append(f"{channel}.max_per_day: write a whole number of zero or more")
    if not problems and settings.min_gap_seconds > settings.max_gap_seconds:
        problems.append("min_gap_seconds: is above max_gap_seconds")
    if settings.warmup_clock not in WARMUP_CLOCKS:
        problems.append(f"warmup_clock: choose one of {', '.join(WARMUP_CLOCKS)}")
    return problems


def is_count(value: object) -> bool:
    """Whether the value is a whole number of zero or more; True and False are none."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0

"""How fast a mailbox may go now: its ramp rolled forward over the days that are over."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from campaigns.domain.outreach.pacing.limits import ChannelLimit, SafetySettings
from campaigns.domain.outreach.pacing.ramp import (
    Day,
    Ramp,
    after_day,
    allowance,
    calendar_step,
    kind_of,
    on_day,
)
from integrations.models import Mailbox
from negotiations.models import MailboxPace, MailTrouble, OutgoingEmail


@dataclass(frozen=True)
class Pace:
    """A mailbox's ramp today, what it allows in 24 hours, and the days that were closed for it."""

    ramp: Ramp
    today: date
    allowed: int
    closed: tuple[tuple[Day, int], ...] = ()


def new_pace(mailbox: Mailbox, *, time_zone: str, now: datetime) -> MailboxPace:
    """Return the unsaved row of a mailbox that never sent anything cold."""
    today = now.astimezone(ZoneInfo(time_zone)).date()
    return MailboxPace(mailbox=mailbox, time_zone=time_zone, day=today, first_day=today)


def pace_now(row: MailboxPace, safety: SafetySettings, *, now: datetime) -> Pace:
    """Return the mailbox's pace; nothing is stored."""
    limit = safety.limit_of("email")
    zone = ZoneInfo(row.time_zone)
    today = now.astimezone(zone).date()
    ramp = Ramp(row.step, row.halved_for, row.last_day)
    closed = []
    for day in _days_over(row, zone, today):
        ramp = on_day(ramp, day.date)
        allowed = _allowed(limit, ramp, row, day.date, safety)
        over = Day(day.date, allowed, day.sent, day.hard_bounces, day.complaints)
        closed.append((over, ramp.step))
        ramp = after_day(ramp, over, limit)
    ramp = on_day(ramp, today)
    return Pace(ramp, today, _allowed(limit, ramp, row, today, safety), tuple(closed))


def _allowed(
    limit: ChannelLimit, ramp: Ramp, row: MailboxPace, day: date, safety: SafetySettings
) -> int:
    if safety.warmup_clock == "calendar":
        ramp = Ramp(calendar_step(row.first_day, day), ramp.halved_for, ramp.last_day)
    return allowance(limit, ramp)


def _days_over(row: MailboxPace, zone: ZoneInfo, today: date) -> Iterator[Day]:
    """Yield the days since the row's own that are over, the first one and those with any event."""
    if row.day >= today:
        return
    start = _midnight(row.day, zone)
    sent = _by_day(zone, _sent_times(row.mailbox_id, start, _midnight(today, zone)))
    troubles: Counter[tuple[date, str]] = Counter()
    found = MailTrouble.objects.filter(mailbox_id=row.mailbox_id, at__gte=start)
    for at, kind in found.filter(at__lt=_midnight(today, zone)).values_list("at", "kind"):
        troubles[at.astimezone(zone).date(), kind] += 1
    events = {row.day, *sent, *(day for day, _ in troubles)}
    for day in sorted(events):
        yield Day(
            day,
            0,
            sent[day],
            troubles[day, MailTrouble.Kind.HARD_BOUNCE],
            troubles[day, MailTrouble.Kind.COMPLAINT],
        )


def _sent_times(mailbox_id: int, start: datetime, end: datetime) -> list[datetime]:
    found = OutgoingEmail.cold.filter(mailbox_id=mailbox_id, sent_at__gte=start, sent_at__lt=end)
    return [at for at in found.values_list("sent_at", flat=True) if at]


def _by_day(zone: ZoneInfo, moments: list[datetime]) -> Counter[date]:
    return Counter(at.astimezone(zone).date() for at in moments)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(0), zone).astimezone(UTC)


def kind_of_day(day: Day) -> str:
    """Return what a day was, as its row keeps it."""
    return kind_of(day).value

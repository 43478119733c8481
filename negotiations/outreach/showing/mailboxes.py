"""How fast each mailbox may go, what it used, what came back, and what keeps it from sending."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet

from campaigns.domain.outreach.pacing.capacity import Level, binding
from campaigns.models import CampaignOutreach
from integrations.models import Mailbox
from negotiations.models import MailboxDay, MailboxPace, MailTrouble, Message, OutgoingEmail
from negotiations.outreach.commands.health import mailbox_health
from negotiations.outreach.counts import levels_of_mailbox
from negotiations.outreach.desk import house_for
from negotiations.outreach.pace import Pace, new_pace, pace_now
from negotiations.outreach.showing.charts import Chart, chart_of

DAYS = 30


@dataclass(frozen=True)
class DayLine:
    """One day of one mailbox, in the mailbox's own zone."""

    day: date
    allowed: int | None
    sent: int
    bounces: int
    complaints: int
    replies: int


@dataclass(frozen=True)
class MailboxLine:
    """One mailbox as a person looks at it; `stops` says what keeps it back and the way out."""

    mailbox: Mailbox
    row: MailboxPace
    pace: Pace
    levels: Sequence[Level]
    binding: Level
    health: dict[str, int]
    days: Sequence[DayLine]
    charts: Sequence[Chart]
    campaigns: Sequence[str]
    stops: Sequence[tuple[str, str]]
    is_paused: bool


def mailbox_lines(*, now: datetime) -> list[MailboxLine]:
    """Return every mailbox that sends cold mail or could, the stopped ones first."""
    found = Mailbox.objects.select_related("pace").order_by("address")
    lines = [_line(mailbox, now=now) for mailbox in found]
    return sorted(lines, key=lambda line: (not line.stops, line.mailbox.address))


def _line(mailbox: Mailbox, *, now: datetime) -> MailboxLine:
    safety = house_for().safety
    row = getattr(mailbox, "pace", None) or new_pace(mailbox, time_zone=settings.TIME_ZONE, now=now)
    pace = pace_now(row, safety, now=now)
    levels = levels_of_mailbox(mailbox, pace, safety, now=now)
    health = mailbox_health(mailbox, row, now=now)
    days = _days(mailbox, row, pace, now=now)
    using = CampaignOutreach.objects.filter(mailboxes=mailbox, is_live=True)
    return MailboxLine(
        mailbox=mailbox,
        row=row,
        pace=pace,
        levels=levels,
        binding=binding(levels),
        health={
            "sent": health.sent,
            "bounces": health.hard_bounces,
            "complaints": health.complaints,
        },
        days=days,
        charts=_charts(days),
        campaigns=list(using.values_list("campaign__name", flat=True)),
        stops=_stops(mailbox, row, now=now),
        is_paused=bool(row.pause_reason or row.auth_problem),
    )


def _stops(mailbox: Mailbox, row: MailboxPace, *, now: datetime) -> list[tuple[str, str]]:
    """Return what keeps the mailbox back, each with what would end it."""
    waits = mailbox.sending_waits_until
    found = [
        (row.pause_reason, "A person resumes it, with a reason. What went wrong is settled then."),
        (row.auth_problem, "Mend the domain's SPF, DKIM or DMARC records, then resume it."),
        (
            "the mailbox is paused for all mail" if mailbox.is_paused else "",
            "Resume it under Mailboxes.",
        ),
        (
            mailbox.wait_reason or "the provider asked to wait" if waits and waits > now else "",
            "It goes on by itself.",
        ),
        (
            f"its limit is halved for {row.halved_for} clean sending days"
            if row.halved_for
            else "",
            "It ends by itself after clean days.",
        ),
        (
            f"the inbox cannot be read: {mailbox.sync_error}" if mailbox.sync_error else "",
            "Renew its access under Mailboxes.",
        ),
    ]
    return [(words, way_out) for words, way_out in found if words]


def _charts(days: Sequence[DayLine]) -> list[Chart]:
    return [
        chart_of(
            "Cold mails sent",
            [(line.day, line.sent) for line in days],
            limits=[line.allowed for line in days],
        ),
        chart_of("Human replies", [(line.day, line.replies) for line in days]),
        chart_of("Hard bounces", [(line.day, line.bounces) for line in days]),
    ]


def _days(mailbox: Mailbox, row: MailboxPace, pace: Pace, *, now: datetime) -> list[DayLine]:
    zone = ZoneInfo(row.time_zone)
    first = pace.today - timedelta(days=DAYS - 1)
    since = datetime.combine(first, datetime.min.time(), zone)
    sent = OutgoingEmail.cold.filter(mailbox=mailbox, sent_at__gte=since)
    replies = Message.objects.filter(
        mailbox=mailbox,
        prospect__isnull=False,
        kind=Message.Kind.HUMAN,
        is_ours=False,
        received_at__gte=since,
    )
    by_day = {
        "sent": _by_day(sent.values_list("sent_at", flat=True), zone),
        "bounces": _troubles(mailbox, MailTrouble.Kind.HARD_BOUNCE, since, zone),
        "complaints": _troubles(mailbox, MailTrouble.Kind.COMPLAINT, since, zone),
        "replies": _by_day(replies.values_list("received_at", flat=True), zone),
    }
    allowed: dict[date, int] = dict(_closed(mailbox, first).values_list("day", "allowed"))
    allowed |= {day.date: day.allowed for day, _ in pace.closed} | {pace.today: pace.allowed}
    every = [first + timedelta(days=index) for index in range(DAYS)]
    return [
        DayLine(day, allowed.get(day), **{name: found[day] for name, found in by_day.items()})
        for day in every
    ]


def _closed(mailbox: Mailbox, first: date) -> QuerySet[MailboxDay]:
    return MailboxDay.objects.filter(mailbox=mailbox, day__gte=first)


def _troubles(mailbox: Mailbox, kind: str, since: datetime, zone: ZoneInfo) -> Counter[date]:
    found = MailTrouble.objects.filter(mailbox=mailbox, kind=kind, at__gte=since)
    return _by_day(found.values_list("at", flat=True), zone)


def _by_day(moments: Iterable[datetime | None], zone: ZoneInfo) -> Counter[date]:
    return Counter(at.astimezone(zone).date() for at in moments if at)

"""Times further in the future than their own rule allows: set anew, and reported.

A clock that ran ahead and was set back, or a machine whose clock is wrong, leaves rows that wait
for hours or years without anybody noticing: no poll, no reminder, no lease that ever ends.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import Model, QuerySet
from django_q.models import OrmQ, Schedule

from audit.actions import Action
from audit.recording import About, record
from campaigns.commands.roster.store import READ_EVERY as ROSTER_EVERY
from campaigns.models import BriefList, Campaign
from integrations.circuits import LONGEST_WAIT as LONGEST_CIRCUIT_WAIT
from integrations.models import Circuit, Mailbox, Notification, WebhookDelivery
from integrations.notifications import notify
from integrations.waits import wait_after
from negotiations.commands.mail.messages import LONGEST_MODEL_WAIT
from negotiations.domain.terms.purposes import COLD
from negotiations.models import Certificate, Escalation, Message, OutgoingEmail, Thread, Writing

log = structlog.get_logger()

# Clocks of several machines never agree to the second.
TOLERANCE = timedelta(minutes=1)
NOT_AT_ALL = timedelta()
# No vendor but Gmail names a longer wait; Gmail's daily limits last a day, its watches seven.
VENDOR_WAIT = timedelta(hours=1)
GMAIL_WAIT = timedelta(hours=25)
GMAIL_WATCH = timedelta(days=7)
Status = OutgoingEmail.Status


@dataclass(frozen=True)
class Rule:
    """How far ahead one column may lie.

    A row beyond it is due at once; with `waits_anew` it waits its whole time from now on, because
    somebody may still use that time.
    """

    what: str
    rows: QuerySet[Model]
    column: str
    farthest: timedelta
    waits_anew: bool = False

    def beyond(self, now: datetime) -> QuerySet[Model]:
        """Return the rows that break the rule."""
        return self.rows.filter(**{f"{self.column}__gt": now + self.farthest + TOLERANCE})

    def mend(self, now: datetime) -> int:
        """Set those rows anew; returns how many."""
        at = now + self.farthest if self.waits_anew else now
        return self.beyond(now).update(**{self.column: at})


def mend_times(*, now: datetime) -> int:
    """Set every impossible time anew and tell people once; returns how many there were."""
    broken = [rule for rule in rules() if rule.beyond(now).exists()]
    return _mend(broken, now=now) if broken else 0


@transaction.atomic(durable=True)
def _mend(broken: list[Rule], *, now: datetime) -> int:
    counts = {rule.what: rule.mend(now) for rule in broken}
    words = ", ".join(f"{what} ({count})" for what, count in counts.items())
    log.warning("times_reset", kinds=len(counts), rows=sum(counts.values()))
    record(
        Action.TIME_RESET,
        About("clock"),
        actor="clock",
        at=now,
        summary=words,
        counts=counts,
    )
    notify(
        key=f"times_reset:{now:%Y%m%d%H%M}",
        channel=settings.SLACK_ERRORS_CHANNEL,
        text=f"Some times lay further ahead than they can and were set anew: {words}. Was a"
        " machine's clock wrong, or set back? Nothing is lost; look at the time service.",
        now=now,
    )
    return sum(counts.values())


def schedule_rules() -> Iterator[Rule]:
    """A schedule of every so many minutes is never further away than that."""
    steps = Schedule.objects.filter(schedule_type=Schedule.MINUTES)
    for minutes in set(steps.values_list("minutes", flat=True)):
        rows = steps.filter(minutes=minutes)
        yield Rule("schedules", rows, "next_run", timedelta(minutes=minutes or 1))


def rules() -> Iterator[Rule]:
    """Return every rule, with what the settings say today."""
    lease, retry = timedelta(seconds=settings.LEASE_SECONDS), settings.Q_CLUSTER["retry"]
    yield from schedule_rules()
    yield Rule("queued hints", OrmQ.objects.all(), "lock", timedelta(seconds=retry))
    yield from _integration_rules(lease)
    yield from _campaign_rules(lease)
    yield from _mail_rules(lease)
    yield from _thread_rules()


def _integration_rules(lease: timedelta) -> Iterator[Rule]:
    deliveries, posts = WebhookDelivery.objects, Notification.objects
    yield Rule(
        "deliveries", deliveries.filter(status=WebhookDelivery.Status.DUE), "due_at", VENDOR_WAIT
    )
    yield Rule(
        "claimed deliveries",
        deliveries.filter(status=WebhookDelivery.Status.CLAIMED),
        "claimed_at",
        NOT_AT_ALL,
    )
    open_posts = posts.filter(status__in=(Notification.Status.READY, Notification.Status.UNKNOWN))
    yield Rule("Slack messages", open_posts, "due_at", VENDOR_WAIT)
    yield Rule(
        "claimed messages",
        posts.filter(status=Notification.Status.SENDING),
        "claimed_at",
        NOT_AT_ALL,
    )
    circuits = Circuit.objects.all()
    yield Rule("waits for a vendor", circuits, "probe_at", max(LONGEST_CIRCUIT_WAIT, lease))
    for column in ("reading_waits_until", "sending_waits_until"):
        yield Rule("mailboxes", Mailbox.objects.all(), column, GMAIL_WAIT)
    yield Rule("mailbox watches", Mailbox.objects.all(), "watch_expires_at", GMAIL_WATCH)
    yield Rule("tried watches", Mailbox.objects.all(), "watch_tried_at", NOT_AT_ALL)


def _campaign_rules(lease: timedelta) -> Iterator[Rule]:
    farthest = max(ROSTER_EVERY, lease)
    yield Rule("rosters", Campaign.objects.all(), "roster_due_at", farthest)
    for column in ("due_at", "webhooks_due_at"):
        yield Rule("lists of briefs", BriefList.objects.all(), column, VENDOR_WAIT)
    yield Rule("read lists of briefs", BriefList.objects.all(), "read_to", NOT_AT_ALL)


def _mail_rules(lease: timedelta) -> Iterator[Rule]:
    longest = max(LONGEST_MODEL_WAIT, lease, wait_after(6))
    # A mail may wait as long as its vendor does.
    unread = Message.objects.filter(handled_at__isnull=True)
    yield Rule("mails to read", unread, "due_at", max(longest, VENDOR_WAIT))
    yield Rule("words to find", Writing.objects.all(), "due_at", longest)
    emails, settle = OutgoingEmail.objects, timedelta(seconds=settings.SETTLE_SECONDS)
    yield Rule("sends in doubt", emails.filter(status=Status.UNKNOWN), "due_at", settle)
    yield Rule("claimed sends", emails.filter(status=Status.SENDING), "claimed_at", NOT_AT_ALL)
    hold = timedelta(seconds=settings.SEND_HOLD_SECONDS)
    # Those of the daily cycle may wait for a window of days.
    held = emails.filter(status=Status.HELD).exclude(purpose__in=COLD)
    yield Rule("held emails", held, "held_until", hold, waits_anew=True)
    trials = Certificate.objects.filter(status=Certificate.Status.RUNNING)
    yield Rule("running trials", trials, "claimed_at", NOT_AT_ALL)


def _thread_rules() -> Iterator[Rule]:
    for column, setting in (
        ("reminder_due_at", "reminder_after_hours"),
        ("stale_due_at", "stale_after_hours"),
    ):
        for hours in set(Campaign.objects.values_list(setting, flat=True)):
            rows = Thread.objects.filter(**{f"campaign__{setting}": hours})
            what = column.removesuffix("_due_at") + " times"
            yield Rule(what, rows, column, timedelta(hours=hours), waits_anew=True)
    escalations = Escalation.objects.filter(closed_at__isnull=True)
    hours = timedelta(hours=settings.ESCALATION_HOURS)
    yield Rule("escalations", escalations, "due_at", hours, waits_anew=True)

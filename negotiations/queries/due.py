"""What is due: rows that wait for a worker, and what the clock brings."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Min, Q, QuerySet

from campaigns.models import Campaign, Prospect
from integrations.inbox import due_deliveries
from integrations.models import Mailbox, Notification
from negotiations.domain.terms.states import UNOPENED, State
from negotiations.models import Agreement, Certificate, Escalation, Message, OutgoingEmail, Thread
from negotiations.queries.work import BUDGET_EXHAUSTED, KEPT

# A claim older than this belongs to a process that died: the trial is run again.
TRIAL_LOST_AFTER = timedelta(minutes=20)
# A watch lives seven days and is renewed each day.
WATCH_LEFT = timedelta(days=6)
# What only a person can mend is tried again after so long.
PERSON_PAUSE = timedelta(minutes=15)


def due_messages(*, now: datetime) -> QuerySet[Message]:
    """Return stored mail nobody has worked yet.

    Under a pause a mail is read once, for an opt-out that no pause may swallow; then it is kept
    for the resume.
    """
    paused = Q(thread__state=State.PAUSED) | Q(thread__campaign__status=Campaign.Status.PAUSED)
    found = Message.objects.filter(handled_at__isnull=True, due_at__lte=now)
    return found.exclude(paused & Q(note=KEPT))


def due_emails(*, now: datetime) -> QuerySet[OutgoingEmail]:
    """Return emails whose time to leave has come."""
    ready = Q(status=OutgoingEmail.Status.READY, due_at__lte=now)
    held = Q(status=OutgoingEmail.Status.HELD, held_until__lte=now, due_at__lte=now)
    return OutgoingEmail.objects.filter(ready | held).order_by("due_at", "id")


def due_writings(*, now: datetime) -> QuerySet[OutgoingEmail]:
    """Return emails whose words the model is to find now."""
    return OutgoingEmail.objects.filter(
        status=OutgoingEmail.Status.HELD, held_until__isnull=True, writing__due_at__lte=now
    ).order_by("writing__due_at", "id")


def uncertain_emails(*, now: datetime) -> QuerySet[OutgoingEmail]:
    """Return emails whose outcome must be looked up at the vendor now."""
    return OutgoingEmail.objects.filter(status=OutgoingEmail.Status.UNKNOWN, due_at__lte=now)


def lost_claims(*, now: datetime) -> QuerySet[OutgoingEmail]:
    """Return emails whose sender has been silent longer than the lease."""
    lease = now - timedelta(seconds=settings.LEASE_SECONDS)
    return OutgoingEmail.objects.filter(status=OutgoingEmail.Status.SENDING, claimed_at__lte=lease)


def due_openings(*, now: datetime) -> QuerySet[Prospect]:
    """Return prospects of active campaigns that have no thread yet and need not wait.

    Where interest comes first the daily cycle writes to them, and a thread opens when they answer.
    """
    ready = Prospect.objects.filter(
        status=Prospect.Status.READY,
        thread__isnull=True,
        campaign__status=Campaign.Status.ACTIVE,
        campaign__is_roster_due=False,
    ).exclude(campaign__opening=Campaign.Opening.INTEREST_FIRST)
    return ready.filter(Q(waits_until__isnull=True) | Q(waits_until__lte=now))


def due_trials(*, now: datetime) -> QuerySet[Certificate]:
    """Return the trials nobody runs."""
    lost = Q(status=Certificate.Status.RUNNING, claimed_at__lt=now - TRIAL_LOST_AFTER)
    return Certificate.objects.filter(lost | Q(status=Certificate.Status.WAITING))


def due_escalation_cards(*, now: datetime) -> QuerySet[Escalation]:
    """Return escalations that Slack lags behind."""
    return Escalation.objects.filter(card_due_at__lte=now)


def due_agreement_cards(*, now: datetime) -> QuerySet[Agreement]:
    """Return agreements that Slack lags behind."""
    return Agreement.objects.filter(card_due_at__lte=now)


def oldest_due_at(*, now: datetime) -> datetime | None:
    """Return since when the oldest due row has been waiting for a worker; None if nothing waits."""
    waiting = [
        due_deliveries(now=now).aggregate(at=Min("due_at"))["at"],
        due_messages(now=now).aggregate(at=Min("due_at"))["at"],
        due_emails(now=now).aggregate(at=Min("due_at"))["at"],
        due_writings(now=now).aggregate(at=Min("writing__due_at"))["at"],
    ]
    found = [at for at in waiting if at is not None]
    return min(found) if found else None


def openings_of(campaign: Campaign, *, now: datetime) -> list[int]:
    """Return the campaign's prospects to open, the most engaged audience first.

    Where money runs out, it went where it is worth most.
    """
    waiting = due_openings(now=now).filter(campaign=campaign)
    return list(waiting.order_by("-engagement_rate", "id").values_list("pk", flat=True))


def threads_without_budget() -> QuerySet[Thread]:
    """Return threads of active campaigns that wait for money to open."""
    return Thread.objects.filter(
        state__in=UNOPENED,
        hold_reason=BUDGET_EXHAUSTED,
        campaign__status=Campaign.Status.ACTIVE,
        prospect__status=Prospect.Status.OPENED,
    )


def doubtful_contacts() -> QuerySet[Prospect]:
    """Return prospects with a thread whose address is in doubt and nobody was asked."""
    opened = Prospect.objects.filter(status=Prospect.Status.OPENED, thread__isnull=False)
    return opened.exclude(problem="")


def due_reminders(*, now: datetime) -> QuerySet[Thread]:
    """Return threads whose people are to be reminded."""
    return Thread.objects.filter(reminder_due_at__lte=now)


def grown_stale(*, now: datetime) -> QuerySet[Thread]:
    """Return threads that waited too long for an answer."""
    return Thread.objects.filter(stale_due_at__lte=now)


def overdue_key(escalation_id: int) -> str:
    """Return the key of an escalation's one reminder."""
    return f"overdue:{escalation_id}"


def overdue_escalations(*, now: datetime) -> list[int]:
    """Return the open escalations past their time that nobody was reminded of yet."""
    late = Escalation.objects.filter(closed_at__isnull=True, due_at__lte=now)
    keys = {overdue_key(pk): pk for pk in late.values_list("pk", flat=True)}
    told = Notification.objects.filter(key__in=list(keys)).values_list("key", flat=True)
    return [keys[key] for key in keys.keys() - set(told)]


def due_watches(*, now: datetime) -> QuerySet[Mailbox]:
    """Return mailboxes whose watch is to be renewed and did not just fail."""
    due = Q(watch_expires_at__isnull=True) | Q(watch_expires_at__lt=now + WATCH_LEFT)
    failed = Q(watch_tried_at__gt=now - PERSON_PAUSE) & ~Q(watch_error="")
    return Mailbox.objects.filter(due, is_paused=False).exclude(failed)

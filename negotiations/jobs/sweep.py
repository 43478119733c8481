"""Find whatever a lost or killed job left, and what the clock brings; wake a worker for it."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from campaigns.jobs import wake_intake
from campaigns.models import Campaign, Prospect
from integrations import inbox, notifications
from integrations.errors import GatewayError
from integrations.gmail.factory import get_mail_gateway
from integrations.models import Mailbox, Notification
from integrations.queue import JOB_OF_SOURCE, Job, enqueue
from negotiations.commands.mail import compose, doubts, messages
from negotiations.commands.mailboxes import PERSON_PAUSE, note_watch, note_watch_error
from negotiations.commands.offers.open import open_waiting_thread
from negotiations.commands.thread import timers
from negotiations.domain.terms.states import State
from negotiations.models import Escalation, Thread
from negotiations.queries import work as queries

# A watch lives seven days and is renewed each day.
WATCH_LEFT = timedelta(days=6)


def sweep() -> str:
    """Find whatever a lost or killed job left, and wake a worker for it."""
    now = timezone.now()
    found = {
        **release_lost(now=now),
        **wake_due(now=now),
        "openings": _wake_openings(now=now),
        **wake_intake(now=now),
        "questioned contacts": _wake_contacts(),
        "timers": _run_timers(now=now),
        "watches": renew_watches(now=now),
    }
    for mailbox in Mailbox.objects.values_list("pk", flat=True):
        enqueue(Job.SYNC_MAILBOX, mailbox_id=mailbox)
    enqueue(Job.SEAL_AUDIT)
    return ", ".join(f"{name} {count}" for name, count in found.items() if count) or "nothing due"


def release_lost(*, now: datetime) -> dict[str, int]:
    """Give back what dead processes hold, and what was held too long; how many of each kind."""
    return {
        "dead sends": doubts.doubt_dead_claims(now=now),
        "lost sends": doubts.doubt_lost_claims(now=now),
        "lost deliveries": inbox.release_lost_claims(now=now),
        "lost posts": notifications.doubt_lost_notifications(now=now),
        "dead readings": messages.resume_dead_readings(now=now),
        "dead writings": compose.resume_dead_writings(now=now),
    }


def wake_due(*, now: datetime) -> dict[str, int]:
    """Wake a worker for every row that is due; returns how many of each kind."""
    rows: dict[str, tuple[Job, str, Any]] = {
        "messages": (Job.HANDLE_MESSAGE, "message_id", queries.due_messages(now=now)),
        "writings": (Job.COMPOSE_EMAIL, "email_id", queries.due_writings(now=now)),
        "emails": (Job.SEND_EMAIL, "email_id", queries.due_emails(now=now)),
        "unknown emails": (Job.RECONCILE_EMAIL, "email_id", queries.uncertain_emails(now=now)),
        "trials": (Job.RUN_TRIAL, "certificate_id", queries.due_trials(now=now)),
        "escalation cards": (
            Job.SHOW_ESCALATION,
            "escalation_id",
            queries.due_escalation_cards(now=now),
        ),
        "agreement cards": (
            Job.SHOW_AGREEMENT,
            "agreement_id",
            queries.due_agreement_cards(now=now),
        ),
        "notifications": (
            Job.POST_NOTIFICATION,
            "notification_id",
            notifications.due_notifications(now=now),
        ),
        "unknown notifications": (
            Job.RECONCILE_NOTIFICATION,
            "notification_id",
            notifications.uncertain_notifications(now=now),
        ),
    }
    counts = {}
    for name, (job, argument, found) in rows.items():
        ids = list(found.values_list("pk", flat=True)[:500])
        for pk in ids:
            enqueue(job, **{argument: pk})
        counts[name] = len(ids)
    deliveries = list(inbox.due_deliveries(now=now)[:500])
    for delivery in deliveries:
        enqueue(JOB_OF_SOURCE[delivery.source], delivery_id=delivery.pk)
    return {**counts, "deliveries": len(deliveries)}


def _wake_openings(*, now: datetime) -> int:
    campaigns = set(queries.due_openings().values_list("campaign_id", flat=True))
    for campaign_id in campaigns:
        enqueue(Job.OPEN_CAMPAIGN, campaign_id=campaign_id)
    waiting = Thread.objects.filter(
        state=State.INITIAL_OFFER,
        hold_reason=queries.BUDGET_EXHAUSTED,
        campaign__status=Campaign.Status.ACTIVE,
        prospect__status=Prospect.Status.OPENED,
    )
    opened = sum(
        open_waiting_thread(thread_id=pk, actor="sweep", now=now)
        for pk in list(waiting.values_list("pk", flat=True))
    )
    return len(campaigns) + opened


def _wake_contacts() -> int:
    """Ask about addresses in doubt whose question was lost."""
    doubtful = Prospect.objects.filter(status=Prospect.Status.OPENED, thread__isnull=False)
    ids = list(doubtful.exclude(problem="").values_list("pk", flat=True)[:500])
    for prospect_id in ids:
        enqueue(Job.QUESTION_CONTACT, prospect_id=prospect_id)
    return len(ids)


def _run_timers(*, now: datetime) -> int:
    count = 0
    for pk in list(Thread.objects.filter(reminder_due_at__lte=now).values_list("pk", flat=True)):
        count += timers.remind(thread_id=pk, actor="clock", now=now)
    for pk in list(Thread.objects.filter(stale_due_at__lte=now).values_list("pk", flat=True)):
        count += timers.grow_stale(thread_id=pk, actor="clock", now=now)
    for pk in _overdue_escalations(now=now):
        count += timers.press_escalation(escalation_id=pk, now=now)
    active = Campaign.objects.filter(status=Campaign.Status.ACTIVE)
    for pk in list(active.values_list("pk", flat=True)):
        count += timers.complete_campaign(campaign_id=pk, actor="clock", now=now)
    return count


def _overdue_escalations(*, now: datetime) -> list[int]:
    """Return the open escalations past their time that nobody was reminded of yet."""
    late = Escalation.objects.filter(closed_at__isnull=True, due_at__lte=now)
    keys = {timers.overdue_key(pk): pk for pk in late.values_list("pk", flat=True)}
    told = Notification.objects.filter(key__in=list(keys)).values_list("key", flat=True)
    return [keys[key] for key in keys.keys() - set(told)]


def renew_watches(*, now: datetime) -> int:
    """Ask Gmail daily to go on telling us; a mailbox that cannot be watched is still polled."""
    if settings.GMAIL_MODE != "live" or not (settings.GMAIL_PUSH and settings.GMAIL_PUBSUB_TOPIC):
        return 0
    due = Q(watch_expires_at__isnull=True) | Q(watch_expires_at__lt=now + WATCH_LEFT)
    failed = Q(watch_tried_at__gt=now - PERSON_PAUSE) & ~Q(watch_error="")
    renewed = 0
    for mailbox in Mailbox.objects.filter(due, is_paused=False).exclude(failed):
        try:
            watch = get_mail_gateway(mailbox.address).watch(settings.GMAIL_PUBSUB_TOPIC)
        except GatewayError as failure:
            note_watch_error(mailbox_id=mailbox.pk, error=failure.message, now=now)
            continue
        note_watch(mailbox_id=mailbox.pk, expires_at=watch.expires_at, now=now)
        renewed += 1
    return renewed

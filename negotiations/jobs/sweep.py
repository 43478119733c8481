"""Find whatever a lost or killed job left, and what the clock brings; wake a worker for it."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from campaigns.jobs import wake_intake
from campaigns.models import Campaign
from integrations import inbox, notifications
from integrations.errors import GatewayError
from integrations.gmail.factory import get_mail_gateway
from integrations.models import Mailbox
from integrations.queue import JOB_OF_SOURCE, Job, enqueue
from negotiations.commands.mail import doubts, messages, model_words
from negotiations.commands.mailboxes import note_watch, note_watch_error
from negotiations.commands.offers.open import open_waiting_thread
from negotiations.commands.thread import timers
from negotiations.commands.thread.next_step import hand_over_standing_still
from negotiations.jobs.outreach.touches import sweep_outreach
from negotiations.queries import due
from negotiations.queries.next_step import standing_still

# Rows of a kind that one sweep wakes workers for; the rest is for the next.
MOST = 500


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
        **sweep_outreach(now=now),
        "standing still": _hand_over_standing_still(now=now),
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
        "dead writings": model_words.resume_dead_writings(now=now),
    }


def wake_due(*, now: datetime) -> dict[str, int]:
    """Wake a worker for every row that is due; returns how many of each kind."""
    rows: dict[str, tuple[Job, str, QuerySet[Any]]] = {
        "messages": (Job.HANDLE_MESSAGE, "message_id", due.due_messages(now=now)),
        "writings": (Job.COMPOSE_EMAIL, "email_id", due.due_writings(now=now)),
        "emails": (Job.SEND_EMAIL, "email_id", due.due_emails(now=now)),
        "unknown emails": (Job.RECONCILE_EMAIL, "email_id", due.uncertain_emails(now=now)),
        "trials": (Job.RUN_TRIAL, "certificate_id", due.due_trials(now=now)),
        "escalation cards": (
            Job.SHOW_ESCALATION,
            "escalation_id",
            due.due_escalation_cards(now=now),
        ),
        "agreement cards": (
            Job.SHOW_AGREEMENT,
            "agreement_id",
            due.due_agreement_cards(now=now),
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
        ids = _ids(found[:MOST])
        for pk in ids:
            enqueue(job, **{argument: pk})
        counts[name] = len(ids)
    deliveries = list(inbox.due_deliveries(now=now)[:MOST])
    for delivery in deliveries:
        enqueue(JOB_OF_SOURCE[delivery.source], delivery_id=delivery.pk)
    return {**counts, "deliveries": len(deliveries)}


def _wake_openings(*, now: datetime) -> int:
    campaigns = set(due.due_openings(now=now).values_list("campaign_id", flat=True))
    for campaign_id in campaigns:
        enqueue(Job.OPEN_CAMPAIGN, campaign_id=campaign_id)
    opened = sum(
        open_waiting_thread(thread_id=pk, actor="sweep", now=now)
        for pk in _ids(due.threads_without_budget())
    )
    return len(campaigns) + opened


def _hand_over_standing_still(*, now: datetime) -> int:
    """Every open thread has a next step; one without goes to a person."""
    return sum(
        hand_over_standing_still(thread_id=pk, actor="sweep", now=now)
        for pk in _ids(standing_still())[:MOST]
    )


def _ids(rows: QuerySet[Any]) -> list[int]:
    return list(rows.values_list("pk", flat=True))


def _wake_contacts() -> int:
    """Ask about addresses in doubt whose question was lost."""
    ids = _ids(due.doubtful_contacts()[:MOST])
    for prospect_id in ids:
        enqueue(Job.QUESTION_CONTACT, prospect_id=prospect_id)
    return len(ids)


def _run_timers(*, now: datetime) -> int:
    count = 0
    for pk in _ids(due.due_reminders(now=now)):
        count += timers.remind(thread_id=pk, actor="clock", now=now)
    for pk in _ids(due.grown_stale(now=now)):
        count += timers.grow_stale(thread_id=pk, actor="clock", now=now)
    for pk in due.overdue_escalations(now=now):
        count += timers.press_escalation(escalation_id=pk, now=now)
    for pk in _ids(Campaign.objects.filter(status=Campaign.Status.ACTIVE)):
        count += timers.complete_campaign(campaign_id=pk, actor="clock", now=now)
    return count


def renew_watches(*, now: datetime) -> int:
    """Ask Gmail daily to go on telling us; a mailbox that cannot be watched is still polled."""
    if settings.GMAIL_MODE != "live" or not (settings.GMAIL_PUSH and settings.GMAIL_PUBSUB_TOPIC):
        return 0
    renewed = 0
    for mailbox in due.due_watches(now=now):
        try:
            watch = get_mail_gateway(mailbox.address).watch(settings.GMAIL_PUBSUB_TOPIC)
        except GatewayError as failure:
            note_watch_error(mailbox_id=mailbox.pk, error=failure.message, now=now)
            continue
        note_watch(mailbox_id=mailbox.pk, expires_at=watch.expires_at, now=now)
        renewed += 1
    return renewed

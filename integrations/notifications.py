"""Slack messages we owe people: written beside the change, posted once, settled."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import F, Q, QuerySet

from integrations.models import Notification
from integrations.queue import Job, enqueue

Status = Notification.Status


def notify(
    *,
    key: str,
    channel: str,
    text: str,
    now: datetime,
    thread_id: int | None = None,
    campaign_id: int | None = None,
    blocks: list[dict[str, Any]] | None = None,
) -> Notification:
    """Owe people one message; the same key never owes two."""
    notification, is_new = Notification.objects.get_or_create(
        key=key,
        defaults={
            "channel": channel,
            "text": text,
            "blocks": blocks or [],
            "thread_id": thread_id,
            "campaign_id": campaign_id,
            "created_at": now,
            "due_at": now,
        },
    )
    if is_new:
        enqueue(Job.POST_NOTIFICATION, notification_id=notification.pk)
    return notification


def claim_notification(*, notification_id: int, now: datetime) -> Notification | None:
    """Take one ready message, or None."""
    taken = Notification.objects.filter(pk=notification_id, status=Status.READY).update(
        status=Status.SENDING, claimed_at=now, attempts=F("attempts") + 1
    )
    return Notification.objects.get(pk=notification_id) if taken else None


def settle_notification(
    *, notification_id: int, status: str, provider_ts: str, error: str, now: datetime
) -> None:
    """Record how the post ended; a refusal that may pass is tried again later."""
    row = Notification.objects.get(pk=notification_id)
    if status == Status.READY and row.attempts >= settings.SEND_MAX_ATTEMPTS:
        status = Status.FAILED
    row.status, row.error, row.provider_ts = status, error, provider_ts
    if status == Status.READY:
        row.due_at = now + timedelta(seconds=settings.RETRY_SECONDS * 2 ** (row.attempts - 1))
    if status == Status.SENT:
        row.sent_at = now
    row.save()


def due_notifications(*, now: datetime) -> QuerySet[Notification]:
    """Return messages that should be posted now."""
    return Notification.objects.filter(status=Status.READY, due_at__lte=now)


def park_lost_notifications(*, now: datetime) -> int:
    """A post whose worker died may or may not stand in Slack; it is never repeated blindly."""
    lease = now - timedelta(seconds=settings.LEASE_SECONDS)
    lost = Notification.objects.filter(Q(status=Status.SENDING, claimed_at__lte=lease))
    return lost.update(status=Status.UNKNOWN, error="the worker died while posting")

"""Slack messages we owe people: written beside the change, posted once, kept up to date."""

from datetime import datetime, timedelta
from typing import Any, assert_never

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet

from audit.actions import Action
from audit.recording import About, record
from integrations import claims
from integrations.models import Notification
from integrations.queue import Job, enqueue
from integrations.slack.gateway import (
    NotPosted,
    Posted,
    PostOutcome,
    Simulated,
    Unknown,
    Waits,
)
from integrations.strangers import storable_json, storable_text
from integrations.waits import wait_after

Status = Notification.Status


class NotStuck(Exception):
    """The message is not one that waits for a person."""


_STUCK = (Status.FAILED, Status.PARKED)
_NOBODY = About()


def notify(
    *,
    key: str,
    channel: str,
    text: str,
    now: datetime,
    about: About = _NOBODY,
    blocks: list[dict[str, Any]] | None = None,
) -> Notification:
    """Owe people one message; the same key never owes two.

    `text` is plain words, escaped when they are posted; `blocks` come from `slack.blocks`.
    """
    return _owe(
        key=key,
        channel=channel,
        text=storable_text(text),
        blocks=storable_json(blocks or []),
        thread_id=about.thread_id,
        campaign_id=about.campaign_id,
        created_at=now,
    )


def answer_person(
    *, key: str, response_url: str, text: str, blocks: list[dict[str, Any]], now: datetime
) -> Notification:
    """Owe one person the answer to what they pressed or typed; nobody else sees it."""
    return _owe(
        key=key,
        response_url=response_url,
        text=storable_text(text),
        blocks=storable_json(blocks),
        created_at=now,
    )


def _owe(*, key: str, created_at: datetime, **columns: Any) -> Notification:
    notification, is_new = Notification.objects.get_or_create(
        key=key, defaults={**columns, "created_at": created_at, "due_at": created_at}
    )
    if is_new:
        enqueue(Job.POST_NOTIFICATION, notification_id=notification.pk)
    return notification


def revise(*, key: str, text: str, blocks: list[dict[str, Any]], now: datetime) -> bool:
    """Let a message say something else, in its place; returns whether anything changed.

    One that is not posted yet is posted with the new words. One on its way, or in doubt, is
    changed once it is known where it stands.
    """
    text, blocks = storable_text(text), storable_json(blocks)
    row = Notification.objects.select_for_update().filter(key=key).first()
    if row is None or (row.text, row.blocks) == (text, blocks):
        return False
    row.text, row.blocks, row.version = text, blocks, row.version + 1
    if row.status == Status.SENT:
        _make_due(row, now=now)
    row.save()
    return True


def _make_due(row: Notification, *, now: datetime) -> None:
    row.status, row.attempts, row.error, row.due_at = Status.READY, 0, "", now
    enqueue(Job.POST_NOTIFICATION, notification_id=row.pk)


def let_notification_wait(*, notification_id: int, until: datetime) -> None:
    """Look at an unposted message again at `until`; Slack is silent, no attempt is counted."""
    Notification.objects.filter(
        pk=notification_id, status__in=(Status.READY, Status.UNKNOWN), due_at__lt=until
    ).update(due_at=until)


def claim_notification(*, notification_id: int, now: datetime) -> Notification | None:
    """Take one due message with what it says now, or None."""
    taken = Notification.objects.filter(
        pk=notification_id, status=Status.READY, due_at__lte=now
    ).update(
        status=Status.SENDING,
        claimed_at=now,
        worker=claims.worker_name(),
        attempts=F("attempts") + 1,
        claimed_version=F("version"),
    )
    return Notification.objects.get(pk=notification_id) if taken else None


@transaction.atomic(durable=True)
def settle_notification(*, notification_id: int, outcome: PostOutcome, now: datetime) -> str:
    """Record how a post, a change or an answer ended; returns where the message stands."""
    row = Notification.objects.select_for_update().get(pk=notification_id)
    if row.status not in (Status.SENDING, Status.UNKNOWN):
        # The claim was given up as lost, and somebody else has worked the row since.
        return f"already {row.status}"
    match outcome:
        case Posted():
            _stands(row, outcome, now=now)
        case Simulated():
            row.status, row.error = Status.SIMULATED, outcome.reason
        case NotPosted():
            _refused(row, outcome, now=now)
        case Waits():
            _waits(row, outcome, now=now)
        case Unknown():
            _in_doubt(row, outcome.reason, due_at=now + timedelta(seconds=settings.SETTLE_SECONDS))
        case _:
            assert_never(outcome)
    _save(row, now=now)
    return row.status


def _stands(row: Notification, posted: Posted, *, now: datetime) -> None:
    row.provider_ts = posted.ts or row.provider_ts
    row.provider_channel = posted.channel or row.provider_channel
    row.posted_version, row.sent_at = row.claimed_version, row.sent_at or now
    row.status, row.error = Status.SENT, ""
    if row.posted_version < row.version:
        _make_due(row, now=now)


def _refused(row: Notification, refusal: NotPosted, *, now: datetime) -> None:
    row.error = refusal.reason
    if refusal.permanent or row.attempts >= settings.SEND_MAX_ATTEMPTS:
        row.status = Status.FAILED
        return
    row.status, row.due_at = Status.READY, now + wait_after(row.attempts)


def _waits(row: Notification, wait: Waits, *, now: datetime) -> None:
    """Slack will take it later: what was no failure uses no attempt up."""
    seconds = max(wait.wait_seconds, settings.RETRY_SECONDS)
    row.status, row.error, row.due_at = (
        Status.READY,
        wait.reason,
        now + timedelta(seconds=seconds),
    )
    row.attempts = max(0, row.attempts - 1)


def _in_doubt(row: Notification, reason: str, *, due_at: datetime) -> None:
    """Nobody knows whether Slack took it.

    A change puts the same words in the same place, so it is simply made again. A post is looked
    up in the channel first. An answer to one person leaves no record to look in.
    """
    row.error, row.due_at = reason, due_at
    if row.response_url:
        row.status, row.error = Status.PARKED, f"nobody can say whether it arrived: {reason}"
    elif not row.provider_ts:
        row.status = Status.UNKNOWN
    elif row.attempts >= settings.SEND_MAX_ATTEMPTS:
        row.status = Status.FAILED
    else:
        row.status = Status.READY


def _save(row: Notification, *, now: datetime) -> None:
    """Store the row; what only a person can help now is on record."""
    row.save()
    if row.status in _STUCK:
        record(
            Action.NOTIFICATION_FAILED,
            About(f"notification:{row.pk}", campaign_id=row.campaign_id, thread_id=row.thread_id),
            actor="slack",
            at=now,
            summary=f"{row.status}: {row.error}",
            key=row.key,
        )


@transaction.atomic(durable=True)
def settle_lookup(*, notification_id: int, found: Posted | None, now: datetime) -> str:
    """Slack's own record was read: the post stands there, or was never made."""
    row = Notification.objects.select_for_update().get(pk=notification_id)
    if row.status != Status.UNKNOWN:
        return f"already {row.status}"
    if found is not None:
        _stands(row, found, now=now)
    elif row.attempts >= settings.SEND_MAX_ATTEMPTS:
        row.status = Status.FAILED
    else:
        row.status, row.due_at = Status.READY, now
        enqueue(Job.POST_NOTIFICATION, notification_id=row.pk)
    _save(row, now=now)
    return row.status


@transaction.atomic(durable=True)
def settle_failed_lookup(
    *, notification_id: int, error: str, is_permanent: bool, now: datetime
) -> str:
    """Slack's record could not be read: look again later, and park it for a person in the end."""
    row = Notification.objects.select_for_update().get(pk=notification_id)
    if row.status != Status.UNKNOWN:
        return f"already {row.status}"
    looked_since = row.claimed_at or row.created_at
    is_hopeless = now - looked_since > timedelta(seconds=settings.SETTLE_SECONDS * 10)
    row.error = f"it may stand in the channel: {error}"
    row.due_at = now + timedelta(seconds=settings.SETTLE_SECONDS)
    if is_permanent or is_hopeless:
        row.status = Status.PARKED
    _save(row, now=now)
    return row.status


def due_notifications(*, now: datetime) -> QuerySet[Notification]:
    """Return messages that should be posted, changed or answered now."""
    return Notification.objects.filter(status=Status.READY, due_at__lte=now)


def uncertain_notifications(*, now: datetime) -> QuerySet[Notification]:
    """Return posts that must be looked up in Slack's own record now."""
    return Notification.objects.filter(status=Status.UNKNOWN, due_at__lte=now)


@transaction.atomic(durable=True)
def doubt_lost_notifications(*, now: datetime) -> int:
    """A post whose worker died may or may not stand in Slack."""
    claimed = Notification.objects.select_for_update().filter(status=Status.SENDING)
    lost = claims.lost(claimed, now=now)
    for row in lost:
        _in_doubt(row, "the worker died while posting", due_at=now)
        _save(row, now=now)
    return len(lost)


@transaction.atomic(durable=True)
def post_again(*, notification_id: int, actor: str, reason: str, now: datetime) -> None:
    """A person looked, and wants a stuck message posted.

    :raises NotStuck: if it neither failed nor is parked
    """
    row = Notification.objects.select_for_update().get(pk=notification_id)
    if row.status not in _STUCK:
        raise NotStuck(f"This message is {row.status}.")
    _make_due(row, now=now)
    row.save()
    record(
        Action.NOTIFICATION_REPEATED,
        About(f"notification:{row.pk}", thread_id=row.thread_id),
        actor=actor,
        at=now,
        summary=reason,
    )

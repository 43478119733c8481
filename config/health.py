"""Is it alive, and can it do its work?"""

import hmac
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import Error, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe
from django_q.brokers import get_broker
from django_q.models import Schedule
from redis.exceptions import RedisError

from config.running.probe import is_overdue
from config.telemetry.inner_token import inner_token
from integrations.circuits import troubles
from integrations.models import Mailbox
from negotiations.queries.due import oldest_due_at

SWEEP = "sweep"
# A live worker moves the sweep's next run on every minute; two missed ones are a dead worker.
HEARTBEAT_LIMIT = timedelta(minutes=3)
SWEEP_INTERVAL = timedelta(minutes=1)


@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """Say that this process answers; asks nothing of anybody else."""
    return JsonResponse({"status": "healthy"})


@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """Say whether work gets done: 200 or 503 to anybody, the reasons only to those who may know."""
    now = timezone.now()
    checks = {name: check(now) for name, check in CHECKS.items()}
    problems = {name: reason for name, reason in checks.items() if reason}
    body: dict[str, Any] = {"status": "not_ready" if problems else "ready"}
    if may_know(request):
        body |= {
            "checks": {name: reason or "ok" for name, reason in checks.items()},
            "reasons": [f"{name}: {reason}" for name, reason in problems.items()],
            # A silent vendor is no reason to take the web away: its webhooks must still be kept.
            "vendors": vendor_troubles(),
            "work": work(now),
        }
    response = JsonResponse(body, status=503 if problems else 200)
    response["Cache-Control"] = "no-store"
    return response


def may_know(request: HttpRequest) -> bool:
    """Whether the caller carries METRICS_TOKEN or the house's own token, or is staff."""
    given = request.headers.get("Authorization", "").encode()
    tokens = [settings.METRICS_TOKEN, inner_token(settings.SECRET_KEY)]
    if any(hmac.compare_digest(given, f"Bearer {token}".encode()) for token in tokens if token):
        return True
    try:
        return bool(request.user.is_authenticated and request.user.is_staff)
    except Error:
        # Without a database nobody is logged in.
        return False


def vendor_troubles() -> list[str]:
    """Return what each vendor that does not answer means for people."""
    try:
        return troubles()
    except Error:
        return []


def work(now: datetime) -> dict[str, Any]:
    """Return when a worker was last seen, how long the oldest work waits, and what is queued."""
    try:
        sweep = Schedule.objects.filter(name=SWEEP).first()
        due_at = oldest_due_at(now=now)
        seen = sweep.next_run - SWEEP_INTERVAL if sweep and sweep.task and sweep.next_run else None
        return {
            "heartbeat_at": seen,
            "oldest_due_seconds": int((now - due_at).total_seconds()) if due_at else 0,
            "queued": get_broker().queue_size(),
        }
    except (Error, RedisError, OSError):
        return {"heartbeat_at": None, "oldest_due_seconds": None, "queued": None}


def database_problem(now: datetime) -> str:
    """Return why the database cannot be written, or nothing. The write touches no row."""
    try:
        with transaction.atomic():
            Schedule.objects.filter(pk=-1).update(name=SWEEP)
    except Error as error:
        return f"not writable: {type(error).__name__}"
    return ""


def broker_problem(now: datetime) -> str:
    """Return why jobs cannot be queued, or nothing."""
    try:
        return "" if get_broker().ping() else "does not answer"
    except (Error, RedisError, OSError) as error:
        return f"does not answer: {type(error).__name__}"


def worker_problem(now: datetime) -> str:
    """Return why no worker seems to be at work, or nothing."""
    try:
        sweep = Schedule.objects.filter(name=SWEEP).first()
        due_at = oldest_due_at(now=now)
    except Error as error:
        return f"unknown: {type(error).__name__}"
    if sweep is None or sweep.next_run is None:
        return "the sweep is not scheduled"
    if not sweep.task:
        return "no worker was seen yet"
    if sweep.next_run - now > HEARTBEAT_LIMIT:
        ahead = int((sweep.next_run - now).total_seconds())
        return f"the next sweep lies {ahead} s ahead: was the clock set back?"
    if now - sweep.next_run > HEARTBEAT_LIMIT:
        return f"no heartbeat since {sweep.next_run.isoformat(timespec='seconds')}"
    if is_overdue(due_at, now=now):
        waits = int((now - due_at).total_seconds()) if due_at else 0
        return f"due work has waited {waits} s"
    return ""


def mailbox_problem(now: datetime) -> str:
    """Return which live mailbox is not watched, or nothing; other modes need no watch."""
    if settings.GMAIL_MODE != "live":
        return ""
    try:
        mailboxes = list(Mailbox.objects.filter(is_paused=False))
    except Error as error:
        return f"unknown: {type(error).__name__}"
    if not mailboxes:
        return "no mailbox is known"
    return "; ".join(filter(None, (_watch_problem(mailbox, now) for mailbox in mailboxes)))


def _watch_problem(mailbox: Mailbox, now: datetime) -> str:
    if mailbox.sync_error:
        return f"{mailbox} cannot be read: {mailbox.sync_error}"
    if not settings.GMAIL_PUSH:
        return ""
    if mailbox.watch_expires_at is None:
        return f"{mailbox} has no watch"
    if mailbox.watch_expires_at <= now:
        return f"the watch of {mailbox} ended"
    return ""


CHECKS: dict[str, Callable[[datetime], str]] = {
    "database": database_problem,
    "broker": broker_problem,
    "worker": worker_problem,
    "mailbox": mailbox_problem,
}

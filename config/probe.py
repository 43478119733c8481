"""Answers one question for the supervisor: does due work wait while no worker takes it?"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import close_old_connections

from config.job_marks import quiet_seconds, running_count
from negotiations.queries import oldest_due_at


def worker_is_stuck(now: datetime) -> bool:
    """Whether the worker group hangs.

    It does when a due row has waited longer than `WORKER_STUCK_SECONDS` without a claim and for as
    long no job began or ended. Not when every worker is inside a job within its time limit: busy is
    not hung, and neither is a worker that is catching up.
    """
    close_old_connections()
    try:
        due_at = oldest_due_at(now=now)
    finally:
        close_old_connections()
    return is_overdue(due_at, now=now) and is_quiet() and not all_workers_busy()


def is_overdue(due_at: datetime | None, *, now: datetime) -> bool:
    """Whether work due at `due_at` has waited too long; nothing due is never too long."""
    limit = timedelta(seconds=settings.WORKER_STUCK_SECONDS)
    return due_at is not None and now - due_at > limit


def is_quiet() -> bool:
    """Whether no job began or ended for as long as work may wait."""
    return quiet_seconds() > settings.WORKER_STUCK_SECONDS


def all_workers_busy() -> bool:
    """Whether each worker of the cluster is inside a job within its time limit."""
    cluster = settings.Q_CLUSTER
    return running_count(longest_seconds=cluster["timeout"]) >= cluster["workers"]

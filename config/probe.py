"""Answers one question for the supervisor: does due work wait while no worker takes it?"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import close_old_connections
from django.db.models import Min
from django_q.models import OrmQ, Schedule

from config.job_marks import quiet_seconds, running_count
from negotiations.commands.mail.doubts import doubt_dead_claims
from negotiations.jobs.sweep import wake_due
from negotiations.queries.work import oldest_due_at

# A healthy cluster looks at its schedules every 30 seconds.
SCHEDULE_SLACK = timedelta(seconds=60)


def worker_is_stuck(now: datetime) -> bool:
    """Whether the worker group hangs.

    It does when a due row has waited longer than `WORKER_STUCK_SECONDS` without a claim and for as
    long no job began or ended. Not when every worker is inside a job within its time limit: busy is
    not hung, and neither is a worker that is catching up.

    The hints of what is due are written anew first: those the dead group had taken stay locked
    until the queue's own retry, and the new group must find work without them.
    """
    close_old_connections()
    try:
        is_stuck = is_overdue(waiting_since(now), now=now) and is_quiet() and not all_workers_busy()
        if is_stuck:
            doubt_dead_claims(now=now)
            wake_due(now=now)
        return is_stuck
    finally:
        close_old_connections()


def waiting_since(now: datetime) -> datetime | None:
    """Since when the oldest work waits: a due row, a hint nobody took, or a late schedule.

    Mail that still lies in the vendor's mailbox is no row of ours yet; only the hint or the sweep
    that would fetch it shows that nobody does.
    """
    hint = None
    if not settings.BROKER_URL:
        hint = OrmQ.objects.filter(lock__lte=now).aggregate(at=Min("lock"))["at"]
    late = Schedule.objects.filter(next_run__lte=now - SCHEDULE_SLACK)
    scheduled = late.aggregate(at=Min("next_run"))["at"]
    found = [at for at in (oldest_due_at(now=now), hint, scheduled) if at is not None]
    return min(found) if found else None


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

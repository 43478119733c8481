"""Answers one question for the supervisor: does due work wait while no worker takes it?"""

import time
from datetime import datetime, timedelta

from django.conf import settings
from django.db import close_old_connections
from django.db.models import Min
from django_q.models import OrmQ, Schedule

from config.running.clock import mend_times
from config.running.job_marks import quiet_seconds, running_count
from negotiations.jobs.sweep import release_lost, wake_due
from negotiations.queries.due import oldest_due_at

# A healthy cluster looks at its schedules every 30 seconds.
SCHEDULE_SLACK = timedelta(seconds=60)
MEND_SECONDS = 60.0


class WorkerProbe:
    """Whether the worker group hangs; it remembers when it last wrote hints to find that out.

    Work that waits is no proof: a row may be failing, and wait for the sweep to be tried again.
    So its hints are written anew first. A worker that lives takes one at once, whatever becomes
    of the row; one that hangs lets them lie.
    """

    def __init__(self, *, patience_seconds: float = 10.0) -> None:
        """`patience_seconds`: how long a fresh hint may lie before nobody is there to take it."""
        self._patience_seconds = patience_seconds
        self._woken_at: float | None = None
        self._mended_at = -MEND_SECONDS

    def __call__(self, now: datetime) -> bool:
        """Look once, with a connection of its own."""
        close_old_connections()
        try:
            return self.look(now)
        finally:
            close_old_connections()

    def look(self, now: datetime) -> bool:
        """Mend impossible times, give back what dead processes hold, and say whether it hangs."""
        self._mend_times(now)
        release_lost(now=now)
        return self._hangs(now)

    def _mend_times(self, now: datetime) -> None:
        if time.monotonic() - self._mended_at >= MEND_SECONDS:
            mend_times(now=now)
            self._mended_at = time.monotonic()

    def _hangs(self, now: datetime) -> bool:
        looks_stuck = is_overdue(waiting_since(now), now=now) and is_quiet()
        if not looks_stuck or all_workers_busy():
            self._woken_at = None
            return False
        if self._woken_at is None:
            wake_due(now=now)
            self._woken_at = time.monotonic()
            return False
        if time.monotonic() - self._woken_at < self._patience_seconds:
            return False
        self._woken_at = None
        # What the hung group had taken stays locked until the queue's own retry: the new group
        # must find work without it.
        wake_due(now=now)
        return True


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
    return running_count(longest_seconds=cluster["timeout"]) >= int(cluster["workers"])

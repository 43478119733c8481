"""Which process holds a row, so that the rows of one that died are given back at once."""

import os
import socket
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)
LONGEST_NAME = 200


def worker_name() -> str:
    """Return this process as a claim names it: machine, id, and when the process began."""
    pid = os.getpid()
    return f"{socket.gethostname()}:{pid}:{_own_start(pid)}"[-LONGEST_NAME:]


def is_dead(worker: str) -> bool:
    """Whether a claim's process is gone for certain; of another machine nobody here can say.

    Ids are given out again, above all in a container that starts anew under its old name: a process
    that began at another time is another one.
    """
    host, _, rest = worker.partition(":")
    pid, _, started = rest.partition(":")
    if host != socket.gethostname() or not pid.isdecimal():
        return False
    if not _is_alive(int(pid)):
        return True
    began = _start_of(int(pid))
    return bool(started and began) and began != started


def of_the_dead(claimed: QuerySet[Row]) -> list[Row]:
    """Return the rows, each with a `worker`, whose process ran on this machine and is gone."""
    here = claimed.filter(worker__startswith=f"{socket.gethostname()}:")
    return [row for row in here if is_dead(row.worker)]  # type: ignore[attr-defined]


def lost(claimed: QuerySet[Row], *, now: datetime) -> list[Row]:
    """Return the claimed rows whose process is gone, or silent for longer than the lease.

    Rows have a `worker` and `claimed_at`.
    """
    lease = now - timedelta(seconds=settings.LEASE_SECONDS)
    silent = list(claimed.filter(claimed_at__lte=lease))
    known = {row.pk for row in silent}
    return silent + [row for row in of_the_dead(claimed) if row.pk not in known]


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


@lru_cache(maxsize=8)
def _own_start(pid: int) -> str:
    return _start_of(pid)


def _start_of(pid: int) -> str:
    """When a process began, in ticks since the machine did; empty where the system has no /proc.

    Source: proc(5), field 22 of /proc/PID/stat; the name before it may hold blanks and brackets.
    """
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19]
    except (OSError, IndexError):
        return ""

"""Which workers of this machine are inside a job right now: one small file per process.

The job cluster tells nobody what it is running. Without this a worker that waits for a slow vendor
looks like one that hangs, and would be killed in the middle of its work. The supervisor makes a
folder and hands its path down; a worker nobody watches leaves no marks.
"""

import math
import os
import time
from pathlib import Path
from typing import Any

from config.running.processes import is_alive

FOLDER_VARIABLE = "JOB_MARKS_FOLDER"
# Touched whenever any job begins or ends.
ACTIVITY = "activity"


def folder() -> Path | None:
    """Where the marks of this supervisor's workers lie."""
    path = os.environ.get(FOLDER_VARIABLE)
    return Path(path) if path else None


def mark_started(**_: Any) -> None:
    """Receiver of django-q's `pre_execute`, sent in the worker process."""
    if marks := folder():
        (marks / ACTIVITY).touch()
        (marks / str(os.getpid())).touch()


def mark_finished(**_: Any) -> None:
    """Receiver of django-q's `post_execute_in_worker`."""
    if marks := folder():
        (marks / ACTIVITY).touch()
        (marks / str(os.getpid())).unlink(missing_ok=True)


def quiet_seconds(*, now: float | None = None) -> float:
    """For how long no job began or ended; infinite when none ever did."""
    marks = folder()
    if marks is None or not (marks / ACTIVITY).exists():
        return math.inf
    return (time.time() if now is None else now) - (marks / ACTIVITY).stat().st_mtime


def running_count(*, longest_seconds: float, now: float | None = None) -> int:
    """How many live processes are inside a job that may still take its time.

    Marks of dead processes are removed; one older than `longest_seconds` does not count.
    """
    now = time.time() if now is None else now
    marks = folder()
    count = 0
    for mark in sorted(marks.iterdir()) if marks else ():
        if mark.name == ACTIVITY:
            continue
        if not is_alive(int(mark.name)):
            mark.unlink(missing_ok=True)
            continue
        try:
            count += now - mark.stat().st_mtime <= longest_seconds
        except FileNotFoundError:
            # The job ended between the listing and the look.
            continue
    return count

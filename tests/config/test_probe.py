"""A worker that waits is busy; due work that waits while no worker is busy means it hangs."""

import math
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from django_q.models import OrmQ, Schedule
from pytest_django.fixtures import Settings

from config.running import job_marks, probe
from integrations.models import WebhookDelivery

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


@pytest.fixture
def marks(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv(job_marks.FOLDER_VARIABLE, str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(None, False), (-5, False), (40, False), (41, True), (4000, True)],
    ids=["nothing due", "due later", "just in time", "too long", "far too long"],
)
def test_work_is_overdue_after_the_limit(
    settings: Settings, seconds: int | None, expected: bool
) -> None:
    settings.WORKER_STUCK_SECONDS = 40
    due_at = None if seconds is None else NOW - timedelta(seconds=seconds)
    assert probe.is_overdue(due_at, now=NOW) is expected


def test_a_running_job_counts_until_it_ends(marks: Path) -> None:
    job_marks.mark_started(func=None, task={})
    assert job_marks.running_count(longest_seconds=60) == 1
    job_marks.mark_finished(func=None, task={})
    assert job_marks.running_count(longest_seconds=60) == 0


def test_a_job_past_its_limit_does_not_count(marks: Path) -> None:
    job_marks.mark_started()
    os.utime(marks / str(os.getpid()), (1000.0, 1000.0))
    assert job_marks.running_count(longest_seconds=60, now=1060.0) == 1
    assert job_marks.running_count(longest_seconds=60, now=1060.5) == 0


def test_the_mark_of_a_dead_process_is_removed(marks: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    mark = marks / str(process.pid)
    mark.touch()
    assert job_marks.running_count(longest_seconds=60) == 0
    assert not mark.exists()


def test_a_worker_nobody_watches_leaves_no_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(job_marks.FOLDER_VARIABLE, raising=False)
    job_marks.mark_started()
    job_marks.mark_finished()
    assert job_marks.running_count(longest_seconds=60) == 0


def test_a_job_that_begins_or_ends_breaks_the_quiet(marks: Path) -> None:
    assert job_marks.quiet_seconds() == math.inf
    job_marks.mark_started()
    assert job_marks.quiet_seconds(now=time.time() + 30) == pytest.approx(30, abs=5)
    os.utime(marks / job_marks.ACTIVITY, (1000.0, 1000.0))
    assert job_marks.quiet_seconds(now=1050.0) == 50
    job_marks.mark_finished()
    assert job_marks.quiet_seconds() < 5


def test_all_workers_are_busy_only_when_each_has_a_job(marks: Path, settings: Settings) -> None:
    settings.Q_CLUSTER = {"workers": 1, "timeout": 60}
    assert probe.all_workers_busy() is False
    job_marks.mark_started()
    assert probe.all_workers_busy() is True
    settings.Q_CLUSTER = {"workers": 2, "timeout": 60}
    assert probe.all_workers_busy() is False


def test_a_job_in_the_cluster_leaves_and_removes_its_mark(marks: Path) -> None:
    from django_q.signals import post_execute_in_worker, pre_execute

    pre_execute.send(sender="django_q", func=None, task={})
    assert (marks / str(os.getpid())).exists()
    post_execute_in_worker.send(sender="django_q", func=None, task={})
    assert not (marks / str(os.getpid())).exists()


@pytest.mark.django_db
def test_a_hint_nobody_takes_counts_as_waiting_work(settings: Settings) -> None:
    settings.BROKER_URL = ""
    OrmQ.objects.create(key="parley", payload="", lock=NOW - timedelta(seconds=90))
    OrmQ.objects.create(key="parley", payload="", lock=NOW + timedelta(seconds=400))
    Schedule.objects.update(next_run=NOW + timedelta(seconds=30))
    assert probe.waiting_since(NOW) == NOW - timedelta(seconds=90)


@pytest.mark.django_db
def test_a_late_schedule_counts_as_waiting_work() -> None:
    Schedule.objects.update(next_run=NOW - timedelta(seconds=59))
    assert probe.waiting_since(NOW) is None
    Schedule.objects.update(next_run=NOW - timedelta(seconds=300))
    assert probe.waiting_since(NOW) == NOW - timedelta(seconds=300)


# --- a failing row is no hung worker ------------------------------------------------------


@pytest.fixture
def overdue(db: None, settings: Settings, marks: Path) -> Iterator[Path]:
    """A delivery that waits since long; no job began or ended for as long."""
    settings.BROKER_URL, settings.Q_CLUSTER = "", {**settings.Q_CLUSTER, "workers": 2}
    Schedule.objects.update(next_run=timezone.now() + timedelta(seconds=30))
    long_ago = timezone.now() - timedelta(hours=1)
    WebhookDelivery.objects.create(
        source="clickup", external_id="1", body=b"{}", received_at=long_ago, due_at=long_ago
    )
    quiet_since(marks, 3600)
    yield marks
    OrmQ.objects.all().delete()


def quiet_since(marks: Path, seconds: int) -> None:
    at = time.time() - seconds
    (marks / job_marks.ACTIVITY).touch()
    os.utime(marks / job_marks.ACTIVITY, (at, at))


@pytest.mark.skipif(bool(os.environ.get("BROKER_URL")), reason="looks into the queue's table")
def test_a_worker_that_lets_a_fresh_hint_lie_hangs(overdue: Path) -> None:
    look = probe.WorkerProbe(patience_seconds=0.05).look
    assert look(timezone.now()) is False
    assert OrmQ.objects.count() == 1, "what is due was told again"
    time.sleep(0.06)
    assert look(timezone.now()) is True
    assert OrmQ.objects.count() == 2, "the new group finds its work"
    assert look(timezone.now()) is False, "the new group gets its time"


def test_a_worker_that_takes_the_hint_lives_whatever_becomes_of_the_row(overdue: Path) -> None:
    look = probe.WorkerProbe(patience_seconds=0.05).look
    for _ in range(5):
        assert look(timezone.now()) is False
        # It takes the hint, and the row fails again.
        job_marks.mark_started()
        job_marks.mark_finished()
        time.sleep(0.06)
        assert look(timezone.now()) is False
        quiet_since(overdue, 3600)


def test_a_worker_inside_its_jobs_is_busy(overdue: Path, settings: Settings) -> None:
    settings.Q_CLUSTER = {**settings.Q_CLUSTER, "workers": 1}
    look = probe.WorkerProbe(patience_seconds=0).look
    job_marks.mark_started()
    quiet_since(overdue, 3600)
    assert [look(timezone.now()) for _ in range(3)] == [False] * 3

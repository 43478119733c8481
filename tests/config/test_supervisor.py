"""The supervisor restarts what exits and what hangs, and leaves nothing behind."""

import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import pytest

from config.running.processes import Child, GroupFile, members_of
from config.running.supervisor import Supervisor

T = TypeVar("T")
Make = Callable[..., Supervisor]

SLEEPER = (sys.executable, "-c", "import time; time.sleep(60)")


@pytest.fixture
def supervisor(tmp_path: Path) -> Iterator[Make]:
    """A maker of supervisors whose signal handlers and children are gone after the test."""
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    made: list[Supervisor] = []

    def make(children: list[Child], **options: Any) -> Supervisor:
        options.setdefault("group_file", GroupFile(tmp_path / "supervisor.json"))
        made.append(Supervisor(children, **options))
        return made[-1]

    yield make
    for one in made:
        one.stop_children()
    for number, handler in handlers.items():
        signal.signal(number, handler)


def run_while(supervisor: Supervisor, story: Callable[[], object]) -> None:
    """Run in this thread, as signals need, while `story` plays in another."""
    failures: list[BaseException] = []

    def play() -> None:
        try:
            story()
        except BaseException as error:
            failures.append(error)
        finally:
            supervisor.stop()

    thread = threading.Thread(target=play)
    thread.start()
    supervisor.run()
    thread.join()
    if failures:
        raise failures[0]


def wait_for(condition: Callable[[], T], seconds: float = 15.0) -> T:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := condition():
            return found
        time.sleep(0.05)
    raise AssertionError("it did not happen in time")


def test_a_child_that_exits_is_started_again(supervisor: Make, tmp_path: Path) -> None:
    log = tmp_path / "starts"
    script = f"open({str(log)!r}, 'a').write('x')"
    child = Child("brief", (sys.executable, "-c", script))

    def story() -> None:
        wait_for(lambda: log.exists() and log.read_text() == "xx")

    run_while(supervisor([child]), story)


def test_a_stuck_worker_is_replaced_with_its_whole_group(supervisor: Make) -> None:
    worker, other = Child("worker", SLEEPER), Child("web", SLEEPER)
    answers = iter([False, True])
    groups: dict[str, int | None] = {}

    def probe(now: datetime) -> bool:
        assert now.tzinfo is not None
        is_stuck = next(answers, False)
        if is_stuck:
            groups["old"], groups["other"] = worker.group, other.group
        return is_stuck

    def story() -> None:
        wait_for(lambda: groups.get("old") and worker.group not in (None, groups["old"]))
        assert groups["old"] and members_of(groups["old"]) == []
        assert other.group == groups["other"]

    watched = supervisor([other, worker], watched=worker, probe=probe, probe_seconds=0.2)
    run_while(watched, story)


def test_a_young_worker_is_left_to_catch_up(supervisor: Make) -> None:
    worker = Child("worker", SLEEPER)
    asked = []
    started = time.monotonic()

    def probe(now: datetime) -> bool:
        asked.append(time.monotonic() - started)
        return False

    watched = supervisor(
        [worker], watched=worker, probe=probe, probe_seconds=0.1, settle_seconds=1.5
    )
    run_while(watched, lambda: wait_for(lambda: asked))
    assert asked[0] >= 1.5


def test_each_restart_that_did_not_help_gives_the_next_worker_twice_the_time(
    supervisor: Make,
) -> None:
    worker = Child("worker", SLEEPER)
    ages = []

    def probe(now: datetime) -> bool:
        ages.append(time.monotonic() - worker.started_at)
        return len(ages) < 4

    watched = supervisor(
        [worker], watched=worker, probe=probe, probe_seconds=0.1, settle_seconds=0.3
    )
    run_while(watched, lambda: wait_for(lambda: len(ages) >= 5))
    assert ages[0] >= 0.3 and ages[1] >= 0.6 and ages[2] >= 1.2 and ages[3] >= 2.4
    assert ages[4] >= ages[3], "one that works is not restarted"


def test_a_probe_that_fails_restarts_nothing(supervisor: Make) -> None:
    worker = Child("worker", SLEEPER)
    asked = []

    def probe(now: datetime) -> None:
        asked.append(worker.group)
        raise ConnectionError("no database")

    def story() -> None:
        wait_for(lambda: len(asked) >= 2)
        assert len(set(asked)) == 1

    run_while(supervisor([worker], watched=worker, probe=probe, probe_seconds=0.1), story)


def test_a_signal_stops_all_children_and_forgets_their_groups(
    supervisor: Make, tmp_path: Path
) -> None:
    file = GroupFile(tmp_path / "groups.json")
    children = [Child("web", SLEEPER), Child("worker", SLEEPER)]
    groups: list[int] = []

    def story() -> None:
        wait_for(lambda: all(child.group for child in children) and file.path.exists())
        groups.extend(child.group for child in children if child.group)
        signal.raise_signal(signal.SIGTERM)
        wait_for(lambda: not file.path.exists())

    run_while(supervisor(children, group_file=file), story)
    assert [members_of(group) for group in groups] == [[], []]

"""Children end with everything they started; leftovers of an earlier run are found and ended."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from config.running.processes import Child, GroupFile, kill_group, members_of

# A leader that starts a grandchild; both ignore SIGTERM when told to be stubborn.
LEADER = """
import signal, subprocess, sys, time
if "stubborn" in sys.argv:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
print("up", flush=True)
time.sleep(0 if "brief" in sys.argv else 60)
"""


def wait_for(condition: Callable[..., Any], seconds: float = 10.0) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError("it did not happen in time")


@pytest.fixture
def child(tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """A maker of children whose groups are gone after the test."""
    made: list[Child] = []
    script = tmp_path / "leader.py"
    script.write_text(LEADER)

    def make(*words: str, grace_seconds: float = 5.0) -> Child:
        one = Child("job", (sys.executable, str(script), *words), grace_seconds=grace_seconds)
        made.append(one)
        one.start()
        wait_for(lambda: len(members_of(one.group or 0)) == 2 or one.exit_code() is not None)
        return one

    yield make
    for one in made:
        one.stop()


def test_stop_ends_the_leader_and_its_children(child: Callable[..., Any]) -> None:
    one = child()
    group = one.group
    one.stop()
    wait_for(lambda: members_of(group) == [])


def test_a_leader_that_will_not_stop_is_killed_after_the_grace(child: Callable[..., Any]) -> None:
    one = child("stubborn", grace_seconds=0.3)
    group = one.group
    started = time.monotonic()
    one.stop()
    assert 0.3 <= time.monotonic() - started < 5
    wait_for(lambda: members_of(group) == [])


def test_orphans_of_a_dead_leader_are_ended(child: Callable[..., Any]) -> None:
    one = child("brief")
    group = one.group
    wait_for(lambda: one.exit_code() is not None)
    assert len(members_of(group)) == 1
    one.stop()
    wait_for(lambda: members_of(group) == [])


def test_leftovers_of_an_earlier_run_are_ended(child: Callable[..., Any], tmp_path: Path) -> None:
    one = child("qcluster")
    file = GroupFile(tmp_path / "run" / "supervisor.json")
    file.write(1, [one])
    assert file.kill_orphans({"job": "qcluster"}) == ["job"]
    wait_for(lambda: members_of(one.group) == [])


def test_a_stranger_with_the_same_id_is_left_alone(
    child: Callable[..., Any], tmp_path: Path
) -> None:
    one = child("something else")
    file = GroupFile(tmp_path / "supervisor.json")
    file.write(1, [one])
    assert file.kill_orphans({"job": "qcluster"}) == []
    assert len(members_of(one.group)) == 2


@pytest.mark.parametrize("content", ["", "{", "[]", '{"groups": 3}'])
def test_a_torn_file_says_nothing(tmp_path: Path, content: str) -> None:
    path = tmp_path / "supervisor.json"
    path.write_text(content)
    assert GroupFile(path).kill_orphans({"job": "qcluster"}) == []
    assert GroupFile(path).owner("serve") is None


def test_the_owner_is_a_supervisor_that_still_runs(tmp_path: Path) -> None:
    file = GroupFile(tmp_path / "supervisor.json")
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)", "serve"]) as other:
        file.write(other.pid, [])
        assert file.owner("serve") == other.pid
        assert file.owner("another command") is None
        other.kill()
    assert file.owner("serve") is None


def test_killing_an_empty_group_is_fine(child: Callable[..., Any]) -> None:
    one = child("brief")
    group = one.group
    one.stop()
    kill_group(group)

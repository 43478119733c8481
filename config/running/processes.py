"""Child processes in groups of their own, which can be ended whole.

A job cluster whose leader is gone leaves workers behind that go on working, and one whose worker
was killed may wait for a lock for ever. So a child is never ended by its own id alone: the leader
is asked to stop, and after a grace period every member of its group is killed.
"""

import json
import logging
import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

log = logging.getLogger(__name__)

POLL_SECONDS = 0.05
GONE_SECONDS = 5.0


@dataclass(frozen=True)
class Member:
    """One running process of a group."""

    pid: int
    command: str


class Child:
    """One command that is kept running, with everything it starts."""

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        *,
        grace_seconds: float = 10.0,
        environ: Mapping[str, str] | None = None,
    ) -> None:
        """Describe the child; nothing runs yet."""
        self.name = name
        self.command = tuple(command)
        self.grace_seconds = grace_seconds
        self.started_at = 0.0
        self._environ = environ
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def group(self) -> int | None:
        """The process group, which has the leader's id."""
        return self._process.pid if self._process else None

    def start(self) -> None:
        """Start the command in a session of its own, so a Ctrl-C reaches only the supervisor."""
        self._process = subprocess.Popen(self.command, start_new_session=True, env=self._environ)
        self.started_at = time.monotonic()

    def exit_code(self) -> int | None:
        """The leader's exit code, or None while it runs or before it started."""
        return self._process.poll() if self._process else None

    def ask_to_stop(self) -> None:
        """Ask the leader alone: a signal to the whole group would hang a job cluster."""
        if self._process and self._process.poll() is None:
            self._process.terminate()

    def stop(self, *, grace_seconds: float | None = None) -> None:
        """Ask, wait for the grace period (or another), then kill what is left of the group."""
        if self._process is None:
            return
        grace = self.grace_seconds if grace_seconds is None else grace_seconds
        self.ask_to_stop()
        try:
            self._process.wait(grace)
        except subprocess.TimeoutExpired:
            log.warning("%s did not stop in %.0f s: killing its group", self.name, grace)
        kill_group(self._process.pid)
        self._process.wait()
        self._process = None


def kill_group(group: int) -> None:
    """Kill every process of a group; an empty group is fine."""
    try:
        os.killpg(group, signal.SIGKILL)
    except (ProcessLookupError, PermissionError) as error:
        # macOS answers PermissionError when only zombies are left.
        log.debug("group %s is gone: %s", group, error)


def members_of(group: int) -> list[Member]:
    """The running processes of a group, zombies left out."""
    listing = subprocess.run(
        ["ps", "-A", "-ww", "-o", "pid=,pgid=,stat=,command="],
        capture_output=True,
        text=True,
        check=True,
    )
    found = []
    for line in listing.stdout.splitlines():
        pid, pgid, state, command = [*line.split(None, 3), "", "", "", ""][:4]
        if pgid == str(group) and not state.startswith("Z"):
            found.append(Member(pid=int(pid), command=command))
    return found


def is_alive(pid: int) -> bool:
    """Whether a process with this id exists."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


class GroupFile:
    """The process groups a supervisor started, kept on disk for the one that comes after it."""

    def __init__(self, path: Path) -> None:
        """Name the file; its folder is made when it is written."""
        self.path = path

    def write(self, supervisor: int, children: Sequence[Child]) -> None:
        """Keep the supervisor's id and the groups of its running children."""
        groups = {child.name: child.group for child in children if child.group}
        self.path.parent.mkdir(parents=True, exist_ok=True)
        partial = self.path.with_suffix(".partial")
        partial.write_text(json.dumps({"supervisor": supervisor, "groups": groups}))
        partial.replace(self.path)

    def remove(self) -> None:
        """Forget everything: all children were stopped."""
        self.path.unlink(missing_ok=True)

    def owner(self, words: str) -> int | None:
        """The id of a supervisor that still runs; its command line must hold `words`."""
        pid = self._read().get("supervisor")
        if not isinstance(pid, int) or pid == os.getpid() or not is_alive(pid):
            return None
        return pid if words in _command_of(pid) else None

    def kill_orphans(self, words: Mapping[str, str]) -> list[str]:
        """End the groups an earlier supervisor left behind; return the names of those ended.

        `words` maps a child's name to what its command line holds: an id may since have been given
        to a stranger, which is left alone.
        """
        ended = []
        groups = self._read().get("groups")
        for name, group in groups.items() if isinstance(groups, dict) else ():
            word = words.get(str(name))
            if word and any(word in member.command for member in members_of(int(group))):
                kill_group(int(group))
                _wait_until_gone(int(group))
                ended.append(str(name))
        return ended

    def _read(self) -> dict[str, object]:
        """The file's content; a missing or torn file says nothing."""
        try:
            content = json.loads(self.path.read_text())
        except (FileNotFoundError, ValueError):
            return {}
        return content if isinstance(content, dict) else {}


def _wait_until_gone(group: int) -> None:
    """Give the system a moment to take back what killed processes held, ports above all."""
    end = time.monotonic() + GONE_SECONDS
    while members_of(group) and time.monotonic() < end:
        time.sleep(POLL_SECONDS)


def _command_of(pid: int) -> str:
    """The command line of one process, empty when it is gone."""
    listing = subprocess.run(
        ["ps", "-ww", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return listing.stdout

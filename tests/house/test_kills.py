"""kill -9 any process in the middle of a running sandbox campaign: nothing lost, nothing double."""

import os
import random
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
QUICK_KILLS, DEEP_KILLS = 3, 10
PATIENCE_SECONDS = 150.0


class Running:
    """A supervisor with its children on a database of its own."""

    def __init__(self, folder: Path) -> None:
        self.database = folder / "kills.sqlite3"
        self.port = _free_port()
        self.log = (folder / "log.txt").open("w")
        self.process = self._start()

    def _environment(self) -> dict[str, str]:
        modes = dict.fromkeys(
            ("GMAIL_MODE", "SHEETS_MODE", "SLACK_MODE", "CLICKUP_MODE", "ANTHROPIC_MODE"),
            "sandbox",
        )
        keep = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "BROKER_URL")}
        return {
            **keep,
            **modes,
            "IGNORE_ENV_FILE": "1",
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATABASE_URL": f"sqlite:///{self.database}",
            "PORT": str(self.port),
            "SANDBOX_SPEED": "4",
            "LEASE_SECONDS": "5",
            "SETTLE_SECONDS": "2",
            "RETRY_SECONDS": "1",
            "WORKER_STUCK_SECONDS": "6",
        }

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "config.serve"],
            cwd=ROOT,
            env=self._environment(),
            stdout=self.log,
            stderr=subprocess.STDOUT,
        )

    def manage(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a management command on the same database."""
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self._environment(),
            capture_output=True,
            text=True,
            check=False,
        )

    def victims(self) -> list[int]:
        """Return every process below the supervisor but the simulated world, which is not ours."""
        return [
            pid for pid in _descendants(self.process.pid) if b"sandbox_world" not in _cmdline(pid)
        ]

    def rows(self, query: str) -> list[tuple[object, ...]]:
        """Read the database."""
        with sqlite3.connect(f"file:{self.database}?mode=ro", uri=True, timeout=20) as connection:
            return connection.execute(query).fetchall()

    def stop(self) -> None:
        """End it as Ctrl-C would."""
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(40)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(10)
        self.log.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _cmdline(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b"sandbox_world"  # gone: no victim


def _descendants(root: int) -> list[int]:
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            children.setdefault(int(fields[1]), []).append(int(entry.name))
    found, todo = [], [root]
    while todo:
        below = children.get(todo.pop(), [])
        found += below
        todo += below
    return found


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    """A sandbox in real processes."""
    sandbox = Running(tmp_path)
    yield sandbox
    sandbox.stop()


def _wait_for(sandbox: Running, query: str, least: int, seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if sandbox.rows(query)[0][0] >= least:  # type: ignore[operator]
                return
        except sqlite3.OperationalError:
            pass  # the tables are not there yet
        time.sleep(0.5)
    raise AssertionError(f"not reached in {seconds} s: {query} >= {least}")


# What must be nothing once all is drained: sends in doubt, mail nobody worked, replies to come.
UNDONE = """
SELECT (SELECT count(*) FROM negotiations_outgoingemail
         WHERE status IN ('ready', 'held', 'sending', 'unknown'))
     + (SELECT count(*) FROM negotiations_message WHERE handled_at IS NULL)
     + (SELECT count(*) FROM integrations_webhookdelivery WHERE status != 'done')
     + (SELECT count(*) FROM integrations_sandboxmail WHERE direction = 'in' AND mark IS NULL)
     + (SELECT count(*) FROM integrations_sandboxmail
         WHERE direction = 'out' AND answered_at IS NULL)
     + (SELECT count(*) FROM integrations_sandboxmail m WHERE direction = 'in'
         AND NOT EXISTS (SELECT 1 FROM negotiations_message
                          WHERE provider_id = m.provider_id))
"""


def _drained(sandbox: Running) -> None:
    """Wait until nothing is undone three looks running."""
    end = time.monotonic() + PATIENCE_SECONDS
    quiet = 0
    while quiet < 3:
        undone = sandbox.rows(UNDONE)[0][0]
        quiet = quiet + 1 if undone == 0 else 0
        assert time.monotonic() < end, f"{undone} rows still undone"
        time.sleep(1)


def _kill_and_check(sandbox: Running, kills: int, seed: int) -> None:
    choice = random.Random(seed)
    _wait_for(sandbox, "SELECT count(*) FROM integrations_sandboxmail", 3, 60)
    for _ in range(kills):
        victims = sandbox.victims()
        if victims:
            os.kill(choice.choice(victims), signal.SIGKILL)
        time.sleep(choice.uniform(1.0, 5.0))
    _drained(sandbox)
    twice = sandbox.rows(
        "SELECT thread_id, purpose, step, count(*) FROM negotiations_outgoingemail "
        "WHERE status = 'sent' GROUP BY 1, 2, 3 HAVING count(*) > 1"
    )
    assert twice == []
    copies = Counter(
        sandbox.rows("SELECT recipient, text FROM integrations_sandboxmail WHERE direction = 'out'")
    )
    assert [mail for mail, count in copies.items() if count > 1] == []
    sent = sandbox.rows("SELECT count(*) FROM negotiations_outgoingemail WHERE status = 'sent'")
    left = sandbox.rows("SELECT count(*) FROM integrations_sandboxmail WHERE direction = 'out'")
    assert sent == left, "every mail that left is on record as sent, and no other"
    verdict = sandbox.manage("audit_verify")
    assert verdict.returncode == 0, verdict.stderr
    assert sandbox.process.poll() is None


def test_three_kills_lose_nothing_and_send_nothing_twice(running: Running) -> None:
    _kill_and_check(running, QUICK_KILLS, seed=1)


@pytest.mark.deep
@pytest.mark.parametrize("seed", range(3))
def test_ten_kills_lose_nothing_and_send_nothing_twice(running: Running, seed: int) -> None:
    _kill_and_check(running, DEEP_KILLS, seed=seed)

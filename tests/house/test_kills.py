"""kill -9 any process in the middle of a running sandbox campaign: nothing lost, nothing double.

On SQLite, and where DATABASE_URL names a PostgreSQL server, on a database of its own there, with
the broker of BROKER_URL.
"""

import os
import random
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

ROOT = Path(__file__).resolve().parents[2]
QUICK_KILLS, DEEP_KILLS = 3, 10
PATIENCE_SECONDS = 150.0
WORKERS = 2


class SqliteHouse:
    """A database file, and the queue inside it."""

    broker_url = ""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "kills.sqlite3"
        self.url = f"sqlite:///{self._file}"

    def rows(self, query: str) -> list[tuple[object, ...]]:
        """Read without getting in anybody's way."""
        address = f"file:{self._file}?mode=ro"
        with sqlite3.connect(address, uri=True, timeout=20) as connection:
            return connection.execute(query).fetchall()

    def drop(self) -> None:
        """The folder goes by itself."""


class PostgresHouse:
    """A database of our own on the server the tests run on."""

    def __init__(self, server_url: str, broker_url: str) -> None:
        self.broker_url = broker_url
        self._name = f"kills_{uuid.uuid4().hex[:12]}"
        parts = urlsplit(server_url)
        self._server = urlunsplit(parts._replace(scheme="postgresql"))
        self.url = urlunsplit(parts._replace(scheme="postgresql", path=f"/{self._name}"))
        self._on_server(f"CREATE DATABASE {self._name}")

    def rows(self, query: str) -> list[tuple[object, ...]]:
        """Read what is committed."""
        with psycopg.connect(self.url) as connection:
            return connection.execute(query).fetchall()

    def drop(self) -> None:
        """Leave nothing behind."""
        self._on_server(f"DROP DATABASE IF EXISTS {self._name} WITH (FORCE)")

    def _on_server(self, statement: str) -> None:
        with psycopg.connect(self._server, autocommit=True) as connection:
            connection.execute(statement)


def house_for(folder: Path) -> SqliteHouse | PostgresHouse:
    """Return the kind of database this run of the tests is about."""
    url = os.environ.get("DATABASE_URL", "")
    if url.startswith("postgres"):
        return PostgresHouse(url, os.environ.get("BROKER_URL", ""))
    return SqliteHouse(folder)


class Running:
    """A supervisor with its children on a database of its own."""

    def __init__(self, folder: Path) -> None:
        self.house = house_for(folder)
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
            "DATABASE_URL": self.house.url,
            "BROKER_URL": self.house.broker_url,
            "PORT": str(self.port),
            "WORKERS": str(WORKERS),
            "SANDBOX_SPEED": "12",
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
        return self.house.rows(query)

    def idle_workers(self) -> list[int]:
        """Return the cluster's workers: the eldest children of its sentinel."""
        clusters = [pid for pid in _descendants(self.process.pid) if b"qcluster" in _cmdline(pid)]
        for pid in clusters:
            children = [child for child in _descendants(pid) if b"qcluster" in _cmdline(child)]
            sentinels = [child for child in children if _descendants(child)]
            if sentinels:
                return sorted(_descendants(sentinels[0]))[:WORKERS]
        return []

    def stop(self) -> None:
        """End it as Ctrl-C would."""
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(40)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(10)
        self.log.close()
        self.house.drop()


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
        except (sqlite3.OperationalError, psycopg.Error):
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
    _wait_for(sandbox, "SELECT count(*) FROM integrations_sandboxmail", 3, PATIENCE_SECONDS)
    for _ in range(kills):
        victims = sandbox.victims()
        if victims:
            os.kill(choice.choice(victims), signal.SIGKILL)
        time.sleep(choice.uniform(1.0, 5.0))
    _drained(sandbox)
    _nothing_lost_or_double(sandbox)


def _nothing_lost_or_double(sandbox: Running) -> None:
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


def test_killed_idle_workers_are_replaced_and_nothing_is_lost(
    running: Running, tmp_path: Path
) -> None:
    """A worker killed while it waits for work takes the queue's lock with it: nobody gets any."""
    _wait_for(running, "SELECT count(*) FROM integrations_sandboxmail", 3, PATIENCE_SECONDS)
    _drained(running)
    before = running.idle_workers()
    assert len(before) == WORKERS
    for pid in before:
        os.kill(pid, signal.SIGKILL)
    mail = tmp_path / "one-more.eml"
    mail.write_text("From: x@y.example\nSubject: Re: hello\n\nThanks! I need two more days.\n")
    handled = "SELECT count(*) FROM negotiations_message WHERE handled_at IS NOT NULL"
    ((count,),) = running.rows(handled)
    delivered = running.manage("sandbox_deliver", str(mail))
    assert delivered.returncode == 0, delivered.stderr
    _wait_for(running, handled, count + 1, PATIENCE_SECONDS)  # type: ignore[operator]
    _drained(running)
    _nothing_lost_or_double(running)


@pytest.mark.deep
@pytest.mark.parametrize("seed", range(3))
def test_ten_kills_lose_nothing_and_send_nothing_twice(running: Running, seed: int) -> None:
    _kill_and_check(running, DEEP_KILLS, seed=seed)

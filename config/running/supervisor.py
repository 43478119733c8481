"""Keeps children running: restarts what exits, and a worker that stopped taking due work."""

import logging
import os
import signal
import threading
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from types import FrameType

from config.running.processes import Child, GroupFile

log = logging.getLogger(__name__)

TICK_SECONDS = 0.5
PROBE_SECONDS = 10.0
QUICK_EXIT_SECONDS = 10.0
LONGEST_PAUSE_SECONDS = 30.0
# A terminal that closes hangs up, and its children live in sessions of their own.
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)
# A slow machine must not lose each new worker before it took its first job.
LONGEST_SETTLE_FACTOR = 8
# One that hangs rarely stops when asked; who waits for mail should not wait for it too.
STUCK_GRACE_SECONDS = 3.0

Probe = Callable[[datetime], bool]


class Supervisor:
    """Runs some children until it is told to stop."""

    def __init__(
        self,
        children: Sequence[Child],
        *,
        group_file: GroupFile,
        watched: Child | None = None,
        probe: Probe | None = None,
        probe_seconds: float = PROBE_SECONDS,
        settle_seconds: float = 0.0,
    ) -> None:
        """`probe` says whether `watched` (one of the children) is stuck.

        It is not asked before the child ran for `settle_seconds`: after a standstill much is
        overdue and nobody's fault. Each restart that did not help doubles that time, to eightfold.
        """
        self._children = tuple(children)
        self._group_file = group_file
        self._watched = watched
        self._probe = probe
        self._probe_seconds = probe_seconds
        self._settle_seconds = settle_seconds
        self._patience = 1
        self._stopping = threading.Event()
        self._restart_at: dict[str, float] = {}
        self._quick_exits: dict[str, int] = {}

    def run(self) -> None:
        """Start all children and keep them until a signal to end; then stop them all."""
        for number in ENDING:
            signal.signal(number, self._on_signal)
        try:
            for child in self._children:
                self._start(child)
            self._watch()
        finally:
            self.stop_children()

    def stop(self) -> None:
        """Let `run` end at its next tick."""
        self._stopping.set()

    def stop_children(self) -> None:
        """Ask all children at once, then wait for each; a later signal changes nothing."""
        for child in self._children:
            child.ask_to_stop()
        for child in self._children:
            child.stop()
        self._group_file.remove()

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self.stop()

    def _watch(self) -> None:
        """Look at the children every tick and at the worker's progress every probe interval."""
        probe_at = time.monotonic() + self._probe_seconds
        while not self._stopping.wait(TICK_SECONDS):
            for child in self._children:
                self._keep_running(child)
            if time.monotonic() >= probe_at:
                self._restart_if_stuck()
                probe_at = time.monotonic() + self._probe_seconds

    def _start(self, child: Child) -> None:
        """Start one child and keep its group on disk at once."""
        child.start()
        self._restart_at.pop(child.name, None)
        self._group_file.write(os.getpid(), self._children)

    def _keep_running(self, child: Child) -> None:
        """Restart an exited child; one that keeps exiting waits longer each time."""
        now = time.monotonic()
        code = child.exit_code()
        if code is not None:
            is_quick = now - child.started_at < QUICK_EXIT_SECONDS
            exits = self._quick_exits.get(child.name, 0) + 1 if is_quick else 0
            self._quick_exits[child.name] = exits
            pause = min(LONGEST_PAUSE_SECONDS, 2.0**exits) if exits else 0.0
            log.warning("%s exited with %s: restarting in %.0f s", child.name, code, pause)
            # Its orphans would go on working beside the new one.
            child.stop()
            self._restart_at[child.name] = now + pause
        if self._restart_at.get(child.name, now + 1) <= now:
            self._start(child)

    def _restart_if_stuck(self) -> None:
        """Replace the whole worker group when due work waits and nobody takes it."""
        if self._probe is None or self._watched is None or self._watched.group is None:
            return
        if time.monotonic() - self._watched.started_at < self._settle_seconds * self._patience:
            return
        try:
            is_stuck = self._probe(datetime.now(UTC))
        except Exception:
            # Without a database nobody can say; the next probe asks again.
            log.exception("the worker probe failed")
            return
        self._patience = min(self._patience * 2, LONGEST_SETTLE_FACTOR) if is_stuck else 1
        if is_stuck:
            log.error("%s takes no due work: restarting its process group", self._watched.name)
            self._watched.stop(grace_seconds=STUCK_GRACE_SECONDS)
            self._start(self._watched)

"""Work the queue as a worker would, in this process."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from django.db import connection
from django_q.brokers import get_broker
from django_q.signing import SignedPackage

LIMIT = 2000


def drain() -> int:
    """Run queued jobs until none is left; a job's own error surfaces here."""
    broker = get_broker()
    count = 0
    while count < LIMIT:
        _run_on_commit()
        if not broker.queue_size():
            return count
        for ack_id, payload in broker.dequeue() or ():
            task: dict[str, Any] = SignedPackage.loads(payload)
            broker.acknowledge(ack_id)
            _function(task["func"])(*task["args"], **task["kwargs"])
            count += 1
    raise AssertionError(f"the queue did not drain in {LIMIT} jobs")


def forget() -> None:
    """Empty the queue: a crash of everything that was waiting."""
    _run_on_commit()
    get_broker().delete_queue()
    get_broker().purge_queue()


def _run_on_commit() -> None:
    """A test's transaction never commits; what waits for the commit is run here instead."""
    waiting, connection.run_on_commit = connection.run_on_commit, []
    for _, callback, *_ in waiting:
        callback()


def _function(path: str) -> Callable[..., Any]:
    module, name = path.rsplit(".", 1)
    found: Callable[..., Any] = getattr(import_module(module), name)
    return found

"""Read by gunicorn by itself: lets the processes of one web server add up their figures."""

import os
import shutil
import tempfile
from typing import Any

_VARIABLE = "PROMETHEUS_MULTIPROC_DIR"
_is_ours = _VARIABLE not in os.environ
if _is_ours:
    # A folder per start: figures of an earlier run would be counted again.
    os.environ[_VARIABLE] = tempfile.mkdtemp(prefix="parley-metrics-")


def child_exit(server: Any, worker: Any) -> None:
    """Leave the figures of a process that ended as they are, without its gauges."""
    # The library looks for the folder when it is first imported.
    from prometheus_client import multiprocess

    multiprocess.mark_process_dead(worker.pid)


def on_exit(server: Any) -> None:
    """Remove the folder made above."""
    if _is_ours:
        shutil.rmtree(os.environ[_VARIABLE], ignore_errors=True)

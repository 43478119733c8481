"""What must be so before anything starts: a free port, and data that nobody else serves here."""

import fcntl
import hashlib
import os
import socket
from pathlib import Path
from typing import IO

from config.databases import sqlite_file


class CannotStart(RuntimeError):
    """Something else is in the way; the text says what, and what to do."""


def require_free_port(port: int) -> None:
    """Look whether the web may listen on this port of loopback.

    :raises CannotStart: if another program does
    """
    with socket.socket() as probe:
        # As the web server does: what an ended one left behind for a minute is no obstacle.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise CannotStart(
                f"PORT={port} cannot be served: {error.strerror}. Stop the program that uses it,"
                f" or choose another: make run PORT={port + 1 if port < 65_535 else 8000}"
            ) from error


def take_data(database_url: str, base: Path) -> IO[str]:
    """Take the data for this process until it ends; keep what is returned open.

    Two supervisors on one machine would both restart workers and both simulate the same people.
    The system lets go of the lock however the process ends.

    :raises CannotStart: if another process has it
    """
    path = lock_file(database_url, base)
    path.parent.mkdir(parents=True, exist_ok=True)
    held = path.open("a+")
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        held.seek(0)
        owner = held.read().strip() or "unknown"
        held.close()
        raise CannotStart(
            f"Parley already serves this data (process {owner}). Stop it first, or give this one"
            " a DATABASE_URL of its own."
        ) from error
    held.truncate(0)
    held.write(str(os.getpid()))
    held.flush()
    return held


def lock_file(database_url: str, base: Path) -> Path:
    """Return where the lock of this data lies: beside its file, or named after a server's."""
    file = sqlite_file(database_url, base)
    if file is not None:
        return file.with_name(f"{file.name}.serving")
    digest = hashlib.sha256(database_url.encode()).hexdigest()[:16]
    return base / "data" / "run" / f"database-{digest}.serving"

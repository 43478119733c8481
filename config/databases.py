"""Which database `DATABASE_URL` names, as Django takes it."""

from pathlib import Path
from typing import Any

import dj_database_url

SQLITE = "sqlite://"
MEMORY = ":memory:"
CONNECTION_SECONDS = 60


def database_of(url: str, base: Path) -> dict[str, Any]:
    """Return Django's settings of the database; a relative file lies below `base`."""
    if not url.startswith(SQLITE):
        return dict(dj_database_url.parse(url, conn_max_age=CONNECTION_SECONDS))
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(sqlite_file(url, base) or MEMORY),
        "CONN_MAX_AGE": CONNECTION_SECONDS,
        # Without WAL and immediate transactions, web and worker lock each other out.
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }


def sqlite_file(url: str, base: Path) -> Path | None:
    """Return the file of an SQLite address, None for one in memory or another database.

    Everything behind `sqlite:///` is the path as it is on the disk: read as part of an address, a
    folder with a `#`, `?` or `%` in its name would be another one.
    """
    path = url.removeprefix(SQLITE).removeprefix("/")
    if not url.startswith(SQLITE) or path in ("", MEMORY):
        return None
    return base / path

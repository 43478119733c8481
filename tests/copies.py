"""Gives each of several test processes a Redis database of its own: they would share one queue.

Loaded as a plugin, before any setting is read. Databases on SQLite and PostgreSQL are parted by
pytest-django itself.
"""

import os
from urllib.parse import urlsplit

# A Redis server has sixteen databases where nobody changed it.
DATABASES = 16


def broker_of(url: str, worker: str) -> str:
    """Return the broker of one test process, `gw0` being the first; without Redis, nothing."""
    if not url or not worker.startswith("gw"):
        return url
    parts = urlsplit(url)
    number = (int(parts.path.strip("/") or 0) - int(worker[2:])) % DATABASES
    return parts._replace(path=f"/{number}").geturl()


if os.environ.get("BROKER_URL") and os.environ.get("PYTEST_XDIST_WORKER"):
    os.environ["BROKER_URL"] = broker_of(
        os.environ["BROKER_URL"], os.environ["PYTEST_XDIST_WORKER"]
    )

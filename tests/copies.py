"""Several test processes side by side: what each has to itself, how many, and which files first.

Each has a Redis database of its own: they would share one queue. Databases on SQLite and
PostgreSQL are parted by pytest-django itself. Loaded as a plugin, before any setting is read.
"""

import os
from urllib.parse import urlsplit

import pytest

# A Redis server has sixteen databases where nobody changed it.
DATABASES = 16
# The slow tail: these wait for real processes most of their time. Begun first, they wait beside
# the others' work instead of after it.
FIRST = ("test_kills.py", "test_start.py", "test_supervisor.py")


@pytest.hookimpl(optionalhook=True, tryfirst=True)
def pytest_xdist_auto_num_workers() -> int:
    """One process more than cores: there is nearly always one that waits."""
    return (os.cpu_count() or 1) + 1


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put what waits longest first; the rest keeps its random order."""
    items.sort(key=lambda item: item.path.name not in FIRST)


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

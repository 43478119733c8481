"""Answers a container engine whether the worker works: `python -m config.healthcheck URL`.

Asks `/ready` of the web, which knows from the database when a worker was last seen, and tells the
reasons to whoever knows SECRET_KEY. Other reasons for not being ready, such as a mailbox's watch,
are no fault of the worker's.
"""

import json
import os
import sys
import urllib.error
import urllib.request
from pathlib import Path

from config.telemetry.inner_token import inner_token

TIMEOUT_SECONDS = 5
# Where the image keeps the key it made; its entry point does not run for a health check.
KEY_FILE = Path("data/secret_key")


def worker_problem(url: str) -> str:
    """Return why the worker seems not to work, or nothing."""
    request = urllib.request.Request(url, headers={"Authorization": f"Bearer {own_token()}"})
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as answer:
            body = answer.read()
    except urllib.error.HTTPError as not_ready:
        body = not_ready.read()
    except OSError as error:
        return f"{url} does not answer: {error}"
    try:
        said = str(json.loads(body)["checks"]["worker"])
    except (ValueError, KeyError, TypeError):
        return f"{url} says nothing about the worker"
    return "" if said == "ok" else said


def own_token() -> str:
    """Return the token made of the installation's key."""
    key = os.environ.get("SECRET_KEY", "")
    if not key and KEY_FILE.is_file():
        key = KEY_FILE.read_text().strip()
    return inner_token(key)


if __name__ == "__main__":
    sys.exit(worker_problem(sys.argv[1]) or 0)

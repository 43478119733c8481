"""Answers a container engine whether the worker works: `python -m config.healthcheck URL`.

Asks `/ready` of the web, which knows from the database when a worker was last seen. Other reasons
for not being ready, such as a mailbox's watch, are no fault of the worker's.
"""

import json
import sys
import urllib.error
import urllib.request

TIMEOUT_SECONDS = 5


def worker_problem(url: str) -> str:
    """Return why the worker seems not to work, or nothing."""
    try:
        with urllib.request.urlopen(url, timeout=TIMEOUT_SECONDS) as answer:
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


if __name__ == "__main__":
    sys.exit(worker_problem(sys.argv[1]) or 0)

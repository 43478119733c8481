"""What reaches Sentry: where it broke, and nothing of what was being worked on."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.sentry import FakeSentry

ROOT = Path(__file__).resolve().parents[2]
PRIVATE = (
    "mia@lark.example",
    "$1,250",
    "1,250",
    "the words of a private mail",
    "webhook-secret",
    "pk_1_TEST",
    "q_token",
    "Mozilla",
)
# No table exists, so every request and job that reads one breaks.
STORY = """
import hashlib, hmac, django
django.setup()
from django.test import Client
from config.jobs import run

body = b'{"task_id": "9hx", "text": "the words of a private mail, mia@lark.example, $1,250"}'
sign = hmac.new(b"webhook-secret", body, hashlib.sha256).hexdigest()
client = Client(raise_request_exception=False, SERVER_NAME="localhost")
client.cookies["sessionid"] = "q_token"
answer = client.post("/webhooks/clickup?key=q_token", body, content_type="application/json",
                     headers={"X-Signature": sign, "User-Agent": "Mozilla",
                              "X-Request-ID": "web-1"})
assert answer.status_code == 500, answer.status_code
for path, ids in (
    ("negotiations.jobs.handle_message", {"message_id": 7}),
    ("json.loads", {"s": "the words of a private mail to mia@lark.example for $1,250"}),
    ("decimal.Decimal", {"value": "mia@lark.example $1,250"}),
):
    try:
        run(path, "job-1", ids)
    except Exception:
        pass
import sentry_sdk
sentry_sdk.flush(5)
"""


class LoggedSentry(FakeSentry):
    """Sentry, with the log of who wrote to it."""

    log = ""


@pytest.fixture(scope="module")
def sentry(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LoggedSentry]:
    with LoggedSentry() as fake:
        environ = {
            "PATH": os.environ["PATH"],
            "IGNORE_ENV_FILE": "1",
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATABASE_URL": f"sqlite:///{tmp_path_factory.mktemp('empty')}/no_tables.sqlite3",
            "SENTRY_DSN": fake.dsn,
            "CLICKUP_WEBHOOK_SECRET": "webhook-secret",
            "CLICKUP_API_TOKEN": "pk_1_TEST",
        }
        done = subprocess.run(
            [sys.executable, "-c", STORY],
            cwd=ROOT,
            env=environ,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        fake.log = done.stdout + done.stderr
        yield fake


def test_a_broken_request_and_broken_jobs_are_reported(sentry: LoggedSentry) -> None:
    kinds = [event["exception"]["values"][-1]["type"] for event in sentry.events]
    assert kinds == ["OperationalError", "OperationalError", "JSONDecodeError", "InvalidOperation"]
    assert [event["tags"]["request_id"] for event in sentry.events] == ["web-1"] + ["job-1"] * 3


def test_no_event_carries_locals_bodies_headers_or_secrets(sentry: LoggedSentry) -> None:
    for text in sentry.envelopes:
        assert not [word for word in PRIVATE if word in text]
        assert '"vars"' not in text
    for event in sentry.events:
        assert set(event.get("request", {})) <= {"method"}
        assert not {"extra", "breadcrumbs", "user", "modules"} & set(event)


def test_an_event_says_where_it_broke(sentry: LoggedSentry) -> None:
    frames = json.dumps(sentry.events[0]["exception"]["values"][-1]["stacktrace"]["frames"])
    assert "integrations/inbox.py" in frames


def test_the_log_of_the_same_story_says_no_more(sentry: LoggedSentry) -> None:
    assert "job_failed" in sentry.log
    assert not [word for word in PRIVATE if word in sentry.log]

"""A whole negotiation with JSON logs: every line names its request, none names what is private."""

import io
import json
import logging
import logging.config
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from audit.models import AuditEntry
from config.jobs import run
from config.telemetry.logs import logging_config
from integrations.queue import Job, enqueue
from negotiations.models import OutgoingEmail
from tests.journeys.conftest import MIA, House, the_thread
from tests.work import drain

PRIVATE = (
    "@lark.example",
    "@house.example",
    "1,250",
    "1250.00",
    "1,700",
    "I'd love to",
    "my rate",
    "Lumen lamp",
    "Harbour Street",
    "ya29",
    "pk_1_TEST",
    "webhook-secret",
    "BEGIN PRIVATE KEY",
)


class Lines:
    """The log as it was written."""

    def __init__(self) -> None:
        self.stream = io.StringIO()

    @property
    def text(self) -> str:
        """Return everything."""
        return self.stream.getvalue()

    def of(self, event: str) -> list[dict[str, Any]]:
        """Return the lines of one event."""
        found = [json.loads(line) for line in self.text.splitlines()]
        return [line for line in found if line["event"] == event]


@pytest.fixture
def lines(settings: Any) -> Iterator[Lines]:
    """JSON logs as on a server, kept."""
    kept = Lines()
    config = logging_config("json")
    config["handlers"]["console"]["stream"] = kept.stream
    logging.config.dictConfig(config)
    yield kept
    logging.config.dictConfig(settings.LOGGING)


def test_a_negotiation_leaves_no_private_word_in_the_log(house: House, lines: Lines) -> None:
    house.start([MIA])
    house.reply("I'd love to, but my rate is $1,700 for this package.\n\nMia")
    house.reply("Sounds great, let's do it!\n\nMia")
    token = OutgoingEmail.objects.values_list("unsubscribe_token", flat=True)[0]
    Client().get(f"/u/{token}")
    Client().get("/u/no-such-token-at-all")
    assert the_thread().state == "agreed"
    assert lines.of("job_done") and lines.of("request_answered")
    assert str(token) not in lines.text and "no-such-token" not in lines.text
    assert not [word for word in PRIVATE if word in lines.text]


def test_failures_are_logged_by_class_and_place_only(house: House, lines: Lines) -> None:
    house.start([MIA])
    house.clickup.fail("status", "task/", times=3, body={"err": "mia@lark.example wants $1,700"})
    for body, headers in house.clickup.deliveries("9x"):
        house.post_clickup(body, headers)
    drain()
    with pytest.raises(ValueError):
        run("json.loads", "r-7", {"s": "I'd love to for $1,700, mia@lark.example"})
    house.gmail.fail("status", "GET", times=3)
    enqueue(Job.SYNC_MAILBOX, mailbox_id=the_thread().mailbox_id)
    with pytest.raises(Exception, match="503"):
        drain()
    failed = lines.of("job_failed")
    assert [line["request_id"] for line in failed][:1] == ["r-7"]
    assert failed[0]["error"] == "JSONDecodeError" and failed[0]["where"]
    assert lines.of("vendor_failed") and lines.of("read_retried")
    assert not [word for word in PRIVATE if word in lines.text]


def test_one_request_id_goes_from_the_webhook_into_the_job_and_the_audit(
    house: House, lines: Lines
) -> None:
    house.clickup.add_task("9y", [], name="Empty brief")
    body, headers = house.clickup.deliveries("9y")[0]
    house.post_clickup(body, {**headers, "X-Request-ID": "from-clickup-1"})
    drain()
    assert [line["request_id"] for line in lines.of("request_answered")] == ["from-clickup-1"]
    assert "from-clickup-1" in {line["request_id"] for line in lines.of("job_done")}
    entries = AuditEntry.objects.filter(action__startswith="campaign.")
    assert set(entries.values_list("request_id", flat=True)) == {"from-clickup-1"}


def test_each_run_of_a_schedule_has_an_id_of_its_own(house: House, lines: Lines) -> None:
    for _ in range(2):
        run("negotiations.sweeping.sweep", "sweep", {})
    ids = [line["request_id"] for line in lines.of("job_done")]
    assert len(set(ids)) == 2 and all(found.startswith("sweep-") for found in ids)

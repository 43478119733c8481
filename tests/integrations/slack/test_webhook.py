"""What Slack posts to us: verified over the raw bytes, kept once, acknowledged at once."""

import hashlib
import hmac
import json
import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks
from pytest_django.fixtures import Settings

from integrations.models import WebhookDelivery
from integrations.slack.requests import OddRequest, SlackRequest, parse_request
from tests.fakes.slack import SECRET, FakeSlack
from tests.work import forget

PATHS = ["/webhooks/slack/commands", "/webhooks/slack/interactions"]
BODY = b"command=%2Fclaim&text=mia&user_id=U1&trigger_id=1.2.x"


@pytest.fixture
def house(db: None, settings: Settings) -> Iterator[Settings]:
    settings.SLACK_SIGNING_SECRET = SECRET
    yield settings
    forget()


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    with FakeSlack() as fake:
        yield fake


def post(path: str, body: bytes, headers: dict[str, Any]) -> Any:
    client = Client(enforce_csrf_checks=True)
    form = "application/x-www-form-urlencoded"
    return client.post(path, body, form, headers=dict(headers))


def signed(
    body: bytes,
    *,
    secret: str = SECRET,
    ago: int = 0,
    stamp: str | None = None,
    signed_body: bytes | None = None,
) -> dict[str, str]:
    """Return the headers, computed here as Slack documents them."""
    stamp = stamp or str(int(time.time()) - ago)
    base = f"v0:{stamp}:".encode() + (body if signed_body is None else signed_body)
    digest = hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}


@pytest.mark.parametrize("path", PATHS)
def test_a_signed_request_is_kept_byte_for_byte_and_acknowledged_without_a_word(
    house: Settings, path: str
) -> None:
    answer = post(path, BODY, signed(BODY))
    assert (answer.status_code, answer.content) == (200, b"")
    row = WebhookDelivery.objects.get()
    assert (bytes(row.body), row.source, row.status) == (BODY, "slack", "due")


# Made when the test runs: a signature made earlier could be refused for its age alone.
FORGERIES: dict[str, Callable[[], dict[str, str]]] = {
    "unsigned": lambda: {},
    "signed with another secret": lambda: signed(BODY, secret="other"),
    "signed over another body": lambda: signed(BODY, signed_body=BODY + b"x"),
    "stale": lambda: signed(BODY, ago=301),
    "from the future": lambda: signed(BODY, ago=-360),
    "without a time": lambda: signed(BODY, stamp="soon"),
    "not even hex": lambda: {**signed(BODY), "X-Slack-Signature": "v0=é"},
    "with another time than the signed one": lambda: {
        **signed(BODY),
        "X-Slack-Request-Timestamp": str(int(time.time()) - 1),
    },
}


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_forgery_is_403_and_keeps_nothing(house: Settings, path: str, forgery: str) -> None:
    assert post(path, BODY, FORGERIES[forgery]()).status_code == 403
    assert not WebhookDelivery.objects.exists()


@pytest.mark.parametrize("secret", ["", SECRET])
def test_without_a_secret_everything_is_403(house: Settings, secret: str) -> None:
    house.SLACK_SIGNING_SECRET = ""
    assert post(PATHS[0], BODY, signed(BODY, secret=secret)).status_code == 403
    assert not WebhookDelivery.objects.exists()


def test_what_slack_sends_again_is_one_row(house: Settings, slack: FakeSlack) -> None:
    delivery = slack.command("/claim mia")
    for number in range(4):
        body, headers = slack.retried(delivery, number) if number else delivery
        assert post(PATHS[0], body, headers).status_code == 200
    assert WebhookDelivery.objects.count() == 1


def test_the_same_words_typed_twice_are_two_rows(house: Settings, slack: FakeSlack) -> None:
    for _ in range(2):
        post(PATHS[0], *slack.command("/claim mia"))
    assert WebhookDelivery.objects.count() == 2


def test_a_broker_that_is_down_fails_no_acknowledgement(
    house: Settings,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    house.BROKER_URL = "redis://127.0.0.1:9/0"

    def unreachable(*_: Any, **__: str) -> None:
        raise ConnectionError("no broker")

    with (
        monkeypatch.context() as patched,
        django_capture_on_commit_callbacks(execute=True) as hints,
    ):
        patched.setattr("integrations.queue.async_task", unreachable)
        assert post(PATHS[0], BODY, signed(BODY)).status_code == 200
    assert len(hints) == 1
    assert WebhookDelivery.objects.get().status == "due", "the sweep finds it"


def test_only_post_is_answered(house: Settings) -> None:
    assert [Client().get(path).status_code for path in PATHS] == [405, 405]


ODD = [
    b"",
    b"\xff\xfe",
    b"payload=not+json",
    b"payload=%5B%5D",
    b"payload=%7B%7D",
    b"payload=" + b"%5B" * 5000,
    urlencode({"payload": json.dumps({"type": "view_submission"})}).encode(),
    urlencode({"payload": json.dumps({"type": "block_actions", "actions": [7]})}).encode(),
    b"text=hello",
    b"&".join(b"a%d=1" % n for n in range(200)),
]


@pytest.mark.parametrize("body", ODD, ids=range(len(ODD)))
def test_signed_oddities_are_kept_and_refused_in_words(house: Settings, body: bytes) -> None:
    assert post(PATHS[1], body, signed(body)).status_code == 200
    assert WebhookDelivery.objects.get().external_id.startswith("odd:")
    with pytest.raises(OddRequest):
        parse_request(body)


def test_a_button_named_like_a_command_is_none() -> None:
    payload = {
        "type": "block_actions",
        "user": {"id": "U1"},
        "actions": [{"action_id": "/claim", "value": "mia"}],
    }
    with pytest.raises(OddRequest):
        parse_request(urlencode({"payload": json.dumps(payload)}).encode())


def test_a_command_and_a_button_are_read(slack: FakeSlack) -> None:
    body, _ = slack.command("/Claim Mia Lark", response_url="https://hooks.slack.com/c")
    assert parse_request(body) == SlackRequest(
        "U1", "https://hooks.slack.com/c", "/claim", "Mia Lark"
    )
    message = {
        "blocks": [
            {"type": "actions", "elements": [{"action_id": "approve", "text": {}, "value": "7"}]}
        ]
    }
    pressed = parse_request(slack.press(message, "approve")[0])
    assert (pressed.verb, pressed.words, pressed.user_id) == ("approve", "7", "U1")


def pressed_with(value: str) -> bytes:
    payload = {
        "type": "block_actions",
        "user": {"id": "U1"},
        "trigger_id": "12\x00.3",
        "actions": [{"action_id": "approve", "value": value}],
    }
    return urlencode({"payload": json.dumps(payload)}).encode()


STRANGE = {
    "NUL typed": (b"command=%2Fclaim&text=mi%00a&user_id=U1&trigger_id=9%00.9.x", "mia"),
    "NUL pressed": (pressed_with("7\x00"), "7"),
    "half a character pressed": (pressed_with("7\ud83d"), "7"),
    "a whole one pressed": (pressed_with("7😀"), "7😀"),
    "far too long": (b"command=%2Fclaim&trigger_id=1&text=" + b"x" * 99_999, "x" * 3000),
}


@pytest.mark.parametrize("kind", STRANGE)
def test_strange_characters_are_kept_raw_and_read_without(house: Settings, kind: str) -> None:
    body, words = STRANGE[kind]
    assert post(PATHS[0], body, signed(body)).status_code == 200
    row = WebhookDelivery.objects.get()
    assert bytes(row.body) == body and "\x00" not in row.external_id
    assert parse_request(body).words == words

"""Webhook signatures: the vendors' own vectors, and every forgery a stranger may try."""

import hashlib
import hmac
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrations.signatures import clickup_signature_is_valid, slack_signature_is_valid

# Slack's documented example.
SLACK_SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
SLACK_TIME = "1531420618"
SLACK_NOW = datetime.fromtimestamp(1531420618, UTC)
SLACK_BODY = (
    b"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow"
    b"&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner"
    b"&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands"
    b"%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
    b"&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
)
SLACK_SIGNATURE = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"


def test_slacks_documented_vector_is_valid() -> None:
    assert slack_signature_is_valid(
        SLACK_SECRET, SLACK_BODY, SLACK_TIME, SLACK_SIGNATURE, SLACK_NOW
    )


@pytest.mark.parametrize("seconds, expected", [(300, True), (-300, True), (301, False)])
def test_slacks_window_is_five_minutes(seconds: int, expected: bool) -> None:
    now = SLACK_NOW + timedelta(seconds=seconds)
    given_answer = slack_signature_is_valid(
        SLACK_SECRET, SLACK_BODY, SLACK_TIME, SLACK_SIGNATURE, now
    )
    assert given_answer is expected


@pytest.mark.parametrize(
    "secret, body, timestamp, header",
    [
        ("", SLACK_BODY, SLACK_TIME, SLACK_SIGNATURE),
        ("other", SLACK_BODY, SLACK_TIME, SLACK_SIGNATURE),
        (SLACK_SECRET, SLACK_BODY + b"x", SLACK_TIME, SLACK_SIGNATURE),
        (SLACK_SECRET, SLACK_BODY, "1531420619", SLACK_SIGNATURE),
        (SLACK_SECRET, SLACK_BODY, "soon", SLACK_SIGNATURE),
        (SLACK_SECRET, SLACK_BODY, "-1531420618", SLACK_SIGNATURE),
        (SLACK_SECRET, SLACK_BODY, "1" * 5000, SLACK_SIGNATURE),
        (SLACK_SECRET, SLACK_BODY, "١٥٣١٤٢٠٦١٨", SLACK_SIGNATURE),
        (SLACK_SECRET, SLACK_BODY, None, SLACK_SIGNATURE),
        (SLACK_SECRET, SLACK_BODY, SLACK_TIME, None),
        (SLACK_SECRET, SLACK_BODY, SLACK_TIME, "v0=é"),
        (SLACK_SECRET, SLACK_BODY, SLACK_TIME, SLACK_SIGNATURE[3:]),
        (SLACK_SECRET, b"\xff\xfe", SLACK_TIME, SLACK_SIGNATURE),
    ],
)
def test_slack_forgeries_are_refused(
    secret: str, body: bytes, timestamp: str | None, header: str | None
) -> None:
    assert not slack_signature_is_valid(secret, body, timestamp, header, SLACK_NOW)


def test_a_clickup_signature_covers_the_raw_body() -> None:
    body = b'{"webhook_id":"7689a169","event":"taskCreated","task_id":"c0j"}'
    header = hmac.new(b"secret", body, hashlib.sha256).hexdigest()
    assert clickup_signature_is_valid("secret", body, header)
    assert not clickup_signature_is_valid("secret", body + b" ", header)
    assert not clickup_signature_is_valid("other", body, header)
    assert not clickup_signature_is_valid("secret", body, None)
    assert not clickup_signature_is_valid("secret", body, "")


def test_an_empty_secret_accepts_nothing_not_even_its_own_signature() -> None:
    header = hmac.new(b"", b"body", hashlib.sha256).hexdigest()
    assert not clickup_signature_is_valid("", b"body", header)
    slack = "v0=" + hmac.new(b"", b"v0:1531420618:body", hashlib.sha256).hexdigest()
    assert not slack_signature_is_valid("", b"body", SLACK_TIME, slack, SLACK_NOW)


@given(body=st.binary(max_size=50), timestamp=st.text(max_size=20), header=st.text(max_size=80))
def test_no_header_ever_raises(body: bytes, timestamp: str, header: str) -> None:
    assert not slack_signature_is_valid("secret", body, timestamp, header, SLACK_NOW)
    assert not clickup_signature_is_valid("secret", body, header)

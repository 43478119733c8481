"""A real Slack workspace: `pytest -m live tests/live`. Posts one message and changes it."""

import os
import uuid
from datetime import UTC, datetime

import pytest

from integrations.slack import blocks
from integrations.slack.gateway import Posted
from integrations.slack.live import SlackApiGateway

pytestmark = pytest.mark.live


def needed(*names: str) -> list[str]:
    """Return the values of variables, or skip the test where one is not set."""
    missing = [name for name in names if not os.environ.get(name)]
    if missing:
        pytest.skip(f"not set: {', '.join(missing)}")
    return [os.environ[name] for name in names]


def test_a_message_is_posted_found_by_its_key_and_changed_in_place() -> None:
    token, channel = needed("SLACK_BOT_TOKEN", "SLACK_ERRORS_CHANNEL")
    gateway, key = SlackApiGateway(token), f"live-test:{uuid.uuid4()}"
    assert gateway.check()
    now = datetime.now(UTC)
    shown = [blocks.header("Parley"), blocks.section("A test message; it changes in a moment.")]
    placed = gateway.post(channel, "A test message", shown, key)
    assert isinstance(placed, Posted), placed
    assert gateway.find(placed.channel, key, now) == placed
    changed = gateway.update(placed, "A test message, changed", [], key)
    assert changed == placed


def test_a_user_s_address_is_told() -> None:
    token, user_id = needed("SLACK_BOT_TOKEN", "LIVE_SLACK_USER_ID")
    person = SlackApiGateway(token).person(user_id)
    assert person.is_member and "@" in person.email

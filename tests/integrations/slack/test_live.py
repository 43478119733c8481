"""The Slack adapter: one post, whatever becomes of the answer."""

import pytest

from integrations.errors import GatewayError
from integrations.slack.dry_run import DryRunSlackGateway
from integrations.slack.gateway import Posted, Refused, Simulated, Unknown
from integrations.slack.live import SlackApiGateway
from integrations.slack.sandbox import SandboxSlackGateway
from tests.fakes.server import FakeServer, Reply

BLOCKS = [{"type": "section", "text": {"type": "mrkdwn", "text": "Agreed"}}]


class FakeSlack(FakeServer):
    """Accepts every post and gives each its own time stamp; never finds repeats."""

    def __init__(self):
        super().__init__()
        self.posts = []

    def answer(self, request):
        if request.headers.get("authorization") != "Bearer xoxb-1":
            return Reply(body={"ok": False, "error": "invalid_auth"})
        if request.path == "/api/auth.test":
            return Reply(body={"ok": True, "team": "House"})
        self.posts.append(request.json())
        ts = f"1503435956.{len(self.posts):06d}"
        return Reply(body={"ok": True, "channel": "C1", "ts": ts})


@pytest.fixture
def slack():
    with FakeSlack() as fake:
        yield fake
        assert fake.errors == []


@pytest.fixture
def gateway(slack):
    return SlackApiGateway("xoxb-1", api_url=f"{slack.url}/api/", timeout=1)


def test_a_post_carries_its_key_and_blocks(gateway, slack):
    assert gateway.post("C1", "Agreed", BLOCKS, "key-1") == Posted("1503435956.000001")
    (post,) = slack.posts
    assert post["metadata"]["event_payload"] == {"key": "key-1"}
    assert post["blocks"] == BLOCKS
    assert gateway.check() == "House"


@pytest.mark.parametrize("kind", ["close", "reset", "hang", "cut", "status_after_accept"])
def test_a_post_that_broke_off_is_unknown_and_made_once(gateway, slack, kind):
    slack.fail(kind, "chat.postMessage", seconds=2)
    assert isinstance(gateway.post("C1", "Agreed", [], "key-1"), Unknown)
    assert len(slack.posts) == 1


def test_a_rate_limit_passes_and_a_missing_channel_does_not(gateway, slack):
    body = {"ok": False, "error": "ratelimited"}
    slack.fail("status", status=429, body=body, headers={"Retry-After": "1"})
    assert gateway.post("C1", "Agreed", [], "k") == Refused("ratelimited", permanent=False)
    slack.fail("status", status=200, body={"ok": False, "error": "channel_not_found"})
    assert gateway.post("C1", "Agreed", [], "k") == Refused("channel_not_found", permanent=True)
    assert slack.posts == []


def test_an_internal_error_of_slacks_is_unknown(gateway, slack):
    slack.fail("status", status=200, body={"ok": False, "error": "internal_error"})
    assert isinstance(gateway.post("C1", "Agreed", [], "k"), Unknown)


def test_blocks_slack_will_not_have_are_posted_as_plain_text(gateway, slack):
    slack.fail("status", status=200, body={"ok": False, "error": "invalid_blocks"})
    assert isinstance(gateway.post("C1", "Agreed", BLOCKS, "k"), Posted)
    assert "blocks" not in slack.posts[0]


def test_a_dead_token_and_a_dead_server_are_told_apart(slack):
    refused = SlackApiGateway("xoxb-2", api_url=f"{slack.url}/api/").post("C1", "x", [], "k")
    assert refused == Refused("invalid_auth", permanent=True)
    dead = SlackApiGateway("xoxb-1", api_url="http://127.0.0.1:9/api/")
    outcome = dead.post("C1", "x", [], "k")
    assert isinstance(outcome, Refused)
    assert not outcome.permanent
    with pytest.raises(GatewayError):
        dead.check()


def test_other_modes_say_what_they_are():
    assert isinstance(DryRunSlackGateway().post("C1", "x", [], "k"), Simulated)
    sandbox = SandboxSlackGateway()
    assert sandbox.post("C1", "x", [], "k") == sandbox.post("C1", "y", [], "k")
    assert sandbox.post("C1", "x", [], "k") != sandbox.post("C1", "x", [], "l")

"""The Slack adapter: one call, whatever becomes of the answer."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from integrations.errors import GatewayError, NotConfigured, RateLimited
from integrations.slack.dry_run import DryRunSlackGateway
from integrations.slack.gateway import NotPosted, Person, Posted, Simulated, Unknown, Waits
from integrations.slack.live import SlackApiGateway, is_slacks
from integrations.slack.sandbox import SandboxSlackGateway
from tests.fakes.slack import SECRET, TOKEN, FakeSlack

BLOCKS = [{"type": "section", "text": {"type": "mrkdwn", "text": "Agreed"}}]
BROKEN = ["close", "reset", "hang", "cut", "status_after_accept"]
PASSING = ["ratelimited", "rate_limited", "message_limit_exceeded", "team_added_to_org"]
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def slack() -> Iterator[Any]:
    with FakeSlack() as fake:
        fake.add_channel("C1")
        yield fake
        assert fake.errors == []


@pytest.fixture
def gateway(slack: FakeSlack) -> SlackApiGateway:
    return SlackApiGateway(TOKEN, api_url=slack.api_url, timeout=1)


def test_a_post_carries_its_key_and_blocks(gateway: SlackApiGateway, slack: FakeSlack) -> None:
    placed = gateway.post("C1", "Agreed", BLOCKS, "key-1")
    (message,) = slack.messages
    assert placed == Posted(message["ts"], "C1")
    assert message["metadata"]["event_payload"] == {"key": "key-1"}
    assert message["blocks"] == BLOCKS
    assert gateway.check() == "House"


def test_an_update_replaces_the_message_in_its_place_buttons_included(
    gateway: SlackApiGateway, slack: FakeSlack
) -> None:
    placed = gateway.post("C1", "Open", BLOCKS, "key-1")
    assert isinstance(placed, Posted)
    assert gateway.update(placed, "Closed", [], "key-1") == placed
    (message,) = slack.messages
    assert (message["text"], message["blocks"]) == ("Closed", [])
    gone = Posted("1.000001", "C1")
    assert gateway.update(gone, "x", [], "k") == NotPosted("message_not_found", permanent=True)


@pytest.mark.parametrize("kind", BROKEN)
def test_a_post_that_broke_off_is_unknown_made_once_and_found_by_its_key(
    gateway: SlackApiGateway, slack: FakeSlack, kind: str
) -> None:
    slack.fail(kind, "chat.postMessage", seconds=2)
    assert isinstance(gateway.post("C1", "Agreed", [], "key-1"), Unknown)
    (message,) = slack.messages
    assert gateway.find("C1", "key-1", LONG_AGO) == Posted(message["ts"], "C1")
    assert gateway.find("C1", "key-2", LONG_AGO) is None


@pytest.mark.parametrize("kind", BROKEN)
def test_an_update_that_broke_off_is_unknown(
    gateway: SlackApiGateway, slack: FakeSlack, kind: str
) -> None:
    placed = gateway.post("C1", "Open", [], "key-1")
    assert isinstance(placed, Posted)
    slack.fail(kind, "chat.update", seconds=2)
    assert isinstance(gateway.update(placed, "Closed", [], "key-1"), Unknown)


def test_a_key_is_looked_for_on_every_page(gateway: SlackApiGateway, slack: FakeSlack) -> None:
    placed = gateway.post("C1", "First", [], "key-1")
    for number in range(250):
        slack.messages.append({**slack.messages[0], "ts": f"9{number:09d}.0", "metadata": None})
    assert gateway.find("C1", "key-1", LONG_AGO) == placed
    assert slack.count("conversations.history") == 2


@pytest.mark.parametrize("scope", ["channels:history"])
def test_a_record_that_may_not_be_read_says_which_scope_is_missing(
    gateway: SlackApiGateway, slack: FakeSlack, scope: str
) -> None:
    slack.scopes.discard(scope)
    with pytest.raises(GatewayError, match=scope) as caught:
        gateway.find("C1", "key-1", LONG_AGO)
    assert caught.value.permanent


@pytest.mark.parametrize("said", PASSING)
def test_a_refusal_that_passes_is_a_wait_and_no_failure(
    gateway: SlackApiGateway, slack: FakeSlack, said: str
) -> None:
    slack.refuse(said, times=3)
    assert gateway.post("C1", "x", [], "k") == Waits(said)
    assert gateway.update(Posted("1.1", "C1"), "x", [], "k") == Waits(said)
    slack.refuse(said, "users.info")
    with pytest.raises(RateLimited, match=said) as caught:
        gateway.person("U1")
    assert not caught.value.permanent


def test_a_rate_limit_passes_after_its_wait_and_a_missing_channel_does_not(
    gateway: SlackApiGateway, slack: FakeSlack
) -> None:
    slack.rate_limit(seconds=7)
    assert gateway.post("C1", "x", [], "k") == Waits("ratelimited", wait_seconds=7)
    slack.rate_limit("/commands/", seconds=8)
    assert gateway.respond(slack.response_url("commands"), "x", []) == Waits("ratelimited", 8)
    assert gateway.post("C2", "x", [], "k") == NotPosted("channel_not_found", permanent=True)
    refused = gateway.post("", "x", [], "k")
    assert isinstance(refused, NotPosted) and refused.permanent
    assert slack.messages == []


def test_an_internal_error_of_slacks_is_unknown(gateway: SlackApiGateway, slack: FakeSlack) -> None:
    slack.refuse("internal_error")
    assert isinstance(gateway.post("C1", "Agreed", [], "k"), Unknown)


def test_blocks_slack_will_not_have_are_posted_as_plain_text(
    gateway: SlackApiGateway, slack: FakeSlack
) -> None:
    too_long = [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}]
    assert isinstance(gateway.post("C1", "Agreed", too_long, "k"), Posted)
    assert not slack.messages[0]["blocks"]


def test_a_dead_token_and_a_dead_server_are_told_apart(slack: FakeSlack) -> None:
    refused = SlackApiGateway("xoxb-2", api_url=slack.api_url).post("C1", "x", [], "k")
    assert refused == NotPosted("invalid_auth", permanent=True)
    dead = SlackApiGateway(TOKEN, api_url="http://127.0.0.1:9/api/")
    outcome = dead.post("C1", "x", [], "k")
    assert isinstance(outcome, NotPosted)
    assert not outcome.permanent
    with pytest.raises(GatewayError):
        dead.check()


# --- answers to one person ----------------------------------------------------------------


def test_an_answer_reaches_one_person_until_its_address_is_used_up(
    gateway: SlackApiGateway, slack: FakeSlack
) -> None:
    url = slack.response_url("commands")
    assert [gateway.respond(url, "Done", BLOCKS) for _ in range(5)] == [Posted()] * 5
    assert slack.answers[0]["response_type"] == "ephemeral"
    assert gateway.respond(url, "Done", []) == NotPosted("404 used_url", permanent=True)
    late = slack.response_url("commands")
    slack.clock_ahead = 1801
    assert gateway.respond(late, "Done", []) == NotPosted("404 expired_url", permanent=True)


@pytest.mark.parametrize("kind", BROKEN)
def test_an_answer_that_broke_off_is_unknown_and_made_once(
    gateway: SlackApiGateway, slack: FakeSlack, kind: str
) -> None:
    url = slack.response_url("commands")
    slack.fail(kind, "/commands/", seconds=2)
    assert isinstance(gateway.respond(url, "Done", []), Unknown)
    assert len(slack.answers) == 1


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/commands/T1/1/x",
        "https://hooks.slack.com@evil.example/x",
        "https://evil.example\\@hooks.slack.com/x",
        "http://hooks.slack.com/commands/T1/1/x",
        "https://hooks.slack.com.evil.example/x",
        "https://hooks.slack.com:8443/x",
        "http://127.0.0.1:9/x",
        "file:///etc/passwd",
        "",
    ],
)
def test_an_answer_goes_to_slack_and_to_nobody_else(
    gateway: SlackApiGateway, slack: FakeSlack, url: str
) -> None:
    outcome = gateway.respond(url, "Done", [])
    assert isinstance(outcome, NotPosted) and outcome.permanent
    assert slack.requests == []


def test_slacks_own_response_host_is_known() -> None:
    assert is_slacks("https://hooks.slack.com/actions/T1/1/x", "https://slack.com/api/")


def test_an_answer_follows_no_redirect(gateway: SlackApiGateway, slack: FakeSlack) -> None:
    where = {"Location": slack.response_url("actions")}
    slack.fail("status", "/commands/", status=302, headers=where)
    outcome = gateway.respond(slack.response_url("commands"), "Done", [])
    assert isinstance(outcome, NotPosted)
    assert slack.answers == []


# --- who is who ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "is_member"),
    [
        pytest.param({}, True, id="a colleague"),
        pytest.param({"team_id": "T2"}, False, id="of another company, in a shared channel"),
        pytest.param({"team_id": "E1", "enterprise_user": {"teams": ["T1"]}}, True, id="on a grid"),
        pytest.param({"deleted": True}, False, id="left"),
        pytest.param({"is_bot": True}, False, id="a bot"),
        pytest.param({"is_stranger": True}, False, id="a stranger"),
        pytest.param({"is_email_confirmed": False}, False, id="with an unconfirmed address"),
    ],
)
def test_a_person_is_known_by_their_address_in_our_workspace(
    gateway: SlackApiGateway, slack: FakeSlack, changes: dict[str, Any], is_member: bool
) -> None:
    slack.add_user("U1", "Ana@House.example", **changes)
    assert gateway.person("U1") == Person("ana@house.example", is_member)


def test_a_person_slack_does_not_tell_of_is_an_error_or_has_no_address(
    gateway: SlackApiGateway, slack: FakeSlack
) -> None:
    with pytest.raises(GatewayError, match="user_not_found"):
        gateway.person("U2")
    slack.add_user("U1", "ana@house.example")
    slack.scopes.discard("users:read.email")
    assert gateway.person("U1").email == ""


# --- the other modes, and the fake itself -------------------------------------------------


def test_other_modes_say_what_they_are() -> None:
    dry, sandbox = DryRunSlackGateway(), SandboxSlackGateway()
    assert isinstance(dry.post("C1", "x", [], "k"), Simulated)
    assert isinstance(dry.update(Posted("1"), "x", [], "k"), Simulated)
    assert isinstance(dry.respond("https://hooks.slack.com/x", "x", []), Simulated)
    assert sandbox.post("C1", "x", [], "k") == sandbox.post("C1", "y", [], "k")
    assert sandbox.post("C1", "x", [], "k") != sandbox.post("C1", "x", [], "l")
    for gateway in (dry, sandbox):
        assert gateway.find("C1", "k", LONG_AGO) is None
        with pytest.raises(NotConfigured):
            gateway.person("U1")


def test_the_fake_signs_as_slack_documents_it(slack: FakeSlack) -> None:
    body = (
        b"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow"
        b"&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner"
        b"&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands"
        b"%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
        b"&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
    )
    assert slack.secret == SECRET
    headers = slack.sign(body, at=1531420618)
    expected = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"
    assert headers["X-Slack-Signature"] == expected

"""Slack's Web API through its SDK, with the SDK's own repeat of a broken post switched off.

Sources: https://docs.slack.dev/reference/methods/chat.postMessage and chat.update,
https://docs.slack.dev/reference/methods/conversations.history,
https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
"""

import json
import socket
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from http.client import HTTPException
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit

import httpx2
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web import SlackResponse

from integrations.errors import GatewayError, RateLimited
from integrations.http import build_client
from integrations.slack.gateway import (
    Block,
    NotPosted,
    Person,
    Posted,
    PostOutcome,
    Unknown,
    Waits,
)
from integrations.strangers import storable_line

DEFAULT_URL = "https://slack.com/api/"
RESPONSE_HOST = "https://hooks.slack.com"
EVENT_TYPE = "parley_notification"
_TIMEOUT_SECONDS = 15
_AMBIGUOUS = frozenset({"internal_error", "fatal_error", "request_timeout", "service_unavailable"})
# Refusals that pass by themselves; only the first comes as 429 with a wait. The last is said while
# Slack moves the workspace into an organisation.
# Source: https://docs.slack.dev/reference/methods/chat.postMessage#errors
_PASSING = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded", "team_added_to_org"})
_BLOCK_ERRORS = frozenset(
    {"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long"}
)
# Slack's clock need not be ours.
_CLOCK_TOLERANCE = timedelta(minutes=5)
_PAGE, _PAGES = 200, 10
_LONGEST_WAIT = 3600
_LONGEST_EMAIL = 254


class SlackApiGateway:
    """Posts with a bot token; every post carries its key as metadata."""

    def __init__(
        self, token: str, *, api_url: str = DEFAULT_URL, timeout: int = _TIMEOUT_SECONDS
    ) -> None:
        self._api_url = api_url
        self._timeout = timeout
        # Without handlers given, the SDK posts again by itself when a connection dies.
        self._client = WebClient(
            token=token,
            base_url=api_url.rstrip("/") + "/",
            timeout=timeout,
            retry_handlers=[],
        )

    def check(self) -> str:
        """Return the workspace's name. :raises GatewayError: the token opens nothing."""
        return str(_read(self._client.auth_test).get("team", ""))

    def post(self, channel: str, text: str, blocks: Sequence[Block], key: str) -> PostOutcome:
        """Post once; blocks Slack will not have are left out, their text is posted plain."""
        if not channel:
            return NotPosted("no channel is set for this message", permanent=True)
        call = self._client.chat_postMessage

        def send(shown: Sequence[Block]) -> PostOutcome:
            content = _content(text, key, blocks=shown or None)
            return _done(lambda: call(channel=channel, **content), channel=channel)

        return _plain_if_refused(send, blocks)

    def update(self, place: Posted, text: str, blocks: Sequence[Block], key: str) -> PostOutcome:
        """Put new content in the message's place, buttons included."""
        call = self._client.chat_update

        def send(shown: Sequence[Block]) -> PostOutcome:
            # Slack keeps the old blocks of a message unless the update names some, or none.
            content = _content(text, key, blocks=shown)
            return _done(
                lambda: call(channel=place.channel, ts=place.ts, **content), channel=place.channel
            )

        return _plain_if_refused(send, blocks)

    def respond(self, url: str, text: str, blocks: Sequence[Block]) -> PostOutcome:
        """Answer at a response address, only ever at Slack's own host, following no redirect."""
        if not is_slacks(url, self._api_url):
            return NotPosted("the response address is not Slack's", permanent=True)
        body = {"response_type": "ephemeral", "replace_original": False, "text": text}
        if blocks:
            body["blocks"] = [dict(block) for block in blocks]
        try:
            with build_client(read_seconds=self._timeout) as client:
                answer = client.post(url, json=body)
        except (httpx2.ConnectError, httpx2.ConnectTimeout) as error:
            return NotPosted(f"Slack was not reached: {error}", permanent=False)
        except httpx2.HTTPError as error:
            return Unknown(f"Slack's answer did not arrive: {error}")
        return _responded(answer)

    def find(self, channel: str, key: str, since: datetime) -> Posted | None:
        """Read the channel's history for the message that carries the key.

        :raises GatewayError: it cannot be read, or is too long to be sure
        """
        oldest = f"{(since - _CLOCK_TOLERANCE).timestamp():.6f}"
        cursor = ""
        for _ in range(_PAGES):
            page = self._history(channel, oldest, cursor)
            for message in page.get("messages") or ():
                if _key_of(message) == key:
                    return Posted(ts=str(message["ts"]), channel=channel)
            cursor = str((page.get("response_metadata") or {}).get("next_cursor") or "")
            if not cursor:
                return None
        raise GatewayError("the channel's history is too long to be sure", permanent=True)

    def _history(self, channel: str, oldest: str, cursor: str) -> SlackResponse:
        return _read(
            lambda: self._client.conversations_history(
                channel=channel,
                oldest=oldest,
                inclusive=True,
                include_all_metadata=True,
                limit=_PAGE,
                cursor=cursor or None,
            )
        )

    def person(self, user_id: str) -> Person:
        """Ask who a user is, and whether they belong to the workspace the token is of.

        In a channel shared with another company its people may press our buttons too, under
        addresses that only their own workspace vouches for.
        """
        team = str(_read(self._client.auth_test).get("team_id") or "")
        user = _read(lambda: self._client.users_info(user=user_id)).get("user") or {}
        grid = (user.get("enterprise_user") or {}).get("teams") or ()
        is_stranger = user.get("is_stranger") or user.get("deleted") or user.get("is_bot")
        is_confirmed = user.get("is_email_confirmed") is not False
        return Person(
            email=storable_line(_email_of(user), longest=_LONGEST_EMAIL).lower(),
            is_member=bool(team)
            and (user.get("team_id") == team or team in grid)
            and not is_stranger
            and is_confirmed,
        )


def _email_of(user: dict[str, Any]) -> str:
    return str((user.get("profile") or {}).get("email") or "")


def is_slacks(url: str, api_url: str) -> bool:
    """Whether a response address lies on Slack's host for them, or on the API's own host."""
    parts = urlsplit(url)
    if parts.username is not None or parts.password is not None or "\\" in url:
        return False
    place = f"{parts.scheme}://{parts.netloc}".lower()
    api = urlsplit(api_url)
    return place in (RESPONSE_HOST, f"{api.scheme}://{api.netloc}".lower())


def _content(text: str, key: str, *, blocks: Sequence[Block] | None) -> dict[str, Any]:
    """Return the arguments that a post and an update share."""
    return {
        "text": text,
        "blocks": None if blocks is None else [dict(block) for block in blocks],
        "metadata": {"event_type": EVENT_TYPE, "event_payload": {"key": key}},
        # A preview would make Slack fetch whatever address an outsider wrote.
        "unfurl_links": False,
        "unfurl_media": False,
    }


def _plain_if_refused(
    send: Callable[[Sequence[Block]], PostOutcome], blocks: Sequence[Block]
) -> PostOutcome:
    outcome = send(blocks)
    if blocks and isinstance(outcome, NotPosted) and outcome.reason in _BLOCK_ERRORS:
        return send(())
    return outcome


def _done(call: Callable[[], SlackResponse], *, channel: str) -> PostOutcome:
    """Make one call and say what became of it."""
    try:
        answer = call()
    except SlackApiError as error:
        return _refusal(error)
    except URLError as error:
        if isinstance(error.reason, ConnectionRefusedError | socket.gaierror):
            return NotPosted(f"Slack was not reached: {error}", permanent=False)
        return Unknown(f"Slack's answer did not arrive: {error}")
    except (SlackClientError, OSError, HTTPException, json.JSONDecodeError) as error:
        return Unknown(f"Slack's answer did not arrive: {error}")
    ts = answer.get("ts")
    if not ts:
        return Unknown("Slack's answer names no message.")
    return Posted(ts=str(ts), channel=str(answer.get("channel") or channel))


def _read(call: Callable[[], SlackResponse]) -> SlackResponse:
    """Make one call that changes nothing. :raises GatewayError: it failed"""
    try:
        return call()
    except SlackApiError as error:
        refusal = _refusal(error)
        if isinstance(refusal, Waits):
            raise RateLimited(
                f"Slack asks to wait: {refusal.reason}", refusal.wait_seconds
            ) from error
        permanent = isinstance(refusal, NotPosted) and refusal.permanent
        needed = error.response.get("needed")
        words = f"{_code(error) or 'no reason given'}" + (f" (needs {needed})" if needed else "")
        raise GatewayError(f"Slack refused: {words}", permanent=permanent) from error
    except (SlackClientError, OSError, HTTPException, json.JSONDecodeError) as error:
        raise GatewayError(f"Slack was not reached: {error}", permanent=False) from error


def _responded(answer: httpx2.Response) -> PostOutcome:
    """Read what the response address said; it speaks plain text, `ok` when all is well."""
    if answer.status_code == 200:
        return Posted()
    if answer.status_code == 429:
        wait = _seconds(answer.headers.get("Retry-After"))
        return Waits("ratelimited", wait)
    if answer.status_code >= 500:
        return Unknown(f"Slack failed: {answer.status_code}")
    return NotPosted(f"{answer.status_code} {answer.text[:80]}".strip(), permanent=True)


def _refusal(error: SlackApiError) -> NotPosted | Waits | Unknown:
    status = int(error.response.status_code)
    code = _code(error)
    if status == 429 or code in _PASSING:
        headers = {name.lower(): value for name, value in error.response.headers.items()}
        return Waits(code or "ratelimited", _seconds(headers.get("retry-after")))
    if status >= 500 or code in _AMBIGUOUS or not code:
        return Unknown(f"Slack failed: {code or status}")
    return NotPosted(code, permanent=True)


def _code(error: SlackApiError) -> str:
    return str(error.response.get("error") or "")


def _seconds(header: str | None) -> int:
    return min(int(header), _LONGEST_WAIT) if header and header.isdecimal() else 0


def _key_of(message: Any) -> str:
    metadata = message.get("metadata") or {}
    if metadata.get("event_type") != EVENT_TYPE:
        return ""
    return str((metadata.get("event_payload") or {}).get("key") or "")

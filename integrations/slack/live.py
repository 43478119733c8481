"""Slack's Web API through its SDK, with the SDK's own repeat of a broken post switched off.

Source: https://docs.slack.dev/reference/methods/chat.postMessage
"""

import json
import socket
from collections.abc import Sequence
from http.client import HTTPException
from urllib.error import URLError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from integrations.errors import GatewayError
from integrations.slack.gateway import Block, Posted, PostOutcome, Refused, Unknown

DEFAULT_URL = "https://slack.com/api/"
EVENT_TYPE = "parley_notification"
_TIMEOUT_SECONDS = 15
_AMBIGUOUS = frozenset({"internal_error", "fatal_error", "request_timeout", "service_unavailable"})
_BLOCK_ERRORS = frozenset({"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"})


class SlackApiGateway:
    """Posts with a bot token; every post carries its key as metadata."""

    def __init__(
        self, token: str, *, api_url: str = DEFAULT_URL, timeout: int = _TIMEOUT_SECONDS
    ) -> None:
        # Without handlers given, the SDK posts again by itself when a connection dies.
        self._client = WebClient(
            token=token,
            base_url=api_url.rstrip("/") + "/",
            timeout=timeout,
            retry_handlers=[],
        )

    def check(self) -> str:
        """Return the workspace's name. :raises GatewayError: the token opens nothing."""
        try:
            return str(self._client.auth_test().get("team", ""))
        except SlackApiError as error:
            raise GatewayError(f"Slack refused: {_code(error)}", permanent=True) from error
        except (SlackClientError, OSError, HTTPException) as error:
            raise GatewayError(f"Slack was not reached: {error}", permanent=False) from error

    def post(self, channel: str, text: str, blocks: Sequence[Block], key: str) -> PostOutcome:
        """Post once; blocks Slack will not have are left out, their text is posted plain."""
        outcome = self._post(channel, text, blocks, key)
        if blocks and isinstance(outcome, Refused) and outcome.reason in _BLOCK_ERRORS:
            return self._post(channel, text, (), key)
        return outcome

    def _post(self, channel: str, text: str, blocks: Sequence[Block], key: str) -> PostOutcome:
        try:
            answer = self._client.chat_postMessage(
                channel=channel,
                text=text,
                blocks=[dict(block) for block in blocks] or None,
                metadata={"event_type": EVENT_TYPE, "event_payload": {"key": key}},
            )
        except SlackApiError as error:
            return _refusal(error)
        except URLError as error:
            if isinstance(error.reason, ConnectionRefusedError | socket.gaierror):
                return Refused(f"Slack was not reached: {error}", permanent=False)
            return Unknown(f"Slack's answer did not arrive: {error}")
        except (SlackClientError, OSError, HTTPException, json.JSONDecodeError) as error:
            return Unknown(f"Slack's answer did not arrive: {error}")
        ts = answer.get("ts")
        return Posted(ts=str(ts)) if ts else Unknown("Slack's answer names no message.")


def _refusal(error: SlackApiError) -> PostOutcome:
    status = int(error.response.status_code)
    code = _code(error)
    if status == 429 or code == "ratelimited":
        return Refused("ratelimited", permanent=False)
    if status >= 500 or code in _AMBIGUOUS or not code:
        return Unknown(f"Slack failed: {code or status}")
    return Refused(code, permanent=True)


def _code(error: SlackApiError) -> str:
    return str(error.response.get("error") or "")

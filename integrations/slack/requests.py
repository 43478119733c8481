"""What people do in Slack, parsed from the signed form it posts; odd bodies are refused. Pure.

All text of a request is storable: the kept delivery holds it as it came.

Sources: https://docs.slack.dev/interactivity/implementing-slash-commands and
https://docs.slack.dev/reference/interaction-payloads/block_actions-payload
"""

import json
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import parse_qs

from integrations.strangers import storable_json, storable_text

_LONGEST = 3000


class OddRequest(ValueError):
    """A signed request that is nothing we offer; the text says what it is."""


@dataclass(frozen=True)
class SlackRequest:
    """One thing a Slack user did: `verb` is a command ("/claim") or a button's action id.

    `words` is what was typed after the command, or the button's own value.
    """

    user_id: str
    response_url: str
    verb: str
    words: str

    @property
    def is_command(self) -> bool:
        """Typed, not pressed."""
        return self.verb.startswith("/")


def parse_request(body: bytes) -> SlackRequest:
    """Return what was typed or pressed.

    :raises OddRequest: if it is neither
    """
    form = _form(body)
    if "payload" in form:
        return _press(_payload(form["payload"]))
    if not form.get("command", "").startswith("/"):
        raise OddRequest("neither a command nor a button")
    return SlackRequest(
        user_id=form.get("user_id", ""),
        response_url=form.get("response_url", ""),
        verb=form["command"].lower(),
        words=form.get("text", "").strip()[:_LONGEST],
    )


def trigger_of(body: bytes) -> str:
    """Return the trigger id of a request, or nothing for an odd one."""
    try:
        form = _form(body)
        source = _payload(form["payload"]) if "payload" in form else form
        return _text(source, "trigger_id")
    except OddRequest:
        return ""


def _form(body: bytes) -> dict[str, str]:
    try:
        found = parse_qs(body.decode("utf-8"), keep_blank_values=True, max_num_fields=100)
    except ValueError as error:
        raise OddRequest("the body is no form") from error
    return {name: storable_text(values[0]) for name, values in found.items()}


def _payload(text: str) -> dict[str, Any]:
    try:
        payload = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise OddRequest("the payload is no JSON") from error
    if not isinstance(payload, dict):
        raise OddRequest("the payload is no object")
    return cast(dict[str, Any], storable_json(payload))


def _press(payload: dict[str, Any]) -> SlackRequest:
    actions = payload.get("actions")
    if payload.get("type") != "block_actions" or not isinstance(actions, list) or not actions:
        raise OddRequest(f"an interaction of type {_text(payload, 'type')!r}")
    action, user = actions[0], payload.get("user")
    if not isinstance(action, dict) or not isinstance(user, dict):
        raise OddRequest("the payload is not shaped like a pressed button")
    verb = _text(action, "action_id")
    if verb.startswith("/"):
        raise OddRequest("a button named like a command")
    return SlackRequest(
        user_id=_text(user, "id"),
        response_url=_text(payload, "response_url"),
        verb=verb,
        words=_text(action, "value")[:_LONGEST],
    )


def _text(source: dict[str, Any], name: str) -> str:
    value = source.get(name)
    return value if isinstance(value, str) else ""

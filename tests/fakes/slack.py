"""Slack on loopback: the Web API, response addresses, and the requests it signs and sends us."""

import copy
import hashlib
import hmac
import itertools
import json
import time
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode

from tests.fakes.server import FakeServer, RecordedRequest, Reply
from tests.fakes.slack_blocks import problems_of

TOKEN = "xoxb-1"
SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
TEAM = "T1"
SCOPES = (
    "chat:write",
    "commands",
    "users:read",
    "users:read.email",
    "channels:history",
    "groups:history",
)
_NEEDS = {
    "chat.postMessage": "chat:write",
    "chat.update": "chat:write",
    "users.info": "users:read",
    "conversations.history": "channels:history",
}
RESPONSE_USES, RESPONSE_SECONDS = 5, 1800
Post = Callable[[str, bytes, Mapping[str, str]], int]
Delivery = tuple[bytes, dict[str, str]]


class FakeSlack(FakeServer):
    """Takes every post that is well-formed, gives each its own time stamp, finds no repeats."""

    def __init__(self, token: str = TOKEN, secret: str = SECRET) -> None:
        super().__init__()
        self.token, self.secret, self.scopes = token, secret, set(SCOPES)
        self.channels: dict[str, str] = {}
        self.users: dict[str, dict[str, Any]] = {}
        self.messages: list[dict[str, Any]] = []
        self.edits: list[dict[str, Any]] = []
        self.answers: list[dict[str, Any]] = []
        self.clock_ahead = 0.0
        self._responses: dict[str, tuple[float, int]] = {}
        self._numbers = itertools.count(1)

    @property
    def api_url(self) -> str:
        """Return what SLACK_API_URL is set to."""
        return f"{self.url}/api/"

    def add_channel(self, channel: str, refusal: str = "") -> str:
        """Open a channel; `refusal` is the error every post there meets."""
        self.channels[channel] = refusal
        return channel

    def add_user(self, user_id: str, email: str, **changes: Any) -> str:
        """Let somebody join the workspace."""
        profile = {"email": email, "real_name": user_id} if email else {"real_name": user_id}
        user = {"id": user_id, "team_id": TEAM, "is_email_confirmed": True, "profile": profile}
        self.users[user_id] = {**user, **changes}
        return user_id

    def message(self, needle: str) -> dict[str, Any]:
        """Return the only message whose text or blocks contain the words."""
        (found,) = [m for m in self.messages if needle in json.dumps(m, ensure_ascii=False)]
        return found

    def rate_limit(self, match: str = "chat.", *, times: int = 1, seconds: int = 1) -> None:
        """Answer 429 with Retry-After."""
        body = {"ok": False, "error": "ratelimited"}
        headers = {"Retry-After": str(seconds)}
        self.fail("status", match, times=times, status=429, body=body, headers=headers)

    def refuse(self, error: str, match: str = "chat.", *, times: int = 1, **more: Any) -> None:
        """Answer as Slack refuses: 200, not ok."""
        body = {"ok": False, "error": error, **more}
        self.fail("status", match, times=times, status=200, body=body)

    # --- what Slack sends us ----------------------------------------------------------------

    def sign(self, body: bytes, *, at: float | None = None) -> dict[str, str]:
        """Return the headers of a signed request."""
        stamp = str(int(time.time() if at is None else at))
        base = b"v0:" + stamp.encode() + b":" + body
        digest = hmac.new(self.secret.encode(), base, hashlib.sha256).hexdigest()
        return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}

    def command(self, line: str, *, user: str = "U1", **changes: str) -> Delivery:
        """Return what a typed line such as "/claim mia" is posted as."""
        name, _, text = line.partition(" ")
        form = {
            "token": "verification",
            "team_id": TEAM,
            "team_domain": "house",
            "channel_id": "C1",
            "channel_name": "escalations",
            "user_id": user,
            "user_name": user.lower(),
            "command": name,
            "text": text,
            "api_app_id": "A1",
            "is_enterprise_install": "false",
            "response_url": self.response_url("commands"),
            "trigger_id": self._trigger(),
            **changes,
        }
        body = urlencode(form).encode()
        return body, self.sign(body)

    def press(self, message: Mapping[str, Any], action: str, *, user: str = "U1") -> Delivery:
        """Return what pressing one button of a shown message is posted as."""
        pressed = next(b for b in buttons_of(message) if b["action_id"] == action)
        payload = {
            "type": "block_actions",
            "user": {"id": user, "username": user.lower(), "team_id": TEAM},
            "api_app_id": "A1",
            "token": "verification",
            "container": {
                "type": "message",
                "message_ts": message.get("ts", ""),
                "channel_id": message.get("channel", ""),
                "is_ephemeral": "ts" not in message,
            },
            "trigger_id": self._trigger(),
            "team": {"id": TEAM, "domain": "house"},
            "channel": {"id": message.get("channel", ""), "name": "escalations"},
            "message": copy.deepcopy(dict(message)),
            "state": {"values": {}},
            "response_url": self.response_url("actions"),
            "actions": [
                {
                    "type": "button",
                    "action_id": action,
                    "block_id": "b1",
                    "text": pressed["text"],
                    "value": pressed.get("value", ""),
                    "action_ts": f"{time.time():.6f}",
                }
            ],
        }
        body = urlencode({"payload": json.dumps(payload)}).encode()
        return body, self.sign(body)

    def response_url(self, kind: str) -> str:
        """Return a fresh address for answers; good for five of them within half an hour."""
        path = f"/{kind}/{TEAM}/{next(self._numbers)}/x"
        self._responses[path] = (self._now(), 0)
        return self.url + path

    def retried(self, delivery: Delivery, number: int, reason: str = "http_timeout") -> Delivery:
        """Return the same request as Slack repeats it."""
        body, headers = delivery
        retry = {"X-Slack-Retry-Num": str(number), "X-Slack-Retry-Reason": reason}
        return body, {**headers, **retry}

    # --- what we send Slack -----------------------------------------------------------------

    def answer(self, request: RecordedRequest) -> Reply:
        """Serve the Web API under /api/ and the response addresses."""
        if request.path in self._responses:
            return self._respond(request)
        method = request.path.removeprefix("/api/")
        refusal = self._refusal(request, method)
        if refusal:
            return Reply(body={"ok": False, **refusal})
        serve = {
            "auth.test": self._auth_test,
            "chat.postMessage": self._post,
            "chat.update": self._update,
            "users.info": self._user,
            "conversations.history": self._history,
        }.get(method)
        if serve is None:
            return Reply(body={"ok": False, "error": "unknown_method"})
        result = serve(_arguments(request))
        return Reply(body={"ok": "error" not in result, **result})

    def _refusal(self, request: RecordedRequest, method: str) -> dict[str, Any]:
        if request.headers.get("authorization") != f"Bearer {self.token}":
            return {"error": "invalid_auth"}
        needed = _NEEDS.get(method)
        if needed and needed not in self.scopes:
            provided = ",".join(sorted(self.scopes))
            return {"error": "missing_scope", "needed": needed, "provided": provided}
        return {}

    def _auth_test(self, _: dict[str, Any]) -> dict[str, Any]:
        return {"team": "House", "team_id": TEAM, "user_id": "UBOT", "bot_id": "B1"}

    def _post(self, given: dict[str, Any]) -> dict[str, Any]:
        channel = str(given.get("channel", ""))
        problem = self._content_problem(given, channel)
        if problem:
            return problem
        ts = f"{int(self._now())}.{next(self._numbers):06d}"
        self.messages.append({"channel": channel, "ts": ts, **_content(given)})
        return {"channel": channel, "ts": ts, "message": {"text": given.get("text", "")}}

    def _update(self, given: dict[str, Any]) -> dict[str, Any]:
        channel, ts = str(given.get("channel", "")), given.get("ts")
        problem = self._content_problem(given, channel)
        if problem:
            return problem
        found = [m for m in self.messages if (m["channel"], m["ts"]) == (channel, ts)]
        if not found:
            return {"error": "message_not_found"}
        # What an update leaves out stays as it was, blocks included.
        found[0].update({name: value for name, value in _content(given).items() if name in given})
        self.edits.append(copy.deepcopy(found[0]))
        return {"channel": channel, "ts": ts, "text": given.get("text", "")}

    def _content_problem(self, given: dict[str, Any], channel: str) -> dict[str, Any]:
        if channel not in self.channels:
            return {"error": "channel_not_found"}
        if self.channels[channel]:
            return {"error": self.channels[channel]}
        if not given.get("text") and not given.get("blocks"):
            return {"error": "no_text"}
        found = problems_of(given.get("blocks") or [])
        if found:
            return {"error": "invalid_blocks", "response_metadata": {"messages": found}}
        return {}

    def _user(self, given: dict[str, Any]) -> dict[str, Any]:
        user = copy.deepcopy(self.users.get(str(given.get("user"))))
        if user is None:
            return {"error": "user_not_found"}
        if "users:read.email" not in self.scopes:
            user["profile"].pop("email", None)
        return {"user": user}

    def _history(self, given: dict[str, Any]) -> dict[str, Any]:
        channel = str(given.get("channel", ""))
        if channel not in self.channels:
            return {"error": "channel_not_found"}
        oldest = float(given.get("oldest") or 0)
        there = [m for m in self.messages if m["channel"] == channel and float(m["ts"]) >= oldest]
        there.sort(key=lambda message: message["ts"], reverse=True)
        start, limit = int(given.get("cursor") or 0), int(given.get("limit") or 100)
        page = [dict(m) for m in there[start : start + limit]]
        if str(given.get("include_all_metadata")).lower() not in ("1", "true"):
            for message in page:
                message.pop("metadata", None)
        more = str(start + limit) if start + limit < len(there) else ""
        return {
            "messages": page,
            "has_more": bool(more),
            "response_metadata": {"next_cursor": more},
        }

    def _respond(self, request: RecordedRequest) -> Reply:
        made_at, uses = self._responses[request.path]
        if self._now() - made_at > RESPONSE_SECONDS:
            return Reply(404, b"expired_url")
        if uses >= RESPONSE_USES:
            return Reply(404, b"used_url")
        self._responses[request.path] = (made_at, uses + 1)
        body = request.json()
        if problems_of(body.get("blocks") or []):
            return Reply(400, b"invalid_blocks")
        self.answers.append(body)
        return Reply(200, b"ok")

    def _now(self) -> float:
        return time.time() + self.clock_ahead

    def _trigger(self) -> str:
        return f"{next(self._numbers)}.{next(self._numbers)}.8e1bb837935619ccad0f624c448ffb3"


def buttons_of(message: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return every button a message shows."""
    rows = [b for b in message.get("blocks") or [] if b["type"] == "actions"]
    accessories = [b["accessory"] for b in message.get("blocks") or [] if "accessory" in b]
    return [element for row in rows for element in row["elements"]] + accessories


def words_of(message: Mapping[str, Any]) -> str:
    """Return everything a message's blocks say, as one text."""
    return json.dumps(message.get("blocks") or message.get("text"), ensure_ascii=False)


def _content(given: dict[str, Any]) -> dict[str, Any]:
    return {name: given.get(name) for name in ("text", "blocks", "metadata")}


def _arguments(request: RecordedRequest) -> dict[str, Any]:
    """Return a call's arguments, however they were sent."""
    found: dict[str, Any] = {name: values[0] for name, values in request.query.items()}
    if request.headers.get("content-type", "").startswith("application/json"):
        return found | (request.json() or {})
    return found | dict(parse_qsl(request.body.decode()))

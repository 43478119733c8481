"""Anthropic's Messages API on loopback: structured readings, prose, and every way to fail."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.fakes.readers import honest_reading
from tests.fakes.server import FakeServer, RecordedRequest, Reply

__all__ = ["KEY", "FakeAnthropic", "Said", "honest_prose", "honest_reading"]

KEY = "sk-ant-test"
Body = Mapping[str, Any]
Words = str | Mapping[str, Any]
SAMPLING = {"temperature", "top_p", "top_k"}


@dataclass(frozen=True)
class Said:
    """One scripted answer; a mapping is sent as JSON text."""

    words: Words
    stop_reason: str = "end_turn"
    has_content: bool = True


class FakeAnthropic(FakeServer):
    """Serves `/v1/messages`; `reading` and `writing` say what the model answers."""

    def __init__(self, key: str = KEY) -> None:
        super().__init__()
        self.key = key
        self.thinks_first = True
        self.down: dict[str, Reply] = {}
        self.reading: Callable[[Body], Words | Said] = honest_reading
        self.writing: Callable[[Body], Words | Said] = honest_prose
        self.usage = {
            "input_tokens": 1000,
            "cache_creation_input_tokens": 400,
            "cache_read_input_tokens": 600,
            "output_tokens": 50,
        }

    def answer(self, request: RecordedRequest) -> Reply:
        """Refuse what the real service refuses, else say what is scripted."""
        body = request.json()
        if not self._is_authorised(request):
            return error(401, "authentication_error", "invalid key")
        if SAMPLING & body.keys():
            return error(400, "invalid_request_error", "sampling arguments are gone")
        if request.path.endswith("/count_tokens"):
            return Reply(body={"input_tokens": 7})
        purpose = "reading" if is_reading(body) else "writing"
        if purpose in self.down:
            return self.down[purpose]
        said = self.reading(body) if is_reading(body) else self.writing(body)
        return self._message(body, said if isinstance(said, Said) else Said(said))

    def _is_authorised(self, request: RecordedRequest) -> bool:
        bearer = request.headers.get("authorization") == f"Bearer {self.key}"
        return bearer or request.headers.get("x-api-key") == self.key

    def _message(self, body: Body, said: Said) -> Reply:
        text = said.words if isinstance(said.words, str) else json.dumps(said.words)
        content: list[dict[str, Any]] = []
        if self.thinks_first:
            content.append({"type": "thinking", "thinking": "", "signature": "s"})
        if said.has_content:
            content.append({"type": "text", "text": text})
        number = len(self.requests)
        message = {
            "id": f"msg_{number}",
            "type": "message",
            "role": "assistant",
            "model": body["model"],
            "content": content if said.has_content else [],
            "stop_reason": said.stop_reason,
            "stop_sequence": None,
            "stop_details": {"type": "refusal", "category": None, "explanation": ""}
            if said.stop_reason == "refusal"
            else None,
            "usage": self.usage,
        }
        return Reply(body=message, headers={"request-id": f"req_{number}"})

    def break_down(self, status: int = 529, *, only: str = "", **details: Any) -> None:
        """Answer questions with an error until `recover`; `only` names one purpose."""
        kinds = {429: "rate_limit_error", 529: "overloaded_error", 500: "api_error"}
        reply = error(status, kinds.get(status, "api_error"), "not now", **details)
        headers = dict(reply.headers) | ({"retry-after": "3600"} if status == 429 else {})
        reply = Reply(reply.status, reply.body, headers)
        self.down = dict.fromkeys([only] if only else ["reading", "writing"], reply)

    def recover(self) -> None:
        """Answer again."""
        self.down.clear()
        self.faults.clear()

    def asked(self, purpose: str = "") -> list[dict[str, Any]]:
        """Return the questions of a purpose, `reading` or `writing`, as they arrived."""
        bodies = [r.json() for r in self.requests if r.path.endswith("/messages")]
        return [b for b in bodies if not purpose or is_reading(b) == (purpose == "reading")]


def is_reading(body: Body) -> bool:
    """Tell a question for a structured answer from one for prose."""
    return "format" in (body.get("output_config") or {})


def content_of(body: Body) -> str:
    """Return what the question says besides the rules."""
    return str(body["messages"][0]["content"])


def honest_prose(body: Body) -> str:
    """Write what the rules ask for: every placeholder once, no figure, no promise."""
    listed = content_of(body).partition("<placeholders>")[2].partition("</placeholders>")[0]
    names = re.findall(r"\{\{(\w+)\}\}", listed)
    alone = [f"{{{{{name}}}}}" for name in names if name in ("answers", "scope")]
    inline = " ".join(f"{{{{{name}}}}}" for name in names if name not in ("answers", "scope"))
    first = f"Thank you for taking the time, your work is a joy to look at. {inline}".strip()
    return "\n\n".join([first, *alone, "Have a look and tell us how it sits with you."])


def error(status: int, kind: str, message: str, **details: Any) -> Reply:
    """Return an error as the service words it."""
    body = {
        "type": "error",
        "error": {"type": kind, "message": message, "details": details},
        "request_id": "req_error",
    }
    return Reply(status, body, {"request-id": "req_error"})

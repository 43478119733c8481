"""Sentry's envelope endpoint on loopback; keeps every event as it was sent."""

import gzip
import json
from typing import Any

from tests.fakes.server import FakeServer, RecordedRequest, Reply

PROJECT = "42"


class FakeSentry(FakeServer):
    """Takes envelopes for one project; `events` are the decoded error reports."""

    def __init__(self) -> None:
        super().__init__()
        self.events: list[dict[str, Any]] = []
        self.envelopes: list[str] = []

    @property
    def dsn(self) -> str:
        """Return what SENTRY_DSN is set to."""
        return self.url.replace("://", "://pubkey@") + f"/{PROJECT}"

    def answer(self, request: RecordedRequest) -> Reply:
        """Keep an envelope: a line of its own, then header and payload by turns."""
        if request.path != f"/api/{PROJECT}/envelope/":
            return Reply(404, {"detail": "no such project"})
        packed = request.headers.get("content-encoding") == "gzip"
        text = (gzip.decompress(request.body) if packed else request.body).decode()
        self.envelopes.append(text)
        lines = text.splitlines()
        for head, payload in zip(lines[1::2], lines[2::2], strict=False):
            if json.loads(head).get("type") == "event":
                self.events.append(json.loads(payload))
        return Reply(body={"id": "74dd"})

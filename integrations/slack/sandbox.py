"""The channel of the simulated world: every post arrives."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from integrations.errors import NotConfigured
from integrations.slack.gateway import Block, Person, Posted, PostOutcome


class SandboxSlackGateway:
    """Accepts every post; one key always gets the same made-up time stamp."""

    def post(self, channel: str, text: str, blocks: Sequence[Block], key: str) -> PostOutcome:
        """Answer as Slack does when all is well."""
        number = int(hashlib.sha256(f"{channel}\n{key}".encode()).hexdigest()[:12], 16)
        ts = f"{1_700_000_000 + number % 100_000_000}.{number % 1_000_000:06d}"
        return Posted(ts=ts, channel=channel)

    def update(self, place: Posted, text: str, blocks: Sequence[Block], key: str) -> PostOutcome:
        """Answer as Slack does when all is well."""
        return place

    def respond(self, url: str, text: str, blocks: Sequence[Block]) -> PostOutcome:
        """Answer as Slack does when all is well."""
        return Posted()

    def find(self, channel: str, key: str, since: datetime) -> Posted | None:
        """No post is ever in doubt here."""
        return None

    def person(self, user_id: str) -> Person:
        """Know nobody. :raises NotConfigured: always"""
        raise NotConfigured("SLACK_MODE is sandbox: its people are simulated.")

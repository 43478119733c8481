"""The channel of the simulated world: every post arrives."""

import hashlib
from collections.abc import Sequence

from integrations.slack.gateway import Block, Posted, PostOutcome


class SandboxSlackGateway:
    """Accepts every post; one key always gets the same made-up time stamp."""

    def post(self, channel: str, text: str, blocks: Sequence[Block], key: str) -> PostOutcome:
        """Answer as Slack does when all is well."""
        number = int(hashlib.sha256(f"{channel}\n{key}".encode()).hexdigest()[:12], 16)
        return Posted(ts=f"{1_700_000_000 + number % 100_000_000}.{number % 1_000_000:06d}")

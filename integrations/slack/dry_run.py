"""The channel that does nothing and says so."""

from collections.abc import Sequence

from integrations.slack.gateway import Block, PostOutcome, Simulated


class DryRunSlackGateway:
    """Posts nothing."""

    def post(self, channel: str, text: str, blocks: Sequence[Block], key: str) -> PostOutcome:
        """Say that the post was only simulated."""
        return Simulated("SLACK_MODE is dry_run: nothing was posted.")

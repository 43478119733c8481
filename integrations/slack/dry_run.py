"""The channel that does nothing and says so."""

from collections.abc import Sequence
from datetime import datetime

from integrations.errors import NotConfigured
from integrations.slack.gateway import Block, Person, Posted, PostOutcome, Simulated

_NOTHING = Simulated("SLACK_MODE is dry_run: nothing was posted.")


class DryRunSlackGateway:
    """Posts nothing and knows nobody."""

    def post(self, channel: str, text: str, blocks: Sequence[Block], key: str) -> PostOutcome:
        """Say that the post was only simulated."""
        return _NOTHING

    def update(self, place: Posted, text: str, blocks: Sequence[Block], key: str) -> PostOutcome:
        """Say that the change was only simulated."""
        return _NOTHING

    def respond(self, url: str, text: str, blocks: Sequence[Block]) -> PostOutcome:
        """Say that the answer was only simulated."""
        return _NOTHING

    def find(self, channel: str, key: str, since: datetime) -> Posted | None:
        """Nothing was posted, so nothing is there."""
        return None

    def person(self, user_id: str) -> Person:
        """Know nobody. :raises NotConfigured: always"""
        raise NotConfigured("SLACK_MODE is dry_run: Slack is not asked who anybody is.")

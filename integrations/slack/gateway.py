"""The port to the team's channels: messages out, four possible answers each; and who is who."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

Block = Mapping[str, Any]


@dataclass(frozen=True)
class Posted:
    """The message stands in this channel, by its id, under this time stamp."""

    ts: str = ""
    channel: str = ""


@dataclass(frozen=True)
class NotPosted:
    """Slack certainly did not take it."""

    reason: str
    permanent: bool


@dataclass(frozen=True)
class Waits:
    """Slack did not take it and will later: after that many seconds, where it named a wait."""

    reason: str
    wait_seconds: int = 0


@dataclass(frozen=True)
class Unknown:
    """Slack may have taken it."""

    reason: str


@dataclass(frozen=True)
class Simulated:
    """Nothing was posted, on purpose."""

    reason: str


PostOutcome = Posted | NotPosted | Waits | Unknown | Simulated


@dataclass(frozen=True)
class Person:
    """Whom Slack knows under a user id; the address is lower-case, empty when Slack keeps it."""

    email: str
    is_member: bool
    """An active person of our own workspace with a confirmed address."""


class SlackGateway(Protocol):
    """What is sent answers instead of raising; what is only read raises GatewayError."""

    def post(self, channel: str, text: str, blocks: Sequence[Block], key: str) -> PostOutcome:
        """Post once. `text` stands alone where blocks are not shown; `key` marks the post."""
        ...

    def update(self, place: Posted, text: str, blocks: Sequence[Block], key: str) -> PostOutcome:
        """Put new content in a message's place. Repeating it changes nothing more."""
        ...

    def respond(self, url: str, text: str, blocks: Sequence[Block]) -> PostOutcome:
        """Answer the one person who pressed or typed, at the address Slack gave for that."""
        ...

    def find(self, channel: str, key: str, since: datetime) -> Posted | None:
        """Look a post up in Slack's own record by its key; None when it is certainly not there.

        :raises GatewayError: the record could not be read
        """
        ...

    def person(self, user_id: str) -> Person:
        """Ask Slack who a user is.

        :raises GatewayError: Slack does not say
        """
        ...

"""The port to the team's channels: one post, four possible answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

Block = Mapping[str, Any]


@dataclass(frozen=True)
class Posted:
    """The message stands in the channel under this time stamp."""

    ts: str


@dataclass(frozen=True)
class Refused:
    """The message was certainly not posted."""

    reason: str
    permanent: bool


@dataclass(frozen=True)
class Unknown:
    """The message may have been posted."""

    reason: str


@dataclass(frozen=True)
class Simulated:
    """Nothing was posted, on purpose."""

    reason: str


PostOutcome = Posted | Refused | Unknown | Simulated


class SlackGateway(Protocol):
    """Posts notifications; answers instead of raising."""

    def post(self, channel: str, text: str, blocks: Sequence[Block], key: str) -> PostOutcome:
        """Post once. `text` stands alone where blocks are not shown; `key` marks the post."""
        ...

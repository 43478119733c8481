"""The simulated people and what passes between them and us. Pure; amounts are Decimal."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

PERSONAS = (
    "eager",
    "linear",
    "manager",
    "questions",
    "tough",
    "out_of_office",
    "wrong_thread",
    "ghost",
    "anchor",
    "backs_out",
    "hostile",
    "decliner",
)


@dataclass(frozen=True)
class Creator:
    """A simulated influencer; nothing below `reservation` is ever accepted, nor is it revealed."""

    name: str
    email: str
    platform: str
    persona: str
    reservation: Decimal
    currency: str
    seed: int
    views: int
    manager_email: str | None = None

    @property
    def first_name(self) -> str:
        """The name friends use, for signing a mail."""
        return (self.name.split() or ["Me"])[0]


@dataclass(frozen=True)
class TranscriptLine:
    """One mail of the conversation, seen from our side: "out" is ours, "in" is theirs.

    `sender` and `at` only dress the quoted history; without them a plausible line is invented.
    """

    direction: str
    subject: str
    text: str
    sender: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class SimulatedReply:
    """One mail a simulated person sends. `new_thread`: no References and a subject of its own."""

    from_address: str
    from_name: str
    cc: tuple[str, ...]
    subject: str
    text: str
    html: str | None
    headers: Mapping[str, str] = field(default_factory=dict)
    delay_seconds: int = 2
    new_thread: bool = False

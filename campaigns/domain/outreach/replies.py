"""What a reply means for the cycle: its intent by priority, and who is hot. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from campaigns.domain.outreach.compliance.standing import Happening

LEAST_CONFIDENCE = Decimal("0.70")


class Intent(StrEnum):
    """What a mail says, most binding first."""

    BOUNCE = "bounce"
    AUTOMATIC = "automatic"
    UNSUBSCRIBE = "unsubscribe"
    HUMAN_REQUEST = "human_request"
    NEGATIVE = "negative"
    COUNTER = "counter"
    RATE_QUOTE = "rate_quote"
    QUESTION = "question"
    INTERESTED = "interested"
    UNCLEAR = "unclear"


_HOT = frozenset({Intent.INTERESTED, Intent.RATE_QUOTE, Intent.COUNTER})
_MACHINE = frozenset({Intent.BOUNCE, Intent.AUTOMATIC})
_HAPPENING = {
    Intent.BOUNCE: Happening.BOUNCED,
    Intent.UNSUBSCRIBE: Happening.OPTED_OUT,
    Intent.NEGATIVE: Happening.SAID_NO,
}


@dataclass(frozen=True)
class Reply:
    """One mail of theirs as it was understood. `may_bind`: from a known, aligned address."""

    intent: Intent
    confidence: Decimal
    may_bind: bool = True

    @property
    def is_human(self) -> bool:
        """Whether a person wrote it."""
        return self.intent not in _MACHINE


def strongest(intents: Iterable[Intent]) -> Intent:
    """Return the intent that binds most: opt-out words beat a yes beside them."""
    order = list(Intent)
    return min(intents, key=order.index, default=Intent.UNCLEAR)


def happening_of(reply: Reply) -> Happening | None:
    """Return what the reply does to the prospect; None for automatic mail, which only moves."""
    if reply.intent is Intent.AUTOMATIC:
        return None
    if reply.intent is Intent.NEGATIVE and reply.confidence < LEAST_CONFIDENCE:
        return Happening.ANSWERED
    return _HAPPENING.get(reply.intent, Happening.ANSWERED)


def is_hot(replies: Iterable[Reply], *, is_flagged: bool = False) -> bool:
    """Whether a person's reply or a person's flag opens a thread; nothing else ever does."""
    return is_flagged or any(
        reply.intent in _HOT and reply.confidence >= LEAST_CONFIDENCE and reply.may_bind
        for reply in replies
    )


def needs_person(reply: Reply) -> bool:
    """Whether somebody has to read it: unsure, a question, a wish for a person, or no standing."""
    asks = (Intent.QUESTION, Intent.UNCLEAR, Intent.HUMAN_REQUEST)
    if not reply.is_human or reply.intent is Intent.UNSUBSCRIBE:
        return False
    return reply.intent in asks or reply.confidence < LEAST_CONFIDENCE or not reply.may_bind

"""Everything found in one reply before its meaning is decided, and what forbids a yes. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from negotiations.domain.money.currencies import other_currency
from negotiations.domain.reading.acts import Said
from negotiations.domain.reading.asks import OfferSeen, PlacedAsk
from negotiations.domain.reading.figures import Figure
from negotiations.domain.reading.kinds import GENERIC, mentions, offered_pieces

Place = tuple[int, int]


@dataclass(frozen=True)
class Heard:
    """Everything found in one reply before its meaning is decided."""

    text: str
    said: Sequence[Said]
    figures: Sequence[Figure]
    asks: Sequence[PlacedAsk]
    total: Decimal | None
    currency: str | None
    offer: OfferSeen | None
    flags: frozenset[str]
    is_relative: bool
    """Whether they speak of an amount relative to ours."""

    def having(self, *names: str) -> list[Said]:
        """Return the sentences of these acts, in order."""
        return [said for said in self.said if said.act in names]

    def marked(self, *marks: str) -> list[Said]:
        """Return the sentences that hold a phrase of these acts, questions left out."""
        return [s for s in self.said if s.marks & set(marks) and not s.sentence.is_question]


def foreign(heard: Heard) -> bool:
    """Whether any other currency than ours is named anywhere in the mail."""
    return heard.offer is not None and other_currency(heard.text, heard.offer.currency)


def other_package(heard: Heard) -> Place | None:
    """Return where they name pieces that our offer does not hold, or another number of them."""
    offered = offered_pieces(heard.offer.deliverables) if heard.offer else {}
    for mention in mentions(heard.text) if offered else ():
        if mention.kind in GENERIC or mention.kind == "bundle":
            if mention.quantity in (None, sum(offered.values())) or mention.kind == "bundle":
                continue
            return mention.start, mention.end
        if mention.kind not in offered:
            if mention.quantity is not None:
                return mention.start, mention.end
        elif mention.quantity not in (None, offered[mention.kind]):
            return mention.start, mention.end
    return None

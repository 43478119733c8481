"""What was found in a reply, and what in it limits a yes: conditions, changes, other sums. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from negotiations.domain.money.text import MoneySpan
from negotiations.domain.reading.asks import OfferSeen, PlacedAsk
from negotiations.domain.reading.kinds import GENERIC, mentions, offered_pieces
from negotiations.domain.reading.sentences import Sentence
from negotiations.domain.reading.words import BENIGN, CONDITION, TERM_CHANGE

Place = tuple[int, int]


@dataclass(frozen=True)
class Heard:
    """Everything found in one reply before its meaning is decided."""

    text: str
    sentences: Sequence[Sentence]
    asks: Sequence[PlacedAsk]
    total: Decimal | None
    offer: OfferSeen | None
    amounts: Sequence[MoneySpan]
    flags: frozenset[str]
    questions: Sequence[Sentence]
    has_relative_words: bool


@dataclass(frozen=True)
class Meaning:
    """The intent with its confidence, the words that show it and whether a condition hangs on."""

    intent: str
    confidence: Decimal
    place: Place | None = None
    has_condition: bool = False


def unclear(confidence: str, place: Place | None = None, condition: bool = False) -> Meaning:
    """Return that nothing certain can be read."""
    return Meaning("unclear", Decimal(confidence), place, condition)


def sentence_place(sentence: Sentence) -> Place:
    """Return where a sentence stands."""
    return sentence.start, sentence.end


def without_benign(text: str) -> str:
    """Return the text with what limits nothing blanked out, every place kept."""
    return BENIGN.sub(lambda match: "\x00" * len(match.group()), text)


def limit_of(heard: Heard) -> Place | None:
    """Return the words that make a yes conditional: an "if", a change, another package."""
    text = without_benign(heard.text)
    for sentence in heard.sentences:
        piece = text[sentence.start : sentence.end]
        if sentence.asks_for_facts and not TERM_CHANGE.search(piece):
            continue
        found = CONDITION.search(piece) or TERM_CHANGE.search(piece)
        if found:
            return sentence.start + found.start(), sentence.start + found.end()
    return _other_package(heard)


def _other_package(heard: Heard) -> Place | None:
    """Return where they name pieces that our offer does not hold, or another number of them."""
    if heard.offer is None:
        return None
    offered = offered_pieces(heard.offer.deliverables)
    for mention in mentions(heard.text):
        if mention.kind in GENERIC or mention.kind == "bundle" or not offered:
            continue
        if mention.kind not in offered:
            if mention.quantity is not None:
                return mention.start, mention.end
        elif mention.quantity not in (None, offered[mention.kind]):
            return mention.start, mention.end
    return None


def repeats_our_offer(heard: Heard) -> bool:
    """Whether the only amount they name is the one we offered, in its currency."""
    offer = heard.offer
    return offer is not None and all(
        item.ask.amount == offer.amount
        and item.ask.amount_max is None
        and item.ask.currency == offer.currency
        and item.ask.role in ("base", "alt")
        and (item.ask.unit in ("total", "set") or _is_one_piece(heard, item))
        for item in heard.asks
    )


def _is_one_piece(heard: Heard, item: PlacedAsk) -> bool:
    """Whether a price per piece is the price of all: we offered one piece of that kind."""
    offered = offered_pieces(heard.offer.deliverables) if heard.offer else {}
    if item.ask.unit != "each" or sum(offered.values()) != 1:
        return False
    return item.ask.kind in offered or item.ask.kind == "unspecified"


def names_other_amount(heard: Heard) -> bool:
    """Whether an amount stands there that is not the one we offered, or in another currency."""
    if heard.offer is None:
        return False
    return any(
        span.upper != heard.offer.amount
        or (span.currency not in (None, heard.offer.currency) and not span.is_shared_sign)
        for span in heard.amounts
    )

"""What a reply means: yes, no, a price, a question, or not certain enough to say. Pure.

Negation is read before positivity, and a yes counts only when nothing in the mail limits it: a
counter taken for an acceptance costs money, the reverse costs one more mail.
"""

import re
from decimal import Decimal

from negotiations.domain.reading.acceptance import BLOCKING_FLAGS, TERM_FLAGS, acceptance_of
from negotiations.domain.reading.asks import PlacedAsk
from negotiations.domain.reading.hearing import first_in, more_in, yes_in
from negotiations.domain.reading.leaving import CANNOT, NOT_FINAL, POLITELY, WITHDRAWS
from negotiations.domain.reading.limits import (
    Heard,
    Meaning,
    Place,
    limit_of,
    repeats_our_offer,
    sentence_place,
    unclear,
    without_benign,
)
from negotiations.domain.reading.no import OBJECT, REFUSE
from negotiations.domain.reading.words import CONDITION, CONDITIONAL_YES, DOUBT, IF_WORDS
from negotiations.domain.reading.yes import STRONG_YES, WEAK_YES

_DEMAND = re.compile(
    r"\b(?:please|require\w*|needs?|must|only|up ?-?front|in advance|payable)\b", re.IGNORECASE
)


def meaning_of(heard: Heard) -> Meaning:
    """Return what the reply means; below 0.70 it is unclear."""
    decided = _decide(heard)
    if decided.confidence < Decimal("0.70"):
        return Meaning("unclear", decided.confidence, decided.place, decided.has_condition)
    return decided


def _decide(heard: Heard) -> Meaning:
    if not any(char.isalnum() or char in "👍🤝" for char in heard.text):
        return unclear("0.20")
    return (
        _by_flag(heard)
        or _by_price(heard)
        or _by_refusal(heard)
        or acceptance_of(heard)
        or _by_wish(heard)
    )


def _by_flag(heard: Heard) -> Meaning | None:
    if "unsubscribe" in heard.flags:
        return Meaning("reject", Decimal("0.95"))
    if "out_of_office" in heard.flags and not heard.asks:
        return unclear("0.90")
    if "wrong_person" in heard.flags and not heard.asks:
        return unclear("0.85")
    if "instruction_like" in heard.flags:
        return unclear("0.40")
    if "product_only" in heard.flags and not heard.asks:
        return Meaning("counter", Decimal("0.75"), None, True)
    return None


def _by_price(heard: Heard) -> Meaning | None:
    """Any amount they ask makes a counter, however friendly the mail.

    A refusal that names where their rates start stays one.
    """
    if not heard.asks:
        return _by_relative_words(heard)
    if _PRICED_OUT.search(heard.text) and first_in(heard, REFUSE):
        return None
    return _by_asks(heard)


def _by_asks(heard: Heard) -> Meaning | None:
    if all(item.ask.upper <= 0 for item in heard.asks):
        return unclear("0.40", _place(heard.asks[0]))
    yes = yes_in(heard, (STRONG_YES, WEAK_YES))
    if repeats_our_offer(heard):
        if yes is not None:
            return None
        if first_in(heard, REFUSE) or first_in(heard, OBJECT):
            return None
        asking = next(
            (s for s in heard.sentences if s.is_question and s.end > _first_at(heard)), None
        )
        if asking is not None and not _IS_STATED.search(heard.text):
            return Meaning("question", Decimal("0.75"), sentence_place(asking))
    conditional = bool(IF_WORDS.search(without_benign(heard.text)))
    extra = any(item.ask.role in ("addon", "deposit") for item in heard.asks)
    limited = yes is not None and bool(CONDITION.search(without_benign(heard.text)))
    cheap = heard.offer and (heard.total is None or heard.total <= heard.offer.amount)
    if cheap and (limit_of(heard) or heard.questions or heard.flags & TERM_FLAGS):
        limited = True  # our money, but not certainly our terms
    sure = "0.92" if heard.total is not None else "0.80"
    return Meaning("counter", Decimal(sure), _place(heard.asks[0]), conditional or extra or limited)


_PRICED_OUT = re.compile(
    r"\b(?:rates?|fees?|prices?|packages?)\b[^.!?\n]{0,20}\b(?:starts?|begins?|above|upwards)\b",
    re.IGNORECASE,
)
_IS_STATED = re.compile(
    r"\b(?:my|our|her|his) (?:\w+ ){0,2}(?:rate|fee|price)|\bi (?:charge|need|want)|\b(?:could|can|"
    r"would) you do|\bhow about\b|\bwhat about\b",
    re.IGNORECASE,
)


def _by_relative_words(heard: Heard) -> Meaning | None:
    if heard.has_relative_words and not yes_in(heard, (STRONG_YES,)):
        return Meaning("counter", Decimal("0.78"))
    return None


def _by_refusal(heard: Heard) -> Meaning | None:
    refused = first_in(heard, REFUSE)
    objected = refused or first_in(heard, OBJECT)
    if objected is None:
        return Meaning("reject", Decimal("0.72")) if "hostile" in heard.flags else None
    agreed = yes_in(heard, (STRONG_YES,)) is not None
    if refused is not None and first_in(heard, WITHDRAWS):
        return Meaning("reject", Decimal("0.92"), refused)
    if more_in(heard) is not None:
        return Meaning("counter", Decimal("0.78"), objected, agreed)
    weak = yes_in(heard, (WEAK_YES,)) is not None
    if refused is None and (agreed or weak):
        return Meaning("counter", Decimal("0.72"), objected, True)
    if agreed:
        return unclear("0.50", objected, True)
    return _plain_refusal(heard, refused, objected)


def _plain_refusal(heard: Heard, refused: Place | None, objected: Place) -> Meaning:
    if heard.questions and refused is None:
        return Meaning("question", Decimal("0.72"), sentence_place(heard.questions[0]))
    if heard.questions and heard.questions[-1].end > objected[0]:
        return unclear("0.60", objected)
    if refused is not None:
        return Meaning("reject", Decimal("0.92"), refused)
    return _plain_objection(heard, objected)


_ABOUT_THE_OFFER = re.compile(
    r"\btoo low|\blow\b|below|under|enough|that|this|it\b|offer|budget|rate|price|zu (?:wenig|"
    r"niedrig)|"
    r"trop|baj[oa]|poco|baix|laag|weinig|bass[oa]|work",
    re.IGNORECASE,
)


def _plain_objection(heard: Heard, objected: Place) -> Meaning:
    """ "That is too low" refuses the offer; an objection to something else stays open."""
    words = heard.text[objected[0] : objected[1] + 30]
    if _ABOUT_THE_OFFER.search(words):
        return Meaning("reject", Decimal("0.74"), objected)
    return unclear("0.55", objected)


def _by_wish(heard: Heard) -> Meaning:
    more = more_in(heard)
    if more is not None:
        return Meaning("counter", Decimal("0.76"), more)
    return _by_condition(heard) or _by_polite_no(heard) or _by_topic(heard)


def _by_polite_no(heard: Heard) -> Meaning | None:
    """Thanks or regret around a "can't" that waits for nothing is a no, however it is worded."""
    text = without_benign(heard.text)
    found = first_in(heard, CANNOT)
    if found is None or heard.questions or heard.flags & (BLOCKING_FLAGS | TERM_FLAGS):
        return None
    if not POLITELY.search(text) or NOT_FINAL.search(text) or DOUBT.search(text):
        return None
    return Meaning("reject", Decimal("0.72"), found)


def _by_condition(heard: Heard) -> Meaning | None:
    wished = CONDITIONAL_YES.search(without_benign(heard.text))
    if wished is None or DOUBT.search(heard.text):
        return None
    if not heard.flags & BLOCKING_FLAGS:
        return Meaning("counter", Decimal("0.74"), (wished.start(), wished.end()), True)
    return None


def _by_topic(heard: Heard) -> Meaning:
    """Questions and topics, when there is neither a yes nor a no."""
    if heard.questions:
        return Meaning("question", Decimal("0.88"), sentence_place(heard.questions[0]))
    if "attachment_rates" in heard.flags:
        return Meaning("counter", Decimal("0.75"))
    if "wants_call" in heard.flags:
        return Meaning("question", Decimal("0.72"))
    if heard.flags & TERM_FLAGS and (
        CONDITION.search(without_benign(heard.text)) or _DEMAND.search(heard.text)
    ):
        return Meaning("counter", Decimal("0.72"), None, True)
    return unclear("0.50")


def _first_at(heard: Heard) -> int:
    return min(item.start for item in heard.asks)


def _place(item: PlacedAsk) -> Place:
    return item.start, item.end

"""When a reply says yes to our offer: one plain clause agrees and nothing limits it. Pure.

The clause that agrees must be made of the words of a plain yes, whatever its wording; what stands
around it may be any small talk as long as it touches neither the terms nor the decision.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import islice

from negotiations.domain.reading.hearing import yeses_in
from negotiations.domain.reading.limits import (
    Heard,
    Meaning,
    Place,
    limit_of,
    names_other_amount,
    sentence_place,
    unclear,
    without_benign,
)
from negotiations.domain.reading.plain_yes import clauses, follows_plainly, unknown_words
from negotiations.domain.reading.sentences import Sentence
from negotiations.domain.reading.words import ASKS_TERMS, DENIAL, DOUBT, TOPIC
from negotiations.domain.reading.yes import GO_AHEAD, INTEREST, STRONG_YES, WEAK_YES

# A mail that touches one of these without a price is more than a plain yes.
TERM_FLAGS = frozenset(
    {
        "usage_rights", "exclusivity", "whitelisting", "vat", "agency_fee", "rush", "travel_costs",
        "affiliate", "raw_footage", "cpm", "payment_terms",
    }
)  # fmt: skip
BLOCKING_FLAGS = frozenset(
    {
        "hostile", "legal", "product_only", "attachment_rates", "wrong_person", "out_of_office",
        "unsubscribe", "instruction_like", "wants_call",
    }
)  # fmt: skip
_LONG = 700
_MOST = 12
# One word may agree to anything: the whole sentence must be about the offer.
_BARE = re.compile(
    r"(?:i|we) (?:agree|confirm|accept|approve)|agreed|confirmed|approved|accepted|all good|done|"
    r"settled|sold|(?:oh,? )?(?:that|this|it)(?:'s| is)"
    r" (?:\w+ )?(?:good|great|fine|fair|perfect|ok|okay|amazing|lovely|cool|alright)",
    re.IGNORECASE,
)
_MONEY_FIRST = re.compile(
    r"\bnet\b|up ?-?front|deposit|advance|half|\b50\b|before (?:i|we)\b", re.IGNORECASE
)


def acceptance_of(heard: Heard) -> Meaning | None:
    """Return what a yes in the reply comes to; None when there is none."""
    strong = tuple(islice(yeses_in(heard, (STRONG_YES,)), _MOST))
    weak = tuple(islice(yeses_in(heard, (WEAK_YES,)), 1))
    if not strong and weak and GO_AHEAD.search(heard.text):
        strong = tuple(yeses_in(heard, (GO_AHEAD,)))
    if not strong and not weak:
        return None
    place = (strong or weak)[0]
    if heard.flags & BLOCKING_FLAGS or DOUBT.search(without_benign(heard.text)):
        return unclear("0.55", place)
    if names_other_amount(heard):
        return unclear("0.50", place)
    if not strong and INTEREST.search(heard.text):
        return None
    limit = limit_of(heard)
    if limit is not None:
        return Meaning("counter", Decimal("0.80"), limit, True)
    return _unlimited(heard, strong, weak)


def _unlimited(heard: Heard, strong: tuple[Place, ...], weak: tuple[Place, ...]) -> Meaning:
    place = (strong or weak)[0]
    if DENIAL.search(without_benign(heard.text)):
        if heard.flags & TERM_FLAGS and strong:
            return Meaning("counter", Decimal("0.74"), place, True)
        return unclear("0.60", place)
    open_questions = [s for s in heard.questions if _is_open(s, bool(strong))]
    if open_questions:
        return Meaning("question", Decimal("0.75"), sentence_place(open_questions[0]))
    if heard.flags & TERM_FLAGS and not _only_payment(heard):
        return (
            Meaning("counter", Decimal("0.72"), place, True) if strong else unclear("0.65", place)
        )
    return _plain(heard, strong, place)


def _is_open(question: Sentence, is_strong: bool) -> bool:
    """After a clear yes only a question about the terms keeps the deal open."""
    return not is_strong or bool(ASKS_TERMS.search(question.text))


def _plain(heard: Heard, strong: tuple[Place, ...], place: Place) -> Meaning:
    plain = _plain_yes(heard, strong) if strong else None
    if plain is None and (strong or unknown_words(heard.text)):
        return unclear("0.65", place)
    confidence = Decimal("0.93") if strong else Decimal("0.82")
    if heard.offer is None:
        confidence -= Decimal("0.08")
    if heard.questions:
        confidence -= Decimal("0.04")
    if len(heard.text) > _LONG:
        confidence -= Decimal("0.08") if strong else Decimal("0.16")
    return Meaning("accept", confidence, plain or place)


def _plain_yes(heard: Heard, strong: tuple[Place, ...]) -> Place | None:
    """Return the first yes whose clause is plain, when every other clause is harmless."""
    parts = clauses(heard.text)
    if any(_touches_terms(heard, part, strong) for part in parts):
        return None
    for place in strong:
        start, end = _around(parts, place)
        if _BARE.fullmatch(heard.text[slice(*place)].strip(" ,.!;:-")):
            start, end = _around([sentence_place(s) for s in heard.sentences], place)
        if not follows_plainly(heard.text[place[1] : end]):
            continue
        if not unknown_words(heard.text[start:end], heard.text[slice(*place)]):
            return place
    return None


def _touches_terms(heard: Heard, part: Place, strong: tuple[Place, ...]) -> bool:
    """Whether a clause speaks of the terms in other words than those of a yes."""
    words = heard.text[slice(*part)]
    if not TOPIC.search(words):
        return False
    agreeing = " ".join(heard.text[slice(*p)] for p in strong if p[0] < part[1] and part[0] < p[1])
    if words.rstrip() and heard.text[part[1] : part[1] + 2].startswith("?"):
        return False  # weighed among the questions
    return bool(unknown_words(words, agreeing))


def _around(parts: Sequence[Place], place: Place) -> Place:
    touched = [p for p in parts if p[0] < place[1] and place[0] < p[1]]
    return (touched[0][0], touched[-1][1]) if touched else place


def _only_payment(heard: Heard) -> bool:
    """Paying by invoice is how, not what: an agreement may speak of it."""
    return heard.flags & TERM_FLAGS <= {"payment_terms"} and not _MONEY_FIRST.search(heard.text)

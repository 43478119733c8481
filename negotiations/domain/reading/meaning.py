"""What a reply means, from what each of its sentences does: nothing unread may close. Pure.

An acceptance closes when every sentence is accounted for; a refusal exits when the whole is
refused and nothing else is said; an ask counts when it is one. Everything else is a person's.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from lexicon.words import PICTURE
from negotiations.domain.reading import acts
from negotiations.domain.reading.acts import Said
from negotiations.domain.reading.asks import PlacedAsk
from negotiations.domain.reading.heard import Heard, foreign, other_package
from negotiations.domain.reading.kinds import mentions, offered_pieces
from negotiations.domain.reading.sentences import Sentence

Place = tuple[int, int]
TERM_FLAGS = frozenset(
    {"usage_rights", "exclusivity", "whitelisting", "vat", "agency_fee", "rush", "travel_costs",
     "affiliate", "raw_footage", "cpm", "payment_terms"}
)  # fmt: skip
BLOCKING = frozenset(
    {"hostile", "legal", "product_only", "attachment_rates", "wrong_person", "out_of_office",
     "unsubscribe", "instruction_like", "wants_call", "too_long"}
)  # fmt: skip
_CHANGES = frozenset({acts.CHANGE, acts.CONDITION})
# What is wanted beside a refusal keeps it from being one of the whole.
_BESIDE_A_NO = frozenset({acts.ASK, acts.OTHER, acts.CHANGE, acts.CONDITION})
_SIGN = re.compile(r"\w|" + PICTURE)


@dataclass(frozen=True)
class Meaning:
    """The intent with its confidence, the words that show it and whether a condition hangs on."""

    intent: str
    confidence: Decimal
    place: Place | None = None
    has_condition: bool = False


def meaning_of(heard: Heard) -> Meaning:
    """Return what the reply means; below 0.70 it is unclear."""
    decided = _decide(heard)
    if decided.confidence < Decimal("0.70"):
        return Meaning("unclear", decided.confidence, decided.place, decided.has_condition)
    return decided


def _decide(heard: Heard) -> Meaning:
    if not _SIGN.search(heard.text):
        return _meant("unclear", "0.20")
    return (
        _by_flag(heard)
        or _by_price(heard)
        or _by_acceptance(heard)
        or _by_refusal(heard)
        or _by_wish(heard)
    )


def _meant(
    intent: str, confidence: str, place: Place | None = None, condition: bool = False
) -> Meaning:
    return Meaning(intent, Decimal(confidence), place, condition)


def _place(sentence: Sentence) -> Place:
    return sentence.start, sentence.end


def _by_flag(heard: Heard) -> Meaning | None:
    if "unsubscribe" in heard.flags:
        return _meant("reject", "0.95")
    if heard.having(acts.OPT_OUT):
        return _meant("unclear", "0.50", _place(heard.having(acts.OPT_OUT)[0].sentence))
    if "out_of_office" in heard.flags and not heard.asks:
        return _meant("unclear", "0.90")
    if "wrong_person" in heard.flags and not heard.asks:
        return _meant("unclear", "0.85")
    if "instruction_like" in heard.flags:
        return _meant("unclear", "0.40")
    if "product_only" in heard.flags and not heard.asks:
        return _meant("counter", "0.75", None, condition=True)
    return None


def _by_price(heard: Heard) -> Meaning | None:
    """Any amount they ask makes a counter, however friendly the mail.

    A refusal that names where their rates start stays one.
    """
    if not heard.asks:
        if heard.is_relative and not _yes(heard, weak=False):
            return _meant("counter", "0.78")
        return None
    if all(item.ask.upper <= 0 for item in heard.asks):
        return _meant("unclear", "0.40", _ask_place(heard.asks[0]))
    if heard.having(acts.REFUSAL) and not heard.having(acts.ASK):
        return None
    if any(said.names_others for said in heard.having(acts.ASK)):
        return _meant("unclear", "0.55", _ask_place(heard.asks[0]))  # "Lena would do it for 900"
    if repeats_our_offer(heard):
        return _by_our_amount(heard)
    extra = any(item.ask.role in ("addon", "deposit") for item in heard.asks)
    limited = bool(heard.having(*_CHANGES)) or bool(heard.marked("if", "change"))
    sure = "0.92" if heard.total is not None else "0.80"
    return _meant("counter", sure, _ask_place(heard.asks[0]), condition=extra or limited)


def _by_our_amount(heard: Heard) -> Meaning | None:
    """They name our own amount: a yes, a no, a question about it, or a price of something else."""
    if _yes(heard) or heard.marked("no", "low"):
        return None
    if heard.having(acts.QUESTION, acts.OPEN_QUESTION):
        return _meant("question", "0.75", _ask_place(heard.asks[0]))
    limited = bool(heard.having(*_CHANGES, acts.UNKNOWN))
    if limited and not heard.marked("ask"):
        return _meant("unclear", "0.60", _ask_place(heard.asks[0]))
    return _meant("counter", "0.92", _ask_place(heard.asks[0]), condition=limited)


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


def _ask_place(item: PlacedAsk) -> Place:
    return item.start, item.end


def _yes(heard: Heard, *, weak: bool = True) -> list[Said]:
    """Return the sentences that agree, with or without something beside it."""
    return [
        s
        for s in heard.said
        if s.yes is not None and (weak or not s.is_weak) and s.act != acts.OPEN_QUESTION
    ]


def _by_acceptance(heard: Heard) -> Meaning | None:
    """Return what a yes in the reply comes to; None when there is none."""
    yes = heard.having(acts.ACCEPTANCE)
    strong = [said for said in yes if not said.is_weak]
    if not yes:
        return _by_limited_yes(heard)
    first = (strong or yes)[0]
    if heard.flags & BLOCKING:
        return _meant("unclear", "0.55", first.yes)
    limits = heard.having(*_CHANGES)
    if limits:
        return _meant("counter", "0.80", _place(limits[0].sentence), condition=True)
    other = other_package(heard)
    if other:
        return _meant("counter", "0.78", other, condition=True)
    return _unlimited(heard, strong, first)


def _by_limited_yes(heard: Heard) -> Meaning | None:
    """A yes in a sentence with a condition, a change or a doubt."""
    limited = [s for s in heard.having(*_CHANGES) if s.yes is not None]
    if not limited and _yes(heard, weak=False):
        other = other_package(heard)
        return _meant("counter", "0.76", other, condition=True) if other else None
    if limited and not heard.flags & BLOCKING and not heard.marked("hedge", "no"):
        return _meant("counter", "0.80", _place(limited[0].sentence), condition=True)
    return None


def _unlimited(heard: Heard, strong: Sequence[Said], first: Said) -> Meaning:
    unread = heard.having(acts.UNKNOWN, acts.OTHER, acts.REFUSAL, acts.ASK)
    if not any("yes" in said.marks for said in heard.said):
        unread += heard.marked("arrived")  # "The parcel came. All perfect!"
    if unread or foreign(heard) or any(not f.is_harmless for f in heard.figures):
        return _meant("unclear", "0.60", first.yes)
    asked = heard.having(acts.OPEN_QUESTION) or ([] if strong else heard.having(acts.QUESTION))
    if asked:
        sure = "0.60" if any("odd" in said.marks for said in asked) else "0.75"
        return _meant("question", sure, _place(asked[0].sentence))
    if heard.flags & TERM_FLAGS - {"payment_terms"}:
        return _meant("counter", "0.72", first.yes, condition=True)
    if not strong and not _is_bare_yes(heard):
        return _meant("unclear", "0.60", first.yes)
    confidence = Decimal("0.93") if strong else Decimal("0.82")
    if heard.offer is None:
        confidence -= Decimal("0.08")
    if heard.having(acts.QUESTION):
        confidence -= Decimal("0.04")
    return Meaning("accept", confidence, first.yes)


def _is_bare_yes(heard: Heard) -> bool:
    """Whether assent stands alone, or beside thanks and a wish for the contract."""
    if any(s.act == acts.LOGISTICS for s in heard.said):
        return True
    return all(_is_greeting(said) for said in heard.said)


def _is_greeting(said: Said) -> bool:
    beside = said.marks - {"fine", "assent", "logistics", "topic", "answerable"}
    return not beside or ("greeting" in beside and not beside - {"greeting", "courtesy"})


def _by_refusal(heard: Heard) -> Meaning | None:
    refused = [s for s in heard.having(acts.REFUSAL) if s.no is not None]
    if not refused:
        return _meant("reject", "0.72") if "hostile" in heard.flags else None
    place = refused[0].no
    rest = [s for s in heard.said if s not in refused]
    agreeing = [s for s in _yes(heard) if s not in refused]
    if agreeing or any(s.act in _BESIDE_A_NO for s in rest):
        return _meant("unclear", "0.55", place, condition=True)
    if any(s.marks & {"more"} for s in heard.said):
        return _meant("counter", "0.78", place)
    asking = [s for s in rest if s.act in (acts.QUESTION, acts.OPEN_QUESTION)]
    if asking and place and asking[-1].sentence.end > place[0]:
        return _meant("unclear", "0.60", place)
    return _meant("reject", "0.92", place)


def _by_wish(heard: Heard) -> Meaning:
    more = [s for s in heard.said if "more" in s.marks and s.act == acts.CHANGE]
    if more:
        return _meant("counter", "0.76", _place(more[0].sentence))
    low = [s for s in heard.marked("low") if not s.marks & {"part", "yes"} and not _is_gap(s)]
    questions = heard.having(acts.QUESTION, acts.OPEN_QUESTION)
    if low and not questions and not mentions(heard.text):
        return _meant("reject", "0.74", low[0].no)
    changes = heard.having(acts.CHANGE)
    if changes and not heard.marked("hedge"):
        return _meant("counter", "0.74", _place(changes[0].sentence), condition=True)
    return _by_topic(heard, questions)


def _is_gap(said: Said) -> bool:
    """ "900 is too little" and "900 below my rate" tell of a price, they refuse nothing."""
    return any(figure.kind not in ("ours", "money") for figure in said.figures)


def _by_topic(heard: Heard, questions: Sequence[Said]) -> Meaning:
    """Questions and topics, when there is neither a yes nor a no."""
    if questions and any("odd" in said.marks for said in questions):
        return _meant("unclear", "0.60", _place(questions[0].sentence))  # "who is this?"
    if questions:
        return _meant("question", "0.88", _place(questions[0].sentence))
    if "attachment_rates" in heard.flags:
        return _meant("counter", "0.75")
    if "wants_call" in heard.flags:
        return _meant("question", "0.72")
    conditions = heard.having(acts.CONDITION)
    if heard.flags & TERM_FLAGS and conditions:
        return _meant("counter", "0.72", None, condition=True)
    return _meant("unclear", "0.50")

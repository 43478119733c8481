"""What pure code makes of a labelled reply: read, then decide; no mail program, no rows."""

from decimal import Decimal
from typing import assert_never

from integrations.gmail.machines.opt_out import asks_to_stop
from negotiations.domain.pricing.decide import decide, understood
from negotiations.domain.pricing.policy import (
    Accept,
    Answer,
    AskBack,
    AskHuman,
    Counter,
    Decision,
    Exit,
    Playbook,
    Position,
    SentOffer,
    Wait,
)
from negotiations.domain.reading.kinds import PRODUCT_TYPES, offered_pieces
from negotiations.domain.reading.reader import OfferSeen, Reading, read
from negotiations.domain.terms.bounds import Limits, bounds_for
from negotiations.domain.terms.offer_terms import Deliverable, LeverFacts, Terms
from tests.benchmarks._replies import LabelledReply
from tests.labelled_replies import Labelled

GIVEN_OFFER = OfferSeen(Decimal(1250), "USD", "2 ig_reel, 1 ig_story")
# What a line of our own sets may lead to; a person may always look at an ask or a doubt.
_MAY_FOLLOW: dict[str, tuple[str, ...]] = {
    "accept": ("agree",),
    "counter": ("counter", "person"),
    "reject": ("reject",),
    "question": ("answer", "person"),
    "unclear": ("person", "nothing"),
}


def position_after(offer: OfferSeen) -> Position:
    """Our standing offer at 25 per thousand views, 35 at the most, 0.24 of it at the least."""
    terms = Terms(deliverables=_pieces(offer), rights=())
    views = int(offer.amount * 40)
    bounds = bounds_for(
        Limits(
            views=views,
            currency=offer.currency,
            cpm_floor=Decimal(25),
            cpm_ceiling=Decimal(35),
            min_cost=offer.amount * Decimal("0.24"),
        )
    )
    return Position(
        views=views,
        bounds=bounds,
        playbook=Playbook(),
        offers=(SentOffer(offer.amount, None, terms),),
        round=0,
        facts=LeverFacts(),
        opening_terms=terms,
        thread_state="counter_received",
    )


def _pieces(offer: OfferSeen) -> tuple[Deliverable, ...]:
    pieces = offered_pieces(offer.deliverables).items()
    return tuple(Deliverable(PRODUCT_TYPES.get(kind, kind), count) for kind, count in pieces)


def outcome_of(words: str, offer: OfferSeen, reading: Reading | None = None) -> str:
    """Return what happens to a reply, in the words of the labels; read offline unless told."""
    reading = reading or read(subject="Re: Spring launch", body=words, our_last_offer=offer)
    if asks_to_stop(words) or "unsubscribe" in reading.flags:
        return "stop"
    place = position_after(offer)
    decision = decide(position=place, reading=reading)
    return _named(decision, understood(place, reading), offer)


def _named(decision: Decision, reading: Reading, offer: OfferSeen) -> str:
    match decision:
        case Accept(amount=amount, from_ask=True):
            return f"agree@{_plain(amount)}"
        case Accept():
            return f"agree@{_plain(offer.amount)}"
        case Counter():
            return f"counter:{_plain(reading.total)}"
        case Answer() | AskBack():
            return "answer"
        case AskHuman():
            return "person"
        case Exit():
            return "reject"
        case Wait():
            return "nothing"
        case _:
            assert_never(decision)


def _plain(amount: Decimal | None) -> str:
    return f"{amount.normalize():f}" if amount is not None else "none"


def as_labelled(row: LabelledReply, *, name: str) -> Labelled:
    """Return a line of our own sets in the form that names what may follow."""
    any_of = _MAY_FOLLOW[row.intent]
    if row.intent == "counter" and row.total is not None:
        any_of = (f"counter:{_plain(row.total)}", "person")
    if "unsubscribe" in row.flags:
        any_of = ("stop",)
    is_yes = row.intent == "accept"
    return Labelled(name, row.intent, "", row.words, any_of, (), is_clear_yes=is_yes)


def near_yes(words: str, *, name: str) -> Labelled:
    """Return a line that sounds like a yes and is none to our offer, whatever else it is."""
    return Labelled(name, "near yes", "", words, ("person", "counter", "answer", "reject"), ())

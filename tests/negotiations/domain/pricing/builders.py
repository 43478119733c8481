"""Positions and readings for the tests of the strategy."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from negotiations.domain.pricing.decide import decide
from negotiations.domain.pricing.policy import Counter, Playbook, Position, SentOffer
from negotiations.domain.reading.reader import Reading
from negotiations.domain.terms.bounds import Bounds, Limits, bounds_for
from negotiations.domain.terms.offer_terms import Deliverable, LeverFacts, Right, Terms

D = Decimal
FULL = (Deliverable("instagram_reel", 3), Deliverable("instagram_story", 2))
CORE = (Deliverable("instagram_reel", 2),)
SMALL = (Deliverable("instagram_reel", 1),)
TARGET = (Right("paid_usage", 90), Right("organic", None))
MINIMUM = (Right("paid_usage", 30), Right("organic", None))
OPENING_TERMS = Terms(deliverables=FULL, rights=TARGET)
ALL_LEVERS = LeverFacts(
    scenarios=(FULL, CORE, SMALL),
    target_rights=TARGET,
    minimum_rights=MINIMUM,
    product="Trail shoes",
    product_value=D("150.00"),
    may_syndicate=True,
    cpm_target=D("25.00"),
    may_share_cpm=True,
)


def a_reading(intent: str = "counter", total: str | None = None, **changes: Any) -> Reading:
    """Return a confident reading; an amount is in dollars unless told otherwise."""
    fields: dict[str, Any] = {
        "intent": intent,
        "confidence": D("0.95"),
        "asks": (),
        "total": None if total is None else D(total),
        "total_currency": None if total is None else "USD",
        "flags": frozenset(),
        "questions": (),
        "has_condition": False,
        "summary": "",
        "evidence": (),
    }
    return Reading(**{**fields, **changes})


def some_bounds(**changes: Any) -> Bounds:
    """Return bounds of 50,000 views at 20 to 30: 1,000.00 to 1,500.00 dollars."""
    given: dict[str, Any] = {
        "views": 50_000,
        "currency": "USD",
        "cpm_floor": D(20),
        "cpm_ceiling": D(30),
    }
    return bounds_for(Limits(**{**given, **changes}))


def a_position(*amounts: str, **changes: Any) -> Position:
    """Return a thread in which these amounts were offered, on the opening terms."""
    fields: dict[str, Any] = {
        "views": 50_000,
        "bounds": some_bounds(),
        "playbook": Playbook(),
        "offers": tuple(SentOffer(D(amount), None, OPENING_TERMS) for amount in amounts),
        "round": max(len(amounts) - 1, 0),
        "facts": LeverFacts(),
        "opening_terms": OPENING_TERMS,
        "thread_state": "counter_received",
    }
    return Position(**{**fields, **changes})


def after_sending(position: Position, counter: Counter) -> Position:
    """Return the position once the counter's mail has left and they answered."""
    sent = SentOffer(counter.amount, counter.lever, counter.terms, counter.final)
    return replace(position, offers=(*position.offers, sent), round=position.round + 1)


def answer_to(
    position: Position, intent: str = "counter", total: str | None = None, **reading: Any
) -> Any:
    """Return the decision about one reply; a test that names the wrong kind fails on it."""
    return decide(position=position, reading=a_reading(intent, total, **reading))

"""More for more money goes to a person, with our offer priced again inside the bounds."""

from dataclasses import replace
from decimal import Decimal as D
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiations.domain.pricing.additions import addition_of, draft_for
from negotiations.domain.pricing.decide import decide
from negotiations.domain.pricing.policy import AskHuman, Position
from negotiations.domain.reading.asks import OfferSeen
from negotiations.domain.reading.reader import Reading, read
from negotiations.domain.reading.uplifts import UpliftAsk
from negotiations.domain.terms.offer_terms import Deliverable, Right, Terms
from negotiations.domain.terms.receipts import explain, is_genuine, recompute
from tests.negotiations.domain.pricing.builders import a_position, a_reading

REEL = Terms(deliverables=(Deliverable("instagram_reel", 1),))


def a_talk(offered: str = "1000.00", terms: Terms = REEL, **changes: Any) -> Position:
    position = a_position(offered, **changes)
    return replace(position, offers=(replace(position.offers[0], terms=terms),))


def reading_of(position: Position, words: str) -> Reading:
    seen = OfferSeen(position.offers[-1].amount, "USD", "1 instagram_reel")
    return read(subject="Re: offer", body=words, our_last_offer=seen)


@pytest.mark.parametrize(
    ("words", "amount", "ask"),
    [
        # One story weighs 50 beside a reel of 120: 1,000 x 170 / 120, and never above their ask.
        pytest.param("I could add a story for $600.", "1416.66", "1600.00", id="by its share"),
        pytest.param("I could add a story for $200.", "1200.00", "1200.00", id="up to their ask"),
        pytest.param("An extra 3 stories for $900.", "1500.00", "1900.00", id="up to the ceiling"),
        # 30 days of whitelisting are published at 15 to 40 %.
        pytest.param("30 days whitelisting is $400 extra.", "1275.00", "1400.00", id="a right"),
    ],
)
def test_what_they_add_is_priced_by_its_share(words: str, amount: str, ask: str) -> None:
    position = a_talk()
    decision = decide(position=position, reading=reading_of(position, words))
    assert isinstance(decision, AskHuman)
    assert decision.code == "unpriced_terms"
    assert decision.draft is not None
    assert decision.draft.amount == D(amount)
    assert D(decision.receipt.inputs["ask"]) == D(ask)
    assert decision.draft.terms != REEL
    receipt = decision.draft.receipt.as_dict()
    assert recompute(receipt) == decision.draft.amount
    assert is_genuine(receipt)
    assert "priced again" in explain(receipt)


def test_sixty_days_of_paid_usage_at_a_percentage_are_priced_again() -> None:
    uplift = UpliftAsk("paid_usage", D(30), 60, True, "60 days paid usage +30%")
    position = a_talk(terms=replace(REEL, rights=(Right("paid_usage", 30),)))
    decision = decide(position=position, reading=a_reading(uplifts=(uplift,)))
    assert isinstance(decision, AskHuman)
    assert decision.draft is not None
    assert decision.draft.terms.rights == (Right("paid_usage", 60),)
    # 27.5 instead of 15 % on the reel: 1,000 x 1.275 / 1.15
    assert decision.draft.amount == D("1108.69")
    assert "60 days paid usage +30%" in decision.reason


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("I would need $200 more.", id="no term named"),
        pytest.param("$900 for the reel, and a story is $200 extra.", id="a price of our package"),
        pytest.param("Whitelisting is $200 extra.", id="a right without a duration"),
        pytest.param("I could add a story for €200.", id="another currency"),
    ],
)
def test_other_prices_are_no_addition(words: str) -> None:
    position = a_talk()
    assert addition_of(position, reading_of(position, words)) is None


def test_after_the_last_counter_no_draft_is_left() -> None:
    position = a_talk(round=5)
    decision = decide(position=position, reading=reading_of(position, "A story is $600 extra."))
    assert isinstance(decision, AskHuman)
    assert decision.draft is None


@settings(max_examples=100, deadline=None)
@given(
    offered=st.integers(1000, 1500),
    price=st.integers(1, 5000),
    quantity=st.integers(2, 9),
    percent=st.none() | st.integers(1, 300),
    days=st.sampled_from([30, 60, 365]),
)
def test_no_addition_leaves_the_bounds(
    offered: int, price: int, quantity: int, percent: int | None, days: int
) -> None:
    position = a_talk(f"{offered}.00")
    reading = reading_of(position, f"An extra {quantity} stories for ${price}.")
    if percent:
        uplift = UpliftAsk("paid_usage", D(percent), days, True, "paid usage")
        reading = replace(reading, uplifts=(uplift,))
    found = addition_of(position, reading)
    assert found is not None
    draft = draft_for(position, found)
    assert draft is not None
    assert D(offered) <= draft.amount <= min(position.bounds.ceiling, found.ask)
    assert recompute(draft.receipt.as_dict()) == draft.amount

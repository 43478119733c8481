"""A final offer is final: no later decision raises it, takes more, or drafts anything better."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiations.domain.letters.facts import Footer, MailFacts
from negotiations.domain.letters.wording import write
from negotiations.domain.pricing.policy import (
    ADAPTIVE,
    ESCALATE,
    EXIT,
    LEVERS_FIRST,
    Accept,
    AskHuman,
    Counter,
    Exit,
    Playbook,
    Position,
)
from tests.negotiations.domain.pricing.builders import ALL_LEVERS, a_position, answer_to

D = Decimal


def after_final(name: str, at_end: str, above: str) -> Position:
    playbook = Playbook(name=name, at_end=at_end, above_ceiling=above)
    position = a_position("1000", "1200", playbook=playbook, facts=ALL_LEVERS)
    last = replace(position.offers[-1], final=True)
    return replace(position, offers=(position.offers[0], last))


@settings(max_examples=120, deadline=None)
@given(
    st.sampled_from(["fixed_ladder", ADAPTIVE]),
    st.sampled_from([ESCALATE, EXIT]),
    st.sampled_from([ESCALATE, LEVERS_FIRST]),
    st.integers(1201, 3000),
)
def test_nothing_better_follows_a_final_offer(name: str, at_end: str, above: str, ask: int) -> None:
    decision = answer_to(after_final(name, at_end, above), "counter", str(ask))
    assert not isinstance(decision, Accept | Counter)
    if at_end == EXIT:
        assert isinstance(decision, Exit)
    else:
        assert isinstance(decision, AskHuman)
        assert decision.draft is not None
        assert decision.draft.amount == D(1200)
        assert decision.draft.final


@pytest.mark.parametrize("name", ["fixed_ladder", ADAPTIVE])
def test_a_later_ask_at_or_below_it_is_still_taken(name: str) -> None:
    decision = answer_to(after_final(name, ESCALATE, LEVERS_FIRST), "counter", "1150")
    assert isinstance(decision, Accept)
    assert decision.amount == D(1150)


def test_the_offer_that_is_held_says_that_it_stays() -> None:
    facts = MailFacts(
        purpose="counter",
        client_name="Glow Labs",
        house_name="North House",
        sender_name="Anna",
        footer=Footer("1 High Road"),
        amount=D(1200),
        previous_amount=D(1200),
        ask_amount=D(1300),
        currency="USD",
        final=True,
    )
    text = write(facts).text
    assert "final offer" in text
    assert "now $" not in text

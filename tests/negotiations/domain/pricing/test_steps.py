"""The next priced offer: when it is the last one, and that it says so."""

from decimal import Decimal as D

import pytest

from negotiations.domain.pricing.policy import Playbook
from negotiations.domain.pricing.steps import at_ask, first_offer, next_step
from tests.negotiations.domain.pricing.builders import (
    ALL_LEVERS,
    OPENING_TERMS,
    a_position,
)

NAMES = ("fixed_ladder", "adaptive")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("round_", "is_last"),
    [
        pytest.param(2, False, id="two counters are left"),
        pytest.param(3, False, id="one is left after this one"),
        pytest.param(4, True, id="the cap's last one"),
    ],
)
def test_the_last_round_s_offer_is_final(name: str, round_: int, is_last: bool) -> None:
    playbook = Playbook(name=name, round_cap=5)
    position = a_position("1000.00", round=round_, playbook=playbook, facts=ALL_LEVERS)

    assert next_step(position, D("1450.00")).final is is_last


@pytest.mark.parametrize("name", NAMES)
def test_an_opening_is_never_final_even_where_no_counter_is_allowed(name: str) -> None:
    opening = first_offer(a_position(playbook=Playbook(name=name, round_cap=1)))

    assert opening.final is False
    assert opening.lever is None
    assert opening.terms == OPENING_TERMS


@pytest.mark.parametrize(
    ("facts", "is_last"),
    [
        pytest.param(None, True, id="no lever is left either"),
        pytest.param(ALL_LEVERS, False, id="a lever is left"),
    ],
)
def test_an_offer_at_the_ceiling_is_final_once_nothing_is_left_to_give(
    facts: object, is_last: bool
) -> None:
    changes = {} if facts is None else {"facts": facts}
    position = a_position(
        "1000.00", "1500.00", round=1, playbook=Playbook(name="fixed_ladder"), **changes
    )

    assert next_step(position, D("1900.00")).final is is_last


def test_taking_their_ask_trades_nothing_and_is_not_called_final() -> None:
    taken = at_ask(a_position("1000.00", facts=ALL_LEVERS), D("1200.00"))

    assert (taken.amount, taken.lever, taken.final) == (D("1200.00"), None, False)

"""Learning from closed deals: shrunk towards the prior, bounded, and measured honestly."""

from decimal import Decimal as D
from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiations.domain.pricing.adaptive import PRIOR
from negotiations.domain.pricing.learning import Deal, Learned, calibrate, learn_from, wilson

PRICES = st.floats(1, 1e6)


def deals(count: int, factor: float, ask: float = 1.3) -> list[Deal]:
    return [Deal(1000, 1000 * factor, 1000 * factor * ask)] * count


def learned(outcomes: list[Deal]) -> Learned:
    found = learn_from(outcomes, markup=PRIOR.markup)
    assert found is not None
    return found


def test_nothing_is_learned_before_the_first_deal() -> None:
    assert learn_from([], markup=PRIOR.markup) is None


def test_twenty_deals_weigh_as_much_as_the_prior() -> None:
    assert float(learned(deals(20, 1.2)).level) == pytest.approx(1.2**0.5, abs=1e-4)
    assert float(learned(deals(20, 1.0, ask=2.0)).markup) == pytest.approx(
        (log(2) + PRIOR.markup) / 2, abs=1e-4
    )


def test_one_dear_deal_moves_little() -> None:
    assert float(learned(deals(1, 3.0)).level) < 1.06


@given(st.lists(st.builds(Deal, PRICES, PRICES, st.none() | PRICES), min_size=1, max_size=40))
def test_nothing_learned_moves_the_prior_by_more_than_forty_percent(
    outcomes: list[Deal],
) -> None:
    found = learned(outcomes)
    assert D("0.714") <= found.level <= D("1.4")
    assert found.markup >= 0


def test_an_ask_below_the_price_is_no_room_to_talk() -> None:
    assert float(learned(deals(40, 1.0, ask=0.5)).markup) < PRIOR.markup


def test_calibration_counts_what_the_intervals_held() -> None:
    belief = {"50": ["900", "1100"], "80": ["800", "1300"], "95": ["700", "1500"]}
    told = [(belief, D(1000))] * 10 + [(belief, D(1200))] * 6 + [(belief, D(1600))] * 4
    half, most, nearly = calibrate(told)
    assert [row.held for row in (half, most, nearly)] == [10, 16, 16]
    assert (half.observed, most.observed) == (D("50.0"), D("80.0"))
    assert half.is_honest and most.is_honest and nearly.is_honest is False


def test_few_deals_prove_nothing() -> None:
    assert calibrate([({"50": ["1", "2"]}, D(5))])[0].is_honest is None


def test_wilson_interval_of_eight_in_ten() -> None:
    low, high = wilson(8, 10)
    assert (round(low, 3), round(high, 3)) == (0.490, 0.943)

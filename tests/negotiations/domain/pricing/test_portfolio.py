"""The price of reach: scarce money lowers it, a dear market pulls worth towards the target."""

from dataclasses import replace
from typing import Any

import pytest

from negotiations.domain.pricing.portfolio import Purse, Shadow, Slice, shadow_of

PURSE = Purse(left=10_000, spent=0, reach=0, savings=0)


def market(*prices: Any, chance: float = 0.5) -> list[Slice]:
    """Return chances to buy 1,000 of value; the target CPM allows 30 for each."""
    return [Slice(1000, price, 30, chance) for price in prices]


def test_money_for_all_is_bounded_by_thrift_alone() -> None:
    shadow = shadow_of(market(20, 22, 25), PURSE, thrift=2)
    assert shadow.pull == 0
    assert shadow.worth(1000, 30) > 25


def test_scarce_money_lowers_the_price_of_reach() -> None:
    slices = market(20, 22, 24, 26, 28)
    rich = shadow_of(slices, PURSE, thrift=9)
    poor = shadow_of(slices, replace(PURSE, left=25), thrift=9)
    assert poor.worth(1000, 30) < rich.worth(1000, 30)


def test_no_money_leaves_the_cheapest_price() -> None:
    assert shadow_of(market(20, 22), replace(PURSE, left=0), thrift=2).worth(1000, 30) == 20


def test_a_dear_market_is_pulled_towards_the_target() -> None:
    shadow = shadow_of(market(34, 35, 36), PURSE, thrift=9)
    assert shadow.pull > 0
    assert shadow.worth(1000, 30) < 36


def test_savings_of_closed_deals_allow_dearer_ones() -> None:
    slices = market(29, 34, 35)
    saved = shadow_of(slices, replace(PURSE, savings=20), thrift=9)
    assert saved.pull <= shadow_of(slices, PURSE, thrift=9).pull


def test_a_slice_far_above_the_average_is_left() -> None:
    shadow = shadow_of(market(10, 10, 10, 29, chance=1), PURSE, thrift=1.5)
    assert shadow.worth(1000, 30) < 29


@pytest.mark.parametrize(("pull", "worth"), [(0.0, 20.0), (0.5, 25.0), (1.0, 30.0)])
def test_worth_lies_between_value_and_target(pull: float, worth: float) -> None:
    assert Shadow(0.02, pull).worth(1000, 30) == pytest.approx(worth)

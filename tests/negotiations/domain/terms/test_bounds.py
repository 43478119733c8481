"""Floor, ceiling and where an ask lies, edges inclusive and exact."""

from decimal import Decimal
from decimal import Decimal as D
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiations.domain.terms.bounds import (
    Bounds,
    BoundsError,
    Limits,
    boundary,
    bounds_for,
    is_above_ceiling,
    ladder_amount,
)
from tests.negotiations.domain.pricing.builders import some_bounds


@pytest.mark.parametrize(
    ("changes", "floor", "ceiling"),
    [
        pytest.param({}, "1000.00", "1500.00", id="views times CPM"),
        pytest.param({"min_rate": D("900")}, "900.00", "1500.00", id="sheet minimum is the floor"),
        pytest.param({"min_cost": D("1100")}, "1100.00", "1500.00", id="raised to minimum cost"),
        pytest.param({"min_cost": D("800")}, "1000.00", "1500.00", id="minimum cost below"),
        pytest.param({"max_rate": D("1200")}, "1000.00", "1200.00", id="sheet maximum"),
        pytest.param({"max_cost": D("1300")}, "1000.00", "1300.00", id="maximum without approval"),
        pytest.param({"budget_free": D("1001")}, "1000.00", "1001.00", id="free budget"),
        pytest.param({"max_rate": D("9000")}, "1000.00", "1500.00", id="smallest limit wins"),
        pytest.param({"cpm_ceiling": D(60)}, "1000.00", "3000.00", id="a campaign CPM of 60"),
    ],
)
def test_bounds(changes: dict[str, Any], floor: str, ceiling: str) -> None:
    bounds = some_bounds(**changes)
    assert (bounds.floor, bounds.ceiling) == (D(floor), D(ceiling))


def test_floor_rounds_up_and_ceiling_rounds_down() -> None:
    bounds = some_bounds(views=33_333, cpm_floor=D("20.01"), cpm_ceiling=D("29.99"))
    assert bounds.floor == D("667.00")  # 666.99333
    assert bounds.ceiling == D("999.65")  # 999.65667


def test_a_currency_without_cents() -> None:
    bounds = some_bounds(views=333, currency="JPY", cpm_floor=D(2000), cpm_ceiling=D(3001))
    assert (str(bounds.floor), str(bounds.ceiling)) == ("666", "999")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"views": None}, "views_unknown"),
        ({"views": 0}, "views_unknown"),
        ({"cpm_floor": D(0)}, "no_amount"),
        ({"budget_free": D(10)}, "budget_exhausted"),
        ({"max_rate": D(900)}, "floor_above_ceiling"),
        ({"min_cost": D(1501)}, "floor_above_ceiling"),
    ],
)
def test_no_bounds_without_a_reason(changes: dict[str, Any], code: str) -> None:
    with pytest.raises(BoundsError) as refused:
        some_bounds(**changes)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("ask", "where"),
    [
        ("1500.00", "within_range"),
        ("1500.01", "exceeds_ceiling"),
        ("1500.001", "exceeds_ceiling"),
        ("1000.00", "within_range"),
        ("999.99", "below_floor"),
        ("750.00", "below_floor"),
        ("749.99", "suspiciously_low"),
    ],
)
def test_boundary_has_inclusive_edges(ask: str, where: str) -> None:
    assert boundary(ask=D(ask), views=50_000, bounds=some_bounds()) == where


@given(
    views=st.integers(1, 5_000_000),
    cpm=st.decimals("0.01", "200", places=2),
    ask=st.decimals("0.01", "100000", places=2),
)
def test_an_ask_is_above_exactly_when_the_fraction_is(
    views: int, cpm: Decimal, ask: Decimal
) -> None:
    bounds = _wide_bounds(views, cpm)
    if bounds is not None:
        above = is_above_ceiling(ask=ask, views=views, bounds=bounds)
        assert above == (ask * 1000 > cpm * views)


def _wide_bounds(views: int, cpm: Decimal) -> Bounds | None:
    try:
        return bounds_for(
            Limits(views=views, currency="USD", cpm_floor=cpm, cpm_ceiling=cpm, min_rate=D("0.01"))
        )
    except BoundsError:
        return None


@given(
    floor=st.decimals(1, 5000, places=2),
    span=st.decimals(0, 5000, places=2),
    shares=st.lists(st.decimals(0, 1, places=2), min_size=2, max_size=6).map(sorted),
)
def test_a_ladder_rises_inside_its_bounds(
    floor: Decimal, span: Decimal, shares: list[Decimal]
) -> None:
    amounts = [
        ladder_amount(floor=floor, ceiling=floor + span, share=share, currency="USD")
        for share in shares
    ]
    assert amounts == sorted(amounts)
    assert floor <= amounts[0]
    assert amounts[-1] <= floor + span

"""The band a campaign negotiates in."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.domain.bounds import CpmBounds, check_against_bounds, cpm_bounds


def test_target_and_leniency_make_the_band() -> None:
    assert cpm_bounds(target=Decimal(28), leniency_pct=Decimal(25)) == CpmBounds(
        Decimal("28.00"), Decimal("35.00")
    )
    assert cpm_bounds(target=Decimal(28)) == CpmBounds(Decimal(28), Decimal(28))


def test_without_a_target_leniency_says_nothing() -> None:
    assert cpm_bounds(target=None, leniency_pct=Decimal(50)) == CpmBounds(Decimal(20), Decimal(30))


def test_a_ceiling_never_rounds_up() -> None:
    bounds = cpm_bounds(target=Decimal("20.03"), leniency_pct=Decimal("33.3"))
    assert bounds.ceiling == Decimal("26.69")


@given(
    st.none() | st.decimals(-100, 9999, places=4),
    st.none() | st.decimals(-500, 500, places=3),
)
def test_the_floor_never_lies_above_the_ceiling(
    target: Decimal | None, leniency: Decimal | None
) -> None:
    bounds = cpm_bounds(target=target, leniency_pct=leniency)
    assert Decimal(0) <= bounds.floor <= bounds.ceiling


@pytest.mark.parametrize(
    ("amount", "place"),
    [
        ("2400.00", "within_range"),
        ("2400.01", "exceeds_ceiling"),
        ("1600.00", "within_range"),
        ("1599.99", "below_floor"),
        ("1200.00", "below_floor"),
        ("1199.99", "suspiciously_low"),
    ],
)
def test_both_edges_are_inside_by_the_exact_price(amount: str, place: str) -> None:
    bounds = CpmBounds(Decimal(20), Decimal(30))
    assert check_against_bounds(amount=Decimal(amount), views=80_000, bounds=bounds) == place


def test_unknown_views_have_no_price() -> None:
    with pytest.raises(ValueError, match="views"):
        check_against_bounds(amount=Decimal(1), views=0, bounds=cpm_bounds(target=None))

"""Numbers as people write them, inside the limits."""

from decimal import Decimal
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.domain.money import quantize
from negotiations.domain.terms.rounding import natural, step_of


@pytest.mark.parametrize(
    ("amount", "step"), [("90", "1"), ("800", "10"), ("1180", "10"), ("5200", "50")]
)
def test_steps_grow_with_the_amount(amount: str, step: str) -> None:
    assert step_of(D(amount)) == D(step)


@pytest.mark.parametrize(
    ("amount", "low", "high", "expected"),
    [
        pytest.param("1183.21", "1000", "1500", "1180", id="nearest"),
        pytest.param("1188", "1000", "1189", "1180", id="below where above is too much"),
        pytest.param("1001.50", "1001.20", "1500", "1010", id="above where below is too little"),
        pytest.param("1001.50", "1001.20", "1004", "1001.50", id="exact where none fits"),
        pytest.param("900", "1000", "1500", "1000.00", id="cut to the limits"),
    ],
)
def test_a_round_number_inside_the_limits(amount: str, low: str, high: str, expected: str) -> None:
    found = natural(D(amount), step=D(10), low=D(low), high=D(high), currency="USD")
    assert found == D(expected)


@given(
    low=st.decimals("0.01", "90000", places=2),
    span=st.decimals("0", "5000", places=2),
    share=st.decimals("0", "1", places=4),
    currency=st.sampled_from(["USD", "EUR"]),
)
def test_it_never_leaves_the_limits(
    low: Decimal, span: Decimal, share: Decimal, currency: str
) -> None:
    high = low + span
    found = natural(low + share * span, step=step_of(high), low=low, high=high, currency=currency)
    assert low <= found <= high
    assert found == quantize(found, currency)

"""Money in any notation is found; numbers that are no money are left alone."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiations.domain.money.text import money_spans

FOUND = [
    ("$1,500", "1500", None, "USD"),
    ("1.5k works", "1500", None, None),
    ("USD 1500", "1500", None, "USD"),
    ("1.500 €", "1500", None, "EUR"),
    ("1.500,00 €", "1500", None, "EUR"),
    ("1 500 €", "1500", None, "EUR"),
    ("1'500 CHF", "1500", None, "CHF"),
    ("1500,- €", "1500", None, "EUR"),
    ("2 lakh", "200000", None, "INR"),
    ("₹2,00,000", "200000", None, "INR"),
    ("Rs. 50,000/-", "50000", None, "INR"),
    ("fifteen hundred dollars", "1500", None, "USD"),
    ("two thousand five hundred euros", "2500", None, "EUR"),
    ("a grand", "1000", None, None),
    ("$800-1,000", "800", "1000", "USD"),
    ("$1-1.5k", "1000", "1500", "USD"),
    ("800 to 1k", "800", "1000", None),
    ("between 800 and 1,000 USD", "800", "1000", "USD"),
    ("CAD $1,500", "1500", None, "CAD"),
    ("$1,500 CAD", "1500", None, "CAD"),
    ("9,500.00 SEK", "9500", None, "SEK"),
    ("my rate is 2000", "2000", None, None),
    ("I'd need 1100", "1100", None, None),
    ("50 per story", "50", None, None),
    ("１５００ dollars", "1500", None, "USD"),
    ("- Rate: $1,250.00", "1250", None, "USD"),
]
LEFT_ALONE = [
    "30,000 views on average",
    "50k followers",
    "I average 80k per video",
    "120K engaged followers on TikTok",
    "on 12/01/2026 or Dec 15, 2026",
    "2026-12-01",
    "call +1 555 123 4567",
    "(555) 123-4567",
    "20% off",
    "25 percent",
    "back in 2026",
    "2025 was great",
    "the iPhone 15 Pro",
    "RTX 4090 review",
    "WH-1000XM5",
    "2 x Instagram Reel",
    "30 days of usage",
    "net 30",
    "at 10:30 am",
    "4K footage",
    "1080p",
    "https://example.com/1500?a=2000",
    "mia1500@example.com",
    "@mia_2000",
    "my zip 90210",
]


@pytest.mark.parametrize(("text", "amount", "amount_max", "currency"), FOUND)
def test_amount_is_found(
    text: str, amount: str, amount_max: str | None, currency: str | None
) -> None:
    (span,) = money_spans(text)

    assert span.amount == Decimal(amount)
    assert span.amount_max == (None if amount_max is None else Decimal(amount_max))
    assert span.currency == currency


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_number_that_is_no_money_is_left_alone(text: str) -> None:
    assert money_spans(text) == ()


@given(st.text(max_size=400))
@settings(max_examples=300, deadline=None)
def test_spans_are_exact_slices_in_order(text: str) -> None:
    last = 0
    for span in money_spans(text):
        assert last <= span.start < span.end
        assert text[span.start : span.end] == span.text
        last = span.end


@given(st.decimals(min_value=1, max_value=999_999, places=2), st.sampled_from(["$", "€", "£"]))
@settings(max_examples=200, deadline=None)
def test_our_own_notation_is_read_back_exactly(amount: Decimal, sign: str) -> None:
    (span,) = money_spans(f"Rate: {sign}{amount:,.2f}.")

    assert span.amount == amount

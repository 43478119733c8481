"""Every number of a mail has a kind; only ours, and what is provably no money, is harmless."""

from decimal import Decimal

import pytest

from negotiations.domain.money.text import money_spans
from negotiations.domain.reading.figures import Figure, figures_in


def _figures(text: str) -> tuple[Figure, ...]:
    return figures_in(text, ours=Decimal(1250), currency="USD", spans=money_spans(text))


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        pytest.param("Deal at $1,250", ["ours"], id="ours"),
        pytest.param("1250 it is", ["ours"], id="ours_bare"),
        pytest.param("1,250 EUR works", ["money"], id="ours_in_another_currency"),
        pytest.param("I need $1,600", ["money"], id="money"),
        pytest.param("15 hundo it is", ["money"], id="slang"),
        pytest.param("Yes! 1k6 and we go", ["money"], id="glued"),
        pytest.param("1600ish bucks", ["approx"], id="about"),
        pytest.param("somewhere in the 1600s", ["unread"], id="a_range_in_a_word"),
        pytest.param("another few hundred", ["approx"], id="vague"),
        pytest.param("ok 1,6?", ["unread"], id="a_decimal_of_something"),
        pytest.param("sixteen then", ["unread"], id="a_number_word"),
        pytest.param("my rate is l,600", ["broken"], id="a_letter_for_a_digit"),
        pytest.param("I'd need $1 ,600", ["broken"], id="a_space_in_it"),
        pytest.param("post it on 12 March at 5pm", ["date", "time"], id="when"),
        pytest.param("30 days of usage", ["length"], id="how_long"),
        pytest.param("I have 45,000 followers", ["count"], id="how_many"),
        pytest.param("plus 20% for my agent", ["percent"], id="a_share"),
        pytest.param("call +1 202 555 0143", ["phone"], id="a_phone"),
        pytest.param("see https://x.example/2024", ["link"], id="a_link"),
        pytest.param("W-9 attached", ["id"], id="a_form"),
        pytest.param("ship it to 12 Hill Road", ["address"], id="an_address"),
    ],
)  # fmt: skip
def test_each_number_is_read_as_what_it_is(text: str, kinds: list[str]) -> None:
    assert [figure.kind for figure in _figures(text)] == kinds


@pytest.mark.parametrize("kind", ["money", "approx", "unread", "broken", "percent", "terms"])
def test_what_may_be_money_is_never_harmless(kind: str) -> None:
    assert not Figure(0, 1, kind).is_harmless


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("a grand and a half", "1500"),
        ("fourteen fifty", "1450"),
        ("one and a half thousand", "1500"),
        ("1k5 dollars", "1500"),
        ("1k500 dollars", "1500"),
        ("15 hundo", "1500"),
        ("fifteen hundred dollars", "1500"),
        ("dollars 1600", "1600"),
    ],
)
def test_an_amount_is_read_in_every_way_people_write_it(words: str, amount: str) -> None:
    (span,) = money_spans(f"My fee would be {words} for the lot")

    assert span.upper == Decimal(amount)

"""Typed values out of what people write, and refusals that say what to write instead."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.domain.brief.dates import read_dates
from campaigns.domain.values.amounts import Amount, read_amount
from campaigns.domain.values.numbers import read_count, read_percent
from campaigns.domain.values.text import ValueProblem
from campaigns.domain.values.words import duration_days, read_duration, read_yes_no


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("$1,000", "1000"),
        ("50K", "50000"),
        ("1,2M", "1200000"),
        ("1.2k", "1200"),
        ("1.000,50 €", "1000.50"),
        ("1,000.50", "1000.50"),
        ("1 200", "1200"),
        ("1\u00a0200,5", "1200.5"),
        ("1'250.00 CHF", "1250.00"),
        ("1.500", "1500"),
        ("0.5", "0.5"),
        ("0,500", "0.500"),
        ("1,00,000", "100000"),
        ("USD500", "500"),
        ("1e5", "100000"),
        ("١٢٣", "123"),
        (0, "0"),
        (25.5, "25.5"),
    ],
)
def test_amounts_parse(text: str | float, number: str) -> None:
    assert read_amount(text).value == Decimal(number)


@pytest.mark.parametrize(
    "text",
    ["", "abc", "12,34,5", "1 2", "500-800", "$500 – $800", "5k to 10k", "-5", "TBD", "1.2.3,4,5"]
    + ["$5 or €6", "nan", "inf", "1_000", "1,250k", "12 apples", "9" * 80, True, float("nan")]
    + [None, [], {}, 10**40],
)
def test_what_is_no_single_amount_is_refused(text: Any) -> None:
    with pytest.raises(ValueProblem):
        read_amount(text)


def test_currencies_are_named_and_never_mixed() -> None:
    assert read_amount("€900") == Amount(Decimal(900), "EUR")
    assert read_amount("900 SEK").currency == "SEK"
    assert read_amount("$900", currency="CAD") == Amount(Decimal(900), "CAD")
    assert read_amount("900").currency is None
    with pytest.raises(ValueProblem, match="EUR"):
        read_amount("€900", currency="USD")


@pytest.mark.parametrize(
    ("text", "percent"), [("2.5%", "2.5"), ("4,5 %", "4.5"), ("0.5%", "0.5"), (40, "40"), (0, "0")]
)
def test_percents_parse(text: str | int, percent: str) -> None:
    assert read_percent(text) == Decimal(percent)


@pytest.mark.parametrize("text", ["0.25", 0.25, "5-10%", "high", "1000000%"])
def test_doubtful_percents_are_refused(text: str | float) -> None:
    with pytest.raises(ValueProblem):
        read_percent(text)


@pytest.mark.parametrize(
    ("text", "currency"),
    [("S$500", "SGD"), ("us$500", "USD"), ("$500", "USD"), ("¥90,000", "JPY")]
    + [("500 kč", "CZK"), ("CA$ 500", "CAD"), ("500", None), ("CLP 500,000", "CLP")],
)
def test_an_amount_knows_the_currency_it_names(text: str, currency: str | None) -> None:
    assert read_amount(text).currency == currency


@pytest.mark.parametrize(
    ("raw", "answer"),
    [("Yes", True), ("TRUE", True), (1, True), ("no", False), ("No.", False), (False, False)]
    + [("Yes, required", True), ("0", False)],
)
def test_yes_and_no(raw: str | int | bool, answer: bool) -> None:
    assert read_yes_no(raw) is answer


@pytest.mark.parametrize(
    "raw", ["maybe", "yes, but only on Instagram", "no idea", 2, "1.5", "", []]
)
def test_what_is_neither_yes_nor_no_is_refused(raw: str | int | list[Any]) -> None:
    with pytest.raises(ValueProblem):
        read_yes_no(raw)


@pytest.mark.parametrize(
    ("label", "name", "days"),
    [("30 Days", "days_30", 30), ("  90-DAYS ", "days_90", 90), ("6 months", "months_6", 180)]
    + [("1 Year", "year_1", 365), ("PERPETUAL", "perpetual", None)],
)
def test_durations(label: str, name: str, days: int | None) -> None:
    assert read_duration(label) == name
    assert duration_days(name) == days


def test_a_right_that_is_not_required_has_no_length() -> None:
    assert read_duration("not  required") == "not_required"
    with pytest.raises(ValueProblem):
        duration_days("not_required")
    with pytest.raises(ValueProblem, match="30 Days"):
        read_duration("45 days")


@pytest.mark.parametrize(
    ("raw", "iso"),
    [
        ("1796083200000", "2026-12-01"),
        (1796083200000, "2026-12-01"),
        ("2026-12-01 to 2026-12-15", "2026-12-01 to 2026-12-15"),
        ("1 December 2026", "2026-12-01"),
        ("Dec 1st, 2026", "2026-12-01"),
        ("31/12/2026", "2026-12-31"),
        ("1. 12. 2026", "2026-12-01"),
        ({"start": 1796083200000, "end": "2026-12-15"}, "2026-12-01 to 2026-12-15"),
    ],
)
def test_dates(raw: str | int | dict[str, int | str], iso: str) -> None:
    assert read_dates(raw) == iso


@pytest.mark.parametrize(
    "raw", ["soon", "01/02/2026", "2026-02-30", 12, "2026-12-15 to 2026-12-01", 10**17, [], True]
)
def test_doubtful_dates_are_refused(raw: Any) -> None:
    with pytest.raises(ValueProblem):
        read_dates(raw)


ANYTHING = st.one_of(
    st.text(), st.integers(), st.floats(), st.none(), st.booleans(), st.lists(st.text(), max_size=2)
)


@given(ANYTHING)
def test_readers_refuse_or_answer_but_never_fail(raw: Any) -> None:
    readers = (read_amount, read_percent, read_count, read_yes_no)
    for reader in (*readers, read_duration, read_dates):
        try:
            reader(raw)
        except ValueProblem as problem:
            assert str(problem)


@given(st.integers(min_value=0, max_value=10**9 - 1))
def test_a_grouped_number_means_what_its_digits_say(number: int) -> None:
    for written in (
        f"{number:,}",
        f"{number:,}".replace(",", "."),
        f"{number:,}".replace(",", " "),
    ):
        assert read_amount(written).value == number
        assert read_amount(f"${written}").value == number

"""Read values that people typed: numbers, money, percents, yes or no, durations. Pure.

Nothing here guesses. What cannot be read raises `ValueProblem`, whose text says what to write
instead; an empty cell is the caller's matter and never a zero.
"""

import json
import math
import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

DURATIONS = ("not_required", "days_30", "days_60", "days_90", "months_6", "year_1", "perpetual")
AMOUNT_LIMIT = Decimal(10) ** 10
_LONGEST_NUMBER = 60
_LONGEST_SHOWN = 200
_MISSING_WORDS = frozenset({"", "-", "--", "n/a", "na", "none", "null", "not applicable"})
_UNDECIDED_WORDS = frozenset({"tbd", "tba", "tbc", "?", "??", "unknown", "to be decided"})
_MULTIPLIERS = {
    "k": 1000,
    "tis": 1000,
    "thousand": 1000,
    "m": 10**6,
    "mio": 10**6,
    "mln": 10**6,
    "mil": 10**6,
    "million": 10**6,
}
_NUMBER = re.compile(r"(?P<number>\d[\d.,' ]*?)\s*(?P<times>[a-z]+)?\.?", re.IGNORECASE)
_SCIENTIFIC = re.compile(r"\d+(\.\d+)?e\+?\d{1,2}", re.IGNORECASE)
_RANGE = re.compile(r"\d\s*[a-z%$€£]*\s*(-|\bto\b|\bup to\b|\.\.+)\s*[a-z$€£]*\s*\d", re.IGNORECASE)
_SYMBOLS = {
    "us$": "USD",
    "ca$": "CAD",
    "c$": "CAD",
    "au$": "AUD",
    "a$": "AUD",
    "nz$": "NZD",
    "r$": "BRL",
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "kč": "CZK",
    "zł": "PLN",
    "₹": "INR",
}
_CODES = (
    *("AED", "AUD", "BGN", "BRL", "CAD", "CHF", "CLP", "CZK", "DKK", "EUR", "GBP", "HKD", "HUF"),
    *("ILS", "INR", "ISK", "JPY", "KRW", "KWD", "MXN", "NOK", "NZD", "PLN", "RON", "SEK", "SGD"),
    *("THB", "TRY", "USD", "VND", "ZAR"),
)
_DOLLARS = frozenset({"USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN", "CLP"})
_CURRENCY = re.compile(
    "|".join(
        [*(re.escape(mark) for mark in _SYMBOLS), *(rf"(?<![a-z]){c}(?![a-z])" for c in _CODES)]
    ),
    re.IGNORECASE,
)
_DURATION_LABELS = {
    "not_required": "notrequired no none na notapplicable",
    "days_30": "days30 30days 30day",
    "days_60": "days60 60days 60day",
    "days_90": "days90 90days 90day",
    "months_6": "months6 6months 6month",
    "year_1": "year1 1year oneyear 12months",
    "perpetual": "perpetual perpetuity inperpetuity forever",
}
_DURATION_WORDS = {w: name for name, words in _DURATION_LABELS.items() for w in words.split()}
_YES = re.compile(r"(yes|y|true)(?=\s*[,.;:(!-]|$)|1$", re.IGNORECASE)
_NO = re.compile(r"(no|n|false)(?=\s*[,.;:(!-]|$)|0$", re.IGNORECASE)
_DOUBT = re.compile(
    r"\b(but|if|maybe|may be|depends|unless|only|sure|except|sometimes|or|yet)\b", re.IGNORECASE
)
_WORD_COUNTS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
# What three digits after a single separator mean: thousands, decimals, or nobody knows.
Three = Literal["thousands", "decimals", "refuse"]


class ValueProblem(ValueError):
    """A value that cannot be read; the text is for a person and says what to write instead."""


@dataclass(frozen=True)
class Amount:
    """A sum and the currency its text named; None when it named none."""

    value: Decimal
    currency: str | None = None


def shown(raw: object) -> str:
    """Return the value as a person may read it in an error: short, and never failing."""
    if isinstance(raw, str):
        return raw[:_LONGEST_SHOWN]
    try:
        return json.dumps(raw, ensure_ascii=False, default=repr)[:_LONGEST_SHOWN]
    except (TypeError, ValueError, RecursionError):
        return f"a {type(raw).__name__} that cannot be shown"


def clean(text: str) -> str:
    """Return the text with one kind of space, dash, apostrophe and digit."""
    folded = unicodedata.normalize("NFKC", text).translate(
        {ord(dash): "-" for dash in "‐‑‒–—−"} | {ord(mark): "'" for mark in "’‘`´"}
    )
    folded = folded.replace("\u066b", ".").replace("\u066c", ",")
    digits = (str(unicodedata.decimal(c)) if c.isdecimal() else c for c in folded)
    visible = (c for c in digits if unicodedata.category(c) != "Cf")
    return " ".join("".join(visible).split())


def is_missing(raw: object) -> bool:
    """Whether the value says that nothing was filled in."""
    if isinstance(raw, str):
        return clean(raw).lower() in _MISSING_WORDS
    return raw is None or raw == [] or raw == {} or raw == ()


def is_undecided(text: str) -> bool:
    """Whether the text says that the value is not known yet."""
    return clean(text).lower() in _UNDECIDED_WORDS


def read_number(raw: object, *, three: Three = "thousands") -> Decimal:
    """Return a number of zero or more.

    :raises ValueProblem: if it is no single number, negative, or readable in two ways
    """
    if isinstance(raw, bool) or raw is None:
        raise ValueProblem("is not a number; write one number in digits")
    if isinstance(raw, int | float | Decimal):
        return _machine_number(raw)
    text = clean(raw) if isinstance(raw, str) else ""
    if is_undecided(text):
        raise ValueProblem("is not decided yet; write the number, or leave the field empty")
    if not text or len(text) > _LONGEST_NUMBER:
        raise ValueProblem("is not a number; write one number in digits")
    if _RANGE.search(text):
        raise ValueProblem("is a range; write one number")
    if text.startswith("-"):
        raise ValueProblem("is negative; write a number of zero or more")
    if _SCIENTIFIC.fullmatch(text):
        return Decimal(text)
    return _typed_number(text, three)


def _machine_number(raw: int | float | Decimal) -> Decimal:
    if isinstance(raw, float) and not math.isfinite(raw):
        raise ValueProblem("is not a finite number; write one number in digits")
    if isinstance(raw, int) and abs(raw) >= 10**30:
        raise ValueProblem("is too large; check the number of digits")
    number = Decimal(str(raw))
    if not number.is_finite():
        raise ValueProblem("is not a finite number; write one number in digits")
    if number < 0:
        raise ValueProblem("is negative; write a number of zero or more")
    return number


def _typed_number(text: str, three: Three) -> Decimal:
    match = _NUMBER.fullmatch(text)
    times = (match["times"] or "").lower() if match else ""
    if match is None or (times and times not in _MULTIPLIERS):
        raise ValueProblem("is not a number; write one number in digits")
    digits = _plain_digits(match["number"].strip(), "refuse" if times else three)
    return Decimal(digits) * _MULTIPLIERS.get(times, 1)


def _plain_digits(number: str, three: Three) -> str:
    """Return the digits with a point for decimals and no thousands separators."""
    dot, comma = number.rfind("."), number.rfind(",")
    if dot >= 0 and comma >= 0:
        whole, _, part = number.rpartition("." if dot > comma else ",")
        if "." in whole and "," in whole:
            raise ValueProblem("mixes its separators; write it like 1250.50")
        return f"{_ungrouped(whole)}.{_fraction(part)}"
    separator = "." if dot >= 0 else "," if comma >= 0 else ""
    if not separator or number.count(separator) > 1:
        return _ungrouped(number)
    whole, _, part = number.partition(separator)
    if len(part) == 3 and len(whole) <= 3 and whole != "0" and three != "decimals":
        if three == "refuse":
            raise ValueProblem(f"can be read in two ways; write {whole}{part} or {whole}.{part}0")
        return _ungrouped(number)
    return f"{_ungrouped(whole)}.{_fraction(part)}"


def _ungrouped(whole: str) -> str:
    is_grouped = re.fullmatch(r"\d+|\d{1,3}([., '])\d{3}(\1\d{3})*|\d{1,2}(,\d{2})+,\d{3}", whole)
    if not is_grouped:
        raise ValueProblem("has digits in odd groups; write it like 1250.50")
    return re.sub(r"\D", "", whole)


def _fraction(part: str) -> str:
    if not part.isdigit():
        raise ValueProblem("has odd decimals; write it like 1250.50")
    return part


def read_amount(raw: object, *, currency: str | None = None, three: Three = "thousands") -> Amount:
    """Return a sum of money; `currency` is the one its field is in.

    :raises ValueProblem: if it is no single sum, or names another currency than its field
    """
    if not isinstance(raw, str):
        return Amount(_limited(read_number(raw, three=three)), currency)
    text = clean(raw)
    marks = {m.group().lower() for m in _CURRENCY.finditer(text)}
    named = {_SYMBOLS.get(mark, mark.upper()) for mark in marks if mark != "$"}
    if "$" in marks and not named & _DOLLARS:
        # A bare dollar sign is any dollar, the American one when nothing else is known.
        named.add(currency if currency in _DOLLARS else "USD")
    if len(named) > 1:
        raise ValueProblem(f"names several currencies ({', '.join(sorted(named))}); keep one")
    own = next(iter(named), None)
    if own and currency and own != currency:
        raise ValueProblem(f"is in {own} where {currency} is expected; write it in {currency}")
    number = _CURRENCY.sub(" ", text).strip()
    number = re.sub(r"\s*([-/]\s*$|,-$)", "", number)
    return Amount(_limited(read_number(number, three=three)), own or currency)


def _limited(amount: Decimal) -> Decimal:
    if amount >= AMOUNT_LIMIT:
        raise ValueProblem("is too large for an amount; check the number of digits")
    if amount != amount.quantize(Decimal("0.001")):
        raise ValueProblem("has more than three decimals; round it")
    return amount


def read_percent(raw: object) -> Decimal:
    """Return a percentage as people say it: 25 for "25 %". More than 100 is the caller's matter.

    A bare number between 0 and 1 could be a share, so it is asked about.

    :raises ValueProblem: if it is no single percentage
    """
    text = clean(raw) if isinstance(raw, str) else ""
    has_sign = text.endswith("%")
    number = read_number(text.rstrip("% ") if has_sign else raw, three="decimals")
    if not has_sign and 0 < number < 1:
        raise ValueProblem(f"may mean {number} % or {number * 100} %; write it with the sign %")
    if number >= 1000:
        raise ValueProblem("is too large for a percentage; write it like 25 %")
    if number != number.quantize(Decimal("0.001")):
        raise ValueProblem("has more than three decimals; round it")
    return number


def read_count(raw: object, *, limit: int = 2**31 - 1) -> int:
    """Return a whole number of zero or more.

    :raises ValueProblem: if it is not one whole number, or above `limit`
    """
    text = clean(raw).lower() if isinstance(raw, str) else ""
    if text in _WORD_COUNTS:
        return _WORD_COUNTS.index(text)
    number = read_number(raw)
    if number > limit:
        raise ValueProblem("is too large; check the number of digits")
    if number != int(number):
        raise ValueProblem("is not a whole number; write it without decimals")
    return int(number)


def read_yes_no(raw: Any) -> bool:
    """Return what a yes-or-no field says; a yes with a condition is not a yes.

    :raises ValueProblem: if it is neither
    """
    if isinstance(raw, bool):
        return raw
    text = clean(str(raw)) if isinstance(raw, str | int) else ""
    if not _DOUBT.search(text):
        if _YES.match(text):
            return True
        if _NO.match(text):
            return False
    raise ValueProblem("is neither yes nor no; write Yes or No")


def read_duration(raw: object) -> str:
    """Return a duration's name (see `DURATIONS`) from its label in any case and spacing.

    :raises ValueProblem: if the form knows no such duration
    """
    text = clean(raw).lower() if isinstance(raw, str) else ""
    name = _DURATION_WORDS.get(re.sub(r"[^a-z0-9]", "", text))
    if name is None:
        raise ValueProblem(
            "is not a known duration; choose Not required, 30 Days, 60 Days, 90 Days, 6 Months,"
            " 1 Year or Perpetual"
        )
    return name


def duration_days(name: str) -> int | None:
    """Return a duration in days, None for perpetual.

    :raises ValueProblem: for `not_required`, which is no duration, and for unknown names
    """
    days = {"days_30": 30, "days_60": 60, "days_90": 90, "months_6": 180, "year_1": 365}
    if name == "perpetual":
        return None
    if name not in days:
        raise ValueProblem(f"{shown(name)} has no length in days")
    return days[name]

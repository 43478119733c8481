"""Read numbers, counts and percents that people typed. Pure.

Nothing here guesses. What cannot be read raises `ValueProblem`, whose text says what to write
instead; an empty cell is the caller's matter and never a zero.
"""

import math
import re
from decimal import Decimal
from typing import Literal

from campaigns.domain.values.text import ValueProblem, clean, is_undecided

_LONGEST_NUMBER = 60
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
_WORD_COUNTS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
# What three digits after a single separator mean: thousands, decimals, or nobody knows.
Three = Literal["thousands", "decimals", "refuse"]


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

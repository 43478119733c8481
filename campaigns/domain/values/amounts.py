"""Read sums of money that people typed, with the currency they name. Pure."""

import re
from dataclasses import dataclass
from decimal import Decimal
from string import ascii_lowercase

from campaigns.domain.currencies import (
    CAPITAL_CODES,
    CODES,
    DOLLARS,
    PESOS_WITH_DOLLAR_SIGN,
    SIGNS,
    WORDS,
)
from campaigns.domain.values.numbers import Three, read_number
from campaigns.domain.values.text import ValueProblem, clean

AMOUNT_LIMIT = Decimal(10) ** 10
_MARKS = {sign.lower(): code for sign, code in SIGNS.items()} | {
    word: WORDS[word] for word in ("kč", "zł")
}
_BARE = DOLLARS | PESOS_WITH_DOLLAR_SIGN
# A code or "S$" is no end of a word: "plus$50" is in dollars.
_CURRENCY = re.compile(
    "|".join(
        [
            *(rf"(?<![a-z]){re.escape(mark)}" for mark in _MARKS if mark[0] in ascii_lowercase),
            *(re.escape(mark) for mark in _MARKS if mark[0] not in ascii_lowercase),
            *(rf"(?<![a-z]){code}(?![a-z])" for code in (*CODES, *CAPITAL_CODES)),
        ]
    ),
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Amount:
    """A sum and the currency its text named; None when it named none."""

    value: Decimal
    currency: str | None = None


def read_amount(raw: object, *, currency: str | None = None, three: Three = "thousands") -> Amount:
    """Return a sum of money; `currency` is the one its field is in.

    :raises ValueProblem: if it is no single sum, or names another currency than its field
    """
    if not isinstance(raw, str):
        return Amount(_limited(read_number(raw, three=three)), currency)
    text = clean(raw)
    marks = {m.group().lower() for m in _CURRENCY.finditer(text)}
    named = {_MARKS.get(mark, mark.upper()) for mark in marks if mark != "$"}
    if "$" in marks and not named & _BARE:
        # A bare dollar sign is any dollar, the American one when nothing else is known.
        named.add(currency if currency in _BARE else "USD")
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

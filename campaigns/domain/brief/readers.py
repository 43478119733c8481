"""One reader for each kind of field of the brief form. Pure."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from campaigns.domain.brief.form import Kind
from campaigns.domain.values.amounts import Amount, read_amount
from campaigns.domain.values.numbers import read_count, read_percent
from campaigns.domain.values.text import ValueProblem, clean
from campaigns.domain.values.words import read_duration, read_yes_no

_CPM_LIMIT = 10_000
_COUNT_LIMIT = 1_000_000


def _text(raw: Any, _currency: str | None) -> str:
    if isinstance(raw, list | tuple) and raw and all(isinstance(part, str) for part in raw):
        return ", ".join(part.strip() for part in raw)
    if isinstance(raw, str):
        return raw.strip()
    # A bare number in a text field is a choice that nobody resolved.
    raise ValueProblem("is not text; write it out, or choose it again in the form")


def _list(raw: Any, _currency: str | None) -> tuple[str, ...]:
    parts = re.split(r"[,;\n]", raw) if isinstance(raw, str) else raw
    if not isinstance(parts, list | tuple) or not all(isinstance(p, str) for p in parts):
        raise ValueProblem("is not a list of choices; choose them again in the form")
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))


def _optimize(raw: Any, _currency: str | None) -> str:
    words = clean(raw).lower() if isinstance(raw, str) else ""
    is_cpm = "cpm" in words
    is_volume = bool(re.search(r"content|volume|usage", words))
    if "balance" in words:
        return "balance"
    if is_cpm != is_volume:
        return "cpm" if is_cpm else "content_volume_usage_rights"
    raise ValueProblem("is no known goal; choose CPM, Content Volume & Usage Rights, or Balance")


def _cpm(raw: Any, currency: str | None) -> Amount:
    text = re.sub(r"\s*\bcpm\b\s*", " ", clean(raw), flags=re.I) if isinstance(raw, str) else raw
    try:
        amount = read_amount(text, currency=currency, three="refuse")
    except ValueProblem as problem:
        if "range" in str(problem):
            raise ValueProblem(
                "is a range; write its lower end here and the span as CPM Leniency in percent"
            ) from problem
        raise
    if amount.value >= _CPM_LIMIT:
        raise ValueProblem("is too large for a price per 1,000 views; check the number of digits")
    return amount


def _count(raw: Any, _currency: str | None) -> int:
    if isinstance(raw, str):
        raw = re.sub(r"\s*\b(rounds?|influencers?|creators?|people|times)\s*$", "", raw.strip())
    return read_count(raw, limit=_COUNT_LIMIT)


READERS: dict[
    Kind, Callable[[Any, str | None], str | bool | int | Decimal | Amount | tuple[str, ...]]
]
READERS = {
    Kind.TEXT: _text,
    Kind.CHOICE: _text,
    Kind.LIST: _list,
    Kind.YES_NO: lambda raw, _currency: read_yes_no(raw),
    Kind.OPTIMIZE: _optimize,
    Kind.DURATION: lambda raw, _currency: read_duration(raw),
    Kind.MONEY: lambda raw, currency: read_amount(raw, currency=currency),
    Kind.CPM: _cpm,
    Kind.PERCENT: lambda raw, _currency: read_percent(raw),
    Kind.COUNT: _count,
}

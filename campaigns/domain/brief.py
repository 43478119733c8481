"""Read a filled-in brief form into typed values by model path. Pure and total.

A field that cannot be read is an error by its form name and its good neighbours are kept; nothing
unreadable ever becomes zero, no, or a default.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from decimal import Decimal
from typing import Any

from campaigns.domain.dates import read_dates
from campaigns.domain.form import FIELDS, FieldError, FormEntry, FormField, Kind, Option, entry_of
from campaigns.domain.form import path_of as path_of
from campaigns.domain.options import resolve
from campaigns.domain.rules import rights_of, validate_campaign, warnings_of
from campaigns.domain.values import (
    Amount,
    ValueProblem,
    clean,
    duration_days,
    is_missing,
    read_amount,
    read_count,
    read_duration,
    read_percent,
    read_yes_no,
    shown,
)

__all__ = [
    "FieldError",
    "FormField",
    "Option",
    "ParsedBrief",
    "duration_days",
    "parse_brief",
    "rights_of",
    "validate_and_coerce_correction",
    "validate_campaign",
    "warnings_of",
]

_CPM_LIMIT = 10_000
_COUNT_LIMIT = 1_000_000
_BUDGET = "budget"
_BUDGET_COPY = "budget_constraints.campaign_budget"
_ROUNDS = "requirements.revision_rounds"


@dataclass(frozen=True)
class ParsedBrief:
    """What a form said: values by model path, and everything a person should know about it."""

    values: dict[str, Any]
    errors: tuple[FieldError, ...] = ()
    strangers: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass
class _Reading:
    """The state of one pass over the form."""

    zone: tzinfo
    currency: str | None
    values: dict[str, Any] = field(default_factory=dict)
    errors: list[FieldError] = field(default_factory=list)


def parse_brief(fields: Sequence[FormField], *, zone: tzinfo = UTC) -> ParsedBrief:
    """Return the brief's values, its unreadable fields, unknown fields, and fields left empty.

    `zone` is the time zone in which the form's dates were picked.
    """
    given, strangers, errors = _by_entry(fields)
    reading = _Reading(zone, _form_currency(given), errors=errors)
    missing = []
    for entry in FIELDS:
        if entry.name not in given:
            missing.append(entry.name)
        else:
            _take(entry, given[entry.name], reading)
    failed = {error.name for error in reading.errors}
    missing = [name for name in missing if name not in failed]
    _fill_derived(reading, failed)
    return ParsedBrief(reading.values, tuple(reading.errors), tuple(strangers), tuple(missing))


def _by_entry(
    fields: Sequence[FormField],
) -> tuple[dict[str, FormField], list[str], list[FieldError]]:
    """Sort the set fields by form name; a field answered twice in two ways is an error."""
    given: dict[str, FormField] = {}
    strangers: list[str] = []
    errors: list[FieldError] = []
    for item in fields:
        entry = entry_of(item.name)
        if entry is None:
            strangers.append(item.name)
        elif not _is_unset(entry, item):
            first = given.setdefault(entry.name, item)
            if first.value != item.value:
                reason = f"stands twice, also as {shown(item.value)}; keep one of the two"
                errors.append(FieldError(entry.name, shown(first.value), reason))
    for error in errors:
        given.pop(error.name, None)
    return given, strangers, errors


def _is_unset(entry: FormEntry, item: FormField) -> bool:
    if entry.kind is Kind.DURATION and isinstance(item.value, str) and item.value.strip():
        # "None" and "n/a" are answers here: the right is not required.
        return clean(item.value).strip("- ") == ""
    return is_missing(item.value)


def _form_currency(given: Mapping[str, FormField]) -> str | None:
    """Return the currency of the form's currency fields, the budget's first."""
    named = [given[e.name] for e in FIELDS if e.name in given and e.kind is Kind.MONEY]
    codes = [item.currency.strip().upper() for item in named if item.currency]
    return next((code for code in codes if re.fullmatch(r"[A-Z]{3}", code)), None)


def _take(entry: FormEntry, item: FormField, reading: _Reading) -> None:
    try:
        own = (item.currency or "").strip().upper()
        if entry.kind is Kind.MONEY and own and reading.currency and own != reading.currency:
            raise ValueProblem(
                f"is in {own} while the brief is in {reading.currency}; use one currency"
            )
        _keep(entry, resolve(item), reading)
    except ValueProblem as problem:
        reading.errors.append(FieldError(entry.name, shown(item.value), str(problem)))


def _keep(entry: FormEntry, raw: Any, reading: _Reading) -> None:
    if raw is None or (entry.kind is not Kind.DURATION and is_missing(raw)):
        return
    if entry.kind is Kind.DATES:
        reading.values[entry.path] = read_dates(raw, zone=reading.zone)
        return
    value = _READERS[entry.kind](raw, reading.currency)
    if isinstance(value, Amount):
        reading.currency = reading.currency or value.currency
        value = value.value
    reading.values[entry.path] = value


def _fill_derived(reading: _Reading, failed: set[str]) -> None:
    if reading.currency:
        reading.values["currency"] = reading.currency
    if _BUDGET in reading.values:
        reading.values[_BUDGET_COPY] = reading.values[_BUDGET]
    if not any(entry.path == _ROUNDS and entry.name in failed for entry in FIELDS):
        reading.values.setdefault(_ROUNDS, 0)


def validate_and_coerce_correction(name: str, raw_text: str) -> Any:
    """Return a person's value for a form field, read like the form's; None for an empty text.

    :raises ValueError: if the form has no such field, or the text cannot be read
    """
    path_of(name)
    entry = entry_of(name)
    if entry is None or _is_unset(entry, FormField(name, "text", raw_text)):
        return None
    if entry.kind is Kind.DATES:
        return read_dates(raw_text)
    value = _READERS[entry.kind](raw_text.strip(), None)
    return value.value if isinstance(value, Amount) else value


# --- one reader per kind ------------------------------------------------------------------


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


_READERS: dict[
    Kind, Callable[[Any, str | None], str | bool | int | Decimal | Amount | tuple[str, ...]]
]
_READERS = {
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

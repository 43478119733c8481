"""Read a filled-in brief form into typed values by model path. Pure and total.

A field that cannot be read is an error by its form name and its good neighbours are kept; nothing
unreadable ever becomes zero, no, or a default.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from typing import Any

from campaigns.domain.brief.dates import read_dates
from campaigns.domain.brief.form import (
    FIELDS,
    FieldError,
    FormEntry,
    FormField,
    Kind,
    Option,
    entry_of,
)
from campaigns.domain.brief.form import path_of as path_of
from campaigns.domain.brief.options import resolve
from campaigns.domain.brief.readers import READERS
from campaigns.domain.brief.rules import rights_of, validate_campaign, warnings_of
from campaigns.domain.values.amounts import Amount
from campaigns.domain.values.text import ValueProblem, clean, is_missing, shown
from campaigns.domain.values.words import duration_days

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
    value = READERS[entry.kind](raw, reading.currency)
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
    value = READERS[entry.kind](raw_text.strip(), None)
    return value.value if isinstance(value, Amount) else value

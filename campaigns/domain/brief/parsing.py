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
    entry_of,
    path_of,
)
from campaigns.domain.brief.options import CHOICE_TYPES, holds_numbers, resolve
from campaigns.domain.brief.readers import READERS
from campaigns.domain.values.amounts import Amount
from campaigns.domain.values.text import ValueProblem, clean, is_missing, is_undecided, shown

_TEXT_TYPES = frozenset({"short_text", "text", "url", "email", "phone"})
_WORDS = frozenset({Kind.TEXT, Kind.CHOICE, Kind.LIST})
_LIMITS = frozenset({Kind.MONEY, Kind.CPM, Kind.PERCENT})
_BUDGET = "budget"
_BUDGET_COPY = "budget_constraints.campaign_budget"
_ROUNDS = "requirements.revision_rounds"


@dataclass(frozen=True)
class ParsedBrief:
    """What a form said: values by model path, and everything a person should know about it.

    `present` are our fields that the form has at all, filled in or not; `undecided` are limits
    that say so in words; `said` are all fields, strange ones too, that hold something.
    """

    values: dict[str, Any]
    errors: tuple[FieldError, ...] = ()
    strangers: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    present: frozenset[str] = frozenset()
    undecided: tuple[str, ...] = ()
    said: frozenset[str] = frozenset()


@dataclass
class _Pass:
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
    reading = _Pass(zone, _form_currency(given), errors=errors)
    missing = []
    for entry in FIELDS:
        if entry.name not in given:
            missing.append(entry.name)
        else:
            _take(entry, given[entry.name], reading)
    failed = {error.name for error in reading.errors}
    missing = [name for name in missing if name not in failed]
    _fill_derived(reading, failed)
    return ParsedBrief(
        reading.values,
        tuple(reading.errors),
        tuple(strangers),
        tuple(missing),
        present=frozenset(known.name for f in fields if (known := entry_of(f.name))),
        undecided=tuple(_undecided_limits(fields)),
        said=frozenset(f.name for f in fields if not is_missing(f.value)),
    )


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
            if item.name.strip():
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
    if _says_nothing(entry, item):
        return True
    if entry.kind is Kind.DURATION and isinstance(item.value, str) and item.value.strip():
        # "None" and "n/a" are answers here: the right is not required.
        return clean(item.value).strip("- ") == ""
    return is_missing(item.value)


def _says_nothing(entry: FormEntry, item: FormField) -> bool:
    """Whether a text field holds one of the ways in which forms spell "empty".

    ClickUp's automations and imports leave `0` in a text field that nobody filled in.
    """
    is_text = entry.kind in _WORDS and item.type not in CHOICE_TYPES
    if not (is_text or item.type in _TEXT_TYPES) or entry.kind is Kind.YES_NO:
        return False
    value = item.value
    if isinstance(value, str) and is_undecided(value):
        return True
    is_zero = not isinstance(value, bool) and (value == 0 or value == "0")
    # No leniency is an answer.
    return is_zero and entry.kind is not Kind.PERCENT


def _undecided_limits(fields: Sequence[FormField]) -> list[str]:
    """Return our limits that were left open in words or with a zero, which is no limit."""
    found = []
    for item in fields:
        entry = entry_of(item.name)
        if entry and entry.kind in _LIMITS and _says_nothing(entry, item):
            found.append(entry.name)
    return found


def _form_currency(given: Mapping[str, FormField]) -> str | None:
    """Return the currency of the form's currency fields, the budget's first."""
    named = [given[e.name] for e in FIELDS if e.name in given and e.kind is Kind.MONEY]
    codes = [item.currency.strip().upper() for item in named if item.currency]
    return next((code for code in codes if re.fullmatch(r"[A-Z]{3}", code)), None)


def _take(entry: FormEntry, item: FormField, reading: _Pass) -> None:
    try:
        own = (item.currency or "").strip().upper()
        if entry.kind is Kind.MONEY and own and reading.currency and own != reading.currency:
            raise ValueProblem(
                f"is in {own} while the brief is in {reading.currency}; use one currency"
            )
        raw = resolve(item)
        if entry.kind in _WORDS and holds_numbers(item) and isinstance(raw, int | float):
            raw = str(raw)
        _keep(entry, raw, reading)
    except ValueProblem as problem:
        reading.errors.append(FieldError(entry.name, shown(item.value), str(problem)))


def _keep(entry: FormEntry, raw: Any, reading: _Pass) -> None:
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


def _fill_derived(reading: _Pass, failed: set[str]) -> None:
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
    if entry is None or _is_unset(entry, FormField(name, "typed", raw_text)):
        return None
    if entry.kind is Kind.DATES:
        return read_dates(raw_text)
    value = READERS[entry.kind](raw_text.strip(), None)
    return value.value if isinstance(value, Amount) else value

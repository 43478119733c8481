"""A campaign's settings: which there are, and how what people typed for each is read. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from campaigns.domain.brief.form import FIELDS, entry_of
from campaigns.domain.brief.parsing import validate_and_coerce_correction
from campaigns.domain.roster.accounts import read_email
from campaigns.domain.values.numbers import read_count, read_number
from campaigns.domain.values.text import ValueProblem, clean
from campaigns.domain.values.words import read_yes_no

AUTONOMIES = ("review", "supervised", "autonomous")
OPENINGS = ("offer_first", "ask_first", "interest_first")
PLAYBOOKS = ("adaptive", "fixed_ladder")
_MOST_HOURS = 24 * 90
_MOST_FACTOR = 5
# Two settings are terms of the brief under a shorter name.
_TERM_NAMES = {
    "budget_amount": "budget",
    "approval_amount": "budget_constraints.max_cost_without_approval",
}


class SettingsError(ValueError):
    """Settings that cannot be read; the text names each and says what to write instead."""


@dataclass(frozen=True)
class Wanted:
    """What was asked for: row columns, brief terms by model path, and a playbook by its name.

    `texts` holds the terms as they were typed, by their form names.
    """

    columns: dict[str, Any] = field(default_factory=dict)
    terms: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    playbook: str = ""


def read_settings(given: Mapping[str, object]) -> Wanted:
    """Return the settings as they were understood.

    Names are those of the API, the brief's field names, or its model paths.

    :raises SettingsError: if a name is unknown or a value cannot be read
    """
    wanted, problems = Wanted(), []
    for name, raw in given.items():
        try:
            _take(name, _typed(raw), wanted)
        except ValueError as problem:
            problems.append(f"{name}: {problem}")
    if problems:
        raise SettingsError("; ".join(problems))
    return replace(wanted, playbook=wanted.columns.pop("playbook", ""))


def _take(name: str, text: str, wanted: Wanted) -> None:
    if name in _COLUMNS:
        column, read = _COLUMNS[name]
        wanted.columns[column] = read(text)
        return
    path = _TERM_NAMES.get(name, name)
    entry = next((e for e in reversed(FIELDS) if e.path == path), None) or entry_of(name)
    if entry is None:
        known = ", ".join([*_COLUMNS, *_TERM_NAMES])
        raise ValueProblem(f"is no setting; there are {known} and the fields of the brief")
    wanted.terms[entry.path] = validate_and_coerce_correction(entry.name, text)
    wanted.texts[entry.name] = text


def _typed(raw: object) -> str:
    """Return a value of JSON as a person would have typed it."""
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "yes" if raw else "no"
    if isinstance(raw, list | tuple):
        return ", ".join(_typed(part) for part in raw)
    return str(raw)


def _one_of(*choices: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        word = clean(text).lower().replace(" ", "_")
        if word not in choices:
            raise ValueProblem(f"is none of {', '.join(choices)}")
        return word

    return read


def _hours(text: str) -> int:
    hours = read_count(text, limit=_MOST_HOURS)
    if not hours:
        raise ValueProblem("is not above zero; write whole hours")
    return hours


def _factor(text: str) -> Decimal:
    factor = read_number(text, three="decimals")
    if not 1 <= factor <= _MOST_FACTOR:
        raise ValueProblem(f"is not between 1 and {_MOST_FACTOR}")
    return factor.quantize(Decimal("0.01"))


def _mailbox(text: str) -> str:
    return read_email(text) if clean(text) else ""


def _name(text: str) -> str:
    name = " ".join(text.split())
    if not name or len(name) > 300:
        raise ValueProblem("is empty or longer than 300 characters")
    return name


_COLUMNS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "name": ("name", _name),
    "autonomy": ("autonomy", _one_of(*AUTONOMIES)),
    "opening": ("opening", _one_of(*OPENINGS)),
    "reminder_hours": ("reminder_after_hours", _hours),
    "stale_hours": ("stale_after_hours", _hours),
    "over_offer_factor": ("over_offer_factor", _factor),
    "mailbox": ("mailbox_address", _mailbox),
    "hidden_rows": ("takes_hidden_rows", read_yes_no),
    "playbook": ("playbook", _one_of(*PLAYBOOKS)),
}
COLUMN_NAMES = {column: name for name, (column, _) in _COLUMNS.items()}

"""From what the vendor sent for a field to plain values: choices by name, people by name. Pure.

A drop-down's value is an option's `orderindex`, a label's is an option id; both are looked up in
the field's own options and never taken by position. Shapes: developer.clickup.com/docs/customfields
"""

import re
from collections.abc import Mapping
from typing import Any

from campaigns.domain.brief.form import FormField, Option
from campaigns.domain.values.text import ValueProblem, clean

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
CHOICE_TYPES = frozenset({"drop_down", "labels"})
_NUMBER_TYPES = frozenset(
    {"number", "currency", "formula", "rollup", "emoji", "rating", "manual_progress"}
    | {"automatic_progress"}
)
# People, related tasks, places, files, progress, and what formulas and rollups wrap.
_NAME_KEYS = (
    *("name", "label", "username", "email", "formatted_address", "title", "current", "value"),
    *("percent_completed", "percent_complete"),
)


def resolve(field: FormField) -> Any:
    """Return the field's value with choices replaced by their names.

    :raises ValueProblem: if a choice is not among the field's options
    """
    if field.type in CHOICE_TYPES:
        return _resolve_choices(field)
    if isinstance(field.value, Mapping):
        return _named(field.value)
    if isinstance(field.value, list):
        return [_named(item) if isinstance(item, Mapping) else item for item in field.value]
    return field.value


def holds_numbers(field: FormField) -> bool:
    """Whether the vendor's type holds numbers, so that a bare one is no unresolved choice."""
    return field.type in _NUMBER_TYPES


def _resolve_choices(field: FormField) -> Any:
    if isinstance(field.value, list | tuple):
        return [_choice(item, field.options) for item in field.value]
    if field.value is None or field.value == "":
        return None
    return _choice(field.value, field.options)


def _choice(value: Any, options: tuple[Option, ...]) -> str:
    if isinstance(value, Mapping):
        value = value.get("id") if _is_option(value.get("id"), options) else _named(value)
    index = _index(value)
    if index is not None:
        return _the_one([o for o in options if o.orderindex == index], value, options)
    text = value.strip() if isinstance(value, str) else ""
    by_id = [o for o in options if o.id and o.id == text]
    if by_id or _UUID.fullmatch(text) or not text:
        return _the_one(by_id, value, options)
    if not options:
        return text
    wanted = clean(text).casefold()
    return _the_one([o for o in options if clean(o.name).casefold() == wanted], value, options)


def _is_option(value: Any, options: tuple[Option, ...]) -> bool:
    return isinstance(value, str) and any(o.id == value for o in options)


def _index(value: Any) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    is_digits = isinstance(value, str) and value.isascii() and value.strip().isdigit()
    return int(value) if is_digits and len(value) < 10 else None


def _the_one(found: list[Option], value: Any, options: tuple[Option, ...]) -> str:
    if len({o.name for o in found}) == 1 and found[0].name:
        return found[0].name
    if not options:
        raise ValueProblem(
            "points to a choice, but the field came without its choices; set it again"
        )
    names = ", ".join(o.name for o in options[:8])
    raise ValueProblem(f"points to no choice of this field; choose one of: {names}")


def _named(value: Mapping[str, Any]) -> Any:
    """Return the name of an object, or the object itself when it carries none."""
    for key in _NAME_KEYS:
        found = value.get(key)
        if isinstance(found, str | int | float) and found != "":
            return found
        if isinstance(found, Mapping | list) and found:
            return _named(found) if isinstance(found, Mapping) else found
    if isinstance(value.get("location"), Mapping):
        return _named(value["location"])
    return value

"""Values of a decision as JSON and back, so that it can be made again from the record. Pure."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from negotiations.domain.pricing.policy import (
    Accept,
    Answer,
    AskBack,
    AskHuman,
    Counter,
    Decision,
    Exit,
    Position,
    Wait,
)
from negotiations.domain.terms.receipts import canonical_json

KINDS: dict[str, type] = {
    "accept": Accept,
    "answer": Answer,
    "ask_back": AskBack,
    "ask_human": AskHuman,
    "counter": Counter,
    "exit": Exit,
    "wait": Wait,
}
_NAMES = {kind: name for name, kind in KINDS.items()}


class UnreadableRecord(ValueError):
    """The record does not hold what its type needs; the message names the field."""


def encode(value: Any) -> Any:
    """Return a JSON-safe form; `decode` with the same type reads it back.

    :raises TypeError: for a value that no record may hold
    """
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, Decimal):
        return str(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: encode(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): encode(part) for key, part in value.items()}
    if isinstance(value, frozenset | set):
        return sorted(encode(part) for part in value)
    if isinstance(value, tuple | list):
        return [encode(part) for part in value]
    raise TypeError(f"a record cannot hold {type(value).__name__}")


def decode(kind: Any, data: Any) -> Any:
    """Return the value of this type that `encode` wrote; what a newer type adds has its default.

    :raises UnreadableRecord: if a field is missing or of another shape
    """
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        if data is None and NoneType in parts:
            return None
        return decode(next(part for part in parts if part is not NoneType), data)
    if origin is tuple:
        return _decode_tuple(parts, data)
    if origin is frozenset:
        return frozenset(decode(parts[0], part) for part in data)
    if kind is Decimal:
        return Decimal(data)
    return _decode_fields(kind, data) if is_dataclass(kind) else data


def encode_decision(decision: Decision) -> dict[str, Any]:
    """Return a decision with its kind's name."""
    return {"kind": _NAMES[type(decision)], **encode(decision)}


def decode_decision(data: Mapping[str, Any]) -> Decision:
    """Return the decision that `encode_decision` wrote.

    :raises UnreadableRecord: if it names no known kind or lacks a field
    """
    kind = KINDS.get(str(data.get("kind")))
    if kind is None:
        raise UnreadableRecord(f"unknown decision: {data.get('kind')}")
    found: Decision = decode(kind, data)
    return found


def decode_position(data: Mapping[str, Any]) -> Position:
    """Return the position that `encode` wrote.

    :raises UnreadableRecord: if a field is missing
    """
    found: Position = decode(Position, data)
    return found


def bytes_of(decision: Decision) -> bytes:
    """Return the decision's one byte form: equal decisions, equal bytes."""
    return canonical_json(encode_decision(decision)).encode()


def _decode_tuple(parts: tuple[Any, ...], data: Any) -> tuple[Any, ...]:
    if len(parts) == 2 and parts[1] is Ellipsis:
        return tuple(decode(parts[0], part) for part in data)
    return tuple(decode(part, value) for part, value in zip(parts, data, strict=True))


def _decode_fields(kind: Any, data: Mapping[str, Any]) -> Any:
    hints = _hints(kind)
    given = {f.name: decode(hints[f.name], data[f.name]) for f in fields(kind) if f.name in data}
    try:
        return kind(**given)
    except TypeError as error:
        raise UnreadableRecord(f"{kind.__name__}: {error}") from error


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)

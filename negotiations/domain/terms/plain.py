"""Values as JSON, the same value always as the same text: for hashes, records and rows. Pure."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any


def plain(value: Any) -> Any:
    """Return the JSON of a value: amounts and dates as text, sets sorted, dataclasses by field.

    :raises TypeError: for a value that no record may hold
    """
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, frozenset | set):
        return sorted(plain(part) for part in value)
    if isinstance(value, tuple | list):
        return [plain(part) for part in value]
    raise TypeError(f"a record cannot hold {type(value).__name__}")

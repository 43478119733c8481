"""What every list and filter of the API shares; in the lowest room, so that each may use it."""

import re
from collections.abc import Callable
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.utils import timezone
from ninja import Field, Schema
from ninja.errors import HttpError

Row = TypeVar("Row", bound=Model)
MAX_LIMIT = 500
_UNITS = {"d": "days", "h": "hours", "m": "minutes"}


class Paging(Schema):
    """Which part of a list."""

    limit: int = Field(50, ge=1, le=MAX_LIMIT)
    offset: int = Field(0, ge=0)


def page_of(
    rows: QuerySet[Row], paging: Paging, item: Callable[[Row], dict[str, Any]]
) -> dict[str, Any]:
    """Return one page of a list with the count of the whole."""
    return page_together(rows, paging, lambda part: [item(row) for row in part])


def page_together(
    rows: QuerySet[Row], paging: Paging, items: Callable[[list[Row]], list[dict[str, Any]]]
) -> dict[str, Any]:
    """Return one page of a list whose rows are shown together, at one cost for all."""
    part = list(rows[paging.offset : paging.offset + paging.limit])
    return {"items": items(part), "count": rows.count()}


def parse_instant(text: str, *, is_end: bool = False) -> datetime:
    """Return the instant a filter names; a plain date means that whole day, in the house's zone.

    :raises ValueError: if it is neither a date nor a time in ISO 8601
    """
    # In an address an unescaped "+" of the offset arrives as a space.
    text = re.sub(r"(T[\d:.]+) (\d\d:?\d\d)$", r"\1+\2", text.strip())
    instant = datetime.fromisoformat(text)
    if is_end and re.fullmatch(r"\d{4}-?\d\d-?\d\d", text):
        instant = datetime.combine(instant.date(), time.max)
    return instant if timezone.is_aware(instant) else timezone.make_aware(instant)


def parse_duration(text: str) -> timedelta:
    """Return "7d", "12h" or "30m" as a duration.

    :raises ValueError: if it is none
    """
    found = re.fullmatch(r"(\d{1,5})([dhm])", text.strip().lower(), re.ASCII)
    if not found:
        raise ValueError(f"'{text}' is no duration like 7d or 12h")
    return timedelta(**{_UNITS[found[2]]: int(found[1])})


def instant_or_400(name: str, text: str, *, is_end: bool = False) -> datetime | None:
    """Return a filter's instant, None for an empty one.

    :raises HttpError: 400 if it is malformed
    """
    if not text:
        return None
    try:
        return parse_instant(text, is_end=is_end)
    except ValueError as error:
        raise HttpError(400, f"{name}: '{text}' is no ISO 8601 date or time") from error


def decimal_text(amount: Decimal | None) -> str | None:
    """Return a number as JSON carries it: a plain decimal string, never a float."""
    return None if amount is None else f"{amount:f}"

"""Read the dates of a brief: the vendor's milliseconds, or what a person wrote. Pure."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, tzinfo

from campaigns.domain.values.text import ValueProblem, clean

_EARLIEST, _LATEST = date(2000, 1, 1), date(2100, 1, 1)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MILLISECONDS = re.compile(r"\d{11,14}")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?")
_DOTTED = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})")
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.? ([a-z]{3,9})\.?,? (\d{4})", re.IGNORECASE)
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", re.IGNORECASE)
_BETWEEN = re.compile(r"\s+(?:to|until|till|through|-)\s+|\s*(?:\.\.+|->|→)\s*", re.IGNORECASE)
_WAY_OUT = "write it like 2026-12-01, or 2026-12-01 to 2026-12-15"


def read_dates(raw: object, *, zone: tzinfo = UTC) -> str:
    """Return one ISO date, or two as `start to end`; `zone` is where the form is filled in.

    :raises ValueProblem: if it is no date, or ends before it starts
    """
    parts = [_read_date(part, zone) for part in _parts(raw)]
    if len(parts) == 2 and parts[1] < parts[0]:
        raise ValueProblem("ends before it starts; swap the two dates")
    return " to ".join(part.isoformat() for part in dict.fromkeys(parts))


def _parts(raw: object) -> list[object]:
    parts: list[object] = [raw]
    if isinstance(raw, Mapping):
        ends = [raw.get(key) for key in ("start", "start_date", "end", "end_date")]
        parts = [end for end in ends if end not in (None, "")]
    elif isinstance(raw, list | tuple):
        parts = list(raw)
    elif isinstance(raw, str):
        parts = list(_BETWEEN.split(clean(raw)))
    if not 1 <= len(parts) <= 2:
        raise ValueProblem(f"is not one date or two; {_WAY_OUT}")
    return parts


def _read_date(raw: object, zone: tzinfo) -> date:
    text = clean(raw) if isinstance(raw, str) else ""
    try:
        if isinstance(raw, int) and not isinstance(raw, bool) and 0 < raw < 10**14:
            found = _from_milliseconds(raw, zone)
        elif _MILLISECONDS.fullmatch(text):
            found = _from_milliseconds(int(text), zone)
        else:
            found = _from_words(text)
    except (ValueError, OverflowError) as error:
        if isinstance(error, ValueProblem):
            raise
        raise ValueProblem(f"is not a date of the calendar; {_WAY_OUT}") from error
    if not _EARLIEST <= found < _LATEST:
        raise ValueProblem(f"is the date {found}, which cannot be meant; {_WAY_OUT}")
    return found


def _from_milliseconds(value: int, zone: tzinfo) -> date:
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=value)
    return moment.astimezone(zone).date()


def _from_words(text: str) -> date:
    if match := _ISO.fullmatch(text):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := _DOTTED.fullmatch(text):
        return date(int(match[3]), int(match[2]), int(match[1]))
    if match := _SLASHED.fullmatch(text):
        return _slashed(int(match[1]), int(match[2]), int(match[3]))
    if match := _DAY_FIRST.fullmatch(text):
        return date(int(match[3]), _month(match[2]), int(match[1]))
    if match := _MONTH_FIRST.fullmatch(text):
        return date(int(match[3]), _month(match[1]), int(match[2]))
    raise ValueProblem(f"is not a date; {_WAY_OUT}")


def _slashed(first: int, second: int, year: int) -> date:
    if first <= 12 and second <= 12 and first != second:
        raise ValueProblem(f"can be read as two different days; {_WAY_OUT}")
    return date(year, second, first) if first > 12 else date(year, first, second)


def _month(name: str) -> int:
    short = name[:3].lower()
    if short not in _MONTHS:
        raise ValueProblem(f"names no month; {_WAY_OUT}")
    return _MONTHS.index(short) + 1

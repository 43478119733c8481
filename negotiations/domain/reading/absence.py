"""When somebody is back, by their out-of-office mail; when they want to be asked again. Pure."""

import re
from datetime import date

_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" if len(name) > 3 else name for name in _MONTHS)
_ISO = re.compile(r"(?<!\d)(?P<y>20\d{2})-(?P<m>\d{2})-(?P<d>\d{2})(?!\d)")
_DAY_MONTH = re.compile(
    rf"(?<!\w)(?P<d>\d{{1,2}})(?:st|nd|rd|th|\.)?\s+(?:of\s+)?(?P<m>{_MONTH})\.?(?:,?\s+(?P<y>20\d{{2}}))?",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(
    rf"(?<!\w)(?P<m>{_MONTH})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,?\s+(?P<y>20\d{{2}}))?",
    re.IGNORECASE,
)
_NUMERIC = re.compile(r"(?<![\d.])(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.(?:\s?(?P<y>20\d{2}))?(?!\d)")
_ONLY_DAY = re.compile(r"(?<!\w)(?:the\s+)(?P<d>\d{1,2})(?:st|nd|rd|th)(?!\w)", re.IGNORECASE)
_ONLY_MONTH = re.compile(
    rf"(?<!\w)(?:in|after|until|from)\s+(?:early\s+|late\s+|mid[- ]?)?(?P<m>{_MONTH})(?!\w)",
    re.IGNORECASE,
)


def named_day(text: str, *, today: date) -> date | None:
    """Return the last day the text names that is not over; a day without a year is the next one.

    Of "away from 3 March to 20 March" the later counts: that is when they are back.
    """
    found = [day for day in _days_in(text, today) if day >= today]
    return max(found) if found else None


def _days_in(text: str, today: date) -> list[date]:
    days: list[date | None] = []
    for pattern in (_ISO, _DAY_MONTH, _MONTH_DAY, _NUMERIC):
        for match in pattern.finditer(text):
            days.append(_day(match["y"], match["m"], match["d"], today))
    days += [_next_day(int(match["d"]), today) for match in _ONLY_DAY.finditer(text)]
    return [day for day in days if day is not None]


def _day(year: str | None, month: str, day: str, today: date) -> date | None:
    number = int(month) if month.isdecimal() else _month_number(month)
    try:
        found = date(int(year) if year else today.year, number, int(day))
        if year is None and found < today:
            return found.replace(year=found.year + 1)
    except ValueError:
        return None
    return found


def _month_number(word: str) -> int:
    start = word.lower()[:3]
    return next(n for n, name in enumerate(_MONTHS, 1) if name.startswith(start))


def _next_day(day: int, today: date) -> date | None:
    """Return the next date with this day of the month."""
    for ahead in range(3):
        months = today.year * 12 + today.month - 1 + ahead
        try:
            found = date(months // 12, months % 12 + 1, day)
        except ValueError:
            continue
        if found >= today:
            return found
    return None


def named_month(text: str, *, today: date) -> date | None:
    """Return the first day of the month they want to be asked again in, if they name one."""
    match = _ONLY_MONTH.search(text)
    if match is None:
        return None
    number = _month_number(match["m"])
    year = today.year + (number < today.month)
    return max(date(year, number, 1), today)

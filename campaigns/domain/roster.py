"""Read a sheet's rows into a roster; whatever cannot be used is listed with its cell. Pure."""

import hashlib
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from campaigns.domain.values import read_amount, read_count, read_percent

COLUMNS = {
    "name": "name",
    "email": "email",
    "platform": "platform",
    "handle": "handle",
    "averageviews": "average_views",
    "minrate": "min_rate",
    "maxrate": "max_rate",
    "engagementrate": "engagement_rate",
    "followers": "followers",
}
PLATFORMS = {
    "instagram": "instagram",
    "ig": "instagram",
    "insta": "instagram",
    "tiktok": "tiktok",
    "tt": "tiktok",
    "youtube": "youtube",
    "yt": "youtube",
}
WATCHED = ("name", "email", "platform", "handle", "average_views", "min_rate", "max_rate")
_EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>]+")


@dataclass(frozen=True)
class RosterRow:
    """One usable row. Unknown numbers are None, never zero; engagement is in percent."""

    row_number: int
    name: str
    email: str | None
    platform: str
    handle: str | None
    average_views: int | None
    min_rate: Decimal | None
    max_rate: Decimal | None
    engagement_rate: Decimal | None
    followers: int | None
    raw: dict[str, str]
    row_hash: str


@dataclass(frozen=True)
class SkippedRow:
    """A row, or one cell of it, that was not used."""

    row_number: int
    name: str
    column: str
    value: str
    reason: str


@dataclass(frozen=True)
class Roster:
    """A sheet as we understand it."""

    rows: tuple[RosterRow, ...]
    skipped: tuple[SkippedRow, ...]
    problems: tuple[str, ...]


class _Unusable(ValueError):
    def __init__(self, column: str, value: str, reason: str) -> None:
        super().__init__(reason)
        self.column, self.value, self.reason = column, value, reason


def _blank(text: str) -> bool:
    return text.strip().lower() in ("", "-", "n/a", "na", "none", "tbd")


def _views(text: str) -> int | None:
    """Missing views are unknown; a zero in the sheet is a cell nobody filled in."""
    return read_count(text) or None


def _rate(text: str) -> Decimal | None:
    return read_amount(text).value or None


def _engagement(text: str) -> Decimal:
    value = read_percent(text)
    if "%" not in text and 0 < value < 1:
        raise ValueError(f"'{text}' may be a share or a percentage; write it with a % sign")
    return value


_NUMBERS: dict[str, Callable[[str], Any]] = {
    "average_views": _views,
    "min_rate": _rate,
    "max_rate": _rate,
    "engagement_rate": _engagement,
    "followers": _views,
}


def parse_roster(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Roster:
    """Read the rows by the header's names, in any order, case and spacing."""
    places, problems = _places(header)
    if "name" not in places or "platform" not in places:
        missing = [c for c in ("Name", "Platform") if c.lower() not in places]
        return Roster((), (), (*problems, f"the sheet has no column {' and '.join(missing)}"))
    good: list[RosterRow] = []
    skipped: list[SkippedRow] = []
    for number, cells in enumerate(rows, start=2):
        texts = {
            field: str(cells[i]).strip() if i < len(cells) else "" for field, i in places.items()
        }
        if not any(texts.values()):
            continue
        try:
            good.append(_row(number, texts, skipped))
        except _Unusable as why:
            skipped.append(
                SkippedRow(number, texts.get("name", ""), why.column, why.value, why.reason)
            )
    return Roster(tuple(good), tuple(skipped), problems)


def _places(header: Sequence[str]) -> tuple[dict[str, int], tuple[str, ...]]:
    places: dict[str, int] = {}
    problems = []
    for index, title in enumerate(header):
        field = COLUMNS.get(re.sub(r"[^a-z]", "", str(title).lower()))
        if field is None:
            continue
        if field in places:
            problems.append(f"the column {title!s} is there twice; the first one is read")
            continue
        places[field] = index
    return places, tuple(problems)


def _row(number: int, texts: dict[str, str], skipped: list[SkippedRow]) -> RosterRow:
    name = " ".join(texts["name"].split())
    if not name:
        raise _Unusable("Name", "", "the name is empty")
    platform = PLATFORMS.get(re.sub(r"[^a-z]", "", texts["platform"].lower()))
    if platform is None:
        raise _Unusable("Platform", texts["platform"], "is not Instagram, TikTok or YouTube")
    numbers = {}
    for field, reader in _NUMBERS.items():
        text = texts.get(field, "")
        try:
            numbers[field] = None if _blank(text) else reader(text)
        except ValueError as error:
            numbers[field] = None
            skipped.append(SkippedRow(number, name, _title(field), text, str(error)))
    low, high = numbers["min_rate"], numbers["max_rate"]
    if low is not None and high is not None and low > high:
        raise _Unusable("Min Rate", texts["min_rate"], "lies above Max Rate")
    email = _email(number, name, texts.get("email", ""), skipped)
    raw = {field: texts.get(field, "") for field in COLUMNS.values()}
    return RosterRow(
        row_number=number,
        name=name,
        email=email,
        platform=platform,
        handle=_handle(texts.get("handle", "")),
        raw=raw,
        row_hash=_hash(raw),
        **numbers,
    )


def _title(field: str) -> str:
    return field.replace("_", " ").title()


def _email(number: int, name: str, text: str, skipped: list[SkippedRow]) -> str | None:
    if _blank(text):
        skipped.append(SkippedRow(number, name, "Email", text, "there is no email address"))
        return None
    if not _EMAIL.fullmatch(text):
        skipped.append(SkippedRow(number, name, "Email", text, "is not one email address"))
        return None
    return text.lower()


def _handle(text: str) -> str | None:
    """Return the bare account name of "@name", a profile address or plain text."""
    if _blank(text):
        return None
    tail = re.sub(r"[?#].*$", "", text.strip()).rstrip("/")
    return tail.rsplit("/", 1)[-1].lstrip("@").strip().lower() or None


def _hash(raw: dict[str, str]) -> str:
    watched = {field: " ".join(raw[field].lower().split()) for field in WATCHED}
    return hashlib.sha256(json.dumps(watched, sort_keys=True).encode()).hexdigest()

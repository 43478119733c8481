"""Read a sheet's rows into a roster; whatever is not used is listed with its cell. Pure, total.

Unknown numbers are None, never zero. A row whose price cells cannot be read is left out, because a
guessed limit would be mailed; other unreadable cells are left out alone and the row is kept.
"""

import hashlib
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from campaigns.domain.accounts import read_account, read_email, read_platform
from campaigns.domain.values import (
    ValueProblem,
    clean,
    is_missing,
    is_undecided,
    read_amount,
    read_count,
    read_number,
    read_percent,
    shown,
)

_TITLES = {
    "name": ("Name", "name influencer influencername creator creatorname fullname"),
    "email": ("Email", "email emailaddress mail contactemail"),
    "platform": ("Platform", "platform network channel"),
    "handle": ("Handle", "handle username account profile profileurl link"),
    "average_views": ("Average Views", "averageviews avgviews views avgviewsperpost"),
    "min_rate": ("Min Rate", "minrate minimumrate ratemin"),
    "max_rate": ("Max Rate", "maxrate maximumrate ratemax"),
    "engagement_rate": ("Engagement Rate", "engagementrate engagement er"),
    "followers": ("Followers", "followers followercount subscribers"),
    "currency": ("Currency", "currency"),
}
_FIELD_OF = {word: name for name, (_, words) in _TITLES.items() for word in words.split()}
_EXPECTED = tuple(_TITLES)[:7]
_WATCHED = ("email", "platform", "handle", "average_views", "min_rate", "max_rate", "currency")
_BIGGEST_COUNT = 2**31 - 1
_LONGEST_NAME = 200


@dataclass(frozen=True)
class RosterRow:
    """One usable row. Engagement is in percent; `currency` is what its rates named."""

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
    currency: str | None
    raw: dict[str, str]
    row_hash: str


@dataclass(frozen=True)
class SkippedRow:
    """A row that was not used, or with `is_row_kept` one cell of a row that was."""

    row_number: int
    name: str
    column: str
    value: str
    reason: str
    is_row_kept: bool = False


@dataclass(frozen=True)
class Roster:
    """A sheet as it was understood; `problems` are about the sheet, `skipped` about its rows."""

    rows: tuple[RosterRow, ...]
    skipped: tuple[SkippedRow, ...]
    problems: tuple[str, ...]


class _Unusable(Exception):
    """The row cannot be used, because of one cell."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(reason)
        self.column, self.reason = column, reason


@dataclass
class _Cells:
    """One row's texts by field, and what is found wrong with single cells on the way."""

    number: int
    texts: dict[str, str]
    notes: list[SkippedRow] = field(default_factory=list)

    def note(self, column: str, reason: str) -> None:
        """Remember that a cell was left out."""
        self.notes.append(self.refusal(column, reason, is_row_kept=True))

    def refusal(self, column: str, reason: str, *, is_row_kept: bool = False) -> SkippedRow:
        """Return the cell as a line for people."""
        title, value = _TITLES[column][0], shown(self.texts.get(column, ""))
        name = shown(self.texts.get("name", ""))
        return SkippedRow(self.number, name, title, value, reason, is_row_kept)

    def filled(self, column: str) -> str | None:
        """Return the cell's text, None when it is empty or says so."""
        text = self.texts.get(column, "")
        return None if is_missing(text) or is_undecided(text) else text

    def read(self, column: str, reader: Callable[[str], Any]) -> Any:
        """Return the cell's value; an unreadable one is noted and counts as unknown."""
        text = self.filled(column)
        try:
            return None if text is None else reader(text)
        except ValueProblem as problem:
            self.note(column, str(problem))
            return None

    def read_needed(self, column: str, reader: Callable[[str], Any]) -> Any:
        """Return the cell's value; an unreadable one makes the row unusable."""
        text = self.filled(column)
        try:
            return None if text is None else reader(text)
        except ValueProblem as problem:
            raise _Unusable(column, str(problem)) from problem


def parse_roster(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Roster:
    """Read the rows by the header's names, in any order, case and spacing.

    Row numbers are the sheet's own: the header is row 1. Empty rows are passed over in silence.
    """
    places, problems = _places(header)
    good: dict[tuple[str, str], RosterRow] = {}
    skipped: list[SkippedRow] = []
    for number, row in enumerate(rows, start=2):
        if not any(_text(cell) for cell in row):
            continue
        if any(_text(cell) for cell in row[len(header) :]):
            problems.append(f"Row {number} has cells beyond the last column; they are not read.")
        texts = {name: _text(row[i]) if i < len(row) else "" for name, i in places.items()}
        cells = _Cells(number, texts)
        try:
            _add(_row(cells, _raw(header, row)), cells, good)
        except _Unusable as why:
            skipped.append(cells.refusal(why.column, why.reason))
        else:
            skipped.extend(cells.notes)
    return Roster(tuple(good.values()), tuple(skipped), tuple(problems))


def _text(cell: object) -> str:
    return "" if cell is None else str(cell).strip()


def _raw(header: Sequence[str], row: Sequence[str]) -> dict[str, str]:
    """Return the row's cells by title; of two columns with one title the first counts."""
    raw: dict[str, str] = {}
    for title, cell in zip(header, row, strict=False):
        if _text(title):
            raw.setdefault(_text(title), _text(cell))
    return raw


def _places(header: Sequence[str]) -> tuple[dict[str, int], list[str]]:
    """Return each field's column, and what is odd about the header."""
    places: dict[str, int] = {}
    problems = []
    seen: set[str] = set()
    blank = 0
    for index, cell in enumerate(header):
        title = _text(cell)
        key = re.sub(r"[\W_]", "", clean(title).lower())
        name = _FIELD_OF.get(key)
        blank += not title
        if title and ((name or key) in seen):
            problems.append(f"The column {shown(title)!r} stands twice; the first one is read.")
        elif name:
            places[name] = index
        seen.add(name or key)
    if blank:
        problems.append(f"{blank} column(s) without a title are not read.")
    absent = [_TITLES[name][0] for name in _EXPECTED if name not in places]
    if absent:
        problems.append(f"The sheet has no column {', '.join(absent)}.")
    return places, problems


def _add(row: RosterRow, cells: _Cells, good: dict[tuple[str, str], RosterRow]) -> None:
    """Keep the row unless its account stands in the sheet already."""
    key = (row.platform, f"@{row.handle}" if row.handle else row.email or "")
    if key in good:
        column = "handle" if row.handle else "email"
        raise _Unusable(column, f"stands in row {good[key].row_number} already; keep one of them")
    good[key] = row


def _row(cells: _Cells, raw: dict[str, str]) -> RosterRow:
    name = " ".join(cells.texts.get("name", "").split())
    if not name:
        raise _Unusable("name", "is empty; write the influencer's name")
    if len(name) > _LONGEST_NAME:
        raise _Unusable("name", f"is longer than {_LONGEST_NAME} characters; shorten it")
    platform, handle = _account(cells)
    email = _email(cells, has_account=bool(handle))
    low, high, currency = _rates(cells)
    known: dict[str, Any] = {
        "email": email,
        "platform": platform,
        "handle": handle,
        "average_views": _views(cells),
        "min_rate": low,
        "max_rate": high,
        "currency": currency,
    }
    return RosterRow(
        row_number=cells.number,
        name=name,
        engagement_rate=cells.read("engagement_rate", _engagement),
        followers=cells.read("followers", lambda text: read_count(text, limit=10**12) or None),
        raw=raw,
        row_hash=_hash(name, known),
        **known,
    )


def _account(cells: _Cells) -> tuple[str, str | None]:
    """Return platform and account; a profile address may stand in for an empty platform."""
    platform = cells.read_needed("platform", read_platform)
    site, handle = cells.read("handle", read_account) or (None, None)
    if platform is None and site is None:
        raise _Unusable("platform", "is empty; write Instagram, TikTok or YouTube")
    if platform and site and platform != site:
        raise _Unusable("handle", f"is an account on {site} while the platform says {platform}")
    return platform or site or "", handle


def _email(cells: _Cells, *, has_account: bool) -> str | None:
    email: str | None = cells.read("email", read_email)
    if email is None and not has_account:
        raise _Unusable("email", "and the handle are not usable, so nobody can be told apart")
    if email is None and cells.filled("email") is None:
        cells.note("email", "is empty; this person cannot be written to yet")
    return email


def _rates(cells: _Cells) -> tuple[Decimal | None, Decimal | None, str | None]:
    column = cells.read_needed("currency", _currency)
    low = cells.read_needed("min_rate", lambda text: read_amount(text, currency=column))
    high = cells.read_needed("max_rate", lambda text: read_amount(text, currency=column))
    named = {rate.currency for rate in (low, high) if rate and rate.currency}
    if len(named) > 1:
        raise _Unusable("max_rate", "is in another currency than Min Rate; use one")
    minimum = _above_zero(cells, "min_rate", low.value if low else None)
    maximum = _above_zero(cells, "max_rate", high.value if high else None)
    if minimum is not None and maximum is not None and minimum > maximum:
        raise _Unusable("min_rate", f"is above Max Rate ({maximum}); swap or correct them")
    return minimum, maximum, next(iter(named), column)


def _above_zero(cells: _Cells, column: str, value: Any) -> Any:
    """A zero is a cell nobody filled in; it is no limit and no reach."""
    if value is not None and value == 0:
        cells.note(column, "is zero and counts as unknown; write the number, or leave it empty")
        return None
    return value


def _views(cells: _Cells) -> int | None:
    """Return average views; an average may have a fraction, which is cut off."""
    number = cells.read_needed("average_views", read_number)
    if number is not None and number > _BIGGEST_COUNT:
        raise _Unusable("average_views", "is too large; check the number of digits")
    views: int | None = _above_zero(cells, "average_views", None if number is None else int(number))
    return views


def _currency(text: str) -> str:
    amount = read_amount(f"1 {text}")
    if amount.currency is None:
        raise ValueProblem("is not a known currency; write its code, for example USD")
    return amount.currency


def _engagement(text: str) -> Decimal:
    rate = read_percent(text)
    if rate > 100:
        raise ValueProblem("is more than 100 %")
    return rate


def _hash(name: str, known: dict[str, Any]) -> str:
    """Return the fingerprint of what the row says, however it is spelled."""
    watched = {column: _plain(known[column]) for column in _WATCHED}
    watched["name"] = clean(name).casefold()
    return hashlib.sha256(json.dumps(watched, sort_keys=True).encode()).hexdigest()


def _plain(value: Any) -> str | None:
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return None if value is None else str(value)

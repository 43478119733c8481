"""Read a sheet's rows into a roster; whatever is not used is listed with its cell. Pure, total.

Unknown numbers are None, never zero. A row whose price cells cannot be read is left out, because a
guessed limit would be mailed; other unreadable cells are left out alone and the row is kept.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from campaigns.domain.roster.accounts import read_account, read_email, read_platform
from campaigns.domain.roster.cells import Cells, SkippedRow, Unusable
from campaigns.domain.roster.columns import letters_of, places_of, text_of
from campaigns.domain.roster.exact import exact_number
from campaigns.domain.values.amounts import Amount, read_amount
from campaigns.domain.values.numbers import read_count, read_number, read_percent
from campaigns.domain.values.text import ValueProblem, clean

_WATCHED = (
    *("name", "email", "platform", "handle", "average_views", "min_rate", "max_rate"),
    *("engagement_rate", "currency"),
)
_BIGGEST_COUNT = 2**31 - 1
_LONGEST_NAME = 200
_MILLS = Decimal("0.001")


@dataclass(frozen=True)
class RosterRow:
    """One usable row. Engagement is in percent; `currency` is what its rates named.

    `values` and `texts` hold the watched cells by field: as they were understood, and as people
    see them. `key` names the account it is about.
    """

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
    values: dict[str, str | None]
    texts: dict[str, str]
    row_hash: str

    @property
    def key(self) -> str:
        """Return what makes two rows the same: the account, or the address without one."""
        return key_of(self.platform, self.handle, self.email)


@dataclass(frozen=True)
class Roster:
    """A sheet as it was understood; `problems` are about the sheet, `skipped` about its rows.

    `columns` holds each field's letters and title.
    """

    rows: tuple[RosterRow, ...]
    skipped: tuple[SkippedRow, ...]
    problems: tuple[str, ...]
    columns: dict[str, tuple[str, str]] = field(default_factory=dict)


def key_of(platform: str, handle: str | None, email: str | None) -> str:
    """Return the name of an account; without a handle the address stands in for it."""
    return f"{platform}:@{handle}" if handle else f"{platform}:{email or ''}"


def parse_roster(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    held: Sequence[Sequence[float | None]] = (),
) -> Roster:
    """Read the rows by the header's names, in any order, case and spacing.

    Row numbers are the sheet's own: the header is row 1. Empty rows are passed over in silence.
    `held` are the numbers behind what the rows show, None where a cell holds text.
    """
    places, problems = places_of(header)
    good: dict[str, RosterRow] = {}
    skipped: list[SkippedRow] = []
    for index, row in enumerate(rows):
        if not any(text_of(cell) for cell in row):
            continue
        if any(text_of(cell) for cell in row[len(header) :]):
            problems.append(f"Row {index + 2} has cells beyond the last column; they are not read.")
        cells = _cells(index + 2, places, row, held[index] if index < len(held) else ())
        try:
            _add(_row(cells, _raw(header, row)), good)
        except Unusable as why:
            skipped.append(cells.refusal(why.column, why.reason))
        else:
            skipped.extend(cells.notes)
    columns = {name: (letters_of(i), text_of(header[i])) for name, i in places.items()}
    return Roster(tuple(good.values()), tuple(skipped), tuple(problems), columns)


def _cells(
    number: int, places: dict[str, int], row: Sequence[str], held: Sequence[float | None]
) -> Cells:
    texts = {name: text_of(row[i]) if i < len(row) else "" for name, i in places.items()}
    numbers = {name: held[i] if i < len(held) else None for name, i in places.items()}
    return Cells(number, texts, numbers)


def _raw(header: Sequence[str], row: Sequence[str]) -> dict[str, str]:
    """Return the row's cells by title; of two columns with one title the first counts."""
    raw: dict[str, str] = {}
    for title, cell in zip(header, row, strict=False):
        if text_of(title):
            raw.setdefault(text_of(title), text_of(cell))
    return raw


def _add(row: RosterRow, good: dict[str, RosterRow]) -> None:
    """Keep the row unless its account stands in the sheet already."""
    if row.key in good:
        column, first = "handle" if row.handle else "email", good[row.key].row_number
        raise Unusable(column, f"stands in row {first} already; keep one of them")
    good[row.key] = row


def _row(cells: Cells, raw: dict[str, str]) -> RosterRow:
    name = " ".join(cells.texts.get("name", "").split())
    if not name:
        raise Unusable("name", "is empty; write the influencer's name")
    if len(name) > _LONGEST_NAME:
        raise Unusable("name", f"is longer than {_LONGEST_NAME} characters; shorten it")
    platform, handle = _account(cells)
    email = _email(cells, has_account=bool(handle))
    low, high, currency = _rates(cells)
    known: dict[str, Any] = {
        "name": clean(name).casefold(),
        "email": email,
        "platform": platform,
        "handle": handle,
        "average_views": _views(cells),
        "min_rate": low,
        "max_rate": high,
        "engagement_rate": _engagement_of(cells),
        "currency": currency,
    }
    values = {column: _plain(known[column]) for column in _WATCHED}
    return RosterRow(
        row_number=cells.number,
        followers=cells.read("followers", lambda text: read_count(text, limit=10**12) or None),
        raw=raw,
        values=values,
        texts={column: cells.texts.get(column, "") for column in _WATCHED},
        row_hash=_hash(values),
        **(known | {"name": name}),
    )


def _account(cells: Cells) -> tuple[str, str | None]:
    """Return platform and account; a profile address may stand in for an empty platform."""
    platform = cells.read_needed("platform", read_platform)
    site, handle = cells.read("handle", read_account) or (None, None)
    if platform is None and site is None:
        raise Unusable("platform", "is empty; write Instagram, TikTok or YouTube")
    if platform and site and platform != site:
        raise Unusable("handle", f"is an account on {site} while the platform says {platform}")
    return platform or site or "", handle


def _email(cells: Cells, *, has_account: bool) -> str | None:
    email: str | None = cells.read("email", read_email)
    if email is None and not has_account:
        raise Unusable("email", "and the handle are not usable, so nobody can be told apart")
    if email is None and cells.filled("email") is None:
        cells.note("email", "is empty; this person cannot be written to yet")
    return email


def _rates(cells: Cells) -> tuple[Decimal | None, Decimal | None, str | None]:
    column = cells.read_needed("currency", _currency)
    low = _rate(cells, "min_rate", column)
    high = _rate(cells, "max_rate", column)
    named = {rate.currency for rate in (low, high) if rate and rate.currency}
    if len(named) > 1:
        raise Unusable("max_rate", "is in another currency than Min Rate; use one")
    minimum = _above_zero(cells, "min_rate", low.value if low else None)
    maximum = _above_zero(cells, "max_rate", high.value if high else None)
    if minimum is not None and maximum is not None and minimum > maximum:
        raise Unusable("min_rate", f"is above Max Rate ({maximum}); swap or correct them")
    return minimum, maximum, next(iter(named), column)


def _rate(cells: Cells, column: str, currency: str | None) -> Amount | None:
    def read(text: str) -> Amount:
        amount = read_amount(text, currency=currency)
        held = exact_number(amount.value, cells.held.get(column))
        return Amount(held.quantize(_MILLS, ROUND_HALF_UP), amount.currency)

    found: Amount | None = cells.read_needed(column, read)
    return found


def _above_zero(cells: Cells, column: str, value: Any) -> Any:
    """A zero is a cell nobody filled in; it is no limit and no reach."""
    if value is not None and value == 0:
        cells.note(column, "is zero and counts as unknown; write the number, or leave it empty")
        return None
    return value


def _views(cells: Cells) -> int | None:
    """Return average views; an average may have a fraction, which is cut off."""
    held = cells.held.get("average_views")
    number = cells.read_needed("average_views", lambda t: exact_number(read_number(t), held))
    if number is not None and number > _BIGGEST_COUNT:
        raise Unusable("average_views", "is too large; check the number of digits")
    views: int | None = _above_zero(cells, "average_views", None if number is None else int(number))
    return views


def _currency(text: str) -> str:
    amount = read_amount(f"1 {text}")
    if amount.currency is None:
        raise ValueProblem("is not a known currency; write its code, for example USD")
    return amount.currency


def _engagement_of(cells: Cells) -> Decimal | None:
    def read(text: str) -> Decimal:
        is_percent = text.rstrip().endswith("%")
        held = cells.held.get("engagement_rate")
        rate = exact_number(read_percent(text), held, is_percent=is_percent)
        if rate > 100:
            raise ValueProblem("is more than 100 %")
        return rate.quantize(_MILLS, ROUND_HALF_UP)

    found: Decimal | None = cells.read("engagement_rate", read)
    return found


def _hash(values: dict[str, str | None]) -> str:
    """Return the fingerprint of what the row says, however it is spelled."""
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()


def _plain(value: Any) -> str | None:
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return None if value is None else str(value)

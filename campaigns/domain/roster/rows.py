"""One row of a sheet as a roster understands it. Pure.

Unknown numbers are None, never zero. A row whose price cells cannot be read is left out, because a
guessed limit would be mailed; other unreadable cells are left out alone and the row is kept.
"""

import hashlib
import json
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from campaigns.domain.roster.accounts import read_account, read_email, read_platform
from campaigns.domain.roster.approvals import stop_of
from campaigns.domain.roster.cells import Cells, Unusable
from campaigns.domain.roster.exact import exact_number
from campaigns.domain.roster.words import refuse_no_name
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


def key_of(platform: str, handle: str | None, email: str | None) -> str:
    """Return the name of an account; without a handle the address stands in for it."""
    return f"{platform}:@{handle}" if handle else f"{platform}:{email or ''}"


def row_of(cells: Cells, raw: dict[str, str]) -> RosterRow:
    """Return the row as it is understood; cells left out alone are noted in `cells`.

    :raises Unusable: if a cell makes the whole row unusable, or forbids writing to its person
    """
    _obey(cells)
    name = _name(cells)
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


def _obey(cells: Cells) -> None:
    stop = stop_of(cells.texts)
    if stop is None:
        return
    never = ""
    if stop.is_for_ever:
        try:
            never = read_email(cells.texts.get("email", ""))
        except ValueProblem:
            never = ""
    raise Unusable(stop.column, stop.reason, is_stop=True, never=never)


def _name(cells: Cells) -> str:
    name = " ".join(cells.texts.get("name", "").split())
    if not name:
        raise Unusable("name", "is empty; write the influencer's name")
    if len(name) > _LONGEST_NAME:
        raise Unusable("name", f"is longer than {_LONGEST_NAME} characters; shorten it")
    try:
        refuse_no_name(name)
    except ValueProblem as problem:
        raise Unusable("name", str(problem)) from problem
    return name


def _account(cells: Cells) -> tuple[str, str | None]:
    """Return platform and account; a profile address may stand in for an empty platform."""
    platform = cells.read_needed("platform", read_platform)
    site, handle = _handle(cells, platform)
    if platform is None and site is None:
        raise Unusable("platform", "is empty; write Instagram, TikTok or YouTube")
    if platform and site and platform != site:
        raise Unusable("handle", f"is an account on {site} while the platform says {platform}")
    return platform or site or "", handle


def _handle(cells: Cells, platform: str | None) -> tuple[str | None, str | None]:
    """Return site and account: what the cell says, or where it leads when it is only a label.

    Of a bare word that leads to a profile the profile counts; what begins with @ is an account.
    """
    linked = _linked(cells.links.get("handle"), platform) or _linked(
        cells.links.get("name") if cells.filled("handle") is None else None, platform
    )
    text = cells.filled("handle")
    if text is None:
        return linked or (None, None)
    try:
        said = read_account(text)
    except ValueProblem as problem:
        if linked is None:
            cells.note("handle", str(problem))
        return linked or (None, None)
    is_bare = said[0] is None and not clean(text).startswith("@")
    return linked if linked and is_bare else said


def _linked(link: str | None, platform: str | None) -> tuple[str | None, str | None] | None:
    """Return the profile that a link leads to, None where it leads to none of the platform."""
    try:
        site, account = read_account(link or "")
    except ValueProblem:
        return None
    return (site, account) if site and platform in (None, site) else None


def _email(cells: Cells, *, has_account: bool) -> str | None:
    email = _linked_email(cells) or cells.read("email", read_email)
    if email is None and not has_account:
        raise Unusable("email", "and the handle are not usable, so nobody can be told apart")
    if email is None and cells.filled("email") is None:
        cells.note("email", "is empty; this person cannot be written to yet")
    return email


def _linked_email(cells: Cells) -> str | None:
    """Return the address behind a label such as "mail me"; a written address counts itself."""
    link = cells.links.get("email", "")
    if "@" in cells.texts.get("email", "") or not link.lower().startswith("mailto:"):
        return None
    try:
        return read_email(link.partition("?")[0])
    except ValueProblem:
        return None


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

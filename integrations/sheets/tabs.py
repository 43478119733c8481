"""Which tab of a spreadsheet is meant. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from integrations.errors import GatewayError
from integrations.strangers import storable_line

_GID = re.compile(r"[#?&]gid=(\d{1,15})")


@dataclass(frozen=True)
class Tab:
    """A tab's title, its number in addresses, and whether people see it."""

    title: str
    gid: int | None = None
    is_hidden: bool = False


def tabs_of(book: Mapping[str, Any]) -> list[Tab]:
    """Return the tabs of a spreadsheet's metadata that hold cells: charts fill tabs of their own.

    Source: developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/sheets
    """
    properties = [sheet.get("properties") or {} for sheet in book.get("sheets") or ()]
    return [
        Tab(str(p.get("title") or ""), p.get("sheetId"), bool(p.get("hidden")))
        for p in properties
        if p.get("sheetType", "GRID") == "GRID"
    ]


def gid_of(address: str) -> int | None:
    """Return the tab's number in a spreadsheet's address; after the # is what the person saw."""
    found = _GID.findall(address)
    return int(found[-1]) if found else None


def chosen_tab(
    tabs: Sequence[Tab], wanted: str | None, *, gid: int | None, book: str
) -> str | GatewayError:
    """Return the title of the tab that is meant, or what to ask people.

    A title outranks the gid: addresses carry the gid of whatever tab was open.
    """
    name = (wanted or "").strip().casefold()
    if name:
        fits = [tab for tab in tabs if tab.title.strip().casefold() == name]
        return fits[0].title if fits else _unknown(f"tab {wanted!r}", tabs, book)
    if gid is not None:
        fits = [tab for tab in tabs if tab.gid == gid]
        return fits[0].title if fits else _unknown(f"tab with the gid {gid}", tabs, book)
    seen = [tab for tab in tabs if not tab.is_hidden]
    if len(seen) == 1:
        return seen[0].title
    if not seen:
        return _unknown("tab to read", tabs, book)
    return GatewayError(
        f"{book!r} has several tabs and none is named; write one of them in the brief, or a link"
        f" to it: {_titles(seen)}.",
        permanent=True,
    )


def _unknown(what: str, tabs: Sequence[Tab], book: str) -> GatewayError:
    return GatewayError(f"{book!r} has no {what}; it has: {_titles(tabs)}.", permanent=True)


def _titles(tabs: Sequence[Tab]) -> str:
    return ", ".join(repr(storable_line(tab.title)) for tab in tabs) or "none"

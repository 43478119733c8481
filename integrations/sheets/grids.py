"""From Google's cells to our tab: what is shown, what lies behind it, which rows are hidden. Pure.

Cells are text of strangers: what no row can hold is taken out here.
Source: developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/cells
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from integrations.sheets.gateway import Held, Links, RosterSheet
from integrations.strangers import storable_line

# `hyperlink` is empty where one cell holds several links.
GRID_FIELDS = (
    "sheets(properties(title),data(startRow,rowMetadata(hiddenByUser,hiddenByFilter),"
    "rowData(values(hyperlink,effectiveValue(numberValue)))))"
)
Table = list[list[Any]]
_LONGEST_CELL = 2_000


@dataclass(frozen=True)
class Grid:
    """What lies behind a tab's rows below its first; `hidden` counts rows from 1."""

    held: Held = ()
    links: Links = ()
    hidden: frozenset[int] = frozenset()


def grids_of(answer: Mapping[str, Any]) -> dict[str, Grid]:
    """Return the grids that came, by title; a tab without its data is left out."""
    grids = {}
    for sheet in answer.get("sheets") or ():
        title = str((sheet.get("properties") or {}).get("title") or "")
        if data := sheet.get("data"):
            grids[title] = _grid(data[0])
    return grids


def _grid(data: Mapping[str, Any]) -> Grid:
    first = int(data.get("startRow") or 0)
    padding: list[list[Any]] = [[]] * first
    rows = padding + [row.get("values") or [] for row in data.get("rowData") or ()]
    hidden = {
        number
        for number, row in enumerate(data.get("rowMetadata") or (), start=first + 1)
        if row.get("hiddenByUser") or row.get("hiddenByFilter")
    }
    return Grid(
        held=tuple(tuple(_held(cell) for cell in row) for row in rows[1:]),
        links=tuple(tuple(_link(cell) for cell in row) for row in rows[1:]),
        hidden=frozenset(hidden),
    )


def _held(cell: Mapping[str, Any]) -> float | None:
    return _number((cell.get("effectiveValue") or {}).get("numberValue"))


def _link(cell: Mapping[str, Any]) -> str | None:
    return storable_line(str(cell["hyperlink"])) if cell.get("hyperlink") else None


def numbers_of(table: Table) -> Held:
    """Return the numbers of a tab's rows below its first, None where a cell holds none."""
    return tuple(tuple(_number(cell) for cell in row) for row in table[1:])


def sheet_from(source: str, shown: Table, behind: Grid) -> RosterSheet:
    """Return a tab with rows of one length: the vendor leaves empty cells at the end out."""
    if not any(any(str(cell) for cell in row) for row in shown):
        return RosterSheet(header=(), rows=(), source=source)
    width = max(len(row) for row in shown)
    rows = [_texts(row) + ("",) * (width - len(row)) for row in shown]
    return RosterSheet(
        rows[0], tuple(rows[1:]), source, held=behind.held, links=behind.links, hidden=behind.hidden
    )


def _texts(row: Sequence[object]) -> tuple[str, ...]:
    return tuple(storable_line(str(cell), longest=_LONGEST_CELL) for cell in row)


def _number(cell: object) -> float | None:
    is_number = isinstance(cell, int | float) and not isinstance(cell, bool)
    return float(cell) if is_number else None  # type: ignore[arg-type]

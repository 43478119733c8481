"""Read a sheet's rows into a roster; whatever is not used is listed with its cell. Pure, total."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from campaigns.domain.roster.cells import Cells, SkippedRow, Unusable
from campaigns.domain.roster.columns import header_row, letters_of, places_of, text_of
from campaigns.domain.roster.rows import RosterRow, row_of

_MOST_NAMED = 20


@dataclass(frozen=True)
class Roster:
    """A sheet as it was understood; `problems` are about the sheet, `skipped` about its rows.

    `columns` holds each field's letters and title.
    """

    rows: tuple[RosterRow, ...]
    skipped: tuple[SkippedRow, ...]
    problems: tuple[str, ...]
    columns: dict[str, tuple[str, str]] = field(default_factory=dict)


def parse_roster(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    held: Sequence[Sequence[float | None]] = (),
    *,
    links: Sequence[Sequence[str | None]] = (),
    hidden: Collection[int] = (),
) -> Roster:
    """Read the rows by the header's names, in any order, case and spacing.

    The header may stand within the first ten rows; row numbers are the sheet's own, the first row
    being 1. Empty rows are passed over in silence. Beside each row, `held` has the numbers behind
    what it shows and `links` where its cells lead, None where there is none. Rows whose numbers
    are `hidden` are not read.
    """
    table = [header, *rows]
    top = header_row(table)
    places, problems = places_of(table[top])
    found = _Found(problems=problems)
    for index, row in enumerate(table[top + 1 :], start=top + 1):
        if not any(text_of(cell) for cell in row):
            continue
        if index + 1 in hidden:
            found.hidden.append(index + 1)
            continue
        if any(text_of(cell) for cell in row[len(table[top]) :]):
            problems.append(f"Row {index + 1} has cells beyond the last column; they are not read.")
        cells = _cells(index + 1, places, row, _at(held, index - 1), _at(links, index - 1))
        found.take(cells, _raw(table[top], row))
    if found.hidden:
        problems.append(_hidden_words(found.hidden))
    columns = {name: (letters_of(i), text_of(table[top][i])) for name, i in places.items()}
    return Roster(tuple(found.good.values()), tuple(found.skipped), tuple(problems), columns)


@dataclass
class _Found:
    """What one pass over a sheet brought."""

    problems: list[str]
    good: dict[str, RosterRow] = field(default_factory=dict)
    skipped: list[SkippedRow] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)

    def take(self, cells: Cells, raw: dict[str, str]) -> None:
        """Keep the row, or the cell that makes it unusable."""
        try:
            _add(row_of(cells, raw), self.good)
        except Unusable as why:
            self.skipped.append(cells.refused(why))
        else:
            self.skipped.extend(cells.notes)


def _at(rows: Sequence[Sequence[Any]], index: int) -> Sequence[Any]:
    return rows[index] if index < len(rows) else ()


def _hidden_words(numbers: Sequence[int]) -> str:
    shown = ", ".join(map(str, numbers[:_MOST_NAMED]))
    more = " and more" if len(numbers) > _MOST_NAMED else ""
    return f"{len(numbers)} hidden row(s) are not read: {shown}{more}. Show them to use them."


def _cells(
    number: int,
    places: dict[str, int],
    row: Sequence[str],
    held: Sequence[float | None],
    links: Sequence[str | None],
) -> Cells:
    texts = {name: text_of(row[i]) if i < len(row) else "" for name, i in places.items()}
    numbers = {name: held[i] if i < len(held) else None for name, i in places.items()}
    targets = {name: link for name, i in places.items() if i < len(links) and (link := links[i])}
    return Cells(number, texts, numbers, targets)


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

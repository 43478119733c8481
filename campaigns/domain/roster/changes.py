"""What a newer reading of a sheet means for the rows already taken in. Pure.

A row is known again by its account, not by its place: rows may be sorted and moved. A row whose
account is new may be a known person whose account or address was corrected: that is so when it
carries the name of exactly one known row that stands in the sheet no more.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from campaigns.domain.roster.cells import SkippedRow
from campaigns.domain.roster.parsing import Roster
from campaigns.domain.roster.rows import RosterRow
from campaigns.domain.values.text import clean

_LEAST_FOR_A_MASS = 3


@dataclass(frozen=True)
class KnownLine:
    """A row as it was last taken in; without `values` nobody knows what it said."""

    owner: int
    key: str
    name: str
    platform: str
    row_number: int = 0
    values: Mapping[str, str | None] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    is_gone: bool = False


@dataclass(frozen=True)
class CellChange:
    """One cell that says something else; `before` and `after` are as people saw it."""

    cell: str
    column: str
    name: str
    before: str
    after: str

    def words(self) -> str:
        """Return the change as a line for people."""
        return f"{self.cell} {self.column}: {self.before or 'empty'} -> {self.after or 'empty'}"


@dataclass(frozen=True)
class KeptLine:
    """A known row that still stands in the sheet, and which of its cells changed.

    `columns` are the fields the sheet has now.
    """

    line: KnownLine
    row: RosterRow
    changes: tuple[CellChange, ...]
    columns: frozenset[str] = frozenset()

    @property
    def is_news(self) -> bool:
        """Whether it says anything that was not known."""
        return bool(self.changes) or self.line.is_gone


@dataclass(frozen=True)
class Comparison:
    """What became of every known row and every row of the sheet.

    With `is_mass` so much disappeared at once that it looks like an accident.
    """

    kept: tuple[KeptLine, ...]
    new: tuple[RosterRow, ...]
    gone: tuple[KnownLine, ...]
    unreadable: tuple[tuple[KnownLine, SkippedRow], ...]
    is_mass: bool = False


def compare(known: Sequence[KnownLine], roster: Roster) -> Comparison:
    """Match the sheet's rows with the known ones and name every changed cell."""
    by_key = {line.key: line for line in known}
    pairs = {row.key: by_key.pop(row.key) for row in roster.rows if row.key in by_key}
    strangers = [row for row in roster.rows if row.key not in pairs]
    lost = [line for line in by_key.values() if not line.is_gone]
    unreadable = _unreadable(lost, roster.skipped)
    lost = [line for line in lost if line not in [found for found, _ in unreadable]]
    renamed = _renamed(strangers, lost)
    pairs.update((row.key, line) for row, line in renamed)
    gone = tuple(line for line in lost if line not in [found for _, found in renamed])
    present = sum(not line.is_gone for line in known)
    return Comparison(
        kept=tuple(
            KeptLine(
                pairs[row.key],
                row,
                cell_changes(pairs[row.key], row, roster.columns),
                _watched_columns(roster),
            )
            for row in roster.rows
            if row.key in pairs
        ),
        new=tuple(row for row in strangers if row.key not in pairs),
        gone=gone,
        unreadable=tuple(unreadable),
        is_mass=len(gone) > max(_LEAST_FOR_A_MASS, present // 2) or bool(gone and not roster.rows),
    )


def cell_changes(
    line: KnownLine, row: RosterRow, columns: Mapping[str, tuple[str, str]]
) -> tuple[CellChange, ...]:
    """Return the watched cells that say something else.

    `columns` holds letters and title by field. A column that left the sheet changed no cell.
    """
    if not line.values:
        return ()
    changes = []
    for name, after in row.values.items():
        place = columns.get(name) or (columns.get("max_rate") if name == "currency" else None)
        before = line.values.get(name)
        if place is None or before == after:
            continue
        shown_before = line.texts.get(name) or before or ""
        shown_after = row.texts.get(name) or after or ""
        if shown_before == shown_after:
            shown_before, shown_after = before or "", after or ""
        letters, title = place
        changes.append(
            CellChange(f"{letters}{row.row_number}", title, row.name, shown_before, shown_after)
        )
    return tuple(changes)


def _watched_columns(roster: Roster) -> frozenset[str]:
    """Return the fields the sheet speaks of; rates name their currency themselves."""
    implied = {"currency"} if {"min_rate", "max_rate"} & set(roster.columns) else set()
    return frozenset(roster.columns) | implied


def _same(one: str, other: str) -> bool:
    return clean(one).casefold() == clean(other).casefold()


def _unreadable(
    lost: Sequence[KnownLine], skipped: Sequence[SkippedRow]
) -> list[tuple[KnownLine, SkippedRow]]:
    """Pair known rows with refused ones: by name, or by place where the name is what is missing."""
    found = []
    for refusal in skipped:
        if refusal.is_row_kept:
            continue
        fits = [line for line in lost if _same(line.name, refusal.name)]
        if not refusal.name:
            fits = [line for line in lost if line.row_number == refusal.row_number]
        if len(fits) == 1:
            found.append((fits[0], refusal))
    return found


def _renamed(
    strangers: Sequence[RosterRow], lost: Sequence[KnownLine]
) -> list[tuple[RosterRow, KnownLine]]:
    """Pair rows of unknown accounts with the one lost row of the same name and platform."""
    found = []
    for row in strangers:
        namesakes = [r for r in strangers if _same(r.name, row.name) and r.platform == row.platform]
        fits = [x for x in lost if _same(x.name, row.name) and x.platform == row.platform]
        if len(fits) == 1 and len(namesakes) == 1:
            found.append((row, fits[0]))
    return found

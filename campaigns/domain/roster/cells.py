"""One row's cells by field: what each says, and what is wrong with it. Pure."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from campaigns.domain.roster.columns import TITLES
from campaigns.domain.values.text import ValueProblem, is_missing, is_undecided, shown


@dataclass(frozen=True)
class SkippedRow:
    """A row that was not used, or with `is_row_kept` one cell of a row that was.

    With `is_stop` the sheet itself forbids writing to its person; `never` is the address that
    nobody of the house may write to any more.
    """

    row_number: int
    name: str
    column: str
    value: str
    reason: str
    is_row_kept: bool = False
    is_stop: bool = False
    never: str = ""


class Unusable(Exception):
    """The row cannot be used, because of one cell."""

    def __init__(self, column: str, reason: str, *, is_stop: bool = False, never: str = "") -> None:
        super().__init__(reason)
        self.column, self.reason = column, reason
        self.is_stop, self.never = is_stop, never


@dataclass
class Cells:
    """One row's texts by field, and what is found wrong with single cells on the way."""

    number: int
    texts: dict[str, str]
    held: dict[str, float | None] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    notes: list[SkippedRow] = field(default_factory=list)

    def note(self, column: str, reason: str) -> None:
        """Remember that a cell was left out."""
        self.notes.append(self.refusal(column, reason, is_row_kept=True))

    def refusal(self, column: str, reason: str, *, is_row_kept: bool = False) -> SkippedRow:
        """Return the cell as a line for people."""
        title, value = TITLES[column][0], shown(self.texts.get(column, ""))
        name = shown(self.texts.get("name", ""))
        return SkippedRow(self.number, name, title, value, reason, is_row_kept)

    def refused(self, why: Unusable) -> SkippedRow:
        """Return the row as a line for people, with the cell that makes it unusable."""
        line = self.refusal(why.column, why.reason)
        return replace(line, is_stop=why.is_stop, never=why.never)

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
            raise Unusable(column, str(problem)) from problem

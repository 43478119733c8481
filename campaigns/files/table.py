"""A roster in a file: its cells as text, where they lead, and which rows nobody sees."""

from dataclasses import dataclass

from integrations.strangers import storable_line

MOST_ROWS = 20_000
MOST_COLUMNS = 100
LONGEST_CELL = 2_000


class UnreadableRoster(ValueError):
    """The file is no table; the text says what is wrong with it."""


@dataclass(frozen=True)
class FileTable:
    """A file's rows, the header among them.

    `links` stand beside the rows below the first one; `hidden` counts rows from 1.
    """

    header: list[str]
    rows: list[list[str]]
    links: tuple[tuple[str | None, ...], ...] = ()
    hidden: frozenset[int] = frozenset()


def cell_text(text: str) -> str:
    """Return a cell's text as a row can hold it."""
    return storable_line(text, longest=LONGEST_CELL)


def too_large(what: str) -> UnreadableRoster:
    """Return the refusal of a table that no roster comes near."""
    return UnreadableRoster(f"the table has more than {what}; delete what is empty, or split it")

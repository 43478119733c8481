"""Rosters in files that people made."""

from pathlib import PurePath

from campaigns.domain.roster.parsing import Roster, parse_roster
from campaigns.files.delimited import read_delimited
from campaigns.files.table import FileTable, UnreadableRoster
from campaigns.files.workbook import read_workbook

__all__ = ["MOST_BYTES", "FileTable", "UnreadableRoster", "read_roster_file", "roster_in"]

MOST_BYTES = 10 * 1024 * 1024


def read_roster_file(filename: str, content: bytes, tab: str = "") -> FileTable:
    """Return the rows of a CSV or XLSX file, every cell as text.

    :raises UnreadableRoster: if the file is empty, damaged, too large or of another kind, or holds
        several sheets of which `tab` names none
    """
    if len(content) > MOST_BYTES:
        raise UnreadableRoster(f"{filename}: the file is larger than 10 MB; split it")
    suffix = PurePath(filename).suffix.lower()
    if suffix in (".xlsx", ".xlsm"):
        table = read_workbook(content, tab)
    elif suffix in (".csv", ".tsv", ".txt"):
        table = read_delimited(content)
    else:
        raise UnreadableRoster(f"{filename}: only .csv and .xlsx files can be read")
    if not any(any(row) for row in [table.header, *table.rows]):
        raise UnreadableRoster(f"{filename}: the file has no rows")
    return table


def roster_in(filename: str, content: bytes, tab: str = "") -> Roster:
    """Return a file's rows as a roster.

    :raises UnreadableRoster: as `read_roster_file`
    """
    table = read_roster_file(filename, content, tab)
    return parse_roster(table.header, table.rows, links=table.links, hidden=table.hidden)

"""Rosters in files that people made."""

from pathlib import PurePath

from campaigns.files.delimited import read_delimited
from campaigns.files.table import FileTable, UnreadableRoster
from campaigns.files.workbook import read_workbook

__all__ = ["MOST_BYTES", "FileTable", "UnreadableRoster", "read_roster_file"]

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

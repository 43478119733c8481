"""Read a roster from a file people made: CSV in any dialect, or the first sheet of an XLSX."""

import csv
import io
import zipfile
import zlib
from datetime import date
from pathlib import PurePath
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

Table = tuple[list[str], list[list[str]]]
DELIMITERS = ",;\t|"
MOST_BYTES = 10 * 1024 * 1024
# A small archive may unfold to anything; a real roster stays far below this.
MOST_UNPACKED_BYTES = 200 * 1024 * 1024
# What a damaged workbook makes the reader raise, beside its own error.
_DAMAGE = (
    *(InvalidFileException, zipfile.BadZipFile, zlib.error, LookupError, ValueError, TypeError),
    *(AttributeError, SyntaxError, OSError, EOFError, NotImplementedError, RuntimeError),
)


class UnreadableRoster(ValueError):
    """The file is no table; the text says what is wrong with it."""


def read_roster_file(filename: str, content: bytes) -> Table:
    """Return the header and the rows, every cell as text.

    :raises UnreadableRoster: if the file is empty, damaged or of another kind
    """
    if len(content) > MOST_BYTES:
        raise UnreadableRoster(f"{filename}: the file is larger than 10 MB; split it")
    suffix = PurePath(filename).suffix.lower()
    if suffix in (".xlsx", ".xlsm"):
        table = _xlsx(content)
    elif suffix in (".csv", ".tsv", ".txt"):
        table = _csv(content)
    else:
        raise UnreadableRoster(f"{filename}: only .csv and .xlsx files can be read")
    rows = _without_blank_edges(table)
    if not rows:
        raise UnreadableRoster(f"{filename}: the file has no rows")
    return rows[0], rows[1:]


def _csv(content: bytes) -> list[list[str]]:
    text = _decoded(content)
    if "\x00" in text:
        raise UnreadableRoster("this is no text file; save it as CSV or XLSX")
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    except csv.Error as error:
        raise UnreadableRoster(f"the CSV cannot be read: {error}") from error


def _decoded(content: bytes) -> str:
    """Spreadsheet programs write UTF-8 with a mark, UTF-16, or the old Windows code page."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _delimiter(text: str) -> str:
    """The header decides: amounts in the rows hold commas of their own."""
    header = next((line for line in text.splitlines() if line.strip()), "")
    # What stands between quotes is part of a title.
    unquoted = "".join(header.split('"')[::2])
    return max(DELIMITERS, key=unquoted.count)


def _xlsx(content: bytes) -> list[list[str]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
        if unpacked > MOST_UNPACKED_BYTES:
            raise UnreadableRoster("the workbook is too large when unpacked; split it")
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        try:
            sheets = book.worksheets
            return [[_shown(c) for c in row] for row in sheets[0].iter_rows()] if sheets else []
        finally:
            book.close()
    except UnreadableRoster:
        raise
    except _DAMAGE as error:
        raise UnreadableRoster(f"the workbook cannot be opened: {error}") from error


def _shown(cell: Any) -> str:
    """Return a cell as the sheet shows it: 3.1% is stored as 0.031."""
    value = cell.value
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if is_number and "%" in str(cell.number_format or ""):
        return f"{_cell(round(float(value) * 100, 6))}%"
    return _cell(value)


def _cell(value: object) -> str:
    """Return a cell as a person reads it: 50000.0 is 50000, an empty cell is nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _without_blank_edges(rows: list[list[str]]) -> list[list[str]]:
    """Drop blank rows before the header and after the last row; the rest keep their numbers."""
    filled = [number for number, row in enumerate(rows) if any(cell.strip() for cell in row)]
    return rows[filled[0] : filled[-1] + 1] if filled else []

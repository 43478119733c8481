"""Read a roster from a sheet of an XLSX workbook. Cells are counted while they are read."""

import io
import zipfile
import zlib
from datetime import date
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from campaigns.files.sheet_xml import behind
from campaigns.files.table import (
    MOST_COLUMNS,
    MOST_ROWS,
    FileTable,
    UnreadableRoster,
    cell_text,
    too_large,
)

# A small archive may unfold to anything; a real roster stays far below this.
MOST_UNPACKED_BYTES = 200 * 1024 * 1024
# What a damaged workbook makes the reader raise, beside its own error.
_DAMAGE = (
    *(InvalidFileException, zipfile.BadZipFile, zlib.error, LookupError, ValueError, TypeError),
    *(AttributeError, SyntaxError, OSError, EOFError, NotImplementedError, RuntimeError),
)


def read_workbook(content: bytes, tab: str = "") -> FileTable:
    """Return the rows of the named sheet, or of the only one that holds any.

    :raises UnreadableRoster: if it is damaged or too large, or several sheets could be meant
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(member.file_size for member in archive.infolist()) > MOST_UNPACKED_BYTES:
                raise UnreadableRoster("the workbook is too large when unpacked; split it")
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            try:
                return _chosen(book, tab, archive)
            finally:
                book.close()
    except UnreadableRoster:
        raise
    except _DAMAGE as error:
        raise UnreadableRoster(f"the workbook cannot be opened: {error}") from error


def _chosen(book: Any, tab: str, archive: zipfile.ZipFile) -> FileTable:
    wanted = tab.strip().casefold()
    named = [s for s in book.worksheets if s.title.strip().casefold() == wanted]
    seen = named or [s for s in book.worksheets if s.sheet_state == "visible"]
    titles = ", ".join(repr(cell_text(sheet.title)) for sheet in seen) or "none"
    if wanted and not named:
        raise UnreadableRoster(f"the workbook has no sheet {tab!r}; it has: {titles}")
    filled = [(sheet, rows) for sheet in seen if (rows := _rows(sheet))]
    if len(filled) > 1:
        titles = ", ".join(repr(cell_text(sheet.title)) for sheet, _ in filled)
        raise UnreadableRoster(f"the workbook has several sheets; name one of them: {titles}")
    if not filled:
        return FileTable([], [])
    sheet, rows = filled[0]
    links, hidden = behind(archive, sheet, len(rows))
    return FileTable(rows[0], rows[1:], links, hidden)


def _rows(sheet: Any) -> list[list[str]]:
    """Return a sheet's rows, up to the last row and column that hold something."""
    rows: list[list[str]] = []
    last = 0
    # A row that says it begins in the last column would unfold to 16,384 cells.
    for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS + 1), start=1):
        texts = [cell_text(text) if (text := _shown(cell)) else "" for cell in row]
        if len(texts) > MOST_COLUMNS and texts[MOST_COLUMNS]:
            raise too_large(f"{MOST_COLUMNS} columns")
        last = number if any(texts) else last
        if number > MOST_ROWS:
            raise too_large(f"{MOST_ROWS} rows")
        rows.append(texts)
    width = max((i for row in rows for i, text in enumerate(row, start=1) if text), default=0)
    return [row[:width] + [""] * (width - len(row)) for row in rows[:last]]


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

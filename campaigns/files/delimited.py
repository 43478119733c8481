"""Read a roster from CSV in any dialect and any of the usual encodings."""

import csv
import io

from campaigns.files.table import (
    MOST_COLUMNS,
    MOST_ROWS,
    FileTable,
    UnreadableRoster,
    cell_text,
    too_large,
)

DELIMITERS = ",;\t|"
# Above this share of NULs a file is no text, or text of two bytes a character.
_TOO_MANY_NULS = 0.02
_BINARY = (b"\xd0\xcf\x11\xe0", b"PK\x03\x04", b"%PDF", b"\x89PNG", b"\x1f\x8b")


def read_delimited(content: bytes) -> FileTable:
    """Return the file's rows.

    :raises UnreadableRoster: if it is no text, or no table
    """
    text = _decoded(content).replace("\r\n", "\n").replace("\r", "\n")
    # A cell as long as the file is one odd cell; the library's own limit would refuse the file.
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)):
            if len(rows) >= MOST_ROWS:
                raise too_large(f"{MOST_ROWS} rows")
            if len(row) > MOST_COLUMNS and any(row[MOST_COLUMNS:]):
                raise too_large(f"{MOST_COLUMNS} columns")
            rows.append([cell_text(cell) for cell in row[:MOST_COLUMNS]])
    except csv.Error as error:
        raise UnreadableRoster(f"the CSV cannot be read: {error}") from error
    while rows and not any(rows[-1]):
        rows.pop()
    return FileTable(rows[0], rows[1:]) if rows else FileTable([], [])


def _decoded(content: bytes) -> str:
    """Spreadsheet programs write UTF-8 with a mark, UTF-16, or the old Windows code page."""
    if content.startswith(_BINARY):
        raise UnreadableRoster("this is no text file; save it as CSV or XLSX")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    if content.count(0) > len(content) * _TOO_MANY_NULS:
        return _two_bytes(content)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _two_bytes(content: bytes) -> str:
    """Return the text of UTF-16 without its mark; in a Latin text every other byte is NUL."""
    odd, even = content[1::2].count(0), content[::2].count(0)
    half = len(content) * 0.3
    if max(odd, even) < half:
        raise UnreadableRoster("this is no text file; save it as CSV or XLSX")
    return content.decode("utf-16-le" if odd > even else "utf-16-be", errors="replace")


def _delimiter(text: str) -> str:
    """Return the delimiter of the first line that holds one.

    Amounts in the rows hold commas of their own, and a title may stand above the header.
    """
    lines = [line for line in text.splitlines() if line.strip()][:10]
    # What stands between quotes is part of a title.
    unquoted = ["".join(line.split('"')[::2]) for line in lines]
    first = next((line for line in unquoted if any(mark in line for mark in DELIMITERS)), "")
    return max(DELIMITERS, key=first.count)

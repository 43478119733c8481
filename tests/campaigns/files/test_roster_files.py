"""Uploaded rosters: what spreadsheets really save, and errors that say what to do."""

import io
import zipfile
from collections.abc import Sequence
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaigns.domain.roster.parsing import parse_roster
from campaigns.files import MOST_BYTES, UnreadableRoster, read_roster_file
from campaigns.files.workbook import MOST_UNPACKED_BYTES


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_csv_in_any_common_dress(delimiter: str, encoding: str) -> None:
    text = f'Name{delimiter}"Max Rate, gross"\r\nJosé{delimiter}"1,5; k"\r\n\r\n'
    table = read_roster_file("a.csv", text.encode(encoding))
    assert table.header == ["Name", "Max Rate, gross"]
    assert table.rows == [["José", "1,5; k"]]


def workbook(*rows: Any, formats: Sequence[tuple[str, str]] = ()) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for place, style in formats:
        book.active[place].number_format = style
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


WORKBOOK = workbook(("Name", "Email"), ("Mia", "mia@mia.example"))


def test_a_workbook_reads_as_people_see_it() -> None:
    content = workbook(
        ("Name", "Average Views", "Engagement Rate"),
        ("Mia", 48200.0, 0.031),
        (None, None, None),
        ("Leo", None, "4%"),
        formats=[("C2", "0.0%")],
    )
    table = read_roster_file("a.xlsx", content)
    assert table.header == ["Name", "Average Views", "Engagement Rate"]
    assert table.rows == [["Mia", "48200", "3.1%"], ["", "", ""], ["Leo", "", "4%"]]


@pytest.mark.parametrize(
    ("filename", "content", "words"),
    [
        ("a.pdf", b"%PDF", "only .csv and .xlsx"),
        ("a.xlsx", b"Name,Email", "workbook cannot be opened"),
        ("a.xlsx", b"PK\x03\x04broken", "workbook cannot be opened"),
        ("a.csv", b"", "no rows"),
        ("a.csv", b"Na\x00me\n", "no text file"),
        ("a.csv", b"Name\n" * 20_001, "20000 rows"),
        ("a.csv", b"a," * 200 + b"z", "100 columns"),
        ("a.csv", b"x" * (MOST_BYTES + 1), "10 MB"),
    ],
)
def test_bad_files_are_refused_with_the_reason(filename: str, content: bytes, words: str) -> None:
    with pytest.raises(UnreadableRoster, match=words):
        read_roster_file(filename, content)


def test_an_archive_that_unfolds_without_end_is_refused_before_it_is_read() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (MOST_UNPACKED_BYTES + 1))
    with pytest.raises(UnreadableRoster, match="unpacked"):
        read_roster_file("a.xlsx", target.getvalue())


@settings(max_examples=100)
@given(st.sampled_from(["a.csv", "a.xlsx"]), st.binary(), st.integers(0, 5000))
def test_any_bytes_are_read_or_refused(filename: str, content: bytes, place: int) -> None:
    book = bytearray(WORKBOOK)
    book[place : place + len(content)] = content
    for data in (content, bytes(book)):
        try:
            read_roster_file(filename, data)
        except UnreadableRoster as refusal:
            assert str(refusal)


def test_one_odd_cell_holds_up_no_other_row() -> None:
    odd = b"Name,Email\nNul\x00 Cell,n@try.example\n" + b"x" * 200_000 + b",\nMia,m@try.example\n"
    rows = read_roster_file("a.csv", odd * 1 + b"Ann,a@try.example\n" * 40).rows
    assert rows[0] == ["Nul Cell", "n@try.example"]
    assert len(rows[1][0]) == 2000 and rows[2] == ["Mia", "m@try.example"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_two_byte_text_without_its_mark_is_read(encoding: str) -> None:
    assert read_roster_file("a.csv", "Name,Email\nMia,\n".encode(encoding)).rows == [["Mia", ""]]


def bomb(*rows: str) -> bytes:
    """Return a workbook whose sheet is written by hand."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(WORKBOOK)) as book,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in book.namelist():
            content = book.read(name)
            if name == "xl/worksheets/sheet1.xml":
                space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
                content = (
                    f'<worksheet xmlns="{space}"><sheetData>{"".join(rows)}</sheetData></worksheet>'
                ).encode()
            made.writestr(name, content)
    return target.getvalue()


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([f'<row r="{n}"><c r="XFD{n}"/></row>' for n in range(1, 2100)], id="wide"),
        pytest.param(['<row r="1048576"><c r="A1048576"><v>1</v></c></row>'], id="far down"),
        pytest.param(
            [f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 20_100)], id="long"
        ),
        pytest.param(['<row r="1"><c r="CW1"><v>1</v></c></row>'], id="beyond the last column"),
    ],
)
def test_cells_are_counted_while_they_are_read(rows: list[str]) -> None:
    content = bomb(*rows)
    assert len(content) < 200_000
    with pytest.raises(UnreadableRoster, match="more than|no rows"):
        read_roster_file("a.xlsx", content)


def test_several_sheets_are_asked_about_and_one_can_be_named() -> None:
    book = openpyxl.load_workbook(io.BytesIO(WORKBOOK))
    second = book.create_sheet("April")
    second.append(("Name", "Email"))
    second.append(("Ann", "a@try.example"))
    book.create_sheet("Empty")
    hidden = book.create_sheet("Old")
    hidden.append(("Name", "Email"))
    hidden.sheet_state = "hidden"
    target = io.BytesIO()
    book.save(target)
    with pytest.raises(UnreadableRoster, match="several sheets.*'Sheet', 'April'"):
        read_roster_file("a.xlsx", target.getvalue())
    assert read_roster_file("a.xlsx", target.getvalue(), " april ").rows[0][0] == "Ann"
    with pytest.raises(UnreadableRoster, match="no sheet 'May'"):
        read_roster_file("a.xlsx", target.getvalue(), "May")


def test_a_workbooks_links_titles_and_hidden_rows_are_read() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Spring roster"])
    sheet.append(["Name", "Email", "Platform", "Handle"])
    sheet.append(["Mia Lark", "m@try.example", "Instagram", "Instagram"])
    sheet.append(["Leo Park", "l@try.example", "TikTok", "profile"])
    sheet.append(["Hid Den", "h@try.example", "TikTok", "@hidden"])
    sheet["D3"].hyperlink = "https://www.instagram.com/mialark/"
    sheet["D4"] = '=HYPERLINK("https://www.tiktok.com/@leopark","profile")'
    sheet.row_dimensions[5].hidden = True
    target = io.BytesIO()
    book.save(target)
    table = read_roster_file("a.xlsx", target.getvalue())
    roster = parse_roster(table.header, table.rows, links=table.links, hidden=table.hidden)
    assert [(row.row_number, row.handle) for row in roster.rows] == [(3, "mialark"), (4, "leopark")]
    assert any("hidden" in problem for problem in roster.problems)

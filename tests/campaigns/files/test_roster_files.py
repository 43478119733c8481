"""Uploaded rosters: what spreadsheets really save, and errors that say what to do."""

import io
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaigns.files.roster_files import (
    MOST_BYTES,
    MOST_UNPACKED_BYTES,
    UnreadableRoster,
    read_roster_file,
)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_csv_in_any_common_dress(delimiter, encoding):
    text = f'Name{delimiter}"Max Rate, gross"\r\nJosé{delimiter}"1,5; k"\r\n\r\n'
    header, rows = read_roster_file("a.csv", text.encode(encoding))
    assert header == ["Name", "Max Rate, gross"]
    assert rows == [["José", "1,5; k"]]


def workbook(*rows, formats=()):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for place, style in formats:
        book.active[place].number_format = style
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


WORKBOOK = workbook(("Name", "Email"), ("Mia", "mia@mia.example"))


def test_a_workbook_reads_as_people_see_it():
    content = workbook(
        ("Name", "Average Views", "Engagement Rate"),
        ("Mia", 48200.0, 0.031),
        (None, None, None),
        ("Leo", None, "4%"),
        formats=[("C2", "0.0%")],
    )
    header, rows = read_roster_file("a.xlsx", content)
    assert header == ["Name", "Average Views", "Engagement Rate"]
    assert rows == [["Mia", "48200", "3.1%"], ["", "", ""], ["Leo", "", "4%"]]


@pytest.mark.parametrize(
    ("filename", "content", "words"),
    [
        ("a.pdf", b"%PDF", "only .csv and .xlsx"),
        ("a.xlsx", b"Name,Email", "workbook cannot be opened"),
        ("a.xlsx", b"PK\x03\x04broken", "workbook cannot be opened"),
        ("a.csv", b"", "no rows"),
        ("a.csv", b"Na\x00me\n", "no text file"),
        ("a.csv", b"Name\n" + b"x" * 200_000, "CSV cannot be read"),
        ("a.csv", b"x" * (MOST_BYTES + 1), "10 MB"),
    ],
)
def test_bad_files_are_refused_with_the_reason(filename, content, words):
    with pytest.raises(UnreadableRoster, match=words):
        read_roster_file(filename, content)


def test_an_archive_that_unfolds_without_end_is_refused_before_it_is_read():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (MOST_UNPACKED_BYTES + 1))
    with pytest.raises(UnreadableRoster, match="unpacked"):
        read_roster_file("a.xlsx", target.getvalue())


@settings(max_examples=100)
@given(st.sampled_from(["a.csv", "a.xlsx"]), st.binary(), st.integers(0, 5000))
def test_any_bytes_are_read_or_refused(filename, content, place):
    book = bytearray(WORKBOOK)
    book[place : place + len(content)] = content
    for data in (content, bytes(book)):
        try:
            read_roster_file(filename, data)
        except UnreadableRoster as refusal:
            assert str(refusal)

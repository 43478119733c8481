"""Rosters from files: any table people save, and words for what is none."""

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.management.base import CommandError
from pytest_django.fixtures import Settings

from campaigns.models import Prospect
from tests.work import forget
from tests.world import make_campaign, run, use_sandbox

HEADER = ["Name", "Email", "Platform", "Average Views"]
ROWS = [
    ["Mia Lark", "mia@lark.example", "Instagram", "50,000"],
    ["Bo Finch", "bo@finch.example", "TikTok", "20k"],
    ["Cy Wren", "cy@wren.example", "MySpace", "5"],
]


@pytest.fixture
def house(db: None, settings: Settings) -> Iterator[Settings]:
    use_sandbox(settings)
    forget()
    yield settings
    forget()


def write_csv(path: Path, delimiter: str = ",", encoding: str = "utf-8-sig") -> Path:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows([HEADER, *ROWS])
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def write_xlsx(path: Path) -> Path:
    book = openpyxl.Workbook()
    for row in [HEADER, *ROWS]:
        book.active.append(row)
    book.active.cell(2, 4).value = 50_000
    book.save(path)
    return path


@pytest.mark.parametrize(
    "write",
    [
        write_csv,
        lambda p: write_csv(p, ";", "utf-16"),
        lambda p: write_csv(p, "\t", "cp1252"),
        lambda p: write_xlsx(p.with_suffix(".xlsx")),
    ],
    ids=["comma", "semicolon", "tab", "xlsx"],
)
def test_prospects_come_in_from_any_table(
    house: Settings, tmp_path: Path, write: Callable[..., Any]
) -> None:
    make_campaign()
    printed = run("import_prospects", str(write(tmp_path / "roster.csv")), campaign="86task1")
    assert "MySpace" in printed and "2 new" in printed
    assert list(Prospect.objects.values_list("views", flat=True)) == [50_000, 20_000]


def test_a_dry_run_stores_nothing_and_a_repeat_adds_nothing(
    house: Settings, tmp_path: Path
) -> None:
    make_campaign()
    path = str(write_csv(tmp_path / "roster.csv"))
    assert "2 rows would come in" in run("import_prospects", path, "--dry-run", campaign="86task1")
    assert not Prospect.objects.exists()
    run("import_prospects", path, campaign="86task1")
    assert "0 new" in run("import_prospects", path, campaign="86task1")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.csv", b"", "no rows"),
        ("a.pdf", b"x", "only .csv and .xlsx"),
        ("a.xlsx", b"not a zip", "cannot be opened"),
        ("a.csv", b"PK\x03\x04\x00\x00", "no text file"),
        ("a.csv", b"Song,Singer\nx,y\n", "no row"),
    ],
)
def test_a_file_that_is_no_roster_is_refused_in_words(
    house: Settings, tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    make_campaign()
    (tmp_path / name).write_bytes(content)
    with pytest.raises(CommandError, match=words):
        run("import_prospects", str(tmp_path / name), campaign="86task1")

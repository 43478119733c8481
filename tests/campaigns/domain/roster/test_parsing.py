"""A sheet's rows: read in any spelling, and every refusal named."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaigns.domain.roster.accounts import read_account
from campaigns.domain.roster.cells import SkippedRow
from campaigns.domain.roster.parsing import Roster, parse_roster
from campaigns.domain.values.text import ValueProblem

_PRICED = ("Name", "Email", "Platform", "Handle", "Average Views", "Min Rate", "Max Rate")
HEADER = (*_PRICED, "Engagement Rate")
ROW = ("Mia L", "mia@mia.example", "Instagram", "@Mia", "48.2K", "$700", "$1,240", "3.1%")


def changed(**cells: str) -> tuple[str, ...]:
    row = dict(zip(HEADER, ROW, strict=True))
    row.update({name.replace("_", " "): text for name, text in cells.items()})
    return tuple(row[title] for title in HEADER)


def read_one(**cells: str) -> Roster:
    return parse_roster(HEADER, [changed(**cells)])


def refused(column: str, **cells: str) -> SkippedRow:
    roster = read_one(**cells)
    assert roster.rows == ()
    assert [line.column for line in roster.skipped] == [column]
    return roster.skipped[0]


def test_a_full_row() -> None:
    row = parse_roster(HEADER, [ROW]).rows[0]
    assert (row.row_number, row.name, row.email) == (2, "Mia L", "mia@mia.example")
    assert (row.platform, row.handle, row.average_views) == ("instagram", "mia", 48200)
    assert (row.min_rate, row.max_rate, row.currency) == (Decimal(700), Decimal(1240), "USD")
    assert row.engagement_rate == Decimal("3.1")
    assert row.followers is None
    assert row.raw["Average Views"] == "48.2K"


def test_the_header_matches_in_any_order_case_and_space() -> None:
    header = ("  max   RATE", "HANDLE", "name ", "platform", "e-mail")
    row = parse_roster(header, [("1k", "mia", "Mia", "IG", "m@x.example")]).rows[0]
    assert (row.max_rate, row.handle, row.email) == (Decimal(1000), "mia", "m@x.example")


def test_duplicate_and_blank_headers_are_reported() -> None:
    roster = parse_roster((*HEADER, "", "Name", " "), [(*ROW, "x", "Other", "y")])
    assert roster.rows[0].name == "Mia L"
    assert any("twice" in problem for problem in roster.problems)
    assert any("2 column(s)" in problem for problem in roster.problems)


@pytest.mark.parametrize(
    ("spelling", "platform"),
    [("IG", "instagram"), ("Insta", "instagram"), ("YT", "youtube"), ("Tik Tok", "tiktok")],
)
def test_platform_spellings(spelling: str, platform: str) -> None:
    assert read_one(Platform=spelling).rows[0].platform == platform


@pytest.mark.parametrize("text", ["", "-", "n/a", "TBD"])
def test_missing_numbers_are_unknown_and_never_zero(text: str) -> None:
    cells = {"Average_Views": text, "Min_Rate": text, "Max_Rate": text, "Engagement_Rate": text}
    row = read_one(**cells).rows[0]
    assert row.average_views is None and row.engagement_rate is None
    assert row.min_rate is row.max_rate is None


def test_a_zero_counts_as_unknown_and_is_said() -> None:
    roster = read_one(Average_Views="0", Max_Rate="0")
    assert roster.rows[0].average_views is None and roster.rows[0].max_rate is None
    assert {line.column for line in roster.skipped} == {"Average Views", "Max Rate"}


def test_rows_without_a_usable_price_name_or_platform_are_refused() -> None:
    assert "Max Rate" in refused("Min Rate", Min_Rate="$2,000").reason
    assert "range" in refused("Min Rate", Min_Rate="500-800").reason
    assert refused("Average Views", Average_Views="lots").value == "lots"
    assert refused("Platform", Platform="Twitch").name == "Mia L"
    refused("Platform", Platform="", Handle="mia")
    refused("Name", Name=" ")
    assert "currency" in refused("Max Rate", Min_Rate="€5", Max_Rate="$9").reason


def test_a_bad_email_is_left_out_and_said_and_the_row_kept_by_its_handle() -> None:
    roster = read_one(Email="mia(at)mia")
    assert roster.rows[0].email is None
    assert [(s.column, s.value, s.is_row_kept) for s in roster.skipped] == [
        ("Email", "mia(at)mia", True)
    ]
    refused("Email", Email="mia(at)mia", Handle="")


def test_a_bare_engagement_under_one_is_asked_about() -> None:
    roster = read_one(Engagement_Rate="0.04")
    assert roster.rows[0].engagement_rate is None
    assert "4" in roster.skipped[0].reason


@pytest.mark.parametrize(
    ("text", "account"),
    [
        ("@Mia.L", (None, "mia.l")),
        ("https://www.instagram.com/Mia.L/?hl=en", ("instagram", "mia.l")),
        ("tiktok.com/@mia", ("tiktok", "mia")),
        ("https://m.youtube.com/@Mia/videos", ("youtube", "mia")),
        (
            "https://youtube.com/channel/UCabcdefghijklmnopqrstuV",
            ("youtube", "UCabcdefghijklmnopqrstuV"),
        ),
    ],
)
def test_handles_are_bare_names(text: str, account: tuple[Any, ...]) -> None:
    assert read_account(text) == account


@pytest.mark.parametrize(
    "text", ["https://instagram.com/p/Cx1", "two words", "@", "https://x.com/a"]
)
def test_what_is_no_account_is_refused(text: str) -> None:
    with pytest.raises(ValueProblem):
        read_account(text)


def test_a_profile_address_names_the_platform_and_must_not_contradict_it() -> None:
    row = read_one(Platform="", Handle="https://tiktok.com/@mia").rows[0]
    assert row.platform == "tiktok"
    refused("Handle", Platform="IG", Handle="https://tiktok.com/@mia")


def test_one_account_stands_once_but_two_people_may_share_a_name() -> None:
    other = changed(Handle="mia2", Email="other@mia.example")
    roster = parse_roster(HEADER, [ROW, other, changed(Platform="ig", Handle="@MIA")])
    assert [row.row_number for row in roster.rows] == [2, 3]
    assert "row 2" in roster.skipped[0].reason


def test_the_hash_sees_meaning_and_not_spelling() -> None:
    first = parse_roster(HEADER, [ROW]).rows[0].row_hash
    same = read_one(Platform="IG", Average_Views="48,200", Min_Rate="700.00 USD", Name="mia  l")
    assert same.rows[0].row_hash == first
    assert read_one(Average_Views="48,201").rows[0].row_hash != first
    assert read_one(Max_Rate="").rows[0].row_hash != first


CELL = st.text(max_size=15) | st.sampled_from([*ROW, "", "IG", "1-2", "€5", "@", "0", "1e99"])


@settings(max_examples=200)
@given(st.lists(CELL | st.sampled_from(HEADER), max_size=9), st.lists(st.lists(CELL, max_size=10)))
def test_no_cells_make_it_fail_under_any_header(header: list[str], rows: list[Any]) -> None:
    parse_roster(header, rows)


@settings(max_examples=200)
@given(st.lists(st.tuples(*[CELL] * 8), max_size=4))
def test_every_row_that_says_something_is_used_or_named(rows: list[tuple[str, ...]]) -> None:
    roster = parse_roster(HEADER, rows)
    used = [row.row_number for row in roster.rows]
    refusals = [s.row_number for s in roster.skipped if not s.is_row_kept]
    spoken = [n for n, row in enumerate(rows, start=2) if any(cell.strip() for cell in row)]
    assert sorted(used + refusals) == spoken
    for row in roster.rows:
        assert row.email or row.handle
        assert row.average_views is None or row.average_views > 0
        assert row.min_rate is None or row.max_rate is None or row.min_rate <= row.max_rate

"""A sheet read again: rows known by their account, cells that changed, people who left."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaigns.domain.roster.changes import Comparison, KnownLine, compare
from campaigns.domain.roster.parsing import parse_roster

HEADER = ["Name", "Email", "Platform", "Handle", "Average Views", "Min Rate", "Max Rate"]
MIA = ["Mia Lark", "mia@lark.example", "Instagram", "@mia", "50K", "", ""]
LEO = ["Leo Park", "leo@park.example", "TikTok", "@leo", "48,000", "$500", "$900"]
ANA = ["Ana Rey", "ana@rey.example", "YouTube", "", "10000", "", ""]
PEOPLE = [MIA, LEO, ANA]


def known(rows: Sequence[Sequence[str]], header: Sequence[str] = HEADER) -> list[KnownLine]:
    return [
        KnownLine(number, row.key, row.name, row.platform, row.row_number, row.values, row.texts)
        for number, row in enumerate(parse_roster(header, rows).rows)
    ]


def compared(rows: Sequence[Sequence[str]], header: Sequence[str] = HEADER) -> Comparison:
    return compare(known(PEOPLE), parse_roster(header, rows))


def edited(row: Sequence[str], **cells: str) -> list[str]:
    given = {name.replace("_", " "): text for name, text in cells.items()}
    return [given.get(title, cell) for title, cell in zip(HEADER, row, strict=True)]


def words(found: Comparison) -> list[str]:
    return [change.words() for kept in found.kept for change in kept.changes]


def test_the_same_sheet_changes_nothing() -> None:
    found = compared(PEOPLE)
    assert (words(found), found.new, found.gone) == ([], (), ())
    assert not any(kept.is_news for kept in found.kept)


def test_sorted_and_spelled_otherwise_is_no_change() -> None:
    header = ["HANDLE", "max rate", "e-mail", "Name", "Platform", "avg views", "Min  Rate"]
    rows = [
        ["", "", "ana@rey.example", "Ana Rey", "YT", "10K", ""],
        ["@leo", "900.00", "LEO@park.example", "leo  park", "Tik Tok", "48000", "500 USD"],
        ["mia", "n/a", "mia@lark.example", "Mia Lark", "ig", "50,000", "-"],
    ]
    found = compared(rows, header)
    assert [kept.line.owner for kept in found.kept] == [2, 1, 0]
    assert words(found) == []


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"Average_Views": "60K"}, "E2 Average Views: 50K -> 60K"),
        ({"Max_Rate": "$2,000"}, "G2 Max Rate: empty -> $2,000"),
        ({"Average_Views": ""}, "E2 Average Views: 50K -> empty"),
        ({"Email": "new@lark.example"}, "B2 Email: mia@lark.example -> new@lark.example"),
    ],
)
def test_a_changed_cell_is_named_with_both_values(cells: dict[str, str], said: str) -> None:
    assert said in words(compared([edited(MIA, **cells), LEO, ANA]))


def test_a_moved_row_names_its_new_cell() -> None:
    assert words(compared([LEO, ANA, edited(MIA, Average_Views="60K")])) == [
        "E4 Average Views: 50K -> 60K"
    ]


def test_another_currency_is_a_change_of_the_rate() -> None:
    found = compared([MIA, edited(LEO, Min_Rate="€500", Max_Rate="€900"), ANA])
    assert words(found) == ["G3 Max Rate: USD -> EUR"]


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        pytest.param(MIA, {"Handle": "@mia.lark"}, id="the account was corrected"),
        pytest.param(MIA, {"Handle": ""}, id="the account was emptied"),
        pytest.param(ANA, {"Email": "ana@new.example"}, id="the address was corrected"),
        pytest.param(ANA, {"Handle": "@ana"}, id="an account was added"),
    ],
)
def test_a_corrected_row_is_the_same_person(row: list[str], cells: dict[str, str]) -> None:
    found = compared([edited(row, **cells) if other is row else other for other in PEOPLE])
    assert (found.new, found.gone) == ((), ())
    assert sum(kept.is_news for kept in found.kept) == 1


def test_a_namesake_beside_the_known_row_is_somebody_else() -> None:
    other = edited(MIA, Handle="@mia2", Email="mia@other.example")
    found = compared([*PEOPLE, other])
    assert [row.handle for row in found.new] == ["mia2"]


def test_two_rows_that_could_be_the_lost_one_are_both_new() -> None:
    twins = [edited(MIA, Handle=f"@mia{n}", Email=f"{n}@lark.example") for n in (1, 2)]
    found = compared([LEO, ANA, *twins])
    assert len(found.new) == 2 and [line.name for line in found.gone] == ["Mia Lark"]


def test_a_removed_row_is_gone_and_an_unreadable_one_is_not() -> None:
    found = compared([MIA, edited(LEO, Max_Rate="a lot")])
    assert [line.name for line in found.gone] == ["Ana Rey"]
    assert [(line.name, refusal.column) for line, refusal in found.unreadable] == [
        ("Leo Park", "Max Rate")
    ]
    unnamed = compared([edited(MIA, Name=""), LEO, ANA])
    assert [line.name for line, _ in unnamed.unreadable] == ["Mia Lark"] and unnamed.gone == ()


def test_a_column_that_left_the_sheet_changes_no_cell() -> None:
    found = compared([row[:4] for row in PEOPLE], HEADER[:4])
    assert words(found) == [] and found.gone == ()


@pytest.mark.parametrize("rows", [[], [["", "", ""]]], ids=["no rows", "blank rows"])
def test_an_emptied_sheet_is_an_accident(rows: list[list[str]]) -> None:
    assert compared(rows).is_mass


def test_losing_most_rows_at_once_is_an_accident_and_losing_one_is_not() -> None:
    many = [edited(LEO, Name=f"P {n}", Handle=f"@p{n}", Email=f"p{n}@x.example") for n in range(9)]
    lines = known(many)
    assert compare(lines, parse_roster(HEADER, many[:4])).is_mass
    assert not compare(lines, parse_roster(HEADER, many[:8])).is_mass


def test_a_row_that_comes_back_is_news() -> None:
    (line,) = known([MIA])
    gone = KnownLine(**(vars(line) | {"is_gone": True}))
    (kept,) = compare([gone], parse_roster(HEADER, [MIA])).kept
    assert kept.is_news and kept.changes == ()
    assert compare([gone], parse_roster(HEADER, [LEO])).gone == (), "gone once is gone"


CELL = st.sampled_from(["", "Mia Lark", "@mia", "IG", "mia@lark.example", "50K", "x"])


@settings(max_examples=150)
@given(st.lists(st.tuples(*[CELL] * 7), max_size=4), st.lists(st.tuples(*[CELL] * 7), max_size=4))
def test_every_known_row_and_every_row_of_the_sheet_has_one_fate(
    before: list[tuple[str, ...]], after: list[tuple[str, ...]]
) -> None:
    lines, roster = known(before), parse_roster(HEADER, after)
    found = compare(lines, roster)
    fates = [k.line for k in found.kept] + list(found.gone) + [x for x, _ in found.unreadable]
    assert sorted(line.owner for line in fates) == [line.owner for line in lines]
    assert len(found.kept) + len(found.new) == len(roster.rows)

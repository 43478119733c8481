"""Whatever a stranger writes, a row of every database can hold what the guard leaves of it."""

import json
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrations.strangers import (
    DEEPEST_JSON,
    LONGEST_LINE,
    storable_json,
    storable_line,
    storable_text,
)

# Every code point, halves of characters and NUL too, both more often than by chance.
ODD = st.one_of(
    st.sampled_from(["\x00", "\ud83d", "\ude00", "\u202e", "\U0001f600", "\u2028"]),
    st.characters(codec=None),
)
TEXT = st.text(ODD)
NUMBERS = st.floats(allow_nan=True, allow_infinity=True) | st.integers()
JSON = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXT,
    lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner),
    max_leaves=20,
)


@pytest.mark.parametrize(
    ("came", "kept"),
    [
        pytest.param("Hello\x00 there.", "Hello there.", id="NUL"),
        pytest.param("half \ud83d", "half ", id="the first half of a character"),
        pytest.param("\ude00 half", " half", id="the second half"),
        pytest.param("whole \ud83d\ude00", "whole \U0001f600", id="two halves are one character"),
        pytest.param("\ude00\ud83d", "", id="halves in the wrong order"),
        pytest.param("\ud83d\ud83d\ude00", "\U0001f600", id="a half before a whole"),
        pytest.param("Zoë 😀 שלום\r\n\ttab", "Zoë 😀 שלום\r\n\ttab", id="anything else stays"),
    ],
)
def test_only_what_no_row_can_hold_goes_out(came: str, kept: str) -> None:
    assert storable_text(came) == kept


@pytest.mark.parametrize(
    ("came", "kept"),
    [
        pytest.param("  Ann\x00\r\nWard ", "Ann Ward", id="one line"),
        pytest.param("Ann\u202e\u2066 Ward", "Ann Ward", id="no turned direction"),
        pytest.param("Ann\u2028Bcc: all", "Ann Bcc: all", id="no separator that starts a line"),
        pytest.param("\ud83dAnn", "Ann", id="no half"),
        pytest.param("x" * 900, "x" * LONGEST_LINE, id="no longer than a line"),
        pytest.param("علي\u200f", "علي\u200f", id="a mark of right-to-left writing stays"),
    ],
)
def test_a_name_is_one_line(came: str, kept: str) -> None:
    assert storable_line(came) == kept


@given(TEXT, st.integers(0, 50))
def test_text_can_be_written_anywhere_and_stays_as_it_is_when_guarded_again(
    text: str, longest: int
) -> None:
    kept = storable_text(text, longest=longest)

    assert kept.encode("utf-8").decode("utf-8") == kept
    assert "\x00" not in kept
    assert len(kept) <= longest
    assert storable_text(kept, longest=longest) == kept


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00")))
def test_text_that_every_row_can_hold_is_left_alone(text: str) -> None:
    assert storable_text(text) == text


@given(TEXT)
def test_a_line_never_holds_a_break(text: str) -> None:
    line = storable_line(text)

    assert len(line.splitlines()) <= 1
    assert line == line.strip() == storable_line(line)


@given(JSON)
def test_json_can_be_written_strictly_and_read_again(value: Any) -> None:
    kept = storable_json(value)
    written = json.dumps(kept, ensure_ascii=False, allow_nan=False)

    assert "\\u0000" not in written
    assert json.loads(written.encode("utf-8")) == kept
    assert storable_json(kept) == kept


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf, 10**400, -(10**30), 1e400])
def test_a_number_that_json_or_a_row_cannot_hold_is_none(number: float) -> None:
    assert storable_json({"views": number, "ok": 2**63 - 1}) == {"views": None, "ok": 2**63 - 1}


def test_a_key_with_nul_does_not_take_the_place_of_the_clean_one() -> None:
    assert storable_json({"amount\x00": 1, "amount": 2}) == {"amount": 2}
    assert storable_json({"amount": 2, "amo\x00unt": 1}) == {"amount": 2}
    assert storable_json({"a\x00": {"b\ud800": "c\x00"}}) == {"a": {"b": "c"}}


def test_nesting_ends_before_any_reader_of_it_gives_up() -> None:
    value: object = "end"
    for _ in range(5_000):
        value = [value]

    kept, depth = storable_json(value), 0
    while kept:
        kept, depth = kept[0], depth + 1
    assert depth == DEEPEST_JSON

"""The lexicon: its own examples hold, and the builder refuses lines that could not be trusted."""

import tomllib
from importlib.resources import files
from typing import Any

import pytest

import lexicon
from lexicon.builder import LexiconError, built
from lexicon.phrases import PhraseError
from lexicon.words import words_of
from tests.negotiations.domain.reading.lexicon_faults import faults


def _tables() -> list[dict[str, Any]]:
    folder = files(lexicon)
    return [
        tomllib.loads(file.read_text("utf-8"))
        for file in folder.iterdir()
        if file.name.endswith(".toml")
    ]


def _table(
    *lines: tuple[str, str, str], hit: str = "Deal", miss: str = "No deal"
) -> dict[str, Any]:
    phrases = [
        {"id": name, "act": act, "say": say, "hit": hit, "miss": miss} for name, act, say in lines
    ]
    return {"language": "en", "function_words": "the", "phrases": phrases, "sets": {}}


def _acts(table: dict[str, Any], text: str) -> list[str]:
    hits = built([table]).hits(words_of(text, ()), frozenset({"en"}))
    return [hit.act for hit in hits]


def test_every_line_hits_its_own_example_and_misses_the_other() -> None:
    assert list(faults(_tables())) == []


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        pytest.param([("a", "yes", "deal"), ("a", "yes", "agreed")], "twice", id="an_id_twice"),
        pytest.param([("a", "yes", "deal"), ("b", "no", "deal")], "twice", id="a_phrase_twice"),
        pytest.param([("a", "maybe", "deal")], "no act", id="an_unknown_act"),
        pytest.param([("a", "yes", ".. deal")], "any word", id="begins_anyhow"),
    ],
)
def test_a_line_that_cannot_be_trusted_is_refused(
    lines: list[tuple[str, str, str]], words: str
) -> None:
    with pytest.raises(LexiconError, match=words):
        built([_table(*lines)])


@pytest.mark.parametrize("say", ["<offers> works", "(deal", "deal)"])
def test_a_phrase_that_cannot_be_read_is_refused(say: str) -> None:
    with pytest.raises(PhraseError):
        built([_table(("a", "yes", say))])


def test_an_example_that_is_not_as_it_says_is_a_fault() -> None:
    table = _table(("a", "yes", "deal $"), hit="Deal or no deal?", miss="Deal.")

    assert list(faults([table])) == ["a hits 'Deal.'"]


def test_one_phrase_in_two_opposite_acts_is_a_fault() -> None:
    table = _table(("a", "yes", "(deal|agreed)"), ("b", "no", "(deal|never)"), miss="Hello")

    assert "says the opposite" in " ".join(faults([table]))


@pytest.mark.parametrize(
    ("say", "text", "stands"),
    [
        pytest.param("count (me|us) in", "Count us in!", True, id="either_word"),
        pytest.param("(i am|we are) (so)? in $", "We're in.", True, id="contraction"),
        pytest.param("(i am|we are) (so)? in $", "I'm in Paris", False, id="end_of_a_clause"),
        pytest.param("^ deal", "Big deal", False, id="start_of_a_clause"),
        pytest.param("accept .. offer", "I accept your kind offer", True, id="near"),
        pytest.param("accept .. offer", "I accept, make an offer", False, id="not_past_a_comma"),
        pytest.param("sorry ... late", "Sorry, I am so late", True, id="far"),
        pytest.param("yes !(but)", "Yes but", False, id="not_followed_by"),
        pytest.param("agre*", "Agreeing", True, id="beginning"),
        pytest.param("sí", "Si", True, id="accent_left_out"),
        pytest.param("si", "Sí", False, id="accent_never_added"),
    ],
)  # fmt: skip
def test_a_phrase_stands_where_its_words_do(say: str, text: str, stands: bool) -> None:
    assert bool(_acts(_table(("a", "yes", say)), text)) is stands


def test_what_is_part_of_something_longer_does_not_count() -> None:
    table = _table(("a", "courtesy", "can not wait"), ("b", "not", "not"))

    assert _acts(table, "I can't wait") == ["courtesy"]


def test_what_stands_in_a_gap_counts() -> None:
    table = _table(("a", "yes", "nehme .. an"), ("b", "not", "nicht"))

    assert _acts(table, "Ich nehme das nicht an") == ["yes", "not"]

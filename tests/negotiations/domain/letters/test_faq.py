"""Answers that staff write: read, held to what offers decide, and found for the question asked."""

import pytest

from negotiations.domain.letters.faq import (
    entries_of,
    faq_problems,
    name_of,
    scope_of,
    written_answer,
)
from negotiations.domain.letters.questions import answers_to

PAGE = """## Do you send a film crew?
## Will you send somebody to help me film?
> No, you film it yourself,
> the way you usually do.

Asked for the first time in May.

## Do you ship to Canada?
> Yes, we ship to Canada and pay for it.
"""
FACTS = {"payment": "Our payment terms are Net 30", "product": "The product is a lamp"}


def test_a_page_is_a_list_of_questions_with_their_answer() -> None:
    crew, canada = entries_of(PAGE)
    assert crew.questions == ("Do you send a film crew?", "Will you send somebody to help me film?")
    assert crew.answer == "No, you film it yourself, the way you usually do."
    assert canada.answer == "Yes, we ship to Canada and pay for it."
    assert entries_of("") == ()


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Is there a film crew that you send?", "No, you film"),
        ("Would you be able to send someone who helps film?", "No, you film"),
        ("are you shipping to canada", "Yes, we ship"),
        ("Do you ship to Ireland?", ""),
        ("Do you ship the product to my parents in Canada by Friday?", ""),
        ("What?", ""),
    ],
)
def test_a_question_finds_the_answer_to_one_like_it(question: str, answer: str) -> None:
    assert written_answer(question, entries_of(PAGE))[:12] == answer


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("## Do you pay for props?\n> We pay $50 for them.", "$50"),
        ("## Net what?\n> We pay Net 60 by wire.", "Net 60"),
        ("## Ads?\n> We use whitelisting for 90 days.", "whitelisting"),
        ("## How many reels?\n> We need one more Instagram Reel.", "Instagram Reel"),
        ("## Does it sell?\n> We guarantee that it sells.", "guarantee"),
        ("## When does it launch?\n> It goes up on 3 March 2027.", "3 March 2027"),
        ("## Do you send a crew?", "has no answer"),
        ("> No.", "answers no question"),
        ("## What is it?\n> A lamp.", "no word that could tell it"),
        ("## Is it vegan?\n> Yes, {client} is.", "placeholder"),
    ],
)
def test_what_the_offer_decides_and_what_nobody_may_promise_is_refused(
    text: str, words: str
) -> None:
    assert words in " ".join(faq_problems(text))


def test_lengths_links_and_places_are_the_page_s_own() -> None:
    text = (
        "## How fast do you ship?\n> We ship within 5 days from Berlin, see https://glow.example."
    )
    assert faq_problems(text) == []


def test_the_written_answer_comes_before_the_brief_and_beside_it() -> None:
    asked = ("How do you pay and do you ship to Canada?", "Will you send a film crew?")
    found = answers_to(asked, FACTS, entries_of(PAGE))
    assert found.known == (
        "Our payment terms are Net 30.",
        "Yes, we ship to Canada and pay for it.",
        "No, you film it yourself, the way you usually do.",
    )
    assert found.unanswered == ()


def test_a_fact_that_answers_only_a_part_leaves_the_rest_open() -> None:
    found = answers_to(("Do you pay for my flight?", "Is the product vegan?"), FACTS)
    assert found.known == ("Our payment terms are Net 30.", "The product is a lamp.")
    assert found.unanswered == ("the rest of your question",)
    assert found.open_questions == ("Do you pay for my flight?", "Is the product vegan?")


def test_a_page_s_name_says_whom_it_is_for() -> None:
    for scope, pk in (("house", 0), ("client", 3), ("campaign", 12)):
        assert scope_of(name_of(scope, pk)) == (scope, pk)
    for name in ("faq/client", "faq/client/0", "faq/../x", "tone/creator", "faq/house/1"):
        assert scope_of(name) is None


def test_no_page_speaks_before_what_the_offer_binds() -> None:
    page = entries_of(
        "## Who approves the content?\n> Nobody has to.\n## Is there a brief?\n> Soon."
    )
    facts = {"approval": "We approve the content before it goes up", "brief": "It follows later on"}
    found = answers_to(("Who approves the content?", "Is there a brief?"), facts, page)
    assert found.known == ("We approve the content before it goes up.", "From the brief: Soon.")

"""Each question is answered in the order asked, or named as open; none is left out."""

import pytest

from negotiations.domain.letters.questions import answers_to

FACTS = {
    "payment": "Our payment terms are Net 30",
    "methods": "We can pay by PayPal",
    "publication": "Content goes live: 1 December 2026",
    "delivery": "Content is to be delivered for a first look: 20 November 2026",
    "usage": "The usage rights we ask for: paid usage for 90 days",
    "exclusivity": "We don't ask for exclusivity",
    "brand": "The brand's website is https://glow.example",
    "package": "The package is two Instagram Reels",
    "revisions": "Revisions: 2 rounds",
    "brief": "",
    "product": "The product costs $89",
}


@pytest.mark.parametrize(
    ("questions", "known", "open_ones"),
    [
        (("When does it go live?",), ("publication",), ()),
        (("When is all this?",), ("delivery", "publication"), ()),
        (("Any exclusivity?", "How do you pay?"), ("exclusivity", "payment", "methods"), ()),
        (("How do you pay and is there exclusivity?",), ("payment", "methods", "exclusivity"), ()),
        (("What usage do you need?", "Can I see the brief?"), ("usage",), ("the brief",)),
        (("What is your dog called?",), (), ("your other question",)),
        (("How many rounds of edits?", "Which brand is it?"), ("revisions", "brand"), ()),
        (("Do I get a sample?",), (), ("the product",)),
        (("What exactly is the package?",), ("package",), ()),
        (("What is your budget?",), (), ("the rate",)),
        (("Net 30 or faster?", "When do you pay?"), ("payment", "methods"),
         ("the rest of your question",)),
        ((), (), ()),
    ],
)  # fmt: skip
def test_facts_meet_questions(
    questions: tuple[str, ...], known: tuple[str, ...], open_ones: tuple[str, ...]
) -> None:
    found = answers_to(questions, FACTS)
    assert found.known == tuple(f"{FACTS[key]}." for key in known)
    assert found.unanswered == open_ones


def test_five_questions_get_five_answers_in_their_order() -> None:
    questions = ("Which brand?", "How do you pay?", "Any exclusivity?", "When live?", "The brief?")
    found = answers_to(questions, FACTS)
    assert [line.split()[1] for line in found.known] == [
        "brand's",
        "payment",
        "can",
        "don't",
        "goes",
    ]
    assert found.unanswered == ("the brief",)

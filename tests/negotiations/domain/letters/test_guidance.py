"""The guidance: every shipped page is sound, fits its mails, and the linter finds what is not."""

from pathlib import Path

import pytest

import negotiations
from negotiations.domain.gate.check import check_email
from negotiations.domain.letters.guidance import (
    CHOICES,
    goal_of,
    is_for,
    parse,
    problems_of,
    spoken,
    stage_of,
)
from negotiations.domain.letters.page_error import KnowledgeError
from negotiations.domain.terms.states import State

FOLDER = Path(next(iter(negotiations.__path__))) / "knowledge_base"
SHIPPED = {str(f.relative_to(FOLDER).with_suffix("")): f.read_text() for f in FOLDER.rglob("*.md")}
EXAMPLES = sorted(name for name in SHIPPED if name.startswith("examples/"))
HEADER = "---\ntitle: A page\n---\n"
WORLD = {
    "amounts": [
        {"amount": "1250", "currency": "USD", "role": "offer"},
        {"amount": "1500", "currency": "USD", "role": "ask"},
        {"amount": "89", "currency": "USD", "role": "product"},
        {"amount": "25", "currency": "USD", "role": "cpm"},
    ],
    "deliverables": [{"type": "instagram_reel", "qty": 2}],
    "rights": [{"kind": "paid_usage", "days": 30}],
    "names": ["Mia", "Lumen"],
    "payment_days": [30],
    "offer_required": False,
}
VALUES = {
    "first_name": "Mia", "client": "Lumen", "house": "North House", "sender_name": "Anna",
    "platform": "Instagram", "package": "2 Instagram Reels", "smaller_package":
    "2 Instagram Reels", "offer": "$1,250", "previous_offer": "$1,250", "their_ask": "$1,500",
    "usage_rights": "paid usage for 30 days", "smaller_usage_rights": "paid usage for 30 days",
    "product": "the lamp", "product_value": "$89", "cpm_target": "$25", "payment_terms":
    "within 30 days of content going live", "delivery_date": "", "publish_date": "",
    "exclusivity": "", "reason": "your move abroad",
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_every_shipped_page_is_sound(name: str) -> None:
    assert problems_of(name, SHIPPED[name]) == []


def test_the_nine_kinds_of_example_are_there() -> None:
    assert [name.removeprefix("examples/") for name in EXAMPLES] == [
        "bundled-rate", "cpm-mention", "escalation", "misfit-exit", "multi-platform-bundle",
        "positive-close", "product-offer", "usage-rights", "walk-away",
    ]  # fmt: skip


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_mail_of_every_example_passes_the_gate(name: str) -> None:
    mail = spoken(SHIPPED[name]).format(**VALUES)
    assert check_email("Re: Collaboration Opportunity - Lumen", mail, WORLD) == []


@pytest.mark.parametrize("stage", CHOICES["stages"])
@pytest.mark.parametrize("counterparty", CHOICES["counterparties"])
def test_every_mail_gets_its_stage_its_reader_and_its_platform(
    stage: str, counterparty: str
) -> None:
    pages = [parse(name, text) for name, text in SHIPPED.items()]
    chosen = {
        page.name
        for page in pages
        if is_for(page, stage=stage, platform="tiktok", goal="Sales", counterparty=counterparty)
    }
    wanted = {"principles", f"tone/{stage}", f"tone/{counterparty}", "platforms/tiktok"}
    assert wanted | {"goals/paid"} <= chosen
    assert "platforms/instagram" not in chosen
    assert ("levers" in chosen) == stage.startswith("counter")


@pytest.mark.parametrize("state", sorted(State))
def test_every_state_of_a_thread_has_a_stage(state: str) -> None:
    assert stage_of(state) in CHOICES["stages"]


@pytest.mark.parametrize(
    ("words", "goal"),
    [
        ("Brand awareness", "organic"),
        ("Paid ads", "paid"),
        ("Organic and paid", "both"),
        ("", "both"),
    ],
)
def test_the_goal_is_read_from_the_briefs_own_words(words: str, goal: str) -> None:
    assert goal_of(words) == goal


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("No header at all", "header"),
        ("---\ntitel: A page\n---\nWords.", "titel"),
        ("---\nstages: opening\n---\nWords.", "title"),
        ("---\ntitle: A\nstages: endgame\n---\nWords.", "endgame"),
        (HEADER, "empty"),
        (HEADER + "Hi {frist_name}", "frist_name"),
        (HEADER + "Hi {first_name", "bracket"),
        (HEADER + "We start at $1,500.", "$1,500"),
        (HEADER + "We pay fifteen hundred dollars.", "fifteen hundred"),
        (HEADER + "> We guarantee a great result.", "guarantee"),
        (HEADER + "> This is the most we can pay.", "most we can"),
        (HEADER + "x" * 7_000, "longer"),
    ],
)
def test_the_linter_says_what_is_wrong(text: str, words: str) -> None:
    assert any(words in problem for problem in problems_of("page", text))


def test_advice_may_name_what_a_mail_may_not() -> None:
    assert problems_of("page", HEADER + "Never guarantee anything, never name the budget.") == []


def test_a_page_that_cannot_be_read_says_so() -> None:
    with pytest.raises(KnowledgeError):
        parse("page", "nothing")

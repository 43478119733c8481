"""Write the page of specimen mails: `python -m tests.specimens` renews `docs/specimens.md`."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from negotiations.domain.letters.facts import Footer, MailFacts
from negotiations.domain.letters.wording import write
from negotiations.domain.terms.offer_terms import Deliverable, Right, Terms

PAGE = Path(__file__).parents[1] / "docs" / "specimens.md"
D = Decimal
INTRODUCTION = """# Specimen mails

Five mails of each kind, as the writer makes them without a model. People read them to judge the
tone; a test renews the page in memory and fails when it no longer matches. Names, brands and
amounts are made up. Every mail ends with the same footer, shown once here:

```text
{footer}
```
"""
PEOPLE: tuple[dict[str, Any], ...] = (
    {"first_name": "Mia", "client_name": "Glow Labs", "platform": "instagram"},
    {"first_name": "Jonas", "client_name": "Fernweh", "platform": "youtube"},
    {"first_name": "Leila", "client_name": "Oat & Co", "platform": "tiktok"},
    {"first_name": "Dana Cole", "client_name": "Lumen", "platform": "youtube",
     "counterparty": "manager"},
    {"first_name": "Priya", "client_name": "Kettle", "platform": "instagram",
     "counterparty": "manager"},
)  # fmt: skip
PACKAGES = {
    "instagram": (Deliverable("instagram_reel", 2), Deliverable("instagram_story", 3)),
    "youtube": (Deliverable("youtube_integration", 1),),
    "tiktok": (Deliverable("tiktok_video", 2),),
}
SMALLER = {
    "instagram": (Deliverable("instagram_reel", 1), Deliverable("instagram_story", 2)),
    "youtube": (Deliverable("youtube_short", 2),),
    "tiktok": (Deliverable("tiktok_video", 1),),
}
TARGET = (Right("paid_usage", 90), Right("organic", None))
MINIMUM = (Right("paid_usage", 30),)
WORDS = (
    "The editing alone takes me two days.",
    "Honestly that is a bit low for me.",
    "I love the brand! But my reach has doubled.",
    "The usage is a concern for us.",
    "Her calendar is very full this month.",
)
QUESTIONS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("When would it go live?",), ("Content goes live: 1 December 2026 to 10 December 2026",)),
    (("How do you pay?", "Do you need exclusivity?"),
     ("Our payment terms are Net 30", "We can pay by PayPal or bank transfer")),
    (("Who approves the content?",), ()),
    (("What are your payment terms?",), ("Our payment terms are Net 30",)),
    (("Is there a brief?", "When is delivery?"),
     ("Content is to be delivered for a first look: 20 November 2026",)),
)  # fmt: skip
KINDS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("Opening with an offer", {"purpose": "opening", "opening_mode": "offer_first"}),
    ("Opening that asks for their rate", {"purpose": "opening", "opening_mode": "ask_first"}),
    ("Opening that asks for interest", {"purpose": "opening", "opening_mode": "interest_first"}),
    ("Counter in cash", {"purpose": "counter"}),
    ("Counter with a smaller package", {"purpose": "counter", "lever": "trade_deliverables"}),
    ("Counter with less usage", {"purpose": "counter", "lever": "trade_usage_rights"}),
    ("Counter with product on top", {"purpose": "counter", "lever": "offer_product"}),
    ("Counter with cross-posting", {"purpose": "counter", "lever": "propose_syndication"}),
    ("Counter that shows the CPM", {"purpose": "counter", "lever": "share_cpm_target"}),
    ("Final offer", {"purpose": "counter", "final": True}),
    ("Answer", {"purpose": "answer"}),
    ("Reminder", {"purpose": "reminder"}),
    ("Agreement", {"purpose": "agreement"}),
    ("Exit", {"purpose": "exit"}),
)
FOOTER = Footer(
    postal_address="12 Harbour Street, Floor 3, Boston, MA 02110",
    unsubscribe_url="https://parley.example/u/a1B2c3",
    privacy_url="https://parley.example/privacy",
    ai_line=True,
)


def facts_of(kind: dict[str, Any], number: int) -> MailFacts:
    """The facts of one specimen; what may vary goes round with the number."""
    person = PEOPLE[number]
    lever = kind.get("lever")
    package = (SMALLER if lever == "trade_deliverables" else PACKAGES)[person["platform"]]
    terms = Terms(
        deliverables=package,
        rights=MINIMUM if lever == "trade_usage_rights" else TARGET,
        revision_rounds=2 if number % 2 else None,
        is_syndicated=lever == "propose_syndication",
        exclusivity="30 days in skincare" if number == 0 else "",
    )
    questions, answers = QUESTIONS[number] if kind["purpose"] == "answer" else ((), ())
    is_reply = kind["purpose"] != "opening"
    return MailFacts(
        house_name="North House",
        sender_name="Anna Berg",
        footer=FOOTER,
        amount=D(1400 + 150 * number),
        currency="USD",
        previous_amount=D(1250 + 150 * number) if kind["purpose"] == "counter" else None,
        ask_amount=D(1900 + 150 * number) if number % 2 == 0 and is_reply else None,
        terms=terms,
        product="the Lumen reading lamp",
        product_value=D(129),
        cpm_target=D(25),
        questions=questions,
        answers=answers,
        payment_terms="Net 30",
        dates=("2026-12-01",) if kind["purpose"] == "agreement" else (),
        their_words=WORDS[number],
        subject=f"Collaboration Opportunity - {person['client_name']}" if is_reply else "",
        variant=number + 2 * len(kind),
        **kind,
        **person,
    )


def page() -> str:
    """Return the whole page."""
    footer = write(facts_of(KINDS[0][1], 0)).text.strip().split("\n\n")[-1]
    return INTRODUCTION.format(footer=footer) + "".join(_sections())


def _sections() -> Iterator[str]:
    for title, kind in KINDS:
        yield f"\n## {title}\n"
        for number in range(len(PEOPLE)):
            facts = facts_of(kind, number)
            mail = write(facts)
            body = "\n\n".join(mail.text.strip().split("\n\n")[:-1])
            yield f"\n### To a {facts.counterparty}, {number + 1}\n\n```text\n"
            yield f"Subject: {mail.subject}\n\n{body}\n```\n"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")

"""Write the page of specimen mails: `python -m tests.specimens` renews `docs/specimens.md`."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from negotiations.domain.letters.facts import Footer, MailFacts, WrittenMail
from negotiations.domain.letters.wording import write
from negotiations.domain.terms.offer_terms import Deliverable, Right, Terms
from tests.negotiations.domain.letters.threads import Ours, Thread, played

PAGE = Path(__file__).parents[1] / "docs" / "specimens.md"
D = Decimal
INTRODUCTION = """# Specimen mails

Twelve whole correspondences as they are played without a model, and below them the kinds of mail
that none of the twelve holds. People read them to judge tone and truth; a test renews the page in
memory and fails when it no longer matches. Names, brands and amounts are made up; lines that begin
with ">" are theirs. Staff have written two answers for this client (film crew, shipping); what
nobody wrote down a person answers in the draft. Every mail of ours ends with the same footer, shown
once here:

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
TARGET = (Right("paid_usage", 90), Right("organic", None))
KINDS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("Opening that asks for interest", {"purpose": "opening", "opening_mode": "interest_first"}),
    ("A plain yes is asked for", {"purpose": "answer", "asks_back": True}),
    ("Reminder", {"purpose": "reminder"}),
    ("Exit of ours", {"purpose": "exit", "exit_reason": "ours"}),
    ("Exit because the campaign is complete", {"purpose": "exit", "exit_reason": "full"}),
    ("Exit because it does not fit", {"purpose": "exit", "exit_reason": "misfit"}),
)
# Chosen so that together they hold every kind of mail and of end.
CORRESPONDENCES = (2, 7, 15, 21, 26, 29, 31, 37, 50, 90, 92, 94)
FOOTER = Footer(
    postal_address="12 Harbour Street, Floor 3, Boston, MA 02110",
    unsubscribe_url="https://parley.example/u/a1B2c3",
    privacy_url="https://parley.example/privacy",
    ai_line=True,
)


def facts_of(kind: dict[str, Any], number: int) -> MailFacts:
    """The facts of one specimen; what may vary goes round with the number."""
    person = PEOPLE[number]
    package = PACKAGES[person["platform"]]
    terms = Terms(
        deliverables=package,
        rights=TARGET,
        revision_rounds=2 if number % 2 else None,
        exclusivity="30 days in skincare" if number == 0 else "",
    )
    is_reply = kind["purpose"] != "opening"
    return MailFacts(
        house_name="North House",
        sender_name="Anna Berg",
        footer=FOOTER,
        amount=D(1400 + 150 * number),
        currency="USD",
        ask_amount=D(1900 + 150 * number) if number % 2 == 0 and is_reply else None,
        terms=terms,
        product="the Lumen reading lamp",
        product_value=D(129),
        cpm_target=D(25),
        payment_terms="Net 30",
        dates=("2026-12-01",) if kind["purpose"] == "agreement" else (),
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
    for place, number in enumerate(CORRESPONDENCES, start=1):
        yield from _correspondence(place, played(number))
    for title, kind in KINDS:
        yield f"\n## {title}\n"
        for number in range(len(PEOPLE)):
            facts = facts_of(kind, number)
            mail = write(facts)
            yield f"\n### To a {facts.counterparty}, {number + 1}\n\n```text\n"
            yield f"Subject: {mail.subject}\n\n{_body(mail)}\n```\n"


def _correspondence(place: int, thread: Thread) -> Iterator[str]:
    first = thread.ours[0].facts
    kind = "an offer" if first.opening_mode == "offer_first" else "a question for their rate"
    yield f"\n## Correspondence {place}: to a {first.counterparty}, opened with {kind}\n"
    for mail in thread.mails:
        if isinstance(mail, Ours) and mail.by_person:
            yield "\nThe draft left a question open; a person put the answer in.\n"
        if isinstance(mail, Ours):
            shown = f"Subject: {mail.mail.subject}\n\n{_body(mail.mail)}"
        else:
            shown = f"> {mail.words}"
        yield f"\n```text\n{shown}\n```\n"


def _body(mail: WrittenMail) -> str:
    """The mail without its legal lines."""
    return "\n\n".join(mail.text.strip().split("\n\n")[:-1])


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")

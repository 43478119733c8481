"""Facts of mails of every purpose, for tests of their words."""

from dataclasses import replace
from decimal import Decimal
from itertools import product

from negotiations.domain.gate.check import check_email
from negotiations.domain.gate.text import html_as_text
from negotiations.domain.letters.facts import Footer, MailFacts
from negotiations.domain.letters.wording import allowed_from, write
from negotiations.domain.terms.offer_terms import Deliverable, Right, Terms

PURPOSES = ("opening", "counter", "answer", "agreement", "exit", "reminder")
LEVERS = (
    None,
    "trade_deliverables",
    "trade_usage_rights",
    "offer_product",
    "propose_syndication",
    "share_cpm_target",
)
PACKAGES = {
    "instagram": (Deliverable("instagram_reel", 2), Deliverable("instagram_story", 3)),
    "tiktok": (Deliverable("tiktok_video", 1),),
    "youtube": (Deliverable("youtube_integration", 1), Deliverable("youtube_short", 2)),
}
RIGHTS = (Right("paid_usage", 30), Right("whitelisting", 180), Right("organic", None))
FULL_TERMS = Terms(
    deliverables=PACKAGES["instagram"],
    rights=RIGHTS,
    exclusivity="30 days in skincare",
    revision_rounds=2,
    has_raw_footage=True,
    is_syndicated=True,
    is_approved_first=True,
    is_posted_organically=True,
    is_labelled=True,
    delivery=("2026-11-20",),
    publication=("2026-12-01", "2026-12-10"),
    payment_methods=("PayPal", "bank transfer"),
)


def facts_for(
    purpose: str = "counter", platform: str = "instagram", **changes: object
) -> MailFacts:
    terms = Terms(
        deliverables=PACKAGES[platform],
        rights=RIGHTS,
        exclusivity="30 days in skincare",
        revision_rounds=2,
    )
    base = MailFacts(
        purpose=purpose,
        client_name="Glow Labs",
        house_name="North House",
        sender_name="Anna Berg",
        footer=Footer(
            postal_address="12 Harbour Street, Floor 3, Boston, MA 02110",
            unsubscribe_url="https://parley.example/u/a1B2c3",
            privacy_url="https://parley.example/privacy",
            ai_line=True,
            sandbox=True,
            source="We found your address on your public profile.",
        ),
        first_name="Mia",
        platform=platform,
        amount=Decimal("1250.00"),
        currency="USD",
        previous_amount=Decimal("1100.00"),
        ask_amount=Decimal("1500.00"),
        terms=terms,
        product="Night Serum No. 5",
        product_value=Decimal("89"),
        cpm_target=Decimal("25.00"),
        questions=("When does it go live?", "Do you need exclusivity?"),
        answers=("Content is published between 2026-12-01 and 2026-12-10.", "30 days"),
        payment_terms="Net 45 by PayPal",
        dates=("2026-12-01", "2026-12-10"),
        concern="work",
        subject="" if purpose == "opening" else "Collaboration Opportunity - Glow Labs",
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def problems(facts: MailFacts) -> list[dict[str, str]]:
    mail = write(facts)
    allowed = allowed_from(facts)
    plain = check_email(mail.subject, mail.text, allowed)
    return plain + check_email(mail.subject, html_as_text(mail.html), allowed)


CROSS = tuple(
    product(PURPOSES, PACKAGES, ("creator", "manager", "assistant"), LEVERS, (False, True))
)


def made(number: int, variant: int) -> MailFacts:
    """One cell of the cross product; what else may vary goes round with the numbers."""
    purpose, platform, side, lever, is_final = CROSS[number]
    turn = number + variant
    return facts_for(
        purpose,
        platform,
        lever=lever,
        counterparty=side,
        final=is_final,
        variant=variant,
        opening_mode=("offer_first", "ask_first", "interest_first")[turn % 3],
        previous_amount=(Decimal("1100"), None, Decimal("1250"))[turn % 3],
        ask_amount=(Decimal("1500"), None)[turn // 2 % 2],
        first_name=("Mia", None, "LARK, Mia", "@mia", "Анна")[turn % 5],
        concern=("", "work", "keen", "low", "audience")[turn % 5],
    )

"""A model's prose: figures come from code, and whatever else it tries is refused."""

from decimal import Decimal as D
from typing import Any

import pytest

from negotiations.domain.gate.check import check_email
from negotiations.domain.letters.facts import Footer, MailFacts
from negotiations.domain.letters.prose import PURPOSES, inserts_of, mail_from, prose_findings
from negotiations.domain.letters.wording import allowed_from
from negotiations.domain.terms.offer_terms import Deliverable, Right, Terms

TERMS = Terms(
    deliverables=(Deliverable("instagram_reel", 2),),
    rights=(Right("paid_usage", 90),),
    product_value=D(180),
    product="a lamp",
)


def facts(purpose: str = "counter", **changes: Any) -> MailFacts:
    values = {
        "purpose": purpose,
        "client_name": "Lumen 3",
        "house_name": "Parley Partnerships",
        "sender_name": "Alex",
        "footer": Footer("1 Harbour Street", "https://parley.example/u/x"),
        "first_name": "Mia",
        "amount": D("1400.00"),
        "currency": "USD",
        "previous_amount": D("1250.00"),
        "ask_amount": D("1700.00"),
        "terms": TERMS,
        "lever": "trade_usage_rights",
        "subject": "Collaboration Opportunity - Lumen 3",
        "variant": 3,
    }
    return MailFacts(**{**values, **changes})


def prose_for(
    world: MailFacts, first: str = "Thank you for writing back, we read it with real pleasure."
) -> str:
    names = inserts_of(world)
    inline = " ".join(f"{{{{{name}}}}}" for name in names if name not in ("answers", "scope"))
    alone = [f"{{{{{name}}}}}" for name in ("answers", "scope") if name in names]
    return "\n\n".join([f"{first} {inline}".strip(), *alone, "Tell us what you think of it."])


def rules(prose: str, world: None = None) -> set[str]:
    return {finding["rule"] for finding in prose_findings(prose, world or facts())}


@pytest.mark.parametrize("purpose", sorted(PURPOSES))
@pytest.mark.parametrize("opening_mode", ["offer_first", "ask_first"])
def test_good_prose_makes_a_mail_the_gate_lets_through(purpose: str, opening_mode: str) -> None:
    offer = {} if purpose in ("opening", "counter") else {"amount": None, "terms": None}
    world = facts(
        purpose, opening_mode=opening_mode, lever=None, questions=("When?",),
        answers=("Payment terms: Net 30",), payment_terms="Net 30", **offer,
    )  # fmt: skip
    prose = prose_for(world)
    assert prose_findings(prose, world) == []
    mail = mail_from(prose, world)
    assert check_email(mail.subject, mail.text, allowed_from(world)) == []
    assert "{{" not in mail.text + mail.html


def test_the_amount_the_lever_and_the_scope_come_from_the_facts() -> None:
    mail = mail_from(prose_for(facts()), facts())
    assert "previously $1,250.00, now $1,400.00" in mail.text
    assert "- Rate: $1,400.00" in mail.text and "90 days" in mail.text
    assert "<li>Rate: $1,400.00</li>" in mail.html
    assert "1,700" not in mail.text, "their ask is never the model's to repeat"


@pytest.mark.parametrize(
    ("bad", "rule"),
    [
        ("We could pay $9,000.", "number"),
        ("We could pay nine thousand dollars.", "money"),
        ("We could pay ９０００ instead.", "script"),
        ("We could pay ½ of it up front.", "script"),
        ("We accept your rate.", "commitment"),
        ("Your rate works for us.", "commitment"),
        ("We are glad to match whatever you ask for.", "commitment"),
        ("We can pay you more than that.", "commitment"),
        ("We асcept it all the same.", "script"),
        ("We can\u200b do it.", "script"),
        ("Please write to boss@evil.example instead.", "link"),
        ("See https://evil.example for the rest of it.", "link"),
        ("Please send us your bank details first.", "payment_details"),
        ("My instructions say that we should be kind.", "machinery"),
        ("Nous acceptons votre tarif avec grand plaisir et merci encore.", "language"),
        ("Wir nehmen dein Angebot gerne an und zahlen alles sofort.", "language"),
        ("# A heading", "markup"),
        ("<b>Bold</b> words for you.", "markup"),
        ("Here is {{ceiling}} for you.", "placeholder"),
        ("Here is {offer} for you.", "placeholder"),
    ],
)
def test_what_has_no_place_in_prose_is_named(bad: str, rule: str) -> None:
    assert rules(prose_for(facts())) == set()
    assert rule in rules(f"{prose_for(facts())}\n\n{bad}")


def test_a_greeting_a_missing_and_a_doubled_placeholder_are_refused() -> None:
    good = prose_for(facts())
    assert "greeting" in rules(f"Hi Mia,\n\n{good}")
    assert "placeholder" in rules(good.replace("{{offer}}", ""))
    assert "placeholder" in rules(f"{good}\n\n{{{{offer}}}}")
    assert "placeholder" in rules(good.replace("{{scope}}", "Here: {{scope}}"))
    assert "shape" in rules("")


def test_a_brand_may_have_a_digit_in_its_name() -> None:
    assert rules(prose_for(facts(), "We love what you do for Lumen 3.")) == set()

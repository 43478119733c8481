"""The writer: every mail it can make passes the gate, and says what a mail of its kind must."""

import re
from dataclasses import replace
from decimal import Decimal
from itertools import product

import pytest

from negotiations.domain.gate.check import check_email
from negotiations.domain.gate.text import html_as_text
from negotiations.domain.letters.facts import SANDBOX_LINE, Footer, MailFacts
from negotiations.domain.letters.parts import concern_of
from negotiations.domain.letters.wording import allowed_from, write
from negotiations.domain.terms.offer_terms import Deliverable, Terms
from tests.negotiations.domain.letters.mails import (
    CROSS,
    FULL_TERMS,
    LEVERS,
    PACKAGES,
    PURPOSES,
    facts_for,
    made,
    problems,
)


def test_every_mail_passes_the_gate_by_construction() -> None:
    for number in range(0, len(CROSS), 2):
        facts = made(number + number // 2 % 2, variant=number * 7 % 12)
        mail, allowed = write(facts), allowed_from(facts)
        body = mail.text if number % 3 else html_as_text(mail.html)
        assert check_email(mail.subject, body, allowed) == [], mail.text


@pytest.mark.deep
def test_every_mail_passes_the_gate_in_every_variant() -> None:
    for number, variant in product(range(len(CROSS)), range(12)):
        facts = made(number, variant)
        assert problems(facts) == [], write(facts).text


def sentences_of(facts: MailFacts) -> set[str]:
    """The sentences of a mail's own paragraphs, without block, signature and footer."""
    text = write(facts).text.split("\nScope of Work:")[0].split("Hi Mia,")[1]
    return {part.strip() for part in re.split(r"(?<=[.!?])\s", text) if len(part.strip()) > 15}


@pytest.mark.parametrize("side", ("creator", "manager"))
@pytest.mark.parametrize("variant", range(6))
def test_a_thread_never_reads_the_same_sentence_twice(side: str, variant: int) -> None:
    said: tuple[str, ...] = ()
    seen: set[str] = set()
    for number, words in enumerate(("low", "editing", "reach", "low again", "usage")):
        facts = facts_for(
            "counter",
            counterparty=side,
            variant=variant + number,
            amount=Decimal(1250 + 50 * number),
            previous_amount=Decimal(1200 + 50 * number),
            concern=concern_of(f"That is {words}."),
            questions=(),
            answers=(),
            said_before=said,
        )
        assert not (sentences_of(facts) & seen)
        seen |= sentences_of(facts)
        said = (*said, write(facts).text)


@pytest.mark.parametrize("lever", [lever for lever in LEVERS if lever])
def test_a_lever_is_named_as_a_trade(lever: str) -> None:
    for variant in range(6):
        text = write(facts_for("counter", lever=lever, variant=variant, questions=())).text
        before = text.split("Scope of Work:")[0]
        assert re.search(r"\bif\b|\bInstead of\b", before, re.IGNORECASE), before
        assert before.count("$1,250.00") == 1


def test_an_assistant_is_asked_to_pass_it_on() -> None:
    text = write(facts_for("counter", counterparty="assistant")).text
    assert re.search("pass this|forward|passing", text)
    final = write(facts_for("counter", counterparty="assistant", final=True)).text
    assert "final offer" in final


@pytest.mark.parametrize("mode", ("offer_first", "ask_first"))
@pytest.mark.parametrize("currency", ("EUR", "GBP", "SEK", "JPY", "CAD"))
def test_sparse_facts_and_other_currencies_pass(mode: str, currency: str) -> None:
    for purpose, is_final, variant in product(PURPOSES, (True, False), range(3)):
        facts = MailFacts(
            purpose=purpose,
            opening_mode=mode,
            client_name="Studio 54",
            house_name="Budget Partners",
            sender_name="Jo",
            footer=Footer(postal_address="1 High Road"),
            amount=Decimal("9500"),
            currency=currency,
            terms=Terms(deliverables=(Deliverable("UGC Video", 2),)),
            final=is_final,
            questions=("What is the budget?",),
            answers=("The budget is $20,000.",),
            variant=variant,
            subject="" if purpose == "opening" else "RE: Rates 2027 for $800",
        )
        assert problems(facts) == [], write(facts).text


def test_a_limit_in_the_brief_is_never_passed_on() -> None:
    facts = facts_for("answer", questions=("Budget?",), answers=("Our budget is $20,000.",))
    text = write(facts).text
    assert "20,000" not in text
    assert "colleague will confirm" in text


def test_answers_and_open_questions() -> None:
    text = write(facts_for("answer", unanswered=("exclusivity",))).text
    assert "2026-12-01" in text
    assert re.search("exclusivity.*colleague|colleague.*exclusivity", text)
    assert "colleague" not in write(facts_for("answer")).text


def test_the_sow_block_is_exact() -> None:
    block = (
        "Scope of Work:\n- 2 x Instagram Reel\n- 3 x Instagram Story\n- Usage Rights: paid usage "
        "for 30 days, whitelisting for 6 months, organic and owned channels in perpetuity\n"
        "- Rate: $1,250.00\n"
    )
    for purpose in ("opening", "counter", "agreement"):
        assert block in write(facts_for(purpose)).text
    assert "Scope of Work" not in write(facts_for("answer")).text


def test_two_rates_stand_in_a_sentence_without_tildes() -> None:
    text = write(facts_for("counter")).text
    assert "previously $1,100.00, now $1,250.00." in text
    assert "~" not in text
    assert "**" not in text
    same = write(facts_for("counter", previous_amount=Decimal("1250"))).text
    assert "previously" not in same


def test_an_inquiry_asks_and_names_no_amount() -> None:
    facts = facts_for("opening", opening_mode="ask_first")
    text = write(facts).text
    assert "USD" in text
    assert "$" not in text
    assert "Scope of Work" not in text
    assert allowed_from(facts)["amounts"] == []


def test_a_question_of_interest_names_neither_rate_nor_scope() -> None:
    text = write(facts_for("opening", opening_mode="interest_first")).text
    for words in ("$", "USD", "Scope", "Reel"):
        assert words not in text


def test_agreement_recaps_terms_payment_and_three_steps() -> None:
    text = write(facts_for("agreement")).text
    for words in ("1. SOW", "2. Brief", "3. Payment", "Payment: Net 45 by PayPal"):
        assert words in text
    assert "1 December 2026 and 10 December 2026" in text
    default = write(facts_for("agreement", payment_terms=None)).text
    assert "Payment: within 30 days of content going live" in default


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("Collaboration Opportunity - Glow Labs", "Re: Collaboration Opportunity - Glow Labs"),
        ("Re: RE: Hello", "Re: Hello"),
        ("", "Re: Collaboration Opportunity - Glow Labs"),
        ("Hello\r\nBcc: x@example.com", "Re: Hello Bcc: x@example.com"),
    ],
)
def test_reply_subjects(subject: str, expected: str) -> None:
    assert write(facts_for("counter", subject=subject)).subject == expected


def test_an_opening_never_pretends_to_be_a_reply() -> None:
    assert write(facts_for("opening")).subject == "Collaboration Opportunity - Glow Labs"


def test_greeting_signature_and_footer() -> None:
    text = write(facts_for("opening")).text
    assert text.startswith(f"{SANDBOX_LINE}\n\nHi Mia,\n")
    assert "\nAnna Berg\nNorth House\n" in text
    assert 'reply "unsubscribe" or use https://parley.example/u/a1B2c3\n' in text
    assert "12 Harbour Street" in text
    assert "AI assistant for North House. Reply 'human' to reach Anna Berg." in text
    assert "Hi there," in write(facts_for("opening", first_name=None)).text


def test_a_product_is_named_only_once_it_is_on_the_offer() -> None:
    assert "Night Serum" not in write(facts_for("agreement")).text
    assert "Night Serum" in write(facts_for("counter", lever="offer_product")).text
    terms = Terms(deliverables=PACKAGES["tiktok"], product="Tote", product_value=Decimal("40"))
    facts = facts_for("agreement", terms=terms)
    assert "- Product: Tote (retail value $40.00)" in write(facts).text
    assert problems(facts) == []
    assert problems(replace(facts, purpose="counter", lever="share_cpm_target")) == []


def test_html_is_escaped() -> None:
    html = write(facts_for("counter", first_name="<b>Mia", client_name="A & <i>B")).html
    assert "<b>" not in html
    assert "<i>" not in html
    assert "<li>2 x Instagram Reel</li>" in html


def test_variants_and_tones_differ_and_repeat_exactly() -> None:
    texts = {write(facts_for("counter", variant=n)).text for n in range(6)}
    assert len(texts) >= 4
    assert write(facts_for("counter")) == write(facts_for("counter"))
    assert write(facts_for("counter")).text != write(facts_for(counterparty="manager")).text


def test_nobody_who_declined_is_told_that_we_decline() -> None:
    for side, variant in product(("creator", "manager"), range(6)):
        facts = facts_for("exit", counterparty=side, variant=variant, exit_reason="theirs")
        text = write(facts).text
        assert re.search("hank", text)
        assert not re.search("go(?:ing)? ahead|come together|have to stop|what we can do", text)
        assert problems(facts) == []
    for reason, variant in product(("ours", "full", "misfit"), range(5)):
        assert problems(facts_for("exit", exit_reason=reason, variant=variant)) == []


def test_no_answer_asks_for_a_rate_while_an_offer_or_an_ask_stands() -> None:
    for variant in range(8):
        standing = facts_for("answer", variant=variant)
        asked = replace(standing, amount=None, previous_amount=None)
        for facts in (standing, asked):
            assert "in USD" not in write(facts).text
        neither = replace(asked, ask_amount=None)
        assert "in USD" in write(neither).text


def test_an_opening_praises_no_work_that_nobody_looked_at() -> None:
    praise = (
        r"enjoy|admire|love how|stood out|watching|respect|good eye|trust what|first (?:people|one)"
    )
    sides, modes = ("creator", "manager"), ("offer_first", "ask_first", "interest_first")
    for side, mode, variant in product(sides, modes, range(12)):
        text = write(facts_for("opening", counterparty=side, opening_mode=mode, variant=variant))
        assert not re.search(praise, text.text, re.IGNORECASE), text.text


def test_an_inquiry_names_the_package_its_terms_and_what_we_need() -> None:
    terms = replace(FULL_TERMS, is_syndicated=False)
    facts = facts_for("opening", opening_mode="ask_first", terms=terms)
    text = write(facts).text
    for words in ("2 x Instagram Reel", "Usage Rights: paid usage", "Publication: 1 December 2026",
                  "Approval:", "Payment: Net 45", "in USD"):  # fmt: skip
        assert words in text
    assert problems(facts) == []


def test_exit_is_two_or_three_sentences_and_names_no_money() -> None:
    for side, variant in product(("creator", "manager"), range(6)):
        text = write(facts_for("exit", counterparty=side, variant=variant)).text
        body = text.split("Hi Mia,\n\n")[1].split("\n\n")[0]
        assert 2 <= len(re.findall(r"[.!?](?= |$)", body)) <= 4
        assert "$" not in text


def test_an_ask_in_parts_of_a_yen_is_known_as_it_is_printed() -> None:
    facts = facts_for("counter", currency="JPY", amount=Decimal(9000), lever=None)
    facts = replace(facts, ask_amount=Decimal("9500.70"), previous_amount=Decimal(8800))
    asks = [a["amount"] for a in allowed_from(facts)["amounts"] if a["role"] == "ask"]
    assert asks == ["9501"]
    assert problems(facts) == []

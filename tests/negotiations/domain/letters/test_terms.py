"""Every binding term stands in every offer and in the agreement, or is named as dropped."""

from dataclasses import replace
from decimal import Decimal

import pytest

from negotiations.domain.gate.check import check_email
from negotiations.domain.letters.terms import required_lines
from negotiations.domain.letters.wording import allowed_from, write
from negotiations.domain.terms.offer_terms import Deliverable
from tests.negotiations.domain.letters.mails import (
    FULL_TERMS,
    LEVERS,
    facts_for,
    problems,
)


@pytest.mark.parametrize("purpose", ("opening", "counter", "agreement"))
@pytest.mark.parametrize("lever", LEVERS)
def test_every_term_stands_in_every_offer(purpose: str, lever: str | None) -> None:
    facts = facts_for(purpose, terms=FULL_TERMS, lever=lever)
    text = write(facts).text
    lines = required_lines(facts)
    assert len(lines) >= 13
    assert [line for line in lines if line not in text] == []
    assert problems(facts) == []


@pytest.mark.parametrize("number", range(13))
def test_an_agreement_without_one_of_its_terms_is_refused(number: int) -> None:
    facts = facts_for("agreement", terms=FULL_TERMS)
    mail, line = write(facts), required_lines(facts)[number]
    body = mail.text.replace(f"- {line}\n", "")
    found = {f["rule"] for f in check_email(mail.subject, body, allowed_from(facts))}
    assert "missing_term" in found
    changed = mail.text.replace(line, f"{line[:-2]}x")
    assert check_email(mail.subject, changed, allowed_from(facts)) != []


def test_a_dropped_term_is_named_as_dropped() -> None:
    less = replace(
        FULL_TERMS,
        deliverables=(Deliverable("instagram_reel", 1), Deliverable("instagram_story", 3)),
        rights=FULL_TERMS.rights[:1],
        exclusivity="",
        has_raw_footage=False,
    )
    facts = facts_for("counter", terms=less, previous_terms=FULL_TERMS)
    line = (
        "No longer part of this offer: one Instagram Reel, whitelisting for 6 months, organic and "
        "owned channels in perpetuity, the exclusivity and the raw footage."
    )
    assert line in write(facts).text
    assert problems(facts) == []
    same = facts_for("counter", terms=FULL_TERMS, previous_terms=FULL_TERMS, amount=Decimal(1300))
    assert "No longer" not in write(same).text

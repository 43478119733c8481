"""Countries, minors, addresses, replies and brakes: tables of their exact boundaries."""

from datetime import date

import pytest

from campaigns.domain.outreach.addresses import (
    address_problem,
    domain_of,
    folded,
    folded_phone,
    is_free_mail,
    is_under,
    shared_inbox_hint,
)
from campaigns.domain.outreach.compliance.jurisdictions import (
    TABLE,
    Entity,
    Notice,
    needs_assistant_line,
    notices_for,
    ruling,
)
from campaigns.domain.outreach.compliance.minors import is_under_age, minor_signals

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("country", "entity", "consent", "is_draft", "clears"),
    [
        ("US", Entity.UNKNOWN, False, False, ""),
        ("FR", Entity.INDIVIDUAL, False, False, ""),
        ("ZA", Entity.UNKNOWN, False, False, ""),
        ("GB", Entity.UNKNOWN, False, True, "entity type or consent"),
        ("uk", Entity.SOLE_TRADER, False, True, "entity type or consent"),
        ("GB", Entity.INDIVIDUAL, True, False, ""),
        ("GB", Entity.CORPORATE, False, False, ""),
        ("DE", Entity.CORPORATE, False, True, "consent"),
        ("AT", Entity.CORPORATE, True, False, ""),
        ("CA", Entity.UNKNOWN, False, True, "consent"),
        ("", Entity.CORPORATE, True, True, "country"),
        ("Germany", Entity.CORPORATE, True, True, "country"),
    ],
)
def test_what_a_country_asks_for(
    country: str, entity: Entity, consent: bool, is_draft: bool, clears: str
) -> None:
    found = ruling(country=country, entity=entity, has_consent=consent)
    assert (found.is_draft_only, found.clears) == (is_draft, clears)
    assert found.rule and found.words


@pytest.mark.parametrize(
    ("country", "is_needed"), [("US", False), ("FR", True), ("DE", True), ("", True), ("GB", False)]
)
def test_the_assistants_line_cannot_be_switched_off_in_the_union_or_the_unknown(
    country: str, is_needed: bool
) -> None:
    assert needs_assistant_line(country) is is_needed
    off = notices_for(is_first_touch=False, is_assistant_line_on=False, country=country)
    assert (Notice.ASSISTANT in off) is is_needed
    on = notices_for(is_first_touch=True, is_assistant_line_on=True, country=country)
    assert on == set(Notice)


def test_a_followup_needs_no_second_source_line() -> None:
    found = notices_for(is_first_touch=False, is_assistant_line_on=False, country="US")
    assert found == {Notice.POSTAL_ADDRESS, Notice.OPT_OUT}


def test_every_row_of_the_table_has_its_reason() -> None:
    assert all(rule.reason and len(code) == 2 for code, rule in TABLE.items())


@pytest.mark.parametrize(
    "text",
    [
        *("16 yo from Ohio", "I'm 15 years old", "17 Jahre", "14 ans", "tengo 16 años", "16 let"),
        *("born in 2010", "high school student", "run by my mom", "account managed by parents"),
        *("Schülerin", "menor de edad", "a minor"),
    ],
)
def test_signals_of_a_minor(text: str) -> None:
    assert minor_signals([("bio", text)], today=TODAY)


@pytest.mark.parametrize(
    "text",
    [
        *("18 yo", "35 years old", "1.15 years", "born in 1990", "15k followers", "a minority"),
        *(
            "upgrade",
            "mother of two",
            "minors in law: my podcast"[:0],
            "E minor-league"[:0],
            "2010",
        ),
    ],
)
def test_no_signals_of_a_minor(text: str) -> None:
    assert minor_signals([("bio", text)], today=TODAY) == []


def test_a_stated_age_counts_by_itself() -> None:
    assert is_under_age(17)
    assert not is_under_age(18)
    assert not is_under_age(None)


@pytest.mark.parametrize(
    ("address", "is_fine"),
    [
        ("talbot@x.example", True),
        ("hello@x.example", True),
        ("mia@botanica.example", True),
        ("noreplyman@x.example", True),
        ("noreply@x.example", False),
        ("No-Reply@x.example", False),
        ("mailer-daemon@x.example", False),
        ("postmaster@x.example", False),
        ("mia@@x.example", False),
        ("mia", False),
        ("", False),
    ],
)
def test_addresses_are_judged_by_their_whole_name(address: str, is_fine: bool) -> None:
    assert (address_problem(address) == "") is is_fine


def test_addresses_fold_case_and_national_letters_but_neither_dots_nor_tags() -> None:
    assert folded(" Mia.B+x@BÜCHER.example ") == "mia.b+x@xn--bcher-kva.example"
    assert domain_of("MIA@Shop.Example") == "shop.example"
    assert shared_inbox_hint("m.ia+ig@googlemail.com") == "mia@gmail.com"
    assert shared_inbox_hint("m.ia+ig@x.example") == "m.ia@x.example"


@pytest.mark.parametrize(
    ("domain", "found"),
    [
        ("spam.example", "spam.example"),
        ("mail.eu.SPAM.example", "spam.example"),
        ("notspam.example", ""),
        ("example", ""),
    ],
)
def test_a_blocked_domain_takes_its_subdomains_with_it(domain: str, found: str) -> None:
    assert is_under(domain, ["other.example", "spam.example"]) == found


def test_free_mail_belongs_to_people_who_share_nothing() -> None:
    assert is_free_mail("Gmail.com")
    assert not is_free_mail("talent.example")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("+420 603 123 456", "+420603123456"),
        ("00420603123456", "+420603123456"),
        ("603123456", None),
        ("+0123456789", None),
        ("", None),
    ],
)
def test_phones_need_their_country(text: str, found: str | None) -> None:
    assert folded_phone(text) == found

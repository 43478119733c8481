"""Countries, minors, addresses, replies and brakes: tables of their exact boundaries."""

from datetime import date
from decimal import Decimal
from decimal import Decimal as D
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
from campaigns.domain.outreach.compliance.standing import Happening
from campaigns.domain.outreach.health import (
    CampaignHealth,
    Effect,
    MailboxHealth,
    campaign_brakes,
    mailbox_brakes,
)
from campaigns.domain.outreach.replies import (
    Intent,
    Reply,
    happening_of,
    is_hot,
    needs_person,
    strongest,
)

TODAY = date(2026, 3, 2)
SURE, UNSURE = D("0.70"), D("0.69")


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


@pytest.mark.parametrize(
    ("reply", "hot"),
    [
        (Reply(Intent.INTERESTED, SURE), True),
        (Reply(Intent.RATE_QUOTE, SURE), True),
        (Reply(Intent.COUNTER, SURE), True),
        (Reply(Intent.INTERESTED, UNSURE), False),
        (Reply(Intent.QUESTION, D(1)), False),
        (Reply(Intent.NEGATIVE, D(1)), False),
        (Reply(Intent.AUTOMATIC, D(1)), False),
        (Reply(Intent.BOUNCE, D(1)), False),
        (Reply(Intent.UNCLEAR, D(1)), False),
        (Reply(Intent.INTERESTED, D(1), may_bind=False), False),
    ],
)
def test_who_is_hot(reply: Reply, hot: bool) -> None:
    assert is_hot([reply]) is hot
    assert is_hot([reply], is_flagged=True)


def test_nobody_is_hot_without_a_reply_or_a_flag() -> None:
    assert not is_hot([])


def test_opt_out_words_beat_a_yes_beside_them() -> None:
    assert strongest([Intent.INTERESTED, Intent.UNSUBSCRIBE]) is Intent.UNSUBSCRIBE
    assert strongest([Intent.INTERESTED, Intent.NEGATIVE]) is Intent.NEGATIVE
    assert strongest([Intent.QUESTION, Intent.RATE_QUOTE]) is Intent.RATE_QUOTE
    assert strongest([]) is Intent.UNCLEAR


@pytest.mark.parametrize(
    ("reply", "happening"),
    [
        (Reply(Intent.AUTOMATIC, D(1)), None),
        (Reply(Intent.BOUNCE, D(1)), Happening.BOUNCED),
        (Reply(Intent.UNSUBSCRIBE, UNSURE), Happening.OPTED_OUT),
        (Reply(Intent.NEGATIVE, SURE), Happening.SAID_NO),
        (Reply(Intent.NEGATIVE, UNSURE), Happening.ANSWERED),
        (Reply(Intent.QUESTION, UNSURE), Happening.ANSWERED),
    ],
)
def test_what_a_reply_does(reply: Reply, happening: Happening | None) -> None:
    assert happening_of(reply) is happening


@given(st.sampled_from(list(Intent)), st.decimals(0, 1, places=2), st.booleans())
def test_a_human_reply_is_hot_or_settled_or_somebody_reads_it(
    intent: Intent, confidence: Decimal, may_bind: bool
) -> None:
    reply = Reply(intent, confidence, may_bind)
    settled = intent in (Intent.UNSUBSCRIBE, Intent.NEGATIVE, Intent.BOUNCE, Intent.AUTOMATIC)
    assert is_hot([reply]) or settled or needs_person(reply)


def campaign_triggers(**counts: Any) -> list[tuple[str, Effect]]:
    return [(b.trigger, b.effect) for b in campaign_brakes(CampaignHealth(**counts))]


@pytest.mark.parametrize(
    ("counts", "trigger"),
    [
        ({"agreed": 4, "target": 5}, None),
        ({"agreed": 5, "target": 5}, "goal"),
        ({"committed": D(999), "budget": D(1000)}, None),
        ({"committed": D(1000), "budget": D(1000)}, "budget"),
        ({"human_replies": 10, "negative_replies": 10}, None),
        ({"human_replies": 11, "negative_replies": 6}, "negative_replies"),
        ({"human_replies": 12, "negative_replies": 6}, None),
        ({"mature_touches": 50, "mature_replies": 4}, "low_replies"),
        ({"mature_touches": 50, "mature_replies": 5}, None),
        ({"mature_touches": 49, "mature_replies": 0}, None),
        ({"age_days": 90}, None),
        ({"age_days": 91}, "no_result"),
        ({"age_days": 91, "hot": 1}, None),
    ],
)
def test_campaign_brakes(counts: dict[str, Any], trigger: str | None) -> None:
    assert [name for name, _ in campaign_triggers(**counts)] == ([trigger] if trigger else [])


def test_goal_and_budget_end_cold_mail_and_the_rest_pause_the_campaign() -> None:
    assert campaign_triggers(agreed=1, target=1) == [("goal", Effect.COLD_OFF)]
    assert campaign_triggers(age_days=91) == [("no_result", Effect.PAUSE_CAMPAIGN)]


HALVE, PAUSE = Effect.HALVE_MAILBOX, Effect.PAUSE_MAILBOX


@pytest.mark.parametrize(
    ("counts", "effect"),
    [
        ({"sent": 20, "hard_bounces": 1}, None),
        ({"sent": 20, "hard_bounces": 2}, HALVE),
        ({"sent": 112, "hard_bounces": 2}, None),
        ({"sent": 111, "hard_bounces": 2}, HALVE),
        ({"sent": 60, "hard_bounces": 3}, PAUSE),
        ({"sent": 61, "hard_bounces": 3}, HALVE),
        ({"sent": 1000, "complaints": 1}, HALVE),
        ({"sent": 666, "complaints": 2}, PAUSE),
        ({"sent": 667, "complaints": 2}, HALVE),
        ({"domain_spam_rate": D("0.09")}, None),
        ({"domain_spam_rate": D("0.1")}, HALVE),
        ({"domain_spam_rate": D("0.3")}, PAUSE),
        ({"has_auth_failure": True}, PAUSE),
        ({"permanent_in_a_row": 2}, None),
        ({"permanent_in_a_row": 3}, PAUSE),
        ({"unknown_in_a_row": 4}, None),
        ({"unknown_in_a_row": 5}, PAUSE),
    ],
)
def test_mailbox_brakes(counts: dict[str, Any], effect: Effect | None) -> None:
    found = mailbox_brakes(MailboxHealth(**counts))
    assert (found[0].effect if found else None) == effect


def test_the_hardest_brake_stands_first_and_each_says_its_numbers() -> None:
    found = mailbox_brakes(MailboxHealth(sent=20, hard_bounces=3, complaints=1))
    assert [brake.effect for brake in found] == [PAUSE, HALVE]
    assert found[0].words == "3 hard bounces of 20 mails in 7 days"

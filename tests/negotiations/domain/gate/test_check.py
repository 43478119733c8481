"""The gate: honest mails leave, anything outside the closed world does not."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiations.domain.gate.check import check_email

ALLOWED: dict[str, Any] = {
    "amounts": [
        {"amount": "1250.00", "currency": "USD", "role": "offer"},
        {"amount": "1100.00", "currency": "USD", "role": "previous"},
        {"amount": "1500.00", "currency": "USD", "role": "ask"},
    ],
    "deliverables": [
        {"type": "instagram_reel", "qty": 2},
        {"type": "instagram_story", "qty": 1},
    ],
    "dates": ["2026-12-01"],
    "rights": [{"kind": "paid_usage", "days": 30}],
    "names": ["Mia"],
    "links": ["https://glow.example/brief"],
}
SUBJECT = "Re: Collaboration Opportunity - Glow Labs"


def mail(rate: str = "$1,250", extra: str = "", greeting: str = "Hi Mia,") -> str:
    return (
        f"{greeting}\n\nThanks so much for getting back to us. We've loved your recent work and "
        f"would be happy to have you on board.\n\nFor 2 Instagram Reels and one Instagram Story "
        f"we can offer {rate}, including paid usage for 30 days. {extra}\n\n"
        "Does that work for you?\n\nWarmly,\nAnna\n"
    )


def rules(body: str, allowed: dict[str, Any] | None = None, subject: str = SUBJECT) -> set[str]:
    return {f["rule"] for f in check_email(subject, body, allowed or ALLOWED)}


@pytest.mark.parametrize(
    "rate",
    [
        "$1,250",
        "$1250",
        "USD 1,250.00",
        "1,250 USD",
        "1.25k",
        "$1.25k",
        "US$1,250",
        "1250 dollars",
        "1.250,00 USD",
        "twelve hundred and fifty dollars",
        "one thousand two hundred fifty dollars",
        "$ 1 250",
    ],
)
def test_the_offer_in_any_notation_passes(rate: str) -> None:
    assert check_email(SUBJECT, mail(rate), ALLOWED) == []


@pytest.mark.parametrize(
    "rate",
    [
        "$1,300",
        "$1300",
        "USD 1,300.00",
        "1,300 USD",
        "1.3k",
        "$1.3k",
        "1300",
        "€1,250",
        "1.250,00 EUR",
        "£1,250",
        "1250 euros",
        "thirteen hundred dollars",
        "one thousand three hundred dollars",
        "thirteen hundred",
        "a grand and a half",
        "$1,250-1,400",
        "between $1,250 and $1,400",
        "1400 bucks",
        "$1,250.50",
        "$12,500",
        "$125",
        "1.250 million dollars",
        "C$1,250",
        "＄1,300",
        "$1,3\u200b00",
        "&#36;1,300",
        "$l,300",
        "$1,250+",
        "up to $1,250",
        "at least $1,250",
        "starting at $1,250",
        "$1,250 each",
        "$1,250 per Reel",
        "$1,250/month",
        "$1,500",
        "$1,250 plus 10%",
        "$1,250 and a 10 percent bonus",
        "$1,250 plus half of that again",
        "double your rate",
        "$1,250 plus another 200",
    ],
)
def test_any_other_amount_is_caught(rate: str) -> None:
    assert rules(mail(rate)) & {"amount", "amount_role", "number", "missing_offer"}


@pytest.mark.parametrize(
    "extra",
    [
        "We moved up from $1,100.",
        "Our rate moves from $1,100 to $1,250 for your two Reels.",
        "We aren't able to meet your $1,500.",
        "Have full freedom over the story you tell, and a story behind it.",
        "Our rate: previously $1,100.00, now $1,250.00.",
        "You asked for $1,500, and we understand why.",
        "We're not asking for exclusivity.",
        "No exclusivity, whitelisting or raw footage is needed.",
        "Exclusivity isn't required.",
        "We can't guarantee any results, of course.",
        "On whitelisting, a colleague will confirm.",
        "The content goes live on December 1.",
        "Publication is 1 December 2026.",
        "Publication is planned for 12/01/2026.",
        "The paid usage rights run for one month.",
        "The usage window is thirty days.",
        "Payment follows within 30 days of content going live.",
        "The brief is at https://glow.example/brief.",
        "Thank you, Mia!",
        "We may post a note once you have had a look.",
        "Your Reels and your Stories are a joy to watch.",
        "We send the SOW within 24 hours.\n\n1. SOW signature\n2. Brief\n3. Payment",
        "We'd love to extend our thanks to you. Thanks in advance!",
        "Does that rate work for you?",
        "We'd love to match your rate, but we can't.",
        "Thanks for asking about exclusivity. There's none.",
        "I watched your last three videos.",
        "~~$1,100~~ was our first number.",
        "Thanks a million!",
        "Happy Friday!",
        "It would be our pleasure to work with you on this campaign.",
    ],
)
def test_honest_sentences_pass(extra: str) -> None:
    assert check_email(SUBJECT, mail(extra=extra), ALLOWED) == []


@pytest.mark.parametrize(
    ("extra", "rule"),
    [
        ("We'll match your rate.", "amount_role"),
        ("Let's split the difference.", "amount_role"),
        ("We raised it to up to $1,250.", "amount_role"),
        ("~~$1,250~~ is gone.", "amount_role"),
        ("<s>$1,250</s> is gone.", "amount_role"),
        ("You'd have to finish it within 48 hours of the brief and post.", "duration"),
        ("We'd also need one TikTok video.", "deliverable"),
        ("Please add an extra Story.", "deliverable"),
        ("You'd do that and a TikTok.", "deliverable"),
        ("We'll match your $1,500.", "amount_role"),
        ("Sure, $1,500 works for us.", "amount_role"),
        ("We'd pay $1,250 now and $1,250 later.", "amount_role"),
        ("We'd pay five figures.", "unbacked_commitment"),
        ("Payment on signing.", "unbacked_commitment"),
        ("We also work with Northwind on this.", "other_people"),
        ("Our rate is between $1,100 and $1,250.", "amount"),
        ("That covers three Reels.", "quantity"),
        ("That covers 4x Instagram Stories.", "quantity"),
        ("Plus a YouTube Short.", "deliverable"),
        ("It goes live on December 5.", "date"),
        ("It goes live on 2026-12-02.", "date"),
        ("We need it by next Friday.", "date"),
        ("We need it in January.", "date"),
        ("Please send it tomorrow.", "date"),
        ("Paid usage runs for 90 days.", "duration"),
        ("Paid usage runs for three months.", "duration"),
        ("We'd use it for a year.", "duration"),
        ("Payment follows within 7 days.", "duration"),
        ("Payment is net 60.", "duration"),
        ("We'd ask for category exclusivity.", "right"),
        ("You'd work with us exclusively.", "right"),
        ("No problem, exclusivity is included.", "right"),
        ("Whitelisting is included.", "right"),
        ("We will whitelist the posts.", "right"),
        ("The paid usage is perpetual.", "right"),
        ("We'd keep the usage rights forever.", "right"),
        ("We'd like the raw footage too.", "right"),
        ("We guarantee great results.", "promise"),
        ("There will be future campaigns for you.", "future_work"),
        ("We see this as a long-term partnership.", "future_work"),
        ("That is the maximum we can pay.", "internal_limit"),
        ("This is what the budget holds.", "internal_limit"),
        ("Our ceiling is reached.", "internal_limit"),
        ("We can't go higher.", "internal_limit"),
        ("You'd get a bonus on top.", "unbacked_commitment"),
        ("We pay half upfront.", "unbacked_commitment"),
        ("Other creators accepted less.", "other_people"),
        ("This offer expires soon.", "pressure"),
        ("See https://evil.example/brief for more.", "link"),
        ("See glow-brief.com for more.", "link"),
        ("Thank you, Sarah!", "name"),
        ("We also work with @someoneelse.", "name"),
        ("Two rounds of revisions are included.", "count"),
        ("You have 50,000 followers.", "number"),
        ("Let's talk at 3pm.", "number"),
        ("Our CPM is low.", "internal_limit"),
        ("Our final offer is $1,500.", "amount_role"),
    ],
)
def test_commitments_beyond_the_offer_are_caught(extra: str, rule: str) -> None:
    assert rule in rules(mail(extra=extra))


@pytest.mark.parametrize("greeting", ["Hi Maya,", "Dear Sarah,", "Hello Mia and Tom,", "Hey Tom!"])
def test_the_wrong_name_is_caught(greeting: str) -> None:
    assert rules(mail(greeting=greeting)) == {"name"}


@pytest.mark.parametrize("greeting", ["Hi Mía,", "Hello Mia!", "Hi there,", "Hey team,", "Hello,"])
def test_the_right_greeting_passes(greeting: str) -> None:
    assert rules(mail(greeting=greeting)) == set()


def test_a_mail_must_hold_the_offer_and_its_content() -> None:
    body = "Hi Mia,\n\nWe would be happy to go ahead with you on this, as discussed before."
    assert rules(body) == {"missing_offer", "missing_deliverable"}
    assert "too_short" in rules("Hi Mia, $1,250.")
    single = mail().replace("2 Instagram Reels", "the Instagram Reel")
    assert rules(single) == {"quantity"}


def test_html_and_subject_are_read_too() -> None:
    html = "<p>" + mail().replace("\n\n", "</p><p>").replace("\n", "<br>") + "</p>"
    assert rules(html) == set()
    assert "amount" in rules(html.replace("$1,250", "$1,<b>300</b>"))
    assert rules(mail(), subject="Your $2,000 offer") == {"amount"}


def test_cpm_and_product_only_in_their_roles() -> None:
    allowed = {
        **ALLOWED,
        "amounts": [
            *ALLOWED["amounts"],
            {"amount": "25", "currency": "USD", "role": "cpm"},
            {"amount": "89", "currency": "USD", "role": "product"},
        ],
    }
    good = "We plan with a CPM of $25 per 1,000 views. The serum worth $89 is yours on top."
    assert rules(mail(extra=good), allowed) == set()
    assert "amount_role" in rules(mail(extra="We can pay $25."), allowed)
    assert "amount_role" in rules(mail(extra="We pay $89."), allowed)
    assert "amount_role" in rules(mail(extra="That is $1,250 CPM."), allowed)


def test_exclusivity_as_far_as_it_is_on_the_offer() -> None:
    rights = [*ALLOWED["rights"], {"kind": "exclusivity", "days": 60}]
    allowed = {**ALLOWED, "rights": rights}
    assert rules(mail(extra="Category exclusivity lasts 60 days."), allowed) == set()
    assert rules(mail(extra="Category exclusivity lasts 30 days."), allowed) == {"duration"}


def test_a_mail_of_any_size_is_checked_in_no_time() -> None:
    assert rules("30 days and " * 5000) == {"too_long"}


def test_client_phrases_are_refused() -> None:
    allowed = {**ALLOWED, "forbidden": ["happy to have you"]}
    assert rules(mail(), allowed) == {"forbidden_phrase"}


@settings(max_examples=150, deadline=None)
@given(
    st.integers(min_value=100, max_value=99_999), st.sampled_from(["${:,}", "{} USD", "{:,.2f}$"])
)
def test_no_wrong_amount_passes(value: int, notation: str) -> None:
    rate = notation.format(Decimal(value))
    assert (rules(mail(rate)) == set()) == (value == 1250)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300), st.text(max_size=40))
def test_the_gate_never_raises(body: str, subject: str) -> None:
    assert isinstance(check_email(subject, body, {}), list)

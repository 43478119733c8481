"""A name is a name wherever it stands, and an amount in words is never one."""

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiations.domain.gate.check import check_email
from negotiations.domain.gate.names import without_names
from negotiations.domain.letters.wording import allowed_from, write
from negotiations.domain.money.currencies import CURRENCY_WORDS
from negotiations.domain.money.number_words import MULTIPLIERS, WORDS
from tests.negotiations.domain.gate.test_check import ALLOWED, SUBJECT, mail
from tests.negotiations.domain.letters.mails import LEVERS, PURPOSES, facts_for

PEOPLE = re.findall(
    r"\S+",
    "Mila Euro Grand April June May August Franc Twenty Penny Mark Bill Rand Real Peso Mille Cento "
    "Tien Otto Dix Ron Buck Quid Cash Price Rich Sterling Max Will Hope Grace Summer Winter Autumn "
    "Wednesday Friday Sunday January March Story Reel Short Post Live Video Blog Bonus Royalty "
    "Half Third Quarter Double Percent Budget Net Free Gift Seven Ninety Chloé Zoë Анна O'Grand "
    "Aaliyah Abel Ada Aditi Aiko Alma Amara Amélie Anaïs Andrea Anna Arjun Aria Asher Astrid "
    "Ava Beatriz Bella Ben Bruna Caleb Camila Carmen Charlie Chen Chidi Clara Cleo Dani Daria "
    "Dina Eden Elif Eliška Ella Emre Esme Eva Fatima Felix Finn Fleur Flora Frank Gigi Giulia "
    "Hana Heidi Hugo Ida Imani Ines Iris Ivy Jade Jamal Jana Jasper Jonas Jules Kaia Kai "
    "Kenji Klara Lara Lars Layla Lea Lena Leo Lina Linh Lola Lucía Malik Maya Mei Mia "
    "Milo Mina Miro Nadia Naomi Nia Nico Nina Noa Nora Nova Olive Omar Oskar Pablo Petra Pia Piper "
    "Priya Quinn Rafa Rhea Rio River Robin Rosa Ruby Sacha Sage Sam Sana Sara Sasha Senta Sky Sol "
    "Stella Sunny Talia Tara Theo Tina Uma Vera Viola Wren Xena Yara Yuki Zara Zola",
)
NAMES = sorted(
    {*PEOPLE, *(w.title() for w in (*WORDS, *MULTIPLIERS, *CURRENCY_WORDS) if 2 < len(w) < 11)}
)
PLACES: dict[str, dict[str, Any]] = {
    "first_name": {"first_name": "{}"},
    "whole name": {"first_name": "{} Lark"},
    "family name": {"first_name": "Dana {}", "counterparty": "manager"},
    "sender": {"sender_name": "{}"},
    "client": {"client_name": "{}"},
    "house": {"house_name": "{}"},
}


def findings(name: str, place: str, purpose: str, number: int) -> list[dict[str, str]]:
    changes = {k: v.format(name) for k, v in PLACES[place].items()}
    facts = facts_for(purpose, variant=number, lever=LEVERS[number % len(LEVERS)])
    facts = replace(facts, **changes)
    written = write(facts)
    assert name in written.text or place != "first_name"
    return check_email(written.subject, written.text, allowed_from(facts))


def test_no_name_stops_a_mail() -> None:
    for number, name in enumerate(NAMES):
        purpose = PURPOSES[number % len(PURPOSES)]
        place = list(PLACES)[number // 2 % len(PLACES)]
        assert findings(name, place, purpose, number) == [], (name, place)


@pytest.mark.deep
@pytest.mark.parametrize("purpose", PURPOSES)
@pytest.mark.parametrize("place", PLACES)
def test_no_name_stops_a_mail_of_any_kind(place: str, purpose: str) -> None:
    for number, name in enumerate(NAMES):
        assert findings(name, place, purpose, number) == [], name


def world(name: str) -> dict[str, Any]:
    return {**ALLOWED, "names": [name]}


@pytest.mark.parametrize("name", ("Mila", "Euro", "Grand", "April", "Twenty", "Franc", "Friday"))
@pytest.mark.parametrize(
    "extra",
    (
        "Thank you, {}!",
        "{}, how does that sound?",
        "We loved {}'s last video.",
        "Would {} be up for it?",
        "We wrote to {} about it before.",
        "Does this work for {}?",
    ),
)
def test_a_known_name_is_one_in_any_sentence(name: str, extra: str) -> None:
    body = mail(extra=extra.format(name), greeting=f"Hi {name},")
    assert check_email(SUBJECT, body, world(name)) == []


@pytest.mark.parametrize(
    ("name", "extra"),
    [
        ("Twenty", "We could do Twenty hundred dollars."),
        ("Twenty", "It comes to twenty hundred."),
        ("Twenty", "Twenty-five hundred is what we pay."),
        ("Twenty", "We pay two thousand and Twenty."),
        ("Mille", "Ajoutons mille euros."),
        ("Mille", "Mille euros de plus."),
        ("Mille", "On peut faire deux Mille."),
        ("Mila", "Possiamo fare due mila."),
        ("Grand", "A Grand more is fine."),
        ("Grand", "We could add a grand."),
        ("Grand", "Grand and a half would be fine."),
        ("Euro", "We pay 1300 Euro."),
        ("Euro", "We pay thirteen hundred Euro."),
        ("Penny", "That is 90 dollars more."),
        ("Real", "We pay 5000 Real."),
        ("Million", "We pay half a Million."),
        ("Thousand", "We add a Thousand."),
        ("April", "It goes live in April."),
        ("April", "It goes live on April 5."),
        ("June", "Please post it by June."),
        ("Friday", "We need it by Friday."),
        ("Summer", "We need it next Summer."),
        ("Mia", "Please add two Mia Stories and 3 TikToks."),
        ("Glow", "See glow.example/offer for more."),
        ("Mia", "Ask @miasmith what we pay."),
    ],
)
def test_the_other_meaning_of_a_name_still_counts(name: str, extra: str) -> None:
    body = mail(extra=extra, greeting=f"Hi {name},")
    assert check_email(SUBJECT, body, world(name)) != []


_AMOUNTS = st.tuples(
    st.sampled_from(["two", "twelve", "Fifteen", "twenty", "Forty-five", "deux", "dos", "a"]),
    st.sampled_from(["hundred", "Thousand", "grand", "mille", "million"]),
    st.sampled_from(["", " dollars", " euros", " Francs", " pounds", " more"]),
)


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(NAMES), _AMOUNTS)
def test_an_amount_in_words_is_stopped_whoever_is_written_to(
    name: str, parts: tuple[str, str, str]
) -> None:
    count, size, tail = parts
    body = mail(extra=f"We could also do {count} {size}{tail}.", greeting=f"Hi {name},")
    assert check_email(SUBJECT, body, world(name)) != []


@pytest.mark.parametrize(
    ("extra", "may_leave"),
    [
        ("Does that fit your budget for the shoot?", True),
        ("Your budget recipes were the best of the year.", True),
        ("This is what our budget holds.", False),
        ("The budget allows for it.", False),
        ("It is within budget.", False),
        ("Their budget is tight.", False),
    ],
)
def test_only_our_own_budget_is_a_limit(extra: str, may_leave: bool) -> None:
    assert (check_email(SUBJECT, mail(extra=extra), ALLOWED) == []) is may_leave


def test_positions_stay_as_they_are() -> None:
    text = "Hi Mila Lark, MILA! A mila more. Mila, see mila.example or @mila."
    hidden = without_names(text, ["Mila Lark"])
    assert len(hidden) == len(text)
    assert hidden == "Hi nnnnnnnnn, nnnn! A mila more. nnnn, see mila.example or @mila."

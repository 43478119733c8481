"""The next price: firm where there is time, decisive at the end, careful with feelings."""

from dataclasses import replace
from math import log

from negotiations.domain.pricing.belief import Belief
from negotiations.domain.pricing.concession import STEPS, Plan, Talk, plan

BELIEF = Belief(log(1200), 0.12, high=log(1500))
TALK = Talk(
    worth=1500,
    ask=1500,
    mails=5,
    silence=0.2,
    leaving=0.05,
    expected=1200,
    may_take_later=True,
)


def first(talk: Talk, belief: Belief = BELIEF, start: float = 1000.0, top: float = 1500.0) -> Plan:
    return plan(belief, talk, start=start, top=top)


def test_more_mails_allow_a_firmer_start() -> None:
    assert first(TALK).step < first(replace(TALK, mails=1, may_take_later=False)).step


def test_a_search_is_worth_more_than_taking_the_ask() -> None:
    assert first(TALK).value > TALK.worth - 1500


def test_impatience_raises_the_first_step() -> None:
    assert first(replace(TALK, leaving=0.5)).step > first(TALK).step


def test_an_insulting_start_is_avoided() -> None:
    low = first(TALK, start=500.0)
    price = 500 + 1000 * low.step / STEPS
    assert price > 0.7 * TALK.expected


def test_the_last_mail_is_final_where_their_ask_is_not_worth_it() -> None:
    talk = replace(TALK, mails=1, worth=1300, may_take_later=False)
    assert first(talk, top=1300.0).is_final


def test_no_room_gives_the_only_price() -> None:
    assert first(TALK, start=1000.0, top=1000.0).value > 0

"""What the strategy answers to each kind of reply: questions, a yes, a no, strange amounts."""

from dataclasses import replace
from decimal import Decimal as D
from typing import Any

import pytest

from negotiations.domain.pricing.policy import (
    Accept,
    Answer,
    AskHuman,
    Counter,
    Exit,
    Playbook,
    Wait,
)
from negotiations.domain.reading.reader import Ask
from tests.negotiations.domain.pricing.builders import (
    ALL_LEVERS,
    a_position,
    answer_to,
    some_bounds,
)


@pytest.mark.parametrize(
    ("reading", "named", "code"),
    [
        ({"total": "1100", "total_currency": "EUR"}, True, "currency_mismatch"),
        ({"total": "1100", "total_currency": None}, False, "currency_mismatch"),
        ({"total": "0"}, True, "price_conflict"),
        ({"total": "-5"}, True, "price_conflict"),
        ({"total": "NaN"}, True, "price_conflict"),
        ({"total": "1E+40"}, True, "price_conflict"),
        ({"total": None}, True, "unclear"),
    ],
)
def test_amounts_that_are_not_an_ask_in_our_currency(
    reading: dict[str, Any], named: bool, code: str
) -> None:
    position = a_position("1000.00", named_currency=named)
    decision = answer_to(position, **reading)
    assert isinstance(decision, AskHuman)
    assert decision.code == code


def test_a_bare_amount_has_the_currency_we_named() -> None:
    decision = answer_to(a_position("1000.00"), total="1100", total_currency=None)
    assert isinstance(decision, Accept)


def test_a_question_costs_nothing() -> None:
    position = a_position("1000.00", facts=ALL_LEVERS)
    decision = answer_to(position, "question", questions=("When do you pay?",))
    assert isinstance(decision, Answer)
    assert decision.questions == ("When do you pay?",)
    assert decision.receipt.lever is None


def test_wanting_more_without_a_number_does_not_raise_our_offer_alone() -> None:
    decision = answer_to(a_position("1000.00"), total=None, questions=("Can you do better?",))
    assert isinstance(decision, AskHuman)
    assert decision.draft is not None
    assert (decision.code, decision.draft.amount) == ("unclear", D("1200.00"))
    spent = answer_to(a_position("1000.00", round=5), total=None)
    assert (spent.code, spent.draft) == ("unclear", None)


def test_an_ask_with_a_deposit_is_for_a_person() -> None:
    deposit = Ask(D("450"), None, "USD", "unspecified", 1, "total", "deposit", "50% up front")
    decision = answer_to(a_position("1000.00"), total="900", asks=(deposit,))
    assert decision.code == "unpriced_terms"


def test_an_absence_note_waits_but_an_ask_beside_it_counts() -> None:
    flags = frozenset({"out_of_office"})
    position = a_position("1000.00")
    assert isinstance(answer_to(position, "unclear", flags=flags), Wait)
    assert isinstance(answer_to(position, total="1100", flags=flags), Accept)


def test_an_offer_for_the_same_package_never_falls() -> None:
    decision = answer_to(a_position("1400.00", round=0), total="1490.00")
    assert isinstance(decision, Counter)
    assert decision.amount == D("1400.00")


@pytest.mark.parametrize(
    ("position", "reading", "code"),
    [
        pytest.param({}, {"flags": {"hostile", "legal"}}, "hostile", id="first of several"),
        pytest.param({}, {"flags": {"legal"}}, "legal", id="legal"),
        pytest.param({}, {"flags": {"wants_call"}}, "call_request", id="call"),
        pytest.param({}, {"flags": {"attachment_rates"}}, "attachment_rates", id="attachment"),
        pytest.param({}, {"flags": {"wrong_person"}}, "wrong_person", id="wrong person"),
        pytest.param({}, {"confidence": D("0.69")}, "low_confidence", id="unsure"),
        pytest.param({}, {"confidence": D("NaN")}, "low_confidence", id="no confidence"),
        pytest.param({}, {"intent": "unclear"}, "unclear", id="unclear"),
        pytest.param({}, {"intent": "poem"}, "unclear", id="a word nobody defined"),
        pytest.param({}, {"intent": "accept", "has_condition": True}, "unpriced_terms", id="if"),
        pytest.param({}, {"total": "900", "flags": {"vat"}}, "unpriced_terms", id="plus VAT"),
        pytest.param(
            {}, {"total": "900", "flags": {"whitelisting"}}, "unpriced_terms", id="more rights"
        ),
        pytest.param(
            {"sender_may_accept": False}, {"intent": "accept"}, "manager_unknown", id="stranger"
        ),
        pytest.param(
            {"sender_may_accept": False}, {"total": "900"}, "manager_unknown", id="stranger asks"
        ),
        pytest.param({"thread_state": "agreed"}, {"intent": "reject"}, "backed_out", id="back out"),
        pytest.param({"offers": ()}, {"intent": "accept"}, "price_conflict", id="yes to nothing"),
    ],
)
def test_what_a_person_decides(
    position: dict[str, Any], reading: dict[str, Any], code: str
) -> None:
    reading = {**reading, "flags": frozenset(reading.get("flags", ()))}
    decision = answer_to(a_position("1000.00", **position), **reading)
    assert isinstance(decision, AskHuman)
    assert decision.code == code


def test_rights_that_the_brief_offers_are_ordinary_bargaining() -> None:
    decision = answer_to(a_position("1000.00"), total="900", flags=frozenset({"usage_rights"}))
    assert isinstance(decision, Accept)


@pytest.mark.parametrize("confidence", ["0.70", "0.99"])
def test_a_plain_yes_closes_at_our_standing_offer(confidence: str) -> None:
    decision = answer_to(a_position("1000.00", "1234.56"), "accept", confidence=D(confidence))
    assert isinstance(decision, Accept)
    assert (decision.amount, decision.from_ask) == (D("1234.56"), False)


def test_a_yes_with_a_number_is_taken_at_its_number() -> None:
    position = a_position("1000.00", "1200.00")
    assert answer_to(position, "accept", "1200").amount == D("1200.00")
    assert not answer_to(position, "accept", "1200").from_ask
    lower = answer_to(position, "accept", "1100")
    assert (lower.amount, lower.from_ask) == (D("1100.00"), True)
    assert isinstance(answer_to(position, "accept", "1450"), Counter)
    assert answer_to(position, "accept", "1200", total_currency="GBP").code == "currency_mismatch"


def test_a_standing_offer_above_a_fallen_ceiling_is_neither_raised_nor_cut() -> None:
    position = a_position("1000.00", "1400.00", bounds=some_bounds(max_rate=D(1300)))
    assert answer_to(position, total="1450.00").code == "above_ceiling"
    patient = replace(position, playbook=Playbook(above_ceiling="levers_first"))
    assert answer_to(patient, total="1450.00").code == "above_ceiling"
    assert answer_to(position, "accept").amount == D("1400.00")
    assert answer_to(position, total="1250.00").amount == D("1250.00")


def test_a_no_ends_politely() -> None:
    assert isinstance(answer_to(a_position("1000.00"), "reject"), Exit)


@pytest.mark.parametrize("state", ["paused", "stopped", "rejected", "escalated"])
def test_nothing_is_sent_where_the_thread_is_not_ours(state: str) -> None:
    position = a_position("1000.00", thread_state=state)
    assert isinstance(answer_to(position, total="1300.00"), Wait)


def test_while_a_person_holds_the_thread_only_a_clear_answer_counts() -> None:
    position = a_position("1000.00", thread_state="escalated")
    assert answer_to(position, "accept").amount == D("1000.00")
    assert isinstance(answer_to(position, "reject"), Exit)
    assert isinstance(answer_to(position, "accept", "1400"), Wait)

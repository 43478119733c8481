"""What is answered to a reply: limits, ladder, levers, and who decides when the agent may not."""

from dataclasses import replace
from decimal import Decimal as D
from typing import Any

import pytest

from negotiations.domain.pricing.decide import opening
from negotiations.domain.pricing.policy import (
    Accept,
    AskBack,
    AskHuman,
    Counter,
    Exit,
    Playbook,
)
from negotiations.domain.terms.bounds import Bounds
from tests.negotiations.domain.pricing.builders import (
    ALL_LEVERS,
    OPENING_TERMS,
    a_position,
    after_sending,
    answer_to,
    some_bounds,
)

LEVERS_FIRST = Playbook(above_ceiling="levers_first")


def test_opening_is_the_floor_on_the_largest_package() -> None:
    offer = opening(a_position(facts=ALL_LEVERS))
    assert isinstance(offer, Counter)
    assert (offer.amount, offer.terms, offer.lever) == (D("1000.00"), OPENING_TERMS, None)


def test_no_opening_without_a_price() -> None:
    nothing = Bounds("USD", D(0), D(0), None, D(20), D(30))
    assert isinstance(opening(a_position(bounds=nothing)), AskHuman)


@pytest.mark.parametrize(
    ("offers", "ask", "amount"),
    [
        pytest.param(["1500.00"], "1100.00", "1100.00", id="under our number: never bid above"),
        pytest.param(["1000.00"], "1000.00", "1000.00", id="at our number"),
        pytest.param(["1000.00"], "700.00", "700.00", id="well below: taken, not traded down"),
        pytest.param(["1000.00"], "1200.00", "1200.00", id="the step reaches the ask exactly"),
        pytest.param(["1000.00"], "1150.00", "1150.00", id="the step would pass the ask"),
        pytest.param([], "1000.00", "1000.00", id="asked first: their rate is our floor"),
        pytest.param([], "500.00", "500.00", id="asked first: their rate is below our floor"),
        pytest.param(
            ["1000.00", "1200.00", "1350.00", "1450.00"], "1500.00", "1500.00", id="the ceiling"
        ),
    ],
)
def test_an_ask_within_reach_is_taken_at_the_ask(offers: list[str], ask: str, amount: str) -> None:
    decision = answer_to(a_position(*offers), total=ask)
    assert isinstance(decision, Accept)
    assert (decision.amount, decision.currency, decision.from_ask) == (D(amount), "USD", True)


@pytest.mark.parametrize(
    ("ask", "is_plain"),
    [
        pytest.param("699.99", True, id="far_below_our_offer"),
        pytest.param("900.00", False, id="not_stated_plainly"),
        pytest.param("1000.00", False, id="our_number_and_not_stated_plainly"),
    ],
)
def test_a_doubtful_ask_below_our_offer_is_a_persons(ask: str, is_plain: bool) -> None:
    decision = answer_to(a_position("1000.00"), total=ask, is_plain_ask=is_plain)
    assert isinstance(decision, AskHuman)
    assert decision.code == "ask_below_offer"


NEARLY = (("Yes, deal!", "acceptance"), ("Zxqv.", "unknown"))
UNPLACED = {"intent": "unclear", "confidence": D("0.60"), "sentences": NEARLY}


@pytest.mark.parametrize(
    ("place", "said", "kind"),
    [
        pytest.param({"may_ask_back": True}, {}, AskBack, id="a_sentence_without_a_place"),
        pytest.param(
            {"may_ask_back": True}, {"sentences": (NEARLY[1],)}, AskHuman, id="no_yes_beside_it"
        ),
        pytest.param({}, {}, AskHuman, id="the_playbook_asks_nobody_back"),
        pytest.param({"may_ask_back": True}, {"sentences": ()}, AskHuman, id="nothing_unplaced"),
        pytest.param({"may_ask_back": True}, {"flags": {"legal"}}, AskHuman, id="a_persons_topic"),
    ],
)  # fmt: skip
def test_what_has_no_place_is_asked_back_only_where_the_playbook_says_so(
    place: dict[str, Any], said: dict[str, Any], kind: type[Any]
) -> None:
    decision = answer_to(a_position("1000.00", **place), **{**UNPLACED, **said})
    assert isinstance(decision, kind)


def test_the_first_price_after_an_inquiry_is_the_floor_without_a_lever() -> None:
    decision = answer_to(a_position(facts=ALL_LEVERS), total="1400.00")
    assert isinstance(decision, Counter)
    assert (decision.amount, decision.lever, decision.terms) == (D("1000.00"), None, OPENING_TERMS)


def test_the_ladder_climbs_by_shrinking_steps_to_the_ceiling() -> None:
    position, amounts = a_position("1000.00", playbook=LEVERS_FIRST), []
    while isinstance(decision := answer_to(position, total="2000.00"), Counter):
        amounts.append(decision.amount)
        position = after_sending(position, decision)
    assert amounts == [D(a) for a in ("1200.00", "1350.00", "1450.00", "1500.00")]
    assert position.offers[-1].final


def test_five_counters_use_their_levers_in_order() -> None:
    position = a_position("1000.00", playbook=LEVERS_FIRST, facts=ALL_LEVERS)
    levers, scenarios = [], []
    for _ in range(5):
        decision = answer_to(position, total="2000.00")
        levers.append(decision.lever)
        scenarios.append(decision.terms.scenario)
        position = after_sending(position, decision)
    assert levers == [
        "trade_deliverables",
        "trade_deliverables",
        "trade_usage_rights",
        "offer_product",
        "propose_syndication",
    ]
    assert scenarios == [2, 3, 3, 3, 3]
    assert decision.final
    assert isinstance(answer_to(position, total="2000.00"), AskHuman)


def test_a_counter_names_the_pieces_that_moved() -> None:
    decision = answer_to(a_position("1000.00", facts=ALL_LEVERS), total="1450.00")
    assert decision.note == "package 2 instead of package 1: 2 x Instagram Reel"


def test_a_repeated_ask_gets_one_step_only() -> None:
    position = a_position("1000.00", last_ask=D("1450.00"))
    assert answer_to(position, total="1450.00").amount == D("1200.00")


def test_with_cash_last_the_money_waits_for_the_levers() -> None:
    playbook = Playbook(above_ceiling="levers_first", cash_last=True, round_cap=8)
    position, seen = a_position("1000.00", playbook=playbook, facts=ALL_LEVERS), []
    for _ in range(8):
        decision = answer_to(position, total="2000.00")
        seen.append((decision.lever is not None, decision.amount))
        position = after_sending(position, decision)
    assert [amount for is_lever, amount in seen if is_lever] == [D("1000.00")] * 6
    assert [amount for is_lever, amount in seen if not is_lever] == [D("1200.00"), D("1350.00")]


@pytest.mark.parametrize(("at_end", "kind"), [("escalate", AskHuman), ("exit", Exit)])
def test_after_the_final_offer_comes_the_end(at_end: str, kind: type[Any]) -> None:
    playbook = replace(LEVERS_FIRST, at_end=at_end, round_cap=9)
    position = a_position("1000.00", playbook=playbook)
    finals = []
    while isinstance(decision := answer_to(position, total="2000.00"), Counter):
        finals.append(decision.final)
        position = after_sending(position, decision)
    assert finals == [False, False, False, True]
    assert isinstance(decision, kind)


def test_a_cheaper_ask_is_taken_even_when_the_rounds_are_spent() -> None:
    assert isinstance(answer_to(a_position("1400.00", round=5), total="1300.00"), Accept)


def test_the_round_cap_asks_a_person_with_a_draft_inside_the_limits() -> None:
    decision = answer_to(a_position("1000.00", "1100.00", round=5), total="1450.00")
    assert (decision.code, decision.draft.amount) == ("round_cap", D("1350.00"))


@pytest.mark.parametrize(
    ("bounds", "ask", "code"),
    [
        (some_bounds(), "1500.01", "above_ceiling"),
        (some_bounds(max_cost=D(1200)), "1300.00", "over_approval"),
        (some_bounds(max_cost=D(1200)), "1600.00", "above_ceiling"),
        (some_bounds(max_rate=D(1200)), "1300.00", "above_ceiling"),
    ],
)
def test_an_ask_above_the_ceiling_asks_a_person_with_a_draft(
    bounds: Bounds, ask: str, code: str
) -> None:
    decision = answer_to(a_position("1000.00", bounds=bounds), total=ask)
    assert decision.code == code
    assert bounds.floor <= decision.draft.amount <= bounds.ceiling


def test_an_approved_amount_is_taken_and_no_other() -> None:
    position = a_position("1000.00", approved_amounts=(D("1800.00"),))
    assert answer_to(position, total="1800.00").amount == D("1800.00")
    assert isinstance(answer_to(position, total="1700.00"), AskHuman)


def test_an_ask_below_the_minimum_cost_is_for_a_person() -> None:
    position = a_position("1000.00", bounds=some_bounds(min_cost=D(700)))
    assert answer_to(position, total="699.99").code == "below_minimum"
    assert isinstance(answer_to(position, total="700.00"), Accept)

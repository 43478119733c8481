"""The adaptive playbook: firm, never insulting, shrinking, and aware of the whole campaign."""

from dataclasses import replace
from decimal import Decimal
from decimal import Decimal as D
from itertools import pairwise
from typing import Any

import pytest

from negotiations.domain.pricing.decide import decide, opening
from negotiations.domain.pricing.policy import (
    LEVERS_FIRST,
    Accept,
    Answer,
    AskHuman,
    Counter,
    Playbook,
    Position,
)
from negotiations.domain.pricing.portfolio import OtherThread, Portfolio, quality_of
from negotiations.domain.terms.receipts import explain, is_genuine, recompute
from tests.negotiations.domain.pricing.builders import (
    ALL_LEVERS,
    a_position,
    a_reading,
    after_sending,
    answer_to,
    some_bounds,
)

ADAPTIVE = Playbook.from_dict({"name": "adaptive"})


def a_thread(*amounts: Any, **changes: Any) -> Position:
    """Return a thread of 50,000 views under the adaptive playbook: 1,000 to 1,500 dollars."""
    return a_position(*amounts, **{"playbook": ADAPTIVE, **changes})


def others(
    price: str, *, count: int = 20, views: int = 50_000, **changes: Any
) -> tuple[OtherThread, ...]:
    """Return open threads that ask this much for as many views."""
    fields = {"views": views, "first_ask": D(price), **changes}
    return tuple(OtherThread(**fields) for _ in range(count))


def test_it_keeps_talking_above_the_ceiling_by_default() -> None:
    assert ADAPTIVE.above_ceiling == LEVERS_FIRST
    decision = answer_to(a_thread("1050.00", facts=ALL_LEVERS), total="2100")
    assert isinstance(decision, Counter)
    assert decision.amount <= D("1500.00")
    assert decision.lever


def test_it_opens_between_floor_and_ceiling_on_the_largest_package() -> None:
    offer = opening(a_thread())
    assert isinstance(offer, Counter)
    assert D("1000.00") <= offer.amount < D("1500.00")
    assert offer.lever is None
    assert not offer.final


@pytest.mark.parametrize("ask", ["1060", "1200", "1400", "1900", "2900"])
def test_a_counter_rises_and_stays_under_the_ask(ask: str) -> None:
    decision = answer_to(a_thread("1000.00"), total=ask)
    if isinstance(decision, Accept):
        assert decision.amount == D(ask)
    else:
        assert D("1000.00") < decision.amount < D(ask)


def test_a_good_ask_is_taken() -> None:
    decision = answer_to(a_thread("1000.00"), total="1020")
    assert isinstance(decision, Accept)
    assert decision.amount == D("1020")


def test_an_ask_inside_the_limits_is_taken_once_the_rounds_are_used() -> None:
    decision = answer_to(a_thread(*["1000.00"] * 6), total="1300")
    assert isinstance(decision, Accept)


def test_an_ask_above_the_limits_goes_to_a_person_once_the_rounds_are_used() -> None:
    decision = answer_to(a_thread(*["1000.00"] * 6), total="1900")
    assert isinstance(decision, AskHuman)
    assert decision.draft is not None
    assert decision.draft.amount <= D("1500.00")


def test_steps_shrink_until_the_last() -> None:
    position = a_thread("1000.00")
    for ask in ("2400", "2350", "2300", "2280"):
        decision = answer_to(position, total=ask)
        assert isinstance(decision, Counter)
        position = after_sending(position, decision)
    amounts = [offer.amount for offer in position.offers]
    steps = [after - before for before, after in pairwise(amounts)]
    assert all(later <= earlier for earlier, later in pairwise(steps))


def test_a_question_gets_an_answer_and_no_price() -> None:
    assert isinstance(answer_to(a_thread("1000.00"), "question", questions=("When?",)), Answer)


def test_cheaper_reach_elsewhere_lowers_what_a_thread_is_worth() -> None:
    alone = answer_to(a_thread("1000.00"), total="1450")
    rich = a_thread("1000.00", portfolio=Portfolio(budget=D(90000), threads=others("1450")))
    poor = replace(rich, portfolio=Portfolio(budget=D(9000), threads=others("1150")))
    worth = {
        name: D(answer_to(position, total="1450").receipt.inputs.get("worth", "1500"))
        for name, position in {"rich": rich, "poor": poor}.items()
    }
    assert worth["poor"] < worth["rich"] <= D("1500")
    assert alone.receipt.inputs.get("shadow_price") is None


def test_other_asks_of_the_campaign_move_the_belief() -> None:
    def middle(price: str) -> Decimal:
        portfolio = Portfolio(budget=D(90000), threads=others(price))
        return D(opening(a_thread(portfolio=portfolio)).receipt.belief["median"])

    assert middle("1100") < middle("2000")


def test_engagement_raises_worth() -> None:
    portfolio = Portfolio(budget=D(9000), threads=others("1200"))

    def worth(rate: Decimal) -> Decimal:
        position = a_thread(portfolio=portfolio, engagement_rate=rate)
        return D(opening(position).receipt.inputs["worth"])

    assert worth(D("2.0")) < worth(D("4.0")) < worth(D("6.0"))


@pytest.mark.parametrize(
    ("rate", "weight"),
    [
        pytest.param(None, "1", id="unknown"),
        pytest.param("3.0", "1", id="three is not above three"),
        pytest.param("3.1", "1.08", id="above three"),
        pytest.param("5.0", "1.08", id="five is not above five"),
        pytest.param("5.1", "1.15", id="above five"),
    ],
)
def test_tiers_weigh_engagement(rate: str | None, weight: str) -> None:
    assert quality_of(None if rate is None else D(rate)) == D(weight)


def test_the_receipt_says_why_and_recomputes() -> None:
    portfolio = Portfolio(budget=D(20000), threads=others("1300"))
    decision = answer_to(a_thread("1000.00", portfolio=portfolio), total="1490")
    receipt = decision.receipt
    assert isinstance(decision, Counter)
    assert recompute(receipt.as_dict()) == decision.amount
    assert is_genuine(receipt.as_dict())
    assert set(receipt.belief) == {"median", "50", "80", "95"}
    words = explain(receipt)
    for part in ("settle for about", "worth to the campaign", "money runs out", "adaptive-"):
        assert part in words


def test_a_changed_belief_is_noticed() -> None:
    stored = answer_to(a_thread("1000.00"), total="1490").receipt.as_dict()
    assert is_genuine(stored)
    assert not is_genuine({**stored, "belief": {**stored["belief"], "median": "1.00"}})


def test_the_same_position_gives_the_same_receipt() -> None:
    first, second = (
        decide(position=a_thread("1000.00"), reading=a_reading(total="1490")) for _ in range(2)
    )
    assert first == second


def test_little_time_makes_it_search_less() -> None:
    def step(days: int) -> Decimal:
        portfolio = Portfolio(budget=D(90000), threads=others("1400"), days_left=days)
        decision = answer_to(a_thread("1000.00", portfolio=portfolio), total="1800")
        assert isinstance(decision, Counter)
        return decision.amount

    assert step(2) >= step(60)


@pytest.mark.parametrize("rounding", ["natural", "exact"])
@pytest.mark.parametrize("ask", [None, "2000"])
def test_yen_move_by_whole_yen(rounding: str, ask: str | None) -> None:
    bounds = some_bounds(views=8_820, currency="JPY", cpm_floor=D("25.7"), cpm_ceiling=D("36.46"))
    playbook = replace(ADAPTIVE, rounding=rounding)
    thread = a_thread("227", bounds=bounds, views=8_820, playbook=playbook)
    decision = answer_to(thread, total=ask, total_currency="JPY" if ask else None)
    step = decision if isinstance(decision, Counter) else decision.draft
    assert step.amount > 227
    assert step.amount == step.amount.to_integral_value()


def test_half_of_an_odd_ask_is_no_half_cent() -> None:
    bounds = some_bounds(views=665_740, cpm_floor=D("33.17"), cpm_ceiling=D("33.42"))
    bounds = replace(bounds, floor=D("4541.03"))
    thread = a_thread(bounds=bounds, views=665_740, sender_may_accept=False)
    decision = answer_to(thread, total="44341.85")
    step = decision if isinstance(decision, Counter) else decision.draft
    assert step.amount == step.amount.quantize(D("0.01"))

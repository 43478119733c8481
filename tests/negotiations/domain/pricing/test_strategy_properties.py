"""Whatever is asked in whatever order: offers stay inside every limit and a decision exists."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from decimal import Decimal as D
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from negotiations.domain.pricing.decide import decide, opening
from negotiations.domain.pricing.policy import (
    Accept,
    Answer,
    AskHuman,
    Counter,
    Exit,
    Playbook,
    Position,
    SentOffer,
    Wait,
)
from negotiations.domain.pricing.portfolio import OtherThread, Portfolio
from negotiations.domain.reading.results import Reading
from negotiations.domain.terms.bounds import Bounds, BoundsError
from negotiations.domain.terms.receipts import recompute
from negotiations.domain.terms.states import State
from tests.negotiations.domain.pricing.builders import (
    ALL_LEVERS,
    OPENING_TERMS,
    a_position,
    a_reading,
    after_sending,
    answer_to,
    some_bounds,
)

MONEY = st.decimals("0.01", "20000", places=2)
FLAGS = st.sets(
    st.sampled_from(["hostile", "vat", "whitelisting", "out_of_office", "unsubscribe", "rush"])
)
READINGS = st.builds(
    a_reading,
    intent=st.sampled_from(["accept", "counter", "reject", "question", "unclear", ""]),
    total=st.none() | st.decimals().map(str) | MONEY.map(str),
    total_currency=st.sampled_from([None, "USD", "EUR", ""]),
    confidence=st.decimals(),
    flags=FLAGS.map(frozenset),
    has_condition=st.booleans(),
    questions=st.sampled_from([(), ("?",)]),
)


@st.composite
def positions(draw: Callable[..., Any]) -> Position | None:
    views = draw(st.integers(1_000, 1_000_000))
    low = draw(st.decimals(5, 40, places=2))
    changes = draw(
        st.fixed_dictionaries(
            {},
            optional={"min_rate": MONEY, "max_rate": MONEY, "min_cost": MONEY, "max_cost": MONEY},
        )
    )
    try:
        bounds = some_bounds(
            views=views,
            cpm_floor=low,
            cpm_ceiling=low + draw(st.decimals(0, 30, places=2)),
            **changes,
        )
    except BoundsError:
        assume(False)
    playbook = Playbook(
        name=draw(st.sampled_from(["fixed_ladder", "adaptive"])),
        above_ceiling=draw(st.sampled_from(["escalate", "levers_first"])),
        cash_last=draw(st.booleans()),
        round_cap=draw(st.integers(1, 8)),
        at_end=draw(st.sampled_from(["escalate", "exit"])),
    )
    facts = draw(st.sampled_from([ALL_LEVERS, a_position().facts]))
    return a_position(
        views=views,
        bounds=bounds,
        playbook=playbook,
        facts=facts,
        engagement_rate=draw(st.none() | st.decimals(0, 12, places=1)),
        platform=draw(st.sampled_from(["instagram", "tiktok", "youtube", ""])),
        portfolio=draw(st.none() | portfolios(bounds)),
    )


@st.composite
def portfolios(draw: Callable[..., Any], bounds: Bounds) -> Portfolio | None:
    others = st.builds(
        OtherThread,
        views=st.integers(1_000, 500_000),
        quality=st.decimals("0.7", "1.4", places=2),
        first_ask=st.none() | MONEY,
        agreed=st.none() | MONEY,
        declined=st.none() | MONEY,
        is_open=st.booleans(),
    )
    return Portfolio(
        budget=bounds.ceiling * draw(st.integers(1, 40)),
        spent=draw(MONEY),
        exposure=draw(MONEY),
        threads=tuple(draw(st.lists(others, max_size=6))),
        days_left=draw(st.none() | st.integers(0, 60)),
    )


def check_inside(
    position: Position, amount: Decimal, ask: Decimal | None, previous: Decimal | None
) -> None:
    bounds = position.bounds
    assert bounds.floor <= amount <= bounds.ceiling
    assert bounds.min_cost is None or amount >= bounds.min_cost
    assert amount * 1000 <= bounds.cpm_ceiling * position.views
    assert ask is None or amount <= ask
    assert previous is None or amount >= previous


@settings(max_examples=200, deadline=None)
@given(
    position=positions(),
    ratios=st.lists(st.decimals("0.3", "3", places=2), min_size=1, max_size=9),
    opens_with_offer=st.booleans(),
)
def test_offers_stay_inside_every_limit(
    position: Position, ratios: list[Decimal], opens_with_offer: bool
) -> None:
    bounds = position.bounds
    previous = None
    if opens_with_offer:
        offer = opening(position)
        assert isinstance(offer, Counter)
        check_inside(position, offer.amount, None, None)
        position = replace(after_sending(position, offer), round=0)
        previous = offer.amount
    for ratio in ratios:
        ask = (bounds.floor * ratio).quantize(D("0.01"))
        decision = answer_to(position, total=str(ask))
        draft = getattr(decision, "draft", None)
        if draft is not None:
            check_inside(position, draft.amount, ask, previous)
        if isinstance(decision, Accept):
            assert decision.amount == ask
            assert ask * 1000 <= bounds.cpm_ceiling * position.views
            assert ask <= bounds.ceiling
            assert bounds.min_cost is None or ask >= bounds.min_cost
        if not isinstance(decision, Counter):
            break
        check_inside(position, decision.amount, ask, previous)
        assert decision.amount < ask
        assert recompute(decision.receipt.as_dict()) == decision.amount
        previous = decision.amount
        position = after_sending(position, decision)
    assert position.round <= position.playbook.round_cap


@settings(max_examples=200, deadline=None)
@given(
    position=positions(),
    reading=READINGS,
    state=st.sampled_from(tuple(State)),
    amounts=st.lists(MONEY, max_size=3),
    may_accept=st.booleans(),
)
def test_every_reading_gets_a_decision(
    position: Position, reading: Reading, state: State, amounts: list[Decimal], may_accept: bool
) -> None:
    offers = tuple(SentOffer(amount, None, OPENING_TERMS) for amount in amounts)
    position = replace(position, thread_state=state, offers=offers, sender_may_accept=may_accept)
    decision = decide(position=position, reading=reading)
    assert isinstance(decision, Accept | Answer | AskHuman | Counter | Exit | Wait)
    assert decision.receipt.hash
    if isinstance(decision, Accept):
        assert may_accept
        assert reading.confidence >= D("0.70")
        assert offers or decision.from_ask


@settings(max_examples=100, deadline=None)
@given(position=positions(), ratio=st.decimals("1.1", "2", places=2))
def test_a_question_in_between_changes_nothing(position: Position, ratio: Decimal) -> None:
    offer = opening(position)
    assert isinstance(offer, Counter)
    position = replace(after_sending(position, offer), round=0)
    ask = str((position.bounds.floor * ratio).quantize(D("0.01")))
    before = answer_to(position, total=ask)
    asked = answer_to(position, "question", questions=("When do you pay?",))
    assert isinstance(asked, Answer)
    assert not hasattr(asked, "amount")
    assert asked.receipt.lever is None
    assert answer_to(position, total=ask) == before

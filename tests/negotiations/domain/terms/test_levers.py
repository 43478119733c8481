"""Levers apply once each, in order, and say why they do not."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from negotiations.domain.terms.levers import (
    DEFAULT_ORDER,
    LeverChoice,
    LeverState,
    after,
    choose_lever,
    order_for_goal,
)
from negotiations.domain.terms.offer_terms import LeverFacts, Terms
from tests.negotiations.domain.pricing.builders import (
    ALL_LEVERS,
    CORE,
    FULL,
    MINIMUM,
    OPENING_TERMS,
    SMALL,
    TARGET,
)


def a_state(**changes: Any) -> LeverState:
    start = LeverState(OPENING_TERMS, frozenset(), ALL_LEVERS, True, "USD")
    return replace(start, **changes)


def all_choices(state: LeverState, order: tuple[str, ...] = DEFAULT_ORDER) -> list[LeverChoice]:
    choices = []
    while (choice := choose_lever(state, order)).lever is not None:
        choices.append(choice)
        state = after(state, choice)
        assert len(choices) < 10, "a lever never ends"
    return choices


def test_every_lever_is_used_once_and_deliverables_twice() -> None:
    assert [choice.lever for choice in all_choices(a_state())] == [
        "trade_deliverables",
        "trade_deliverables",
        "trade_usage_rights",
        "offer_product",
        "propose_syndication",
        "share_cpm_target",
    ]


def test_each_lever_changes_its_own_terms_only() -> None:
    core, small, usage, product, cross, cpm = all_choices(a_state())
    assert core.terms == replace(OPENING_TERMS, deliverables=CORE, scenario=2)
    assert small.terms == replace(OPENING_TERMS, deliverables=SMALL, scenario=3)
    assert usage.terms == replace(small.terms, rights=MINIMUM, usage_tier="minimum")
    assert (product.terms.product, product.terms.product_value) == ("Trail shoes", Decimal(150))
    assert cross.terms == replace(product.terms, is_syndicated=True)
    assert cpm.terms == cross.terms
    assert "25.00" in cpm.note


def test_a_missing_second_package_is_stepped_over() -> None:
    facts = replace(ALL_LEVERS, scenarios=(FULL, (), SMALL))
    choice = choose_lever(a_state(facts=facts), DEFAULT_ORDER)
    assert (choice.terms.deliverables, choice.terms.scenario) == (SMALL, 3)


@pytest.mark.parametrize(
    ("changes", "lever"),
    [
        ({"scenarios": (FULL,)}, "trade_deliverables"),
        ({"minimum_rights": TARGET}, "trade_usage_rights"),
        ({"product": ""}, "offer_product"),
        ({"may_syndicate": False}, "propose_syndication"),
        ({"cpm_target": None}, "share_cpm_target"),
    ],
)
def test_a_lever_without_its_fact_does_not_exist(changes: dict[str, Any], lever: str) -> None:
    choices = all_choices(a_state(facts=replace(ALL_LEVERS, **changes)))
    assert lever not in {choice.lever for choice in choices}


def test_the_cpm_stays_secret_unless_the_campaign_shares_it() -> None:
    used = {choice.lever for choice in all_choices(a_state(may_share_cpm=False))}
    assert "share_cpm_target" not in used


def test_a_used_lever_is_not_used_again() -> None:
    state = a_state(used=frozenset({"offer_product"}), terms=OPENING_TERMS)
    assert "offer_product" not in {choice.lever for choice in all_choices(state)}


def test_reasons_cover_every_other_lever() -> None:
    facts = replace(ALL_LEVERS, scenarios=())
    choice = choose_lever(a_state(facts=facts), DEFAULT_ORDER)
    assert choice.lever == "trade_usage_rights"
    assert dict(choice.not_applied) == {
        "trade_deliverables": "no smaller package is left",
        "offer_product": "trade_usage_rights comes first",
        "propose_syndication": "trade_usage_rights comes first",
        "share_cpm_target": "trade_usage_rights comes first",
    }


def test_a_bare_campaign_has_no_lever() -> None:
    choice = choose_lever(
        LeverState(Terms(), frozenset(), LeverFacts(), False, "USD"), DEFAULT_ORDER
    )
    assert choice.lever is None
    assert len(choice.not_applied) == 5


@pytest.mark.parametrize(
    ("goal", "first"),
    [
        ("paid", "trade_usage_rights"),
        ("Organic", "trade_deliverables"),
        ("both", "trade_deliverables"),
        ("", "trade_deliverables"),
    ],
)
def test_the_goal_sets_what_is_given_first(goal: str, first: str) -> None:
    order = order_for_goal(goal)
    assert order[0] == first
    assert sorted(order) == sorted(DEFAULT_ORDER)

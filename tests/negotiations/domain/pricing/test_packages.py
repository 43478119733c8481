"""A quote for a smaller package: what our offer and our limits are worth there."""

from dataclasses import replace
from decimal import Decimal as D

import pytest

from negotiations.domain.pricing.policy import Position
from negotiations.domain.pricing.price_sheet import Quote
from negotiations.domain.pricing.quotes import on_package
from negotiations.domain.terms.offer_terms import Deliverable, Terms
from tests.negotiations.domain.pricing.builders import (
    ALL_LEVERS,
    CORE,
    OPENING_TERMS,
    SMALL,
    a_position,
)

SMALLER = replace(OPENING_TERMS, deliverables=SMALL)


def quote_for(terms: Terms, total: str = "700.00") -> Quote:
    return Quote(
        total=D(total), lines=(), terms=terms, priced=frozenset(), is_sure=True, is_named=True
    )


def talk(*amounts: str) -> Position:
    return a_position(*amounts, facts=ALL_LEVERS)


@pytest.mark.parametrize("pieces", [CORE, SMALL])
def test_a_smaller_package_never_carries_our_offer_below_the_floor(
    pieces: tuple[Deliverable, ...],
) -> None:
    before = talk("1400.00")
    moved = on_package(before, quote_for(replace(OPENING_TERMS, deliverables=pieces)))

    assert moved.standing is not None
    assert before.bounds.floor <= moved.standing.amount < D("1400.00")
    assert moved.bounds.ceiling < before.bounds.ceiling
    assert moved.bounds.floor == before.bounds.floor


def test_an_offer_a_person_made_below_the_floor_stays_what_it_was() -> None:
    moved = on_package(talk("900.00"), quote_for(SMALLER))

    assert moved.standing is not None
    assert moved.standing.amount == D("900.00")


def test_the_package_under_discussion_keeps_offer_and_limits() -> None:
    before = talk("1400.00")
    moved = on_package(before, quote_for(OPENING_TERMS))

    assert (moved.offers, moved.bounds) == (before.offers, before.bounds)


def test_before_any_offer_the_quoted_package_becomes_the_one_we_open_with() -> None:
    moved = on_package(talk(), quote_for(SMALLER))

    assert moved.opening_terms == SMALLER
    assert moved.offers == ()

"""The lines of an offer add up to it, and a moved term moves the total by its share."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from decimal import Decimal as D
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaigns.domain.money import quantize
from negotiations.domain.terms.lines import Line, duration_of, lines_of, reprice, weight_of
from negotiations.domain.terms.offer_terms import (
    DELIVERABLE_LABELS,
    Deliverable,
    Right,
    Terms,
)

ONE_REEL = Terms(deliverables=(Deliverable("instagram_reel", 1),))
AMOUNTS = st.decimals("0.01", "500000", places=2)
DELIVERABLES = st.lists(
    st.builds(
        Deliverable,
        type=st.sampled_from([*DELIVERABLE_LABELS, "a cooking class"]),
        quantity=st.integers(1, 9),
    ),
    max_size=5,
).map(tuple)
RIGHTS = st.lists(
    st.builds(
        Right,
        kind=st.sampled_from(["paid_usage", "whitelisting", "organic", "something else"]),
        days=st.none() | st.integers(0, 400),
    ),
    max_size=4,
).map(tuple)
TERMS = st.builds(
    Terms,
    deliverables=DELIVERABLES,
    rights=RIGHTS,
    exclusivity=st.sampled_from(["", "30 days, category", "6 months", "no rivals"]),
    revision_rounds=st.none() | st.integers(0, 6),
    has_raw_footage=st.booleans(),
    is_rush=st.booleans(),
    payment_days=st.none() | st.integers(0, 90),
)


def kinds_of(terms: Terms, amount: str = "1000.00") -> dict[str, Line]:
    lines = lines_of(amount=D(amount), currency="USD", terms=terms)
    return {line.kind: line for line in lines}


@settings(max_examples=120, deadline=None)
@given(amount=AMOUNTS, terms=TERMS, currency=st.sampled_from(["USD", "EUR", "JPY", "KWD"]))
def test_lines_add_up_to_the_smallest_unit(amount: Decimal, terms: Terms, currency: str) -> None:
    amount = quantize(amount, currency)
    lines = lines_of(amount=amount, currency=currency, terms=terms)
    assert sum((line.amount for line in lines), D(0)) == amount
    for line in lines:
        assert line.amount >= 0
        assert line.amount == quantize(line.amount, currency)
        assert line.basis
        assert line.source


@settings(max_examples=80, deadline=None)
@given(total=AMOUNTS, old=TERMS, new=TERMS, floor=AMOUNTS, width=AMOUNTS)
def test_no_combination_leaves_the_bounds(
    total: Decimal, old: Terms, new: Terms, floor: Decimal, width: Decimal
) -> None:
    found = reprice(total, old=old, new=new, currency="USD", floor=floor, ceiling=floor + width)
    assert floor <= found <= floor + width


def more_of(terms: Terms) -> Iterator[Any]:
    """Return the terms with each single thing more that an influencer can be asked for."""
    yield replace(terms, deliverables=(*terms.deliverables, Deliverable("instagram_story", 1)))
    yield replace(terms, is_rush=True)
    yield replace(terms, rights=(*terms.rights, Right("paid_usage", 30)))
    yield replace(
        terms,
        rights=tuple(
            replace(r, days=None if r.days is None else r.days + 90) for r in terms.rights
        ),
    )


@settings(max_examples=60, deadline=None)
@given(total=AMOUNTS, terms=TERMS.filter(lambda t: bool(t.deliverables)))
def test_more_never_costs_less(total: Decimal, terms: Terms) -> None:
    bounds: dict[str, Any] = {"currency": "USD", "floor": D("0.01"), "ceiling": D(10) ** 9}
    same = reprice(total, old=terms, new=terms, **bounds)
    assert same == total
    for more in more_of(terms):
        assert weight_of(more) >= weight_of(terms)
        assert reprice(total, old=terms, new=more, **bounds) >= total
        assert reprice(total, old=more, new=terms, **bounds) <= total


@pytest.mark.parametrize(
    ("rights", "expected"),
    [
        pytest.param((), "1000.00", id="nothing moved"),
        pytest.param((Right("paid_usage", 30),), "1150.00", id="30 days paid: 10 to 20 %"),
        pytest.param((Right("paid_usage", 60),), "1275.00", id="60 days paid: 20 to 35 %"),
        pytest.param((Right("whitelisting", 30),), "1275.00", id="30 days whitelisting"),
        pytest.param((Right("paid_usage", 0),), "1000.00", id="a right not required"),
        pytest.param((Right("paid_usage", None),), "1400.00", id="perpetual, at the ceiling"),
    ],
)
def test_a_right_moves_the_total_by_its_published_share(
    rights: tuple[Right, ...], expected: str
) -> None:
    found = reprice(
        D("1000.00"),
        old=ONE_REEL,
        new=replace(ONE_REEL, rights=rights),
        currency="USD",
        floor=D(500),
        ceiling=D(1400),
    )
    assert found == D(expected)


def test_a_dropped_story_takes_its_share_along() -> None:
    both = Terms(deliverables=(Deliverable("instagram_reel", 1), Deliverable("instagram_story", 1)))
    lines = lines_of(amount=D("1700.00"), currency="USD", terms=both)
    assert [line.amount for line in lines] == [D("1200.00"), D("500.00")]
    found = reprice(
        D("1700.00"), old=both, new=ONE_REEL, currency="USD", floor=D(1), ceiling=D(9999)
    )
    assert found == D("1200.00")


def test_what_has_no_published_share_is_named_and_costs_nothing_extra() -> None:
    terms = replace(ONE_REEL, revision_rounds=4, has_raw_footage=True, payment_days=30)
    lines = kinds_of(terms)
    assert {k for k, line in lines.items() if line.amount == 0} == {
        "revisions",
        "raw_footage",
        "payment_days",
    }
    assert lines["revisions"].quantity == 2
    assert lines["deliverable"].amount == D("1000.00")


def test_an_offer_without_a_package_is_one_fee() -> None:
    assert list(kinds_of(Terms())) == ["fee"]


def test_limits_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(ValueError, match="floor"):
        reprice(D(1), old=ONE_REEL, new=ONE_REEL, currency="USD", floor=D(2), ceiling=D(1))


@pytest.mark.parametrize(
    ("text", "days"),
    [("6 months, category", 180), ("30-day window", 30), ("one rival", 0), ("1 year", 365)],
)
def test_a_free_text_names_its_duration(text: str, days: int) -> None:
    assert duration_of(text) == days

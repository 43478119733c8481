"""Every number can be computed again from its receipt, and a changed receipt is noticed."""

import copy
import hashlib
import json
import random
from collections.abc import Iterator
from decimal import Decimal as D
from random import Random
from typing import Any

import pytest

from campaigns.domain.money import PricingError
from negotiations.domain.pricing.decide import decide, opening
from negotiations.domain.pricing.policy import (
    Accept,
    AskHuman,
    Counter,
    Decision,
    Playbook,
    Position,
)
from negotiations.domain.terms.bounds import BoundsError
from negotiations.domain.terms.receipts import (
    difference,
    digest,
    explain,
    is_genuine,
    recompute,
    write_receipt,
)
from tests.negotiations.domain.pricing.builders import (
    ALL_LEVERS,
    a_position,
    a_reading,
    after_sending,
    some_bounds,
)


def random_position(rng: Random) -> Position:
    views = rng.randint(1_000, 900_000)
    low = D(rng.randint(500, 3000)) / 100
    bounds = some_bounds(
        views=views,
        currency=rng.choice(["USD", "EUR", "JPY", "KWD"]),
        cpm_floor=low,
        cpm_ceiling=low + D(rng.randint(0, 2000)) / 100,
    )
    rises = sorted(D(rng.randint(0, 100)) / 100 for _ in range(5))
    name = rng.choice(["fixed_ladder", "adaptive"])
    playbook = Playbook(name=name, shares=tuple(rises), above_ceiling="levers_first")
    return a_position(views=views, bounds=bounds, playbook=playbook, facts=ALL_LEVERS)


def some_offers(rng: Random) -> Iterator[Any]:
    """Yield the priced decisions of one random thread."""
    try:
        position = random_position(rng)
    except BoundsError:
        return
    decision: Decision = opening(position)
    while isinstance(decision, Counter):
        yield decision
        position = after_sending(position, decision)
        ask = position.bounds.floor * D(rng.randint(80, 250)) / 100
        currency = position.bounds.currency
        decision = decide(
            position=position,
            reading=a_reading(total=str(ask), total_currency=currency),
        )
    if isinstance(decision, Accept):
        yield decision
    if isinstance(decision, AskHuman) and decision.draft:
        yield decision.draft


def test_a_thousand_offers_stand_on_their_receipts_alone_and_name_what_was_changed() -> None:
    rng = random.Random(5)
    checked = 0
    while checked < 1000:
        for offer in some_offers(rng):
            stored = json.loads(json.dumps(offer.receipt.as_dict()))
            assert str(recompute(stored)) == str(offer.amount)
            assert is_genuine(stored)
            name = rng.choice(sorted(stored["inputs"]))
            changed = copy.deepcopy(stored)
            changed["inputs"][name] = f"{stored['inputs'][name]}1"
            content = {key: value for key, value in changed.items() if key != "hash"}
            assert digest(content) != stored["hash"], name
            assert set(difference(stored, changed)) == {f"inputs.{name}"}
            assert difference(stored, stored) == {}
            assert explain(stored)
            checked += 1


@pytest.mark.parametrize(
    ("change", "named"),
    [
        pytest.param({"lever": "offer_product"}, "lever", id="another lever"),
        pytest.param({"bounds": {}}, "bounds.ceiling", id="limits that went away"),
        pytest.param({"belief": {"median": "900"}}, "belief.median", id="a belief that came"),
        pytest.param({"playbook_version": "other"}, "playbook_version", id="another playbook"),
    ],
)
def test_the_difference_of_two_receipts_is_named(change: dict[str, Any], named: str) -> None:
    receipt = a_counter_receipt()
    assert named in difference(receipt, {**receipt, **change})
    assert "hash" not in difference(receipt, {**receipt, **change, "hash": "other"})


def a_counter_receipt() -> dict[str, Any]:
    position = a_position("1000.00", facts=ALL_LEVERS)
    decision = decide(position=position, reading=a_reading(total="1450.00"))
    assert isinstance(decision, Counter)
    return decision.receipt.as_dict()


def test_changing_any_input_changes_the_hash() -> None:
    receipt = a_counter_receipt()
    for name in receipt["inputs"]:
        changed = copy.deepcopy(receipt)
        changed["inputs"][name] = "1"
        assert not is_genuine(changed), name
    for field in ("rule", "formula", "bounds", "lever", "not_applied", "playbook_version"):
        assert not is_genuine({**receipt, field: "other"}), field


def test_hash_is_sha256_of_canonical_json() -> None:
    # sha256 of {"a":1,"b":"é"} in UTF-8, keys sorted, no blanks
    assert digest({"b": "é", "a": 1}) == hashlib.sha256('{"a":1,"b":"é"}'.encode()).hexdigest()


def test_a_counter_is_explained_in_words() -> None:
    words = explain(a_counter_receipt())
    assert "$1,200.00" in words
    assert "Floor: $1,000.00" in words
    assert "Ceiling: $1,500.00" in words
    assert "Share of the way: 0.40" in words
    assert "Lever: trade deliverables" in words
    assert "Not used: offer product" in words


def test_a_decision_without_an_amount_says_so() -> None:
    receipt = write_receipt(rule="answer", inputs={}, bounds={}, playbook_version="x")
    with pytest.raises(PricingError, match="answer"):
        recompute(receipt.as_dict())
    assert "costs nothing" in explain(receipt)

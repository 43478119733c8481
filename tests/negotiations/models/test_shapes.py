"""Rows as earlier versions stored them are read by today's types, and say the same."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db.models import JSONField, Value

from integrations.typed_json import Shape, UnreadableJSON
from negotiations.domain.letters.facts import MailFacts
from negotiations.domain.letters.wording import write
from negotiations.domain.pricing.recorded import bytes_of
from negotiations.domain.pricing.replaying import again
from negotiations.domain.terms.offer_terms import Deliverable, Right
from negotiations.domain.terms.receipts import canonical_json, is_genuine, recompute
from negotiations.models import Offer
from negotiations.models.shapes import (
    DECISION,
    FACTS,
    HEARD,
    LINES,
    POSITION,
    READING,
    RECEIPT,
    TERMS,
)
from tests.negotiations.rows import offer_of, thread_in

ROWS: dict[str, list[dict[str, Any]]] = json.loads(
    (Path(__file__).parents[2] / "fixtures/rows/version_1.json").read_text("utf-8")
)


def same_again(shape: Shape[Any], stored: Any) -> bool:
    """Whether what is read from a row is written and read back as the same value."""
    value = shape.read(stored)
    return bool(shape.read(json.loads(json.dumps(shape.write(value)))) == value)


@pytest.mark.parametrize("row", ROWS["decisions"], ids=lambda row: row["decision"]["kind"])
def test_a_recorded_decision_is_made_again_to_the_byte(row: dict[str, Any]) -> None:
    position, decision = POSITION.read(row["position"]), DECISION.read(row["decision"])
    reading = HEARD.read(row["reading"]) if row["reading"] else None

    assert canonical_json(DECISION.write(decision)) == canonical_json(row["decision"])
    assert canonical_json(POSITION.write(position)) == canonical_json(row["position"])
    assert is_genuine(decision.receipt)
    if reading is not None:
        assert bytes_of(again(position, reading, None)) == bytes_of(decision)
        assert same_again(HEARD, row["reading"])


def test_a_stored_offer_keeps_its_terms_lines_and_receipt() -> None:
    row, bare = ROWS["offers"]
    terms, lines, receipt = (
        TERMS.read(row["terms"]), LINES.read(row["lines"]), RECEIPT.read(row["receipt"])
    )  # fmt: skip

    assert terms.deliverables[0] == Deliverable("instagram_reel", 2)
    assert terms.rights[2] == Right("organic", None)
    assert sum(line.amount for line in lines) == Decimal("1250.00")
    assert receipt is not None and is_genuine(receipt) and recompute(receipt) > 0
    assert RECEIPT.write(receipt) == row["receipt"]
    assert TERMS.write(terms)["version"] == 2 and same_again(TERMS, row["terms"])
    assert RECEIPT.read(bare["receipt"]) is None and RECEIPT.write(None) == {}
    assert TERMS.read(bare["terms"]).deliverables == ()


def test_a_forged_receipt_is_read_and_known_for_what_it_is() -> None:
    stored = ROWS["offers"][0]["receipt"]
    forged = RECEIPT.read({**stored, "inputs": {**stored["inputs"], "ask": "9999.00"}})

    assert forged is not None and not is_genuine(forged)


@pytest.mark.parametrize("stored", ROWS["facts"], ids=lambda row: row["purpose"])
def test_the_facts_of_a_waiting_mail_give_its_words(stored: dict[str, Any]) -> None:
    facts = FACTS.read(stored)

    assert isinstance(facts, MailFacts) and same_again(FACTS, stored)
    assert write(facts).text


@pytest.mark.parametrize("stored", ROWS["message_readings"])
def test_a_messages_reading_keeps_every_key(stored: dict[str, Any]) -> None:
    assert READING.read(stored) == stored
    assert READING.write(stored) == stored


@pytest.mark.parametrize(
    ("shape", "stored", "place"),
    [
        pytest.param(TERMS, {"scenario": "two"}, "scenario", id="terms"),
        pytest.param(DECISION, {"kind": "bribe"}, "bribe", id="unknown decision"),
        pytest.param(RECEIPT, {"rule": "opening"}, "inputs", id="receipt without inputs"),
        pytest.param(LINES, [{"kind": "fee"}], "label", id="half a line"),
    ],
)
def test_what_is_not_of_the_type_is_refused(shape: Shape[Any], stored: Any, place: str) -> None:
    with pytest.raises(ValueError, match=place):
        shape.read(stored)


@pytest.mark.django_db
def test_an_offer_stored_as_pairs_is_read_from_its_row() -> None:
    offer = offer_of(thread_in("awaiting_reply"))
    row = ROWS["offers"][0]
    stored = {name: Value(row[name], JSONField()) for name in ("terms", "lines", "receipt")}
    Offer.objects.filter(pk=offer.pk).update(**stored)

    found = Offer.objects.get(pk=offer.pk)
    found.save()
    again_found = Offer.objects.get(pk=offer.pk)

    assert found.terms.deliverables[1] == Deliverable("instagram_story", 3)
    assert (again_found.terms, again_found.receipt) == (found.terms, found.receipt)


@pytest.mark.django_db
def test_a_row_that_cannot_be_read_names_its_column_and_place() -> None:
    offer = offer_of(thread_in("awaiting_reply"))
    broken = Value({"deliverables": [["instagram_reel", "many"]]}, JSONField())
    Offer.objects.filter(pk=offer.pk).update(terms=broken)

    with pytest.raises(UnreadableJSON, match=r"negotiations\.Offer\.terms: deliverables\.0\.quant"):
        Offer.objects.get(pk=offer.pk)


@pytest.mark.django_db
def test_a_value_of_another_type_is_not_stored() -> None:
    offer = offer_of(thread_in("awaiting_reply"))
    offer.terms = {"deliverables": [["instagram_reel", 2]]}  # type: ignore[assignment]

    with pytest.raises(UnreadableJSON, match=r"negotiations\.Offer\.terms"):
        offer.save()

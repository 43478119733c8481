"""Rows as earlier versions stored them are read by today's types, and lose nothing."""

from datetime import time
from decimal import Decimal
from typing import Any

import pytest
from django.db.models import JSONField, Value

from campaigns.models import Campaign, Prospect
from campaigns.models.shapes import (
    BEFORE,
    NOTES,
    PARTS,
    PENDING,
    ROSTER_LINES,
    SAFETY,
    TO_FIX,
    WEIGHTS,
)
from integrations.typed_json import Shape, UnreadableJSON
from tests.negotiations.rows import campaign_of, prospect_of

LINE = {
    "key": "instagram:mialark",
    "source": "sheet",
    "sheet": "Roster!A1",
    "row": 4,
    "cells": {"Name": "Mia Lark", "Avg. views": "52,000"},
    "values": {"name": "Mia Lark", "email": None, "average_views": "52000"},
    "texts": {"average_views": "52,000"},
    "is_gone": False,
    "mended": {"average_views": {"was": "52000", "is": "48000"}},
    "doubt": "",
    "rival": None,
}
FIX = {"name": "Campaign Budget", "value": "lots", "reason": "this is no amount"}
SAME = [
    pytest.param(ROSTER_LINES, [LINE, {"source": "file"}], id="roster"),
    pytest.param(ROSTER_LINES, [{**LINE, "of_a_later_release": 1}], id="roster with a stranger"),
    pytest.param(TO_FIX, [FIX, {**FIX, "is_rule": True}], id="fields to fix"),
    pytest.param(BEFORE, {"influencer_id": 3, "name": "Mia", "lines": [LINE]}, id="before"),
    pytest.param(
        NOTES,
        {"strangers": ["Mood"], "corrections": {"Campaign Budget": {"was": "lots", "is": "900"}}},
        id="notes",
    ),
    pytest.param(
        PENDING,
        {
            "values": {"budget": "50000"},
            "errors": [FIX],
            "changed": {"budget": ["20000", "50000"], "goals": [None, ["reach"]]},
            "seen_at": "2026-11-20T09:00:00+00:00",
        },
        id="pending brief",
    ),
]


@pytest.mark.parametrize(("shape", "stored"), SAME)
def test_a_stored_value_is_written_again_as_it_was(shape: Shape[Any], stored: Any) -> None:
    assert shape.write(shape.read(stored)) == stored


def test_limits_that_a_row_does_not_name_are_the_defaults() -> None:
    stored = {
        "send_window_start": "10:30:00",
        "blocked_domains": ["rival.example"],
        "per_channel_limits": {"email": {"max_per_day": 40}},
    }
    safety = SAFETY.read(stored)

    assert (safety.send_window_start, safety.send_window_end) == (time(10, 30), time(18))
    assert safety.blocked_domains == ("rival.example",)
    assert safety.limit_of("email").max_per_day == 40
    assert SAFETY.read(SAFETY.write(safety)) == safety


def test_a_score_stored_as_text_is_numbers_again() -> None:
    parts = PARTS.read({"views": {"value": "0.75", "is_known": "False", "words": "no views"}})

    assert (parts["views"].value, parts["views"].is_known) == (Decimal("0.75"), False)
    assert WEIGHTS.read({"views": "0.30"}) == {"views": Decimal("0.30")}
    assert WEIGHTS.write({"views": Decimal("0.30")}) == {"views": "0.30"}


@pytest.mark.django_db
def test_a_prospects_rows_are_found_by_their_source() -> None:
    prospect = prospect_of(campaign_of())
    Prospect.objects.filter(pk=prospect.pk).update(lines=[LINE])

    assert Prospect.objects.get(lines__0__source="sheet").lines[0]["row"] == 4


@pytest.mark.django_db
def test_a_brief_note_of_another_type_names_its_place() -> None:
    campaign = campaign_of()
    broken = Value({"missing": ["Goal", 7]}, JSONField())
    Campaign.objects.filter(pk=campaign.pk).update(brief_notes=broken)

    with pytest.raises(UnreadableJSON, match=r"campaigns\.Campaign\.brief_notes: missing\.1"):
        Campaign.objects.get(pk=campaign.pk)

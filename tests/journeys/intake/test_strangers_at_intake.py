"""Briefs, sheets and files as strangers make them: huge, broken, in other charsets."""

import json
from typing import Any

import pytest

from campaigns.models import Campaign
from integrations.models import WebhookDelivery
from tests.fakes.briefs import HEADER, brief
from tests.journeys.conftest import MIA, SHEET, House
from tests.work import drain

HUGE = "x" * 2_000_000


def announce(house: House, task_id: str) -> None:
    """Let ClickUp tell about a task."""
    for body, headers in house.clickup.deliveries(task_id, ["taskUpdated"]):
        assert house.post_clickup(body, headers) == 202
    drain()


ODD_TASKS: dict[str, dict[str, Any]] = {
    "fields are no list": {"custom_fields": {"a": 1}},
    "a field is no object": {"custom_fields": [7, None, "x"]},
    "a name of two million letters": {"name": HUGE},
    "a date past all calendars": {"date_updated": "9" * 18},
    "a status that is text": {"status": "open"},
    "tags that are text": {"tags": "template"},
    "a parent that is an object": {"parent": {"id": "x"}},
}


@pytest.mark.parametrize("kind", ODD_TASKS)
def test_an_odd_task_is_its_own_trouble_alone(house: House, kind: str) -> None:
    house.sheets.set_sheet(SHEET, "Roster", [HEADER, MIA])
    odd = house.clickup.add_task("odd", brief(), name="Odd")
    odd.update(ODD_TASKS[kind])
    other = {"Client Name": ("short_text", "Zenit")}
    house.clickup.add_task("good", brief(**other), name="Good")
    announce(house, "odd")
    announce(house, "good")
    assert Campaign.objects.get(external_id="good").status == "active"
    assert Campaign.objects.filter(external_id="odd").exists()
    assert set(WebhookDelivery.objects.values_list("status", flat=True)) == {"done"}


def test_a_field_of_two_million_letters_is_kept_short(house: House) -> None:
    house.sheets.set_sheet(SHEET, "Roster", [HEADER, MIA])
    why = "Why do we have these goals? (Business context, etc)"
    house.clickup.add_task("big", brief(**{why: ("text", HUGE)}), name="Big")
    announce(house, "big")
    campaign = Campaign.objects.get()
    assert campaign.status == "active" and len(json.dumps(campaign.brief)) < 300_000


def test_a_deep_delivery_speaks_of_no_task(house: House) -> None:
    body = b'{"event": "taskUpdated", "x": ' + b"[" * 50_000 + b"]" * 50_000 + b"}"
    assert house.post_clickup(body, {"X-Signature": house.clickup.signature(body)}) == 202
    drain()
    assert WebhookDelivery.objects.get().status == "done" and not Campaign.objects.exists()


def test_a_huge_cell_holds_up_no_other_row(house: House) -> None:
    huge = ["Hu Ge", "huge@try.example", "Instagram", "@huge", "50K", HUGE, "", "3%"]
    campaign = house.start([huge, MIA])
    assert [mail.header("To") for mail in house.sent()] == ["mia@lark.example"]
    assert campaign.skipped_rows.get().name == "Hu Ge"

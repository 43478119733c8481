"""The simulated world: who lives in it, and the briefs and rosters they belong to."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from integrations.errors import GatewayError
from integrations.sandbox import brief_form as form
from integrations.sandbox.briefs import SHEETS, TASK_IDS, task_json
from integrations.sandbox.clickup import SandboxClickUpGateway
from integrations.sandbox.people import PERSONAS, Creator
from integrations.sandbox.sheets import SandboxSheetsGateway
from integrations.sandbox.world import Listed, creator_for


def person(index: int, seed: int, views: int | None = 40_000) -> Creator:
    return creator_for(
        Listed(f"Person {index}", f"p{index}@x.example", "TikTok", views), index, seed
    )


@pytest.mark.parametrize("seed", range(5))
def test_twelve_neighbours_hold_every_character(seed: int) -> None:
    for block in (0, 12):
        assert {person(block + i, seed).persona for i in range(12)} == set(PERSONAS)


def test_the_same_row_is_the_same_person_and_another_seed_another_one() -> None:
    assert person(4, 1) == person(4, 1)
    assert [person(i, 1).reservation for i in range(12)] != [
        person(i, 2).reservation for i in range(12)
    ]


def test_prices_lie_in_the_band_of_18_to_33_per_thousand_views() -> None:
    cpms = [
        p.reservation * 1000 / p.views for p in (person(i, s) for i in range(24) for s in (1, 2))
    ]
    assert min(cpms) >= 18 and max(cpms) <= 33
    assert max(cpms) - min(cpms) > 5


def test_only_managed_creators_have_a_manager_and_no_domain_is_real() -> None:
    for creator in (person(i, 3) for i in range(24)):
        assert bool(creator.manager_email) == (creator.persona == "manager")
        assert not creator.manager_email or creator.manager_email.endswith(".example")


def test_unknown_views_still_make_a_person() -> None:
    assert person(1, 1, views=None).reservation > 0


@pytest.mark.parametrize("task_id", TASK_IDS)
def test_briefs_have_the_vendors_shape(task_id: str) -> None:
    task = task_json(task_id)
    assert task is not None and isinstance(task["date_updated"], str)
    fields = {field["name"]: field for field in task["custom_fields"]}
    assert len(fields) == 45
    for field in fields.values():
        options = field["type_config"].get("options", [])
        if field["type"] == "drop_down" and "value" in field:
            assert field["value"] in [option["orderindex"] for option in options]
        if field["type"] == "labels":
            assert set(field["value"]) <= {option["id"] for option in options}
            assert all("label" in option and "name" not in option for option in options)
        if field["type"] == "date":
            assert isinstance(field["value"], str) and field["value"].isdigit()
    assert "value" not in fields[form.SHEET_ID]
    assert fields[form.SHEET_TAB]["value"] in SHEETS


def test_a_task_is_a_fresh_copy_and_a_stranger_is_none() -> None:
    first = task_json(TASK_IDS[0])
    assert first is not None
    first["custom_fields"].clear()
    second = task_json(TASK_IDS[0])
    assert second is not None and second["custom_fields"]
    assert task_json("nobody") is None


def test_a_choice_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError):
        form.field_json(form.OPTIMIZE_FOR, "Luck")


def test_the_gateway_reads_a_brief_as_it_reads_the_vendor() -> None:
    brief = SandboxClickUpGateway().task(TASK_IDS[0])
    fields = {field.name: field for field in brief.fields}
    assert fields[form.CLIENT].value == "Lumenfern Skincare"
    assert (fields[form.BUDGET].value, fields[form.BUDGET].currency) == ("$24,000", "USD")
    terms = fields[form.PAYMENT_TERMS]
    assert [o.name for o in terms.options if o.orderindex == terms.value] == ["Net 30"]
    assert fields[form.SHEET_ID].value is None
    with pytest.raises(GatewayError) as refused:
        SandboxClickUpGateway().task("nobody")
    assert refused.value.permanent


def test_the_sweep_lists_what_changed_since() -> None:
    gateway = SandboxClickUpGateway()
    found = gateway.updated_tasks(datetime(2026, 1, 1, tzinfo=UTC))
    assert tuple(stamp.id for stamp in found) == TASK_IDS
    assert gateway.updated_tasks(datetime(2126, 1, 1, tzinfo=UTC)) == ()


@pytest.mark.parametrize("tab", SHEETS)
def test_a_roster_has_twelve_people_on_example_domains(tab: str) -> None:
    sheet = SandboxSheetsGateway().read(None, f" {tab.upper()} ")
    assert sheet.header[:5] == ("Name", "Email", "Platform", "Handle", "Average Views")
    assert len(sheet.rows) == 12 and {len(row) for row in sheet.rows} == {8}
    addresses = [row[1] for row in sheet.rows if row[1]]
    assert all(address.endswith(".example") for address in addresses)
    assert len(set(addresses)) == len(addresses)


def test_one_person_has_no_email_and_one_no_views() -> None:
    rows = [row for tab in SHEETS for row in SandboxSheetsGateway().read(None, tab).rows]
    assert [sum(not row[column] for row in rows) for column in (1, 4)] == [1, 1]


def test_an_unknown_tab_lists_the_tabs() -> None:
    with pytest.raises(GatewayError, match="Lumenfern Winter, Trailmint Shell") as refused:
        SandboxSheetsGateway().read("any", "Nope")
    assert refused.value.permanent


def test_most_of_the_first_campaign_can_close_inside_its_ceiling() -> None:
    views = [48200, 61000, 35400, 27500, 83100, 52000, 19800, 44750, 70300, 38000, 57900, 31600]
    for seed in range(5):
        people = [
            creator_for(Listed("A", f"a{i}@x.example", "Instagram", count), i, seed)
            for i, count in enumerate(views)
        ]
        closing = [
            p
            for p in people
            if p.persona not in ("hostile", "decliner", "backs_out")
            and p.reservation * Decimal("1.1") <= min(p.views * Decimal("0.035"), Decimal(3000))
        ]
        assert len(closing) >= 8
        assert sum(p.reservation for p in closing) < 24_000

"""The ClickUp adapter against a ClickUp that says 401 to what does not exist."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from integrations.clickup.live import ClickUpApiGateway
from integrations.errors import GatewayError, NotConfigured, NotVisible, RateLimited
from integrations.signatures import clickup_signature_is_valid
from tests.fakes.clickup import LIST_ID, SECRET, TOKEN, FakeClickUp, form_field, option_id


@pytest.fixture
def gateway(clickup: FakeClickUp) -> ClickUpApiGateway:
    return ClickUpApiGateway(
        TOKEN, api_url=clickup.api_url, list_id=LIST_ID, retry_wait_seconds=0.01, read_seconds=1
    )


def test_a_task_comes_with_its_fields_raw(gateway: ClickUpApiGateway, clickup: FakeClickUp) -> None:
    fields = [
        form_field("Client Name", value="Acme"),
        form_field("Secondary Goal", "drop_down", 1, ["Awareness", "Sales"]),
        form_field("Platforms", "labels", [option_id("TikTok")], ["TikTok", "YouTube"]),
        form_field("Budget", "currency", "12000", currency="EUR"),
        form_field("CPM Target", "number"),
    ]
    clickup.add_task("9hx", fields, name="Acme brief", updated_at=1_567_780_450_202)
    task = gateway.task("9hx")
    name, goal, platforms, budget, target = task.fields
    assert (task.id, task.name, task.url) == ("9hx", "Acme brief", "https://app.clickup.com/t/9hx")
    assert task.updated_at == datetime.fromtimestamp(1_567_780_450.202, UTC)
    assert (name.name, name.type, name.value) == ("Client Name", "short_text", "Acme")
    assert goal.value == 1
    assert [(option.name, option.orderindex) for option in goal.options] == [
        ("Awareness", 0),
        ("Sales", 1),
    ]
    assert platforms.value == [platforms.options[0].id]
    assert [option.name for option in platforms.options] == ["TikTok", "YouTube"]
    assert (budget.value, budget.currency) == ("12000", "EUR")
    assert target.value is None


def test_the_token_is_sent_bare_and_no_proxy_is_asked(
    gateway: ClickUpApiGateway, clickup: FakeClickUp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    clickup.add_task("9hx")
    fresh = ClickUpApiGateway(TOKEN, api_url=clickup.api_url)
    fresh.task("9hx")
    assert clickup.requests[-1].headers["authorization"] == TOKEN


def test_an_unknown_id_is_not_mistaken_for_a_dead_token(
    gateway: ClickUpApiGateway, clickup: FakeClickUp
) -> None:
    with pytest.raises(NotVisible, match="no such object") as caught:
        gateway.task("unknown")
    assert caught.value.permanent
    assert len(clickup.requests) == 1


def test_a_dead_token_is_named(clickup: FakeClickUp) -> None:
    gateway = ClickUpApiGateway("pk_dead", api_url=clickup.api_url, retry_wait_seconds=0)
    with pytest.raises(GatewayError, match="refused the token") as caught:
        gateway.task("9hx")
    assert caught.value.permanent


def test_a_rate_limit_names_the_wait_and_is_not_asked_again(
    gateway: ClickUpApiGateway, clickup: FakeClickUp
) -> None:
    clickup.add_task("9hx")
    clickup.rate_limit(reset_seconds=60)
    with pytest.raises(RateLimited) as caught:
        gateway.task("9hx")
    assert 58 <= (caught.value.wait_seconds or 0) <= 62 and not caught.value.permanent
    assert len(clickup.requests) == 1


@pytest.mark.parametrize("reset_seconds", [1, None], ids=["a short one", "one not named"])
def test_a_short_rate_limit_is_waited_out_at_once(
    gateway: ClickUpApiGateway, clickup: FakeClickUp, reset_seconds: int | None
) -> None:
    clickup.add_task("9hx")
    clickup.rate_limit(times=2, reset_seconds=reset_seconds)
    assert gateway.task("9hx").id == "9hx"


def test_a_used_up_minute_is_left_alone(gateway: ClickUpApiGateway, clickup: FakeClickUp) -> None:
    clickup.add_task("9hx")
    clickup.remaining = 1
    gateway.task("9hx")
    with pytest.raises(RateLimited, match="rate limit"):
        gateway.task("9hx")


def test_a_custom_id_is_looked_up_in_its_workspace(clickup: FakeClickUp) -> None:
    clickup.add_task("9hx", custom_id="CAM-12")
    settings: dict[str, Any] = {"api_url": clickup.api_url, "retry_wait_seconds": 0}
    task = ClickUpApiGateway(TOKEN, team_id=clickup.team_id, **settings).task("CAM-12")
    assert (task.id, task.custom_id) == ("9hx", "CAM-12")
    assert clickup.requests[-1].query == {"custom_task_ids": ["true"], "team_id": ["108"]}
    with pytest.raises(NotVisible, match="CLICKUP_TEAM_ID"):
        ClickUpApiGateway(TOKEN, **settings).task("CAM-12")


def test_an_own_id_is_not_taken_for_a_custom_one(clickup: FakeClickUp) -> None:
    clickup.add_task("9hx")
    ClickUpApiGateway(TOKEN, team_id=clickup.team_id, api_url=clickup.api_url).task("9hx")
    assert clickup.requests[-1].query == {}


@pytest.mark.parametrize("fields", [None, [], [{}], ["odd"], [{"name": "X", "type_config": None}]])
def test_a_form_without_values_is_a_task_without_values(
    gateway: ClickUpApiGateway, clickup: FakeClickUp, fields: list[Any] | None
) -> None:
    clickup.add_task("9hx")["custom_fields"] = fields
    assert all(field.value is None for field in gateway.task("9hx").fields)


@pytest.mark.parametrize("kind", ["status", "close", "reset", "hang", "cut"])
def test_a_read_is_tried_again(gateway: ClickUpApiGateway, clickup: FakeClickUp, kind: str) -> None:
    clickup.add_task("9hx")
    clickup.fail(kind, "task/9hx", times=2)
    assert gateway.task("9hx").id == "9hx"
    assert len(clickup.requests) == 3


def test_the_sweep_drains_every_page_of_what_changed(
    gateway: ClickUpApiGateway, clickup: FakeClickUp
) -> None:
    clickup.add_task("old", updated_at=1_000)
    for number in range(205):
        clickup.add_task(f"t{number}", updated_at=2_000 + number)
    clickup.add_task("elsewhere", updated_at=9_000, list_id="other")
    clickup.add_task("todo", updated_at=9_000, parent="t1")
    clickup.remaining = 1000
    found = gateway.updated_tasks(datetime.fromtimestamp(1.5, UTC))
    assert len(found) == 205
    assert {"old", "elsewhere", "todo"}.isdisjoint(stamp.id for stamp in found)
    assert found[0].updated_at == datetime.fromtimestamp(2, UTC)
    assert clickup.count("GET /api/v2/list") == 3


def test_a_sweep_without_a_list_is_not_configured(clickup: FakeClickUp) -> None:
    with pytest.raises(NotConfigured, match="CLICKUP_LIST_ID"):
        ClickUpApiGateway(TOKEN, api_url=clickup.api_url).updated_tasks(datetime.now(UTC))


def test_a_task_id_cannot_leave_its_path(gateway: ClickUpApiGateway, clickup: FakeClickUp) -> None:
    with pytest.raises(GatewayError):
        gateway.task("../user?x=1")
    assert "/user" not in clickup.requests[-1].path


def test_webhooks_are_signed_paired_and_suspended_at_401(clickup: FakeClickUp) -> None:
    pair = clickup.deliveries("9hx")
    assert all(
        clickup_signature_is_valid(SECRET, body, headers["X-Signature"]) for body, headers in pair
    )
    statuses = iter([500, 500, 202])

    def too_slow(body: bytes, headers: Mapping[str, str]) -> int:
        raise TimeoutError

    assert clickup.post_event(lambda body, headers: next(statuses), *pair[0])
    assert not clickup.post_event(lambda body, headers: 403, *pair[0])
    assert clickup.health == {"status": "active", "fail_count": 1}
    assert not clickup.post_event(too_slow, *pair[0])
    assert clickup.health["fail_count"] == 2
    assert not clickup.post_event(lambda body, headers: 401, *pair[1])
    assert clickup.health["status"] == "suspended"
    assert not clickup.post_event(lambda body, headers: 202, *pair[1])
    assert len(clickup.dropped) == 4, "what failed is never sent again"

"""Briefs over the wire: lost, doubled, late, limited, deleted, changed."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from audit.models import AuditEntry
from campaigns.models import BriefList, Campaign
from integrations import commands as deliveries
from integrations.models import Notification, WebhookDelivery
from negotiations.jobs import sweep as sweeping
from tests.fakes.briefs import HEADER, brief
from tests.fakes.clickup import LIST_ID
from tests.journeys.conftest import MIA, SHEET, House
from tests.work import drain

BUDGET = "Campaign Budget"


@pytest.fixture
def listed(house: House) -> House:
    """A house that knows its list of briefs, with Mia on the sheet."""
    house.settings.CLICKUP_LIST_ID = LIST_ID
    house.sheets.set_sheet(SHEET, "Roster", [HEADER, MIA])
    return house


def sweep() -> None:
    """Let a minute pass."""
    past = timezone.now() - timedelta(seconds=1)
    BriefList.objects.update(due_at=past)
    sweeping.sweep()
    drain()


def test_a_brief_whose_webhook_was_lost_is_found_once(listed: House) -> None:
    listed.clickup.add_task("lost1", brief(), name="Lost launch")
    sweep()
    sweep()
    campaign = Campaign.objects.get(external_id="lost1")
    assert campaign.status == "active" and len(listed.sent()) == 1
    for body, headers in listed.clickup.deliveries("lost1"):
        assert listed.post_clickup(body, headers) == 202
    drain()
    sweep()
    assert Campaign.objects.count() == 1 and len(listed.sent()) == 1
    assert AuditEntry.objects.filter(action="campaign.received").count() == 1


def test_a_brief_whose_webhook_came_is_not_fetched_again_by_the_sweep(listed: House) -> None:
    listed.start([MIA])
    sweep()
    assert listed.clickup.count("GET /api/v2/task/") == 1
    assert WebhookDelivery.objects.count() == 1


def test_the_list_is_read_once_a_turn_and_its_errors_are_shown(listed: House) -> None:
    sweep()
    sweeping.sweep()
    drain()
    assert listed.clickup.count("GET /api/v2/list") == 1
    listed.clickup.fail("status", "GET /api/v2/list", times=3, status=503)
    sweep()
    row = BriefList.objects.get()
    assert "failed" in row.error and row.due_at > timezone.now()
    assert Notification.objects.filter(key__startswith="failure:").count() == 1
    listed.clickup.add_task("late1", brief(), name="Late launch")
    sweep()
    assert BriefList.objects.get().error == ""
    assert Campaign.objects.filter(external_id="late1").exists()


def test_a_suspended_webhook_is_told_once_and_briefs_come_in_all_the_same(listed: House) -> None:
    listed.settings.CLICKUP_TEAM_ID = listed.clickup.team_id
    sweep()
    assert BriefList.objects.get().webhook_problem == ""
    body, headers = listed.clickup.deliveries("lost2")[0]
    assert not listed.clickup.post_event(lambda *_: 410, body, headers)
    listed.clickup.add_task("lost2", brief(), name="Lost launch")
    for _ in range(2):
        BriefList.objects.update(webhooks_due_at=timezone.now() - timedelta(seconds=1))
        sweep()
    assert "suspended" in BriefList.objects.get().webhook_problem
    assert Notification.objects.filter(key__startswith="webhooks:").count() == 1
    assert Campaign.objects.get().status == "active"
    assert listed.clickup.count("/webhook") == 3, "asked by the hour, not by the minute"


def test_a_brief_with_a_custom_id_is_one_campaign(house: House) -> None:
    house.settings.CLICKUP_TEAM_ID = house.clickup.team_id
    house.sheets.set_sheet(SHEET, "Roster", [HEADER, MIA])
    house.clickup.add_task("9hx", brief(), name="Spring launch", custom_id="CAM-12")
    for name in ("CAM-12", "9hx"):
        for body, headers in house.clickup.deliveries(name):
            assert house.post_clickup(body, headers) == 202
    drain()
    assert Campaign.objects.get().external_id == "9hx"
    assert len(house.sent()) == 1


def test_a_rate_limit_is_a_wait_on_the_row_and_no_failed_attempt(house: House) -> None:
    house.sheets.set_sheet(SHEET, "Roster", [HEADER, MIA])
    house.clickup.remaining = 0
    for number in range(3):
        house.clickup.add_task(f"b{number}", brief(), name=f"Brief {number}")
        house.post_clickup(*house.clickup.deliveries(f"b{number}")[0])
    drain()
    assert house.clickup.count("GET /api/v2/task/") == 1, "the others wait without asking"
    waiting = list(WebhookDelivery.objects.all())
    assert {(d.status, d.attempts) for d in waiting} == {("due", 0)}
    assert all(d.due_at > timezone.now() + timedelta(seconds=50) for d in waiting)
    assert "rate limit" in waiting[0].error + waiting[-1].error
    house.clickup.remaining = 100
    WebhookDelivery.objects.update(due_at=timezone.now())
    sweeping.sweep()
    drain()
    assert Campaign.objects.count() == 3
    assert set(WebhookDelivery.objects.values_list("status", flat=True)) == {"done"}


def test_a_task_gone_before_it_was_read_is_a_visible_failure_that_can_be_replayed(
    house: House,
) -> None:
    house.sheets.set_sheet(SHEET, "Roster", [HEADER, MIA])
    house.post_clickup(*house.clickup.deliveries("gone1")[0])
    drain()
    row = WebhookDelivery.objects.get()
    assert (row.status, row.attempts) == ("failed", 1)
    assert "no such object" in row.error
    assert AuditEntry.objects.filter(action="delivery.failed").count() == 1
    assert Notification.objects.filter(key__startswith="delivery_failed").count() == 1
    house.clickup.add_task("gone1", brief(), name="Shared after all")
    deliveries.replay(delivery_id=row.pk, actor="ana", reason="shared", now=timezone.now())
    drain()
    assert Campaign.objects.get().status == "active"


def test_a_deleted_task_is_told_to_people_and_stops_nothing(house: House) -> None:
    campaign = house.start([MIA])
    for body, headers in [house.clickup.delete_task(str(campaign.external_id))] * 2:
        assert house.post_clickup(body, headers) == 202
    drain()
    campaign.refresh_from_db()
    assert campaign.status == "active"
    assert Notification.objects.filter(key=f"brief_deleted:{campaign.pk}").count() == 1
    assert set(WebhookDelivery.objects.values_list("status", flat=True)) == {"done"}


def test_a_quarantined_brief_fixed_in_clickup_goes_on(house: House) -> None:
    campaign = house.start([MIA], **{BUDGET: ("short_text", "about twenty grand")})
    task_id = str(campaign.external_id)
    assert campaign.status == "quarantined" and house.sent() == []
    house.clickup.set_fields(task_id, brief())
    for body, headers in house.clickup.deliveries(task_id, ["taskUpdated", "taskUpdated"]):
        assert house.post_clickup(body, headers) == 202
    drain()
    campaign.refresh_from_db()
    assert campaign.status == "active" and len(house.sent()) == 1


def test_a_quarantined_brief_fixed_in_clickup_is_replayed_without_a_new_webhook(
    house: House,
) -> None:
    campaign = house.start([MIA], **{BUDGET: ("short_text", "about twenty grand")})
    house.clickup.set_fields(str(campaign.external_id), brief())
    row = WebhookDelivery.objects.get()
    deliveries.replay(delivery_id=row.pk, actor="ana", reason="fixed", now=timezone.now())
    drain()
    campaign.refresh_from_db()
    assert campaign.status == "active" and len(house.sent()) == 1


def test_a_brief_changed_while_the_campaign_runs_changes_no_thread(house: House) -> None:
    campaign = house.start([MIA])
    task_id = str(campaign.external_id)
    changed = {
        "CPM Target - Numerical value ($20-$50)": ("number", "40"),
        "Client Website": ("url", f"https://{task_id}.example"),
    }
    house.clickup.set_fields(task_id, brief(**changed))
    house.post_clickup(*house.clickup.deliveries(task_id, ["taskUpdated"])[0])
    drain()
    campaign.refresh_from_db()
    assert campaign.cpm_floor == 25
    assert campaign.pending_brief is not None
    assert list(campaign.pending_brief["changed"]) == ["budget_constraints.cpm_target"]
    assert len(house.sent()) == 1


@pytest.mark.parametrize("event", ["taskCreated", "taskDeleted"])
def test_a_signed_delivery_without_a_task_does_nothing(house: House, event: str) -> None:
    body = json.dumps({"event": event, "webhook_id": "w"}).encode()
    assert house.post_clickup(body, {"X-Signature": house.clickup.signature(body)}) == 202
    drain()
    assert WebhookDelivery.objects.get().status == "done"
    assert not Campaign.objects.exists()

"""What is no brief starts nothing, and a brief that lost a limit waits for a person."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from audit.models import AuditEntry
from campaigns.models import BriefList, Campaign, LeftOutTask
from integrations.models import Notification, WebhookDelivery
from negotiations.jobs import sweep as sweeping
from tests.fakes.briefs import HEADER, brief
from tests.fakes.clickup import LIST_ID
from tests.fakes.server import milliseconds
from tests.journeys.conftest import MIA, SHEET, House
from tests.work import drain

CLOSED = {"status": {"status": "complete", "type": "closed"}, "date_closed": "1767000000000"}
DAY = 24 * 3600 * 1000


@pytest.fixture
def listed(house: House) -> House:
    """A house with its list of briefs, and Mia on the sheet."""
    house.settings.CLICKUP_LIST_ID = LIST_ID
    house.sheets.set_sheet(SHEET, "Roster", [HEADER, MIA])
    return house


def announce(house: House, task_id: str, *events: str) -> None:
    """Let ClickUp tell about a task."""
    for body, headers in house.clickup.deliveries(task_id, events or ("taskUpdated",)):
        assert house.post_clickup(body, headers) == 202
    drain()


def sweep() -> None:
    """Let a minute pass."""
    BriefList.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    sweeping.sweep()
    drain()


def told(key: str) -> str:
    """Return the only message of its kind."""
    return Notification.objects.get(key__startswith=key).text


NO_BRIEFS: dict[str, tuple[dict[str, Any], dict[str, Any], str]] = {
    "closed": ({}, CLOSED, "finished"),
    "done": ({}, {"status": {"status": "signed off", "type": "done"}}, "finished"),
    "date-done": ({}, {"date_done": "1767000000000"}, "finished"),
    "archived": ({}, {"archived": True}, "archived"),
    "other-list": ({"list_id": "999000111"}, {}, "another list"),
    "subtask": ({"parent": "closed"}, {}, "subtask"),
    "template-name": ({"name": "[TEMPLATE] Campaign brief"}, {}, "template"),
    "template-tag": ({}, {"tags": [{"name": "Template"}]}, "template"),
}


@pytest.mark.parametrize("kind", NO_BRIEFS)
def test_a_task_that_is_no_brief_starts_nothing_and_is_named(listed: House, kind: str) -> None:
    arguments, change, words = NO_BRIEFS[kind]
    task = listed.clickup.add_task("odd", brief(), **({"name": "Odd one"} | arguments))
    task.update(change)
    listed.clickup.add_task(
        "good", brief(**{"Client Name": ("short_text", "Zenit")}), name="Good one"
    )
    announce(listed, "odd", "taskCreated", "taskStatusUpdated")
    announce(listed, "good")
    assert [c.external_id for c in Campaign.objects.all()] == ["good"], "its neighbour starts"
    assert len(listed.sent()) == 1
    left = LeftOutTask.objects.get()
    assert left.task_id == "odd" and words in left.reason
    assert AuditEntry.objects.filter(action="brief.left_out").count() == 1
    assert set(WebhookDelivery.objects.values_list("status", flat=True)) == {"done"}


def test_the_sweep_follows_the_same_rule_as_the_webhook(listed: House) -> None:
    listed.clickup.add_task("closed", brief(), name="Old").update(CLOSED)
    listed.clickup.add_task("tpl", brief(), name="Brief template")
    listed.clickup.add_task("kid", brief(), name="Kid", parent="closed")
    listed.clickup.add_task("good", brief(), name="Good")
    sweep()
    assert [c.external_id for c in Campaign.objects.all()] == ["good"]
    assert set(LeftOutTask.objects.values_list("task_id", flat=True)) == {"closed", "tpl"}


def test_a_task_that_lies_in_our_list_too_is_a_brief(listed: House) -> None:
    task = listed.clickup.add_task("both", brief(), name="Both", list_id="999")
    task["locations"] = [{"id": LIST_ID, "name": "Briefs"}]
    announce(listed, "both")
    assert Campaign.objects.get().status == "active"


def test_a_task_that_was_left_out_and_is_a_brief_now_starts(listed: House) -> None:
    task = listed.clickup.add_task("t", brief(), name="Spring")
    task["archived"] = True
    announce(listed, "t")
    task.update(archived=False, date_updated=str(int(task["date_updated"]) + 5))
    announce(listed, "t")
    assert Campaign.objects.get().status == "active"
    assert not LeftOutTask.objects.exists()


def test_a_waiting_brief_that_is_closed_does_not_start(listed: House) -> None:
    listed.settings.BRIEF_QUIET_SECONDS = 120
    task = listed.clickup.add_task("t", brief(), name="Spring")
    announce(listed, "t")
    task.update(CLOSED)
    announce(listed, "t")
    Campaign.objects.filter(start_due_at__isnull=False).update(start_due_at=timezone.now())
    sweep()
    campaign = Campaign.objects.get()
    assert campaign.status == "draft" and campaign.start_due_at is None
    task.update({"status": {"status": "to do", "type": "open"}, "date_closed": None})
    task["date_updated"] = str(int(task["date_updated"]) + 5)
    announce(listed, "t")
    assert Campaign.objects.get().start_due_at is not None, "a brief again, quiet time again"


def test_a_brief_waits_for_a_quiet_time_after_its_last_change(listed: House) -> None:
    listed.settings.BRIEF_QUIET_SECONDS = 120
    listed.clickup.add_task("t", brief(), name="Spring")
    announce(listed, "t", "taskCreated")
    sweep()
    campaign = Campaign.objects.get()
    assert campaign.status == "draft" and not listed.sent()
    first = campaign.start_due_at
    assert first is not None
    wait = first - timezone.now()
    assert timedelta(seconds=100) < wait <= timedelta(seconds=120)
    listed.clickup.set_fields("t", brief(**{"Campaign Budget": ("currency", "9000")}))
    announce(listed, "t")
    second = Campaign.objects.get().start_due_at
    assert second is not None and second > first
    Campaign.objects.update(start_due_at=timezone.now())
    sweep()
    started = Campaign.objects.get()
    assert started.status == "active" and started.start_due_at is None
    assert started.budget_amount == 9000 and len(listed.sent()) == 1


def test_a_brief_deleted_in_its_quiet_time_does_not_start(listed: House) -> None:
    listed.settings.BRIEF_QUIET_SECONDS = 120
    listed.clickup.add_task("t", brief(), name="Spring")
    announce(listed, "t")
    assert listed.post_clickup(*listed.clickup.delete_task("t")) == 202
    drain()
    assert Campaign.objects.get().start_due_at is None


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({}, id="only the name"),
        pytest.param(
            {"When is the content expected to be published?": ("date", "1801454400000")},
            id="name and date",
        ),
        pytest.param(
            {"When is the content expected to be delivered for approval?": ("short_text", "tbd")},
            id="a date that is open",
        ),
    ],
)
def test_a_duplicated_task_waits_as_a_draft(listed: House, change: dict[str, Any]) -> None:
    listed.clickup.add_task("one", brief(), name="Launch")
    announce(listed, "one")
    listed.clickup.add_task("two", brief(**change), name="Launch (copy)")
    announce(listed, "two", "taskCreated")
    copy = Campaign.objects.get(external_id="two")
    assert copy.status == "draft" and "copy of 'Launch'" in copy.start_holds[0]
    assert len(listed.sent()) == 1
    assert "copy of 'Launch'" in told("brief_waits")
    listed.clickup.set_fields("two", brief(**{"Client Name": ("short_text", "Zenit")}))
    announce(listed, "two")
    copy.refresh_from_db()
    assert copy.status == "active" and copy.start_holds == []


def test_tasks_older_than_the_house_wait_for_a_person(listed: House) -> None:
    old = listed.clickup.add_task("old", brief(), name="Last year's")
    old["date_created"] = str(milliseconds() - 3 * DAY)
    listed.clickup.add_task(
        "new", brief(**{"Client Name": ("short_text", "Zenit")}), name="This week's"
    )
    sweep()
    assert {c.external_id: c.status for c in Campaign.objects.all()} == {
        "old": "draft",
        "new": "active",
    }
    assert "first look at the list" in Campaign.objects.get(external_id="old").start_holds[0]


def test_a_task_dated_in_the_future_hides_no_later_brief(listed: House) -> None:
    listed.clickup.add_task("far", brief(), name="Far", updated_at=milliseconds() + 900 * DAY)
    sweep()
    listed.clickup.add_task("next", brief(**{"Client Name": ("short_text", "Zenit")}), name="Next")
    sweep()
    assert Campaign.objects.filter(external_id="next", status="active").exists()

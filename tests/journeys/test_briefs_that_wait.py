"""What is no brief starts nothing, and a brief that lost a limit waits for a person."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from audit.models import AuditEntry
from campaigns import commands as campaigns
from campaigns.models import BriefList, Campaign, LeftOutTask
from integrations.models import Notification, WebhookDelivery
from negotiations.jobs import sweep as sweeping
from tests.fakes.clickup import LIST_ID, form_field, milliseconds
from tests.journeys.conftest import HEADER, MIA, SHEET, House, brief
from tests.work import drain

CLOSED = {"status": {"status": "complete", "type": "closed"}, "date_closed": "1767000000000"}
DAY = 24 * 3600 * 1000
LEAST = "Minimum Cost per Influencer (Do not make an offer lower than this)"
MOST = "Maximum Cost per Influencer without Human Approval"


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


def without(name: str, **overrides: Any) -> list[dict[str, Any]]:
    """Return a brief whose form lost a field."""
    return [field for field in brief(**overrides) if field["name"] != name]


@pytest.mark.parametrize(
    ("title", "kind", "like"),
    [
        ("Maximum Cost per Influencer w/o Human Approval", "currency", MOST),
        ("Minimum Cost per Influencer (do NOT go below)", "currency", LEAST),
        ("Max fee without approval", "number", MOST),
        ("Lowest offer per creator", "currency", LEAST),
        ("Target CPM", "number", "CPM Target - Numerical value ($20-$50)"),
        ("Total budget", "currency", "Campaign Budget"),
    ],
)
def test_a_renamed_limit_stops_the_start_and_is_named(
    listed: House, title: str, kind: str, like: str
) -> None:
    fields = [*without(like if like != "Campaign Budget" else ""), form_field(title, kind, "1000")]
    listed.clickup.add_task("t", fields, name="Renamed limits")
    announce(listed, "t")
    assert Campaign.objects.get().status == "draft" and not listed.sent()
    message = told("brief_waits")
    assert title in message and like in message


def test_a_limit_that_earlier_briefs_had_is_missed_until_a_person_starts_without_it(
    listed: House,
) -> None:
    def other(client: str) -> list[dict[str, Any]]:
        return without(LEAST, **{"Client Name": ("short_text", client)})

    listed.clickup.add_task("one", brief(), name="One")
    announce(listed, "one")
    listed.clickup.add_task("two", other("Zenit"), name="Two")
    announce(listed, "two")
    two = Campaign.objects.get(external_id="two")
    assert two.status == "draft" and LEAST in told("brief_waits")
    campaigns.start_campaign(
        campaign_id=two.pk, actor="ana", reason="this client has none", now=timezone.now()
    )
    drain()
    assert f"Started although: The field '{LEAST}' is missing" in told(f"roster:{two.pk}")
    listed.clickup.add_task("three", other("Orbit"), name="Three")
    announce(listed, "three")
    assert Campaign.objects.get(external_id="three").status == "active"


def test_a_limit_that_is_not_decided_stops_the_start(listed: House) -> None:
    listed.clickup.add_task("t", brief(**{MOST: ("short_text", "tbd")}), name="Open limit")
    announce(listed, "t")
    campaign = Campaign.objects.get()
    assert campaign.status == "draft" and campaign.brief_errors == []
    assert MOST in campaign.start_holds[0]


def test_harmless_strange_fields_stop_nothing(listed: House) -> None:
    strange = [
        form_field("Priority", "short_text", "high"),
        form_field("Brand guidelines", "url", "https://brand.example"),
        form_field("Target CPM (old)", "number"),
    ]
    listed.clickup.add_task("t", [*brief(), *strange], name="Spring")
    announce(listed, "t")
    assert Campaign.objects.get().status == "active"


@pytest.mark.parametrize("empty", [0, "0", "-", "n/a", "tbd", "N/A ", "TBD"])
def test_an_empty_text_field_spelled_in_words_is_unset(listed: House, empty: Any) -> None:
    odd = brief(
        **{
            "Secondary Goal": ("short_text", empty),
            "Client Website": ("url", empty),
            "Why do we have these goals? (Business context, etc)": ("text", empty),
        }
    )
    listed.clickup.add_task("t", odd, name="Spring")
    announce(listed, "t")
    campaign = Campaign.objects.get()
    assert campaign.status == "active"
    assert not {"goals.secondary_goal", "background.client_website"} & set(campaign.brief)


def test_field_types_seen_in_the_wild_are_read(listed: House) -> None:
    people = [{"id": 1, "username": None, "email": "kim@house.example"}, {"username": "Ana"}]
    wild = brief(
        **{
            "Client Name": ("list_relationship", [{"id": "8x", "name": "Lumen", "status": None}]),
            "Campaign Manager": ("users", people),
            "Campaign Budget": ("formula", 20000.0),
            LEAST: ("rollup", {"value": "300"}),
            "Secondary Goal": ("emoji", 4),
            "Outline the target percentage distribution by market "
            "(Give each market a percentage i.e. USA 100%)": (
                "location",
                {"location": {"lat": 1, "lng": 2}, "formatted_address": "USA 100%"},
            ),
        }
    )
    listed.clickup.add_task("t", wild, name="Spring")
    announce(listed, "t")
    campaign = Campaign.objects.get()
    assert campaign.brief_errors == [] and campaign.status == "active"
    assert campaign.client is not None and campaign.client.name == "Lumen"
    assert (campaign.budget_amount, campaign.minimum_amount) == (20000, 300)
    assert campaign.brief["background.campaign_manager"] == "kim@house.example, Ana"

"""The API: what it answers, and how it refuses."""

from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from audit.models import AuditEntry
from campaigns.models import Agency, Campaign
from negotiations.models import OutgoingEmail, Thread
from tests.config.caller import Caller
from tests.world import make_campaign, make_thread

REASON = {"reason": "the client asked"}


# --- campaigns ----------------------------------------------------------------------------


def test_a_campaign_is_found_by_either_id_with_its_figures(caller: Caller) -> None:
    campaign = make_campaign()
    make_thread(campaign)
    by_id, by_task = caller.get(f"campaigns/{campaign.pk}"), caller.get("campaigns/86task1")
    assert by_id == by_task
    assert by_id["budget_amount"] == "20000.00"
    assert by_id["committed_amount"] == "1250.00"
    assert by_id["counts_by_state"]["awaiting_reply"] == 1
    assert len(by_id["counts_by_state"]) == 10
    assert by_id["percent_closed"] == "0.0" and by_id["average_cpm"] is None
    assert set(by_id) == {
        "id", "external_id", "client_name", "name", "status", "currency", "budget_amount",
        "cpm_floor", "cpm_ceiling", "counts_by_state", "agreed_count", "percent_closed",
        "committed_amount", "average_cpm", "budget_used_percent",
    }  # fmt: skip
    assert caller.get("campaigns", limit=1)["count"] == 1


def test_a_longer_list_of_campaigns_costs_no_more_queries(
    caller: Caller, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(3):
        make_thread(make_campaign(f"86task{number}"))
    caller.get("campaigns")  # the key's use is noted once a minute
    with django_assert_num_queries(4):  # the key, the page, its figures, the count
        found = caller.get("campaigns")["items"]
    assert [item["committed_amount"] for item in found] == ["1250.00"] * 3
    with django_assert_num_queries(4):
        assert len(caller.get("campaigns", limit=1)["items"]) == 1


def test_a_campaign_is_paused_resumed_and_stopped_with_its_threads(caller: Caller) -> None:
    campaign = make_campaign()
    thread = make_thread(campaign)
    path = f"campaigns/{campaign.external_id}"
    assert caller.post(f"{path}/pause", REASON)["status"] == "paused"
    assert caller.post(f"{path}/resume", REASON)["status"] == "active"
    assert caller.post(f"{path}/stop", REASON)["status"] == "stopped"
    assert Thread.objects.get(pk=thread.pk).state == "stopped"
    refused = caller.post(f"{path}/start", REASON, status=409)
    assert "stopped" in refused["error"]["message"]
    done = AuditEntry.objects.get(action="campaign.stopped")
    assert (done.actor, done.summary) == ("api:dashboard", "the client asked")


def test_a_draft_campaign_is_started_by_hand(caller: Caller) -> None:
    campaign = make_campaign(status=Campaign.Status.DRAFT)
    assert caller.post(f"campaigns/{campaign.pk}/start", REASON)["status"] == "active"


# --- threads ------------------------------------------------------------------------------


def test_a_thread_has_the_documented_fields(caller: Caller) -> None:
    thread = make_thread(make_campaign())
    found = caller.get(f"threads/{thread.pk}")
    assert set(found) == {
        "id", "campaign_id", "campaign_external_id", "influencer_name", "influencer_email",
        "state", "round", "last_offer_amount", "last_ask_amount", "agreed_amount", "currency",
        "agreed_cpm", "counterparty", "agency", "mail_thread_id", "managed_by", "claimed_by",
        "next_step",
        "next_step_kind",
        "needs_person", "updated_at",
    }  # fmt: skip
    assert found["last_offer_amount"] == "1250.00" and found["last_ask_amount"] is None
    assert found["mail_thread_id"] and found["needs_person"] is False


def test_an_offer_that_has_not_left_is_no_last_offer(caller: Caller) -> None:
    campaign = make_campaign(autonomy=Campaign.Autonomy.REVIEW)
    thread = make_thread(campaign)
    found = caller.get(f"threads/{thread.pk}")
    assert found["last_offer_amount"] is None and found["needs_person"] is True


def test_threads_are_filtered(caller: Caller) -> None:
    first, second = make_campaign("t-1"), make_campaign("t-2")
    mia, _ = make_thread(first), make_thread(second, "Bo Finch")

    def names(**query: Any) -> list[str]:
        return [t["influencer_name"] for t in caller.get("threads", **query)["items"]]

    assert len(names()) == 2
    assert names(campaign="t-1") == names(campaign=str(first.pk)) == ["Mia Lark"]
    assert names(influencer="FINCH") == ["Bo Finch"]
    assert names(influencer=mia.influencer.email) == ["Mia Lark"]
    assert names(state="agreed") == []
    caller.get("threads", status=400, state="happy")
    caller.get("threads", status=404, campaign="nobody")


def test_a_longer_list_costs_no_more_queries(
    caller: Caller, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    campaign = make_campaign()
    for number in range(3):
        make_thread(campaign, f"Person{number} Lark")
    caller.get("threads")  # the key's use is noted once a minute
    with django_assert_num_queries(3):  # the key, the page, the count
        assert len(caller.get("threads")["items"]) == 3
    with django_assert_num_queries(3):
        caller.get("threads", limit=1)


def test_the_timeline_is_oldest_first_and_carries_the_words(caller: Caller) -> None:
    thread = make_thread(make_campaign())
    story = caller.get(f"threads/{thread.pk}/timeline")
    kinds = [item["kind"] for item in story["items"]]
    assert kinds[0] == "thread.opened" and "email.sent" in kinds
    assert story["count"] == len(kinds)
    assert all(set(i) == {"at", "kind", "actor", "summary", "data"} for i in story["items"])
    sent = next(i for i in story["items"] if i["kind"] == "email.sent")
    assert sent["data"]["direction"] == "out" and "$1,250.00" in sent["data"]["body"]


def test_every_control_of_a_thread(caller: Caller) -> None:
    thread = make_thread(make_campaign())
    path = f"threads/{thread.pk}"
    assert caller.post(f"{path}/pause", REASON)["state"] == "paused"
    assert caller.post(f"{path}/pause", REASON, status=409)["error"]["code"] == "state"
    assert caller.post(f"{path}/resume", REASON)["state"] == "awaiting_reply"
    taken = caller.post(f"{path}/take-over", REASON)
    assert (taken["managed_by"], taken["claimed_by"]) == ("person", "api:dashboard")
    assert caller.post(f"{path}/hand-back", REASON)["managed_by"] == "agent"
    assert caller.post(f"{path}/stop", REASON)["state"] == "stopped"
    caller.post(f"{path}/stop", REASON, status=409)


@pytest.mark.parametrize("body", [None, {}, {"reason": ""}, {"reason": "  "}, {"reason": 5}])
def test_a_control_without_a_reason_is_400_and_changes_nothing(
    caller: Caller, body: dict[str, Any] | None
) -> None:
    thread = make_thread(make_campaign())
    error = caller.post(f"threads/{thread.pk}/stop", body, status=400)
    assert error["error"]["code"] == "malformed"
    assert Thread.objects.get().state == "awaiting_reply"


def test_unknown_things_are_404_and_malformed_ones_400(caller: Caller) -> None:
    caller.get("threads/999", status=404)
    caller.get("threads/999/timeline", status=404)
    caller.get("campaigns/nobody", status=404)
    caller.get("no-such-thing", status=404)
    caller.post("threads/999/stop", REASON, status=404)
    caller.post("emails/999/approve", status=404)
    caller.post("agencies/999/stop", status=404)
    caller.get("threads/abc", status=400)
    caller.get("threads", status=400, limit="many")
    answer = caller.client.post("/api/v1/threads/1/stop", "{", content_type="application/json")
    assert answer.status_code == 400 and answer.json()["error"]["message"]


# --- emails and agencies ------------------------------------------------------------------


def test_a_draft_is_listed_and_approved_in_edited_words(caller: Caller) -> None:
    make_thread(make_campaign(autonomy=Campaign.Autonomy.REVIEW))
    (draft,) = caller.get("emails", campaign="86task1")["items"]
    assert draft["status"] == "draft" and draft["to"] == ["mia@lark.example"]
    words = draft["body"].replace("Hi Mia", "Hello Mia")
    assert caller.post(f"emails/{draft['id']}/approve", {"body": words})["body"] == words
    email = OutgoingEmail.objects.get()
    assert email.status in ("held", "ready") and email.approved_by == "api:dashboard"


def test_words_the_gate_stops_are_409(caller: Caller) -> None:
    make_thread(make_campaign(autonomy=Campaign.Autonomy.REVIEW))
    email = OutgoingEmail.objects.get()
    body = {"body": email.body.replace("$1,250.00", "$9,999.00")}
    assert caller.post(f"emails/{email.pk}/approve", body, status=409)["error"]["code"] == "gate"
    assert OutgoingEmail.objects.get().status == "draft"


def test_a_draft_is_discarded_once(caller: Caller) -> None:
    make_thread(make_campaign(autonomy=Campaign.Autonomy.REVIEW))
    path = f"emails/{OutgoingEmail.objects.get().pk}"
    assert caller.post(f"{path}/discard")["status"] == "discarded"
    caller.post(f"{path}/discard", status=409)
    caller.post(f"{path}/approve", status=409)


def test_emails_are_filtered_by_status(caller: Caller) -> None:
    make_thread(make_campaign())
    answer = caller.client.get("/api/v1/emails", {"status": "sent"}).json()
    assert answer["count"] == 1 and answer["items"][0]["provider_message_id"]
    assert caller.client.get("/api/v1/emails", {"status": "draft"}).json()["items"] == []
    assert caller.client.get("/api/v1/emails", {"status": "gone"}).status_code == 400


def test_an_agency_is_listed_and_stopped(caller: Caller) -> None:
    thread = make_thread(make_campaign())
    agency = Agency.objects.create(name="Bright Talent")
    Thread.objects.update(agency=agency)
    assert caller.get("agencies")["items"] == [
        {"id": agency.pk, "name": "Bright Talent", "open_threads": 1}
    ]
    assert caller.post(f"agencies/{agency.pk}/stop", REASON)["thread_ids"] == [thread.pk]
    assert caller.get("agencies")["items"][0]["open_threads"] == 0


# --- audit and description ----------------------------------------------------------------


def test_the_trail_is_filtered(caller: Caller) -> None:
    thread = make_thread(make_campaign())
    sent = caller.get("audit", campaign="86task1", action="email_sent")
    assert sent["count"] == 1
    assert set(sent["items"][0]) == {
        "id", "at", "actor", "action", "campaign_id", "thread_id", "influencer", "request_id",
        "summary", "data",
    }  # fmt: skip
    today = timezone.localdate().isoformat()
    whole = caller.get("audit", thread=thread.pk, influencer="mia", since=today, until=today)
    assert whole["count"] > 2
    assert caller.get("audit", until="2020-01-01")["count"] == 0
    caller.get("audit", status=400, since="yesterday")
    caller.get("audit", status=400, action="email.teleported")


def test_the_description_names_every_address(caller: Caller) -> None:
    paths = caller.get("openapi.json")["paths"]
    for path in ("campaigns/{campaign_id}/stop", "threads/{thread_id}/take-over", "audit"):
        assert f"/api/v1/{path}" in paths

"""Campaign pages: figures that add up, a brief fixed in place, buttons, kill switches."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from audit.models import AuditEntry
from campaigns.models import Campaign, KillSwitch
from negotiations.domain.terms.states import State
from negotiations.models import Thread
from tests.negotiations.console import HOSTILE, staff_with
from tests.negotiations.rows import campaign_of, thread_in

pytestmark = pytest.mark.django_db
BUDGET = "Campaign Budget"
TYPED = {
    "name": "Autumn",
    "client_name": "Lumen",
    "goal": "Brand Awareness",
    "currency": "eur",
    "budget": "12000",
    "cpm_target": "20",
    "leniency": "25",
    "deliverables": "1 Instagram Reel",
    "autonomy": "review",
    "opening": "offer_first",
}


@pytest.fixture
def manager() -> Client:
    return staff_with("view", "change", "add", "delete")


@pytest.fixture
def viewer() -> Client:
    return staff_with("view")


def page_of(campaign: Campaign) -> str:
    return reverse("admin:campaigns_campaign_change", args=(campaign.pk,))


def act_on(campaign: Campaign, name: str) -> str:
    return reverse("admin:campaigns_campaign_act", args=(campaign.pk, name))


def quarantined() -> Campaign:
    return campaign_of(
        status="quarantined",
        budget_amount=None,
        brief={"client_name": "Lumen"},
        brief_errors=[{"name": BUDGET, "value": HOSTILE, "reason": "this is no amount"}],
    )


def test_counts_of_all_states_add_up_to_the_total_and_are_filters(viewer: Client) -> None:
    campaign = campaign_of()
    for state in ("awaiting_reply", "awaiting_reply", "escalated", "agreed"):
        thread_in(state, campaign)
    shown = viewer.get(page_of(campaign))
    counts = shown.context["figures"].counts_by_state
    assert set(counts) == set(State)
    assert sum(counts.values()) == Thread.objects.filter(campaign=campaign).count() == 4
    threads = reverse("admin:negotiations_thread_changelist")
    for state, count in counts.items():
        query = f"campaign__id__exact={campaign.pk}&state__exact={state}"
        assert f"{threads}?{query.replace('&', '&amp;')}" in shown.content.decode()
        assert viewer.get(f"{threads}?{query}").context["cl"].result_count == count


def test_used_committed_and_free_make_the_budget(viewer: Client) -> None:
    campaign = campaign_of()
    thread_in("agreed", campaign)
    shown = viewer.get(page_of(campaign)).context
    parts = shown["figures"].agreed_amount, shown["open_amount"], shown["free"]
    assert parts == (Decimal(1250), Decimal(0), Decimal(18_750))
    assert shown["figures"].average_cpm == Decimal(25)


@pytest.mark.parametrize(
    ("before", "name", "after"),
    [
        ("draft", "start", "active"),
        ("active", "pause", "paused"),
        ("paused", "resume", "active"),
        ("active", "read_sheet", "active"),
        ("active", "stop", "stopped"),
    ],
)
def test_button_calls_its_command_and_is_recorded(
    manager: Client, before: str, name: str, after: str
) -> None:
    campaign = campaign_of(status=before)
    assert act_on(campaign, name) in manager.get(page_of(campaign)).content.decode()
    assert manager.get(act_on(campaign, name)).status_code == 405
    assert manager.post(act_on(campaign, name), {"reason": "client said so"}).status_code == 302
    campaign.refresh_from_db()
    assert campaign.status == after
    entry = AuditEntry.objects.get(campaign_id=campaign.pk)
    assert (entry.actor, entry.summary) == ("kim@house.example", "client said so")


def test_button_of_another_status_is_hidden_and_refused(manager: Client) -> None:
    campaign = campaign_of(status="completed")
    for name in ("start", "pause", "resume", "apply", "read_sheet", "stop"):
        assert act_on(campaign, name) not in manager.get(page_of(campaign)).content.decode()
        answer = manager.post(act_on(campaign, name), {"reason": "my words"})
        assert answer.status_code == 409
        assert "my words" in answer.content.decode()
    campaign.refresh_from_db()
    assert campaign.status == "completed"


def test_viewer_may_look_and_not_act(viewer: Client) -> None:
    campaign = quarantined()
    fix = reverse("admin:campaigns_campaign_fix", args=(campaign.pk,))
    text = viewer.get(page_of(campaign)).content.decode()
    assert "this is no amount" in text
    assert fix not in text
    assert viewer.post(fix, {"field_0": "5000", "reason": "x"}).status_code == 403
    assert viewer.post(act_on(campaign, "stop"), {"reason": "x"}).status_code == 403
    assert viewer.get(reverse("admin:campaigns_campaign_create")).status_code == 403
    assert not AuditEntry.objects.exists()


def test_bad_field_is_fixed_in_place(manager: Client) -> None:
    campaign = quarantined()
    fix = reverse("admin:campaigns_campaign_fix", args=(campaign.pk,))
    text = manager.get(page_of(campaign)).content.decode()
    assert BUDGET in text
    assert '<script>alert("x")' not in text
    refused = manager.post(fix, {"field_0": "a lot", "reason": "client mailed it"})
    assert refused.status_code == 409
    assert "a lot" in refused.content.decode()
    assert manager.get(fix).status_code == 405
    manager.post(fix, {"field_0": "$5,000", "reason": "client mailed it"})
    campaign.refresh_from_db()
    assert campaign.budget_amount == Decimal(5000)
    assert BUDGET not in {e["name"] for e in campaign.brief_errors}
    assert AuditEntry.objects.filter(action="campaign.corrected").count() == 1


def test_a_changed_brief_is_shown_and_applied_with_a_reason(manager: Client) -> None:
    values = {"client_name": "Lumen", "goals.primary_goal": HOSTILE, "budget": "9000"}
    changed = {"goals.primary_goal": (None, HOSTILE), "budget": ("20000", "9000")}
    seen = "2026-11-20T09:00:00+00:00"
    pending = {"values": values, "errors": [], "changed": changed, "seen_at": seen}
    campaign = campaign_of(status="active", pending_brief=pending)
    text = manager.get(page_of(campaign)).content.decode()
    assert "The brief changed in ClickUp: 2" in text and "20000" in text
    assert '<script>alert("x")' not in text and act_on(campaign, "apply") in text
    manager.post(act_on(campaign, "apply"), {"reason": "client agreed"})
    campaign.refresh_from_db()
    assert (campaign.budget_amount, campaign.pending_brief) == (Decimal(9000), None)
    assert act_on(campaign, "apply") not in manager.get(page_of(campaign)).content.decode()


def test_campaign_by_hand_waits_as_a_draft(manager: Client) -> None:
    address = reverse("admin:campaigns_campaign_create")
    assert manager.get(address).status_code == 200
    assert not Campaign.objects.exists()
    answer = manager.post(address, TYPED)
    campaign = Campaign.objects.get()
    assert answer["Location"] == page_of(campaign)
    assert (campaign.status, campaign.currency, campaign.brief_errors) == ("draft", "EUR", [])
    assert (campaign.cpm_floor, campaign.cpm_ceiling) == (Decimal(20), Decimal(25))
    assert campaign.client is not None
    assert campaign.client.name == "Lumen"


def test_campaign_by_hand_keeps_what_was_typed(manager: Client) -> None:
    address = reverse("admin:campaigns_campaign_create")
    answer = manager.post(address, {**TYPED, "budget": "plenty"})
    assert answer.status_code == 422
    assert "plenty" in answer.content.decode()
    assert not Campaign.objects.exists()


def test_kill_switch_is_set_and_cleared_with_a_reason(manager: Client) -> None:
    home = reverse("admin:campaigns_killswitch_changelist")
    address = reverse("admin:campaigns_killswitch_set")
    assert manager.get(home).status_code == 200
    assert manager.get(address).status_code == 405
    unknown = {"scope": "campaign", "scope_id": "77", "reason": "typo"}
    assert manager.post(address, unknown).status_code == 422
    manager.post(address, {"scope": "house", "scope_id": "5", "reason": "wrong prices"})
    switch = KillSwitch.objects.get()
    assert (switch.scope, switch.scope_id, switch.set_by) == ("house", 0, "kim@house.example")
    clear = reverse("admin:campaigns_killswitch_clear", args=(switch.pk,))
    assert manager.post(clear, {"reason": ""}).status_code == 422
    manager.post(clear, {"reason": "prices fixed"})
    assert not KillSwitch.objects.exists()
    actions = AuditEntry.objects.order_by("id").values_list("action", "summary")
    assert list(actions) == [
        ("kill_switch.set", "wrong prices"),
        ("kill_switch.cleared", "prices fixed"),
    ]


def test_viewer_sees_switches_and_sets_none(viewer: Client) -> None:
    assert viewer.get(reverse("admin:campaigns_killswitch_changelist")).status_code == 200
    form = {"scope": "house", "scope_id": "0", "reason": "x"}
    assert viewer.post(reverse("admin:campaigns_killswitch_set"), form).status_code == 403
    assert not KillSwitch.objects.exists()

"""Set-up in the console: from a house that sends nothing to a first mail, by clicks alone."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from campaigns.models import Campaign, CampaignOutreach, OutreachSettings
from negotiations.models import OutreachTemplate
from negotiations.outreach.orders import safety_of, stored_settings
from tests.negotiations.console import staff_with
from tests.negotiations.outreach.conftest import CycleHouse, perfect

HOUSE = {
    **{"max_new_leads_per_day": "30", "max_outreach_per_day": "20", "max_followups_per_day": "10"},
    **{"send_window_start": "08:30", "send_window_end": "17:00", "send_weekdays": ["0", "3"]},
    **{"min_gap_seconds": "0", "max_gap_seconds": "0", "mailbox_total_per_24h": "100"},
    **{"reply_reserve": "30", "blocked_domains": "Spam.example, x.example", "reason": "as agreed"},
}
TARGET = {
    **{"views_min": "50000", "views_max": "200000", "engagement_target": "4"},
    **{"primary_platform": "tiktok", "accepted_platforms": ["instagram"], "markets": "us"},
    **{"follower_band": "2", "max_per_day": "20", "time_zone": "UTC", "reason": "as briefed"},
}


@pytest.fixture
def manager(db: None) -> Client:
    return staff_with("view", "change", "add", "delete")


def post(browser: Client, url: str, /, *args: Any, **given: Any) -> int:
    return browser.post(reverse(f"admin:{url}", args=args), given).status_code


def test_a_campaign_is_set_up_switched_on_and_sends_what_was_armed(
    cycle: CycleHouse, manager: Client
) -> None:
    campaign = cycle.campaign(is_live=False)
    CampaignOutreach.objects.all().delete()
    assert post(manager, "campaigns_campaignoutreach_house", **HOUSE) == 302
    act = "campaigns_campaignoutreach_act"
    assert post(manager, act, campaign.pk, "target", **TARGET) == 302
    assert post(manager, act, campaign.pk, "switch", reason="go") == 422
    assert post(manager, act, campaign.pk, "switch", reason="go", assessment="LIA-7") == 302
    safety = safety_of(stored_settings())
    assert (safety.send_weekdays, safety.blocked_domains) == ((0, 3), ("Spam.example", "x.example"))
    row = CampaignOutreach.objects.get()
    assert (row.markets, row.engagement_target, row.follower_band) == (["US"], Decimal(4), 2)
    cycle.imported(campaign, perfect(1))
    assert cycle.day()["outreach_sent"] == 1


def test_a_campaign_is_paused_and_resumed_with_a_reason(cycle: CycleHouse, manager: Client) -> None:
    campaign = cycle.campaign()
    act = "campaigns_campaignoutreach_act"
    assert post(manager, act, campaign.pk, "pause") == 422
    assert post(manager, act, campaign.pk, "pause", reason="client asked") == 302
    page = manager.get(reverse("admin:campaigns_campaignoutreach_campaign", args=(campaign.pk,)))
    assert "client asked" in page.content.decode()
    assert post(manager, act, campaign.pk, "resume", reason="client is back") == 302
    assert post(manager, act, campaign.pk, "resume", reason="again") == 409


def test_standing_approval_lets_a_plan_leave_unarmed_and_ends(
    cycle: CycleHouse, manager: Client
) -> None:
    cycle.limits()
    campaign = cycle.campaign()
    act = "campaigns_campaignoutreach_act"
    assert post(manager, act, campaign.pk, "standing", reason="x", days="31") == 422
    assert post(manager, act, campaign.pk, "standing", reason="I am away", days="3") == 302
    cycle.imported(campaign, perfect(1))
    assert cycle.run(live=True)["outreach_sent"] == 1
    cycle.imported(campaign, perfect(2))
    cycle.forward(days=3, seconds=1)
    assert cycle.run(live=True)["outreach_sent"] == 0


def test_a_window_that_cannot_be_meant_is_refused_and_changes_nothing(
    cycle: CycleHouse, manager: Client
) -> None:
    given = HOUSE | {"send_window_end": "08:30"}
    assert post(manager, "campaigns_campaignoutreach_house", **given) == 409
    assert OutreachSettings.objects.filter(max_new_leads_per_day=30).count() == 0


def test_a_template_is_written_approved_and_used(cycle: CycleHouse, manager: Client) -> None:
    cycle.limits()
    words = {"name": "short", "touch": "1", "weight": "1", "subject": "A question"}
    body = OutreachTemplate.objects.filter(touch=1).latest("pk").body
    OutreachTemplate.objects.filter(touch=1).delete()
    write = "negotiations_outreachtemplate_write"
    assert post(manager, write, **words, body="Hi {{nobody}}") == 409
    assert post(manager, write, **words, body=body) == 302
    cycle.imported(cycle.campaign(), perfect(1))
    assert cycle.run()["skipped"] == {"template_blocked": 1}
    template = OutreachTemplate.objects.get(name="short")
    assert post(manager, "negotiations_outreachtemplate_act", template.pk, "approve") == 302
    assert cycle.run()["skipped"] == {}


@pytest.mark.parametrize("deed", ["target", "switch", "pause", "resume", "standing"])
def test_a_viewer_sees_the_set_up_and_changes_nothing(cycle: CycleHouse, deed: str) -> None:
    viewer = staff_with("view")
    campaign: Campaign = cycle.campaign()
    for name, args in (("changelist", ()), ("campaign", (campaign.pk,))):
        url = reverse(f"admin:campaigns_campaignoutreach_{name}", args=args)
        assert viewer.get(url).status_code == 200
    assert viewer.get(reverse("admin:negotiations_outreachtemplate_changelist")).status_code == 200
    assert post(viewer, "campaigns_campaignoutreach_act", campaign.pk, deed, reason="x") == 403
    assert post(viewer, "campaigns_campaignoutreach_house", **HOUSE) == 403

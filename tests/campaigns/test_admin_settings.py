"""Pages of a campaign's settings, limits, roster and what was left out."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEntry
from campaigns.forms.campaign_settings import SettingsForm
from campaigns.models import Campaign, LeftOutTask, Prospect
from tests.campaigns.test_admin import TYPED, manager, viewer
from tests.negotiations.console import HOSTILE
from tests.work import forget
from tests.world import make_campaign

__all__ = ["manager", "viewer"]
pytestmark = pytest.mark.django_db
ROSTER = b"Name,Email,Platform,Handle,Average Views\nMia Lark,mia@lark.example,Instagram,@mia,50K\n"


@pytest.fixture(autouse=True)
def _empty_queue() -> Iterator[None]:
    yield
    forget()


@pytest.fixture
def campaign() -> Campaign:
    brief = {
        "client_name": "Lumen",
        "goals.primary_goal": "Awareness",
        "budget": "20000",
        "budget_constraints.campaign_budget": "20000",
        "deliverables.scenario_1": "1 Instagram Reel",
        "usage_rights.target.paid_usage": "days_90",
        "product_leverage.product_available": True,
    }
    return make_campaign(brief=brief)


def settings_of(campaign: Campaign) -> str:
    return reverse("admin:campaigns_campaign_settings", args=(campaign.pk,))


def typed(campaign: Campaign, **changes: str) -> dict[str, str]:
    """Return the form as it is shown, with some inputs changed."""
    form = SettingsForm(campaign=campaign)
    shown = {name: form.get_initial_for_field(f, name) for name, f in form.fields.items()}
    return {
        **{name: str(value) for name, value in shown.items() if value not in (None, False)},
        **{name: text for name, text in changes.items()},
    }


def test_a_form_sent_as_it_is_changes_nothing(manager: Client, campaign: Campaign) -> None:
    answer = manager.post(settings_of(campaign), typed(campaign, reason="nothing"))
    assert answer.status_code == 302
    assert not AuditEntry.objects.filter(action="settings.changed").exists()


def test_settings_are_looked_at_before_they_are_kept(manager: Client, campaign: Campaign) -> None:
    form = SettingsForm(campaign=campaign)
    scenario = next(k for k, path in form.terms.items() if path == "deliverables.scenario_1")
    changed = typed(campaign, autonomy="review", reason="asked", **{scenario: "2 Instagram Reels"})
    seen = manager.post(settings_of(campaign), {**changed, "preview": "1"}).content.decode()
    assert "What would change" in seen and "2 Instagram Reels" in seen
    assert Campaign.objects.get().autonomy == "autonomous"
    assert manager.post(settings_of(campaign), changed).status_code == 302
    kept = Campaign.objects.get()
    assert (kept.autonomy, kept.brief["deliverables.scenario_1"]) == ("review", "2 Instagram Reels")
    entry = AuditEntry.objects.get(action="settings.changed")
    assert set(entry.data["changed"]) == {"autonomy", "deliverables.scenario_1"}


def test_a_refused_setting_keeps_what_was_typed(manager: Client, campaign: Campaign) -> None:
    answer = manager.post(
        settings_of(campaign), typed(campaign, budget_amount="a lot", reason="asked")
    )
    assert answer.status_code == 409 and "a lot" in answer.content.decode()
    assert Campaign.objects.get().budget_amount == 20000


def test_only_those_who_may_change_see_the_settings(viewer: Client, campaign: Campaign) -> None:
    assert viewer.get(settings_of(campaign)).status_code == 403
    assert viewer.post(settings_of(campaign), typed(campaign, reason="x")).status_code == 403


def test_the_page_shows_which_limits_bind_and_whence(manager: Client, campaign: Campaign) -> None:
    Campaign.objects.update(reminder_after_hours=24)
    page = manager.get(reverse("admin:campaigns_campaign_change", args=(campaign.pk,)))
    limits = {limit.name: (limit.value, limit.source) for limit in page.context["limits"]}
    assert limits["Budget"] == ("$20,000.00", "brief")
    assert limits["CPM floor"][1] == "default"
    assert limits["Reminder after hours"] == ("24", "setting")
    assert limits["Most amount without approval"] == ("none", "default")
    assert limits["Least paid usage"] == ("90 days", "default")


@pytest.mark.parametrize(
    ("brief", "columns", "words"),
    [
        ({"deliverables.scenario_1": "something nice"}, {}, "No deliverable of the brief"),
        ({"deliverables.scenario_1": "1 Reel, 2 hugs"}, {}, "cannot be read: 2 hugs"),
        ({"deliverables.scenario_1": "1 Reel"}, {}, "it would write to nobody"),
        ({}, {"start_holds": ["It is a copy of 'Launch'."]}, "copy of"),
    ],
)
def test_what_stands_against_a_start_is_said_before_the_button(
    manager: Client, brief: dict[str, Any], columns: dict[str, Any], words: str
) -> None:
    draft = make_campaign(status="draft", brief=brief, **columns)
    page = manager.get(reverse("admin:campaigns_campaign_change", args=(draft.pk,)))
    assert any(words in warning for warning in page.context["warnings"])


def test_a_roster_is_looked_at_and_taken_in(manager: Client, campaign: Campaign) -> None:
    address = reverse("admin:campaigns_campaign_roster", args=(campaign.pk,))

    def upload(**extra: str) -> str:
        file = SimpleUploadedFile("r.csv", ROSTER + b"Bo Finch,b@b.example,MySpace,@bo,1\n")
        return manager.post(address, {"file": file, **extra}, follow=True).content.decode()

    assert "1 rows would come in" in upload(preview="1") and not Prospect.objects.exists()
    shown = upload()
    assert "1 rows are in" in shown and "Bo Finch" in shown
    assert Prospect.objects.get().influencer.name == "Mia Lark"


def test_a_campaign_made_by_hand_holds_a_whole_brief_and_its_roster(manager: Client) -> None:
    page = manager.get(reverse("admin:campaigns_campaign_create"))
    names = {label: key for key, label in page.context["form"].terms.items()}
    further = {
        names["Target for Paid Usage Required (select one)"]: "60 Days",
        names["Payment Terms for Influencers (select one)"]: "Net 30",
        names["When is the content expected to be published?"]: "2026-12-01",
    }
    file = SimpleUploadedFile("r.csv", ROSTER)
    answer = manager.post(
        reverse("admin:campaigns_campaign_create"), {**TYPED, **further, "file": file}
    )
    assert answer.status_code == 302
    made = Campaign.objects.get()
    assert made.status == "draft" and made.prospects.count() == 1
    assert made.brief["usage_rights.target.paid_usage"] == "days_60"
    assert made.brief["requirements.content_publish_date"] == "2026-12-01"


def test_tasks_that_were_left_out_are_counted_and_named(manager: Client) -> None:
    LeftOutTask.objects.create(
        task_id="9x", name=HOSTILE, reason="it is archived", seen_at=timezone.now()
    )
    page = manager.get(reverse("admin:campaigns_campaign_changelist")).content.decode()
    assert "1 task left out" in page and "it is archived" in page
    assert HOSTILE not in page

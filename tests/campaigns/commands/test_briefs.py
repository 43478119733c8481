"""What becomes of a brief that is read again, corrected, changed or deleted."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from audit.models import AuditEntry
from campaigns.commands import (
    CampaignRefused,
    apply_brief,
    correct_brief,
    note_deleted_brief,
    store_brief,
)
from campaigns.models import Campaign
from integrations.clickup.gateway import BriefTask
from integrations.clickup.parsing import brief_task_from
from integrations.models import Notification
from tests.fakes.briefs import brief
from tests.work import forget

AT = datetime(2026, 11, 21, 9, tzinfo=UTC)
BUDGET = "Campaign Budget"
LEAST = "Minimum Cost per Influencer (Do not make an offer lower than this)"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _empty_queue(settings: Settings) -> Iterator[None]:
    settings.BRIEF_QUIET_SECONDS = 0
    yield
    forget()


def task_of(at: datetime = AT, name: str = "Spring", **overrides: Any) -> BriefTask:
    fields = brief(**overrides)
    task = brief_task_from({"id": "t1", "name": name, "custom_fields": fields})
    return replace(task, updated_at=at)


def stored(at: datetime = AT, /, **overrides: Any) -> Campaign:
    task = task_of(at, **overrides)
    campaign = store_brief(task=task, actor="clickup", now=timezone.now())
    assert campaign is not None
    return campaign


def later(minutes: int = 5) -> datetime:
    return AT + timedelta(minutes=minutes)


def actions() -> list[str]:
    return list(AuditEntry.objects.order_by("id").values_list("action", flat=True))


def test_the_same_brief_again_changes_and_says_nothing() -> None:
    stored(**{BUDGET: ("short_text", "a lot")})
    before = actions()
    campaign = stored(later(), **{BUDGET: ("short_text", "a lot")})
    assert campaign.brief_updated_at == later()
    assert actions() == before
    assert Notification.objects.count() == 1


def test_an_older_answer_that_arrives_late_changes_nothing() -> None:
    stored(later(), **{BUDGET: ("currency", "30000")})
    assert stored(AT, **{BUDGET: ("currency", "10000")}).budget_amount == 30000
    assert Campaign.objects.get().pending_brief is None


def test_a_brief_fixed_at_its_source_starts_the_campaign() -> None:
    assert stored(**{BUDGET: ("short_text", "a lot")}).status == "quarantined"
    assert stored(later()).status == "active"


def test_a_correction_outlives_a_later_change_of_another_field() -> None:
    campaign = stored(
        **{
            BUDGET: ("short_text", "a lot"),
            "CPM Target - Numerical value ($20-$50)": ("number", "cheap"),
        }
    )
    correct_brief(
        campaign_id=campaign.pk,
        corrections={BUDGET: "$9,000"},
        actor="ana",
        reason="asked",
        now=timezone.now(),
    )
    campaign = stored(later(), **{BUDGET: ("short_text", "a lot")})
    assert (campaign.status, campaign.budget_amount) == ("draft", Decimal(9000))
    assert "mended by hand" in campaign.start_holds[0]


def test_a_correction_ends_when_the_form_says_something_new() -> None:
    campaign = stored(**{BUDGET: ("short_text", "a lot"), LEAST: ("currency", "odd")})
    correct_brief(
        campaign_id=campaign.pk,
        corrections={BUDGET: "$9,000"},
        actor="ana",
        reason="asked",
        now=timezone.now(),
    )
    assert stored(later(), **{BUDGET: ("currency", "12000")}).budget_amount == 12000


def test_a_changed_brief_of_a_running_campaign_waits_for_a_person() -> None:
    stored()
    campaign = stored(later(), **{BUDGET: ("currency", "50000")})
    assert (campaign.status, campaign.budget_amount) == ("active", Decimal(20000))
    assert campaign.pending_brief is not None
    assert campaign.pending_brief["changed"]["budget"] == ("20000", "50000")
    assert "budget" in Notification.objects.get(key__startswith="brief_changed").text
    stored(later(9), **{BUDGET: ("currency", "50000")})
    assert actions().count("campaign.changed") == 1
    applied = apply_brief(
        campaign_id=campaign.pk, actor="ana", reason="client agreed", now=timezone.now()
    )
    assert (applied.budget_amount, applied.brief_version) == (Decimal(50000), 2)
    assert applied.pending_brief is None and applied.status == "active"
    entry = AuditEntry.objects.get(action="brief.applied")
    assert (entry.actor, entry.summary) == ("ana", "client agreed")


def test_a_brief_changed_back_has_nothing_to_apply() -> None:
    stored()
    stored(later(), **{BUDGET: ("currency", "50000")})
    campaign = stored(later(9))
    assert campaign.pending_brief is None
    with pytest.raises(CampaignRefused, match="No changed brief"):
        apply_brief(campaign_id=campaign.pk, actor="ana", reason="x", now=timezone.now())


@pytest.mark.parametrize(
    ("change", "words"),
    [
        pytest.param({BUDGET: ("short_text", "a lot")}, BUDGET, id="a field to fix"),
        pytest.param({BUDGET: ("short_text", "€50000")}, "not in USD", id="another currency"),
    ],
)
def test_a_changed_brief_that_cannot_be_used_is_not_applied(
    change: dict[str, tuple[str, str]], words: str
) -> None:
    stored(**{BUDGET: ("short_text", "$20000")})
    campaign = stored(later(), **change)
    with pytest.raises(CampaignRefused, match=words):
        apply_brief(campaign_id=campaign.pk, actor="ana", reason="x", now=timezone.now())
    assert Campaign.objects.get().budget_amount == 20000


def test_a_deleted_task_is_said_once_and_stops_nothing() -> None:
    stored()
    for _ in range(2):
        assert note_deleted_brief(task_id="t1", actor="clickup", now=timezone.now())
    assert Campaign.objects.get().status == "active"
    assert actions().count("brief.deleted") == 1
    assert not note_deleted_brief(task_id="other", actor="clickup", now=timezone.now())


def test_long_names_and_a_pasted_sheet_address_fit_the_row() -> None:
    address = "https://docs.google.com/spreadsheets/d/" + "k" * 44 + "/edit?gid=0#" + "x" * 300
    named: dict[str, Any] = {
        "Client Name": ("short_text", "C" * 500),
        "Influencer Sheet ID": ("short_text", address),
    }
    campaign = stored(**named)
    campaign.full_clean(exclude=["client", "mailbox_address"])
    assert campaign.sheet_id == address

"""Settings and rosters over the API: previewed, audited, refused where an offer would break."""

from decimal import Decimal
from typing import Any

import pytest

from audit.models import AuditEntry
from campaigns.models import Campaign, Prospect
from negotiations.queries.bindings import playbook_of
from tests.config.caller import Caller
from tests.world import BRIEF, make_campaign, make_thread, the_mailbox

WHY = {"reason": "the client asked"}
LEAST = "Minimum Cost per Influencer (Do not make an offer lower than this)"


@pytest.fixture
def campaign(caller: Caller) -> Campaign:
    made = make_campaign(
        brief={
            **BRIEF,
            "client_name": "Lumen",
            "goals.primary_goal": "Brand Awareness",
            "budget": "20000",
            "budget_constraints.campaign_budget": "20000",
            "budget_constraints.cpm_target": "25",
            "budget_constraints.cpm_leniency_pct": "40",
        },
        target_cpm=Decimal(25),
    )
    the_mailbox()
    return made


@pytest.mark.parametrize(
    ("name", "value", "column", "kept"),
    [
        ("autonomy", "review", "autonomy", "review"),
        ("opening", "ask_first", "opening", "ask_first"),
        ("reminder_hours", 24, "reminder_after_hours", 24),
        ("stale_hours", "96", "stale_after_hours", 96),
        ("over_offer_factor", "1.5", "over_offer_factor", Decimal("1.50")),
        ("mailbox", "deals@house.example", "mailbox_address", "deals@house.example"),
        ("approval_amount", "2500", "approval_amount", 2500),
        ("budget_amount", 30000, "budget_amount", 30000),
        ("hidden_rows", True, "takes_hidden_rows", True),
        (LEAST, "$300", "minimum_amount", 300),
        ("budget_constraints.cpm_target", "20", "cpm_floor", 20),
    ],
)
def test_a_setting_is_previewed_changed_and_audited(
    campaign: Campaign, caller: Caller, name: str, value: str | int | bool, column: str, kept: Any
) -> None:
    path = f"campaigns/{campaign.pk}"
    before = getattr(campaign, column)
    seen = caller.patch(f"{path}?preview=true", {name: value})
    assert seen["is_preview"] and len(seen["changed"]) == 1
    campaign.refresh_from_db()
    assert (
        getattr(campaign, column) == before
        and not AuditEntry.objects.filter(actor="api:dashboard").exists()
    )
    done = caller.patch(path, {name: value, **WHY})
    assert done["changed"] == seen["changed"] and not done["is_preview"]
    campaign.refresh_from_db()
    assert getattr(campaign, column) == kept
    entry = AuditEntry.objects.get(action="settings.changed")
    assert (entry.actor, entry.summary) == ("api:dashboard", "the client asked")
    assert list(entry.data["changed"]) == list(done["changed"])
    assert caller.patch(path, {name: value, **WHY})["changed"] == {}, "the same again is nothing"
    assert AuditEntry.objects.filter(action="settings.changed").count() == 1


def test_deliverables_rights_product_and_dates_are_terms_like_any_other(
    campaign: Campaign, caller: Caller
) -> None:
    terms = {
        "deliverables.scenario_1": "3 Instagram Reels",
        "Target for Paid Usage Required (select one)": "60 Days",
        "Can product be used as a lever for negotiation?": True,
        "What is the product or upgrade that can be offered?": "a lamp",
        "When is the content expected to be published?": "2026-12-01 to 2026-12-15",
    }
    caller.patch(f"campaigns/{campaign.pk}", {**terms, **WHY})
    campaign.refresh_from_db()
    assert campaign.brief["deliverables.scenario_1"] == "3 Instagram Reels"
    assert campaign.brief["usage_rights.target.paid_usage"] == "days_60"
    assert campaign.brief["product_leverage.product_available"] is True
    assert campaign.brief["requirements.content_publish_date"] == "2026-12-01 to 2026-12-15"
    assert campaign.brief_version == 2


def test_a_playbook_is_bound_by_its_name(campaign: Campaign, caller: Caller) -> None:
    assert playbook_of(campaign).name == "fixed_ladder"
    done = caller.patch(f"campaigns/{campaign.pk}", {"playbook": "adaptive", **WHY})
    assert done["changed"]["playbook"] == {"before": "fixed_ladder", "after": "adaptive"}
    assert playbook_of(campaign).name == "adaptive"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"autonomy": "wild"}, "autonomy: is none of review"),
        ({"reminder_hours": 0}, "reminder_hours: is not above zero"),
        ({"over_offer_factor": "9"}, "over_offer_factor: is not between 1 and 5"),
        ({"mailbox": "else@where.example"}, "none of our mailboxes"),
        ({"budget_amount": "a lot"}, "budget_amount: is not a number"),
        ({"colour": "red"}, "colour: is no setting"),
        ({"budget_amount": "0"}, "Campaign Budget: is not above zero"),
        ({LEAST: "25000"}, "above the campaign's budget"),
    ],
)
def test_a_setting_that_cannot_be_read_is_named_and_nothing_changes(
    campaign: Campaign, caller: Caller, given: dict[str, Any], words: str
) -> None:
    caller.patch(f"campaigns/{campaign.pk}", {**given, "opening": "ask_first", **WHY}, status=409)
    refused = caller.patch(f"campaigns/{campaign.pk}", {**given, **WHY}, status=409)
    assert words in refused["error"]["message"]
    campaign.refresh_from_db()
    assert (
        campaign.opening == "offer_first"
        and not AuditEntry.objects.filter(actor="api:dashboard").exists()
    )


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"budget_amount": "1000"}, "bind $1,250.00 already"),
        ({LEAST: "1300"}, "Mia Lark ($1,250.00) would lie below"),
        ({"budget_constraints.cpm_target": "10"}, "above that CPM ceiling"),
        ({"approval_amount": "1000"}, "above what needs an approval"),
    ],
)
def test_what_would_break_an_open_offer_is_refused(
    campaign: Campaign, caller: Caller, given: dict[str, str], words: str
) -> None:
    make_thread(campaign)
    path = f"campaigns/{campaign.pk}"
    for address in (f"{path}?preview=true", path):
        refused = caller.patch(address, {**given, **WHY}, status=409)
        assert words in refused["error"]["message"]
    assert Campaign.objects.get().budget_amount == 20000


def test_what_waits_is_said_before(campaign: Campaign, caller: Caller) -> None:
    make_thread(campaign)
    seen = caller.patch(
        f"campaigns/{campaign.pk}?preview=true", {"stale_hours": 96, "playbook": "adaptive"}
    )
    assert any("1 open negotiations keep the times" in words for words in seen["touches"])


def test_a_change_says_why(campaign: Campaign, caller: Caller) -> None:
    refused = caller.patch(f"campaigns/{campaign.pk}", {"opening": "ask_first"}, status=400)
    assert "reason" in refused["error"]["message"]


ROSTER = b"Name,Email,Platform,Handle,Average Views\nMia Lark,mia@lark.example,Instagram,@mia,50K\n"


def test_a_roster_file_is_tried_and_taken_in(campaign: Campaign, caller: Caller) -> None:
    path = f"campaigns/{campaign.pk}/roster"
    content = ROSTER + b"Bo Finch,bo@finch.example,MySpace,@bo,20K\n"
    tried = caller.upload(f"{path}?dry_run=true", "roster.csv", content)
    assert (tried["rows"], tried["new"], tried["is_dry_run"]) == (1, 1, True)
    assert [s["column"] for s in tried["skipped"]] == ["Platform"]
    assert (
        not Prospect.objects.exists()
        and not AuditEntry.objects.filter(actor="api:dashboard").exists()
    )
    assert caller.upload(path, "roster.csv", content)["new"] == 1
    assert Prospect.objects.get().influencer.name == "Mia Lark"
    assert AuditEntry.objects.get(action="roster.read").actor == "api:dashboard"


@pytest.mark.parametrize(
    ("name", "content", "status", "words"),
    [
        ("a.pdf", b"%PDF", 400, "only .csv and .xlsx"),
        ("a.xlsx", b"PK\x03\x04", 400, "cannot be opened"),
        ("a.csv", b"Name,Email\nMia,\n", 409, "No row of the file can be used"),
    ],
)
def test_a_roster_file_that_cannot_be_used_is_refused(
    campaign: Campaign, caller: Caller, name: str, content: bytes, status: int, words: str
) -> None:
    path = f"campaigns/{campaign.pk}/roster"
    refused = caller.upload(path, name, content, status=status)
    assert words in refused["error"]["message"]

"""The gauntlet: settings are tried on simulated people; only what broke no rule is launched."""

import json
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal as D
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from campaigns.models import Campaign
from integrations.models import SandboxMail
from integrations.sandbox.trials import GAUNTLET
from negotiations.commands.certificates import (
    claim_certificate,
    request_certificate,
    set_certificate_rule,
    settle_certificate,
)
from negotiations.commands.offers.decisions import history_of
from negotiations.commands.playbooks import (
    Draft,
    activate_playbook,
    approve_playbook,
    roll_back_playbook,
    write_playbook,
)
from negotiations.domain.pricing.policy import Counter
from negotiations.domain.simulation.gauntlet import Story, certify
from negotiations.jobs import openings
from negotiations.models import Certificate, OutgoingEmail, Thread
from negotiations.trials import gauntlet
from negotiations.trials.world import NotAThrowAwayWorld, run_trial
from tests.negotiations.console import staff_with
from tests.negotiations.replies import reply
from tests.work import drain
from tests.world import make_campaign, make_thread, run, use_sandbox

pytestmark = pytest.mark.django_db
BY = {"reason": "before launch", "actor": "kim@house.example"}
CLEAN = {"has_passed": True, "violations": [], "threads": 1}


@pytest.fixture
def campaign(settings: Settings) -> Campaign:
    use_sandbox(settings)
    return make_campaign()


def certified(campaign: Campaign, **result: object) -> Certificate:
    """Return a settled trial of the campaign's settings as they are."""
    now = timezone.now()
    asked = request_certificate(campaign_id=campaign.pk, seed=1, runs=1, **BY, now=now)
    claimed = claim_certificate(certificate_id=asked.pk, now=now)
    assert claimed is not None
    return settle_certificate(
        certificate_id=asked.pk,
        fingerprint=gauntlet.fingerprint_of(claimed.campaign),
        result={**CLEAN, **result},
        error="",
        actor="gauntlet",
        now=now,
    )


def test_a_trial_meets_everybody_and_touches_no_real_row(campaign: Campaign) -> None:
    printed = run("gauntlet", str(campaign.pk), "--seed", "3", "--json")
    shown = json.loads(printed)
    assert shown["threads"] == len(GAUNTLET)
    assert shown["violations"] == [] and shown["has_passed"]
    assert shown["agreed"] > len(GAUNTLET) / 4
    assert not Thread.objects.exists() and not SandboxMail.objects.exists()
    certificate = Certificate.objects.get()
    assert gauntlet.valid_certificate(campaign) == certificate


def test_a_broken_playbook_fails_even_when_forced_past_the_save(campaign: Campaign) -> None:
    campaign.refresh_from_db()
    trial = gauntlet.trial_of(campaign, seed=3, runs=1)
    broken = {**trial.playbook, "shares": ["0.9", "0.1"], "lever_order": ["offer_product"] * 2}
    result = gauntlet.run(replace(trial, playbook=broken))
    assert not result["has_passed"]
    words = " ".join(result["violations"])
    assert "must rise" in words and "twice" in words


def test_the_child_gets_no_secret(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-secret")
    monkeypatch.setenv("DATABASE_URL", "postgres://real")
    given = gauntlet._environment(tmp_path)
    assert "xoxb-secret" not in given.values()
    assert str(tmp_path) in given["DATABASE_URL"]
    assert {given[mode] for mode in gauntlet.MODES} == {"sandbox"}


def test_a_trial_refuses_to_run_beside_real_rows(campaign: Campaign) -> None:
    with pytest.raises(NotAThrowAwayWorld):
        run_trial({}, {}, seed=1, runs=1)


def test_without_a_certificate_nobody_is_written_to_where_one_is_required(
    campaign: Campaign,
) -> None:
    thread = make_thread(campaign, "Mia Lark")
    set_certificate_rule(campaign_id=campaign.pk, is_required=True, **BY, now=timezone.now())
    campaign.refresh_from_db()
    prospect = thread.prospect
    prospect.pk, prospect.status = None, "ready"
    prospect.platform = "tiktok"
    prospect.lock_lifted_by = "kim"
    prospect.influencer = make_thread(make_campaign("86task2"), "Noor Vale").influencer
    prospect.save()
    openings.open_campaign(campaign_id=campaign.pk)
    assert not Thread.objects.filter(prospect=prospect).exists()
    certified(campaign)
    drain()
    assert OutgoingEmail.objects.filter(thread__prospect=prospect, status="sent").exists()


def test_running_negotiations_go_on_without_a_certificate(campaign: Campaign) -> None:
    thread = make_thread(campaign)
    set_certificate_rule(campaign_id=campaign.pk, is_required=True, **BY, now=timezone.now())
    assert reply(thread, "Sounds great, I accept!").state == "agreed"


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"cpm_ceiling": D(36)}, id="ceiling"),
        pytest.param({"budget_amount": D(9000)}, id="budget"),
        pytest.param({"opening": "ask_first"}, id="first email"),
        pytest.param({"brief": {"deliverables.scenario_1": "1 TikTok Video"}}, id="brief"),
    ],
)
def test_a_change_of_settings_ends_the_certificate(
    campaign: Campaign, change: dict[str, Any]
) -> None:
    certified(campaign)
    assert gauntlet.valid_certificate(campaign)
    for name, value in change.items():
        setattr(campaign, name, value)
    campaign.save()
    assert gauntlet.valid_certificate(campaign) is None


def test_another_playbook_ends_the_certificate_and_rolling_back_restores_it(
    campaign: Campaign,
) -> None:
    certified(campaign)
    by: dict[str, Any] = {**BY, "now": timezone.now()}
    version = write_playbook(
        scope="campaign",
        scope_id=campaign.pk,
        draft=Draft("Short", {"name": "fixed_ladder", "round_cap": 2}),
        **by,
    )
    approve_playbook(version_id=version.pk, **by)
    activate_playbook(version_id=version.pk, **by)
    assert gauntlet.valid_certificate(campaign) is None
    roll_back_playbook(scope="campaign", scope_id=campaign.pk, **by)
    assert gauntlet.valid_certificate(campaign)


def test_broken_rules_give_no_certificate(campaign: Campaign) -> None:
    refused = certified(campaign, has_passed=False, violations=["offered 9 above the ask 8"])
    assert not refused.has_passed and gauntlet.valid_certificate(campaign) is None


def test_a_trial_is_claimed_once_and_again_when_its_runner_died(campaign: Campaign) -> None:
    now = timezone.now()
    asked = request_certificate(campaign_id=campaign.pk, seed=1, runs=1, **BY, now=now)
    assert claim_certificate(certificate_id=asked.pk, now=now)
    assert claim_certificate(certificate_id=asked.pk, now=now) is None
    later = now + timedelta(minutes=21)
    assert claim_certificate(certificate_id=asked.pk, now=later)


def a_story(campaign: Campaign, **values: Any) -> Story:
    thread = make_thread(campaign)
    thread = reply(thread, "I would need $1,700 for this.")
    told = Story("linear", "Mia", thread.views, thread.state, None, 2, history_of(thread))
    return replace(told, **values)


def offering(story: Story, amount: str) -> Story:
    """Return the story with another amount in its last counter, receipt and all untouched."""
    last = story.decisions[-1]
    assert isinstance(last.decision, Counter)
    forged = replace(last, decision=replace(last.decision, amount=D(amount)))
    return replace(story, decisions=(*story.decisions[:-1], forged))


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        pytest.param("1751", "above the ceiling", id="ceiling"),
        pytest.param("1701", "above the ask", id="ask"),
        pytest.param("1249", "below the floor", id="floor"),
        pytest.param("1249", "the offer fell", id="falls"),
        pytest.param("1400", "no receipt gives", id="receipt"),
    ],
)
def test_each_never_rule_is_seen_when_broken(campaign: Campaign, amount: str, words: str) -> None:
    story = offering(a_story(campaign), amount)
    found = certify([story], budget=D(20000), committed=D(0)).violations
    assert any(words in line for line in found)


def test_a_clean_story_breaks_nothing(campaign: Campaign) -> None:
    assert certify([a_story(campaign)], budget=D(20000), committed=D(0)).has_passed


@pytest.mark.parametrize(
    ("values", "words"),
    [
        pytest.param({"persona": "opts_out", "state": "counter_sent"}, "ended", id="opt-out"),
        pytest.param({"persona": "legal_threat", "state": "agreed"}, "ended", id="legal"),
        pytest.param({"answered_twice": True}, "two answers", id="answered twice"),
        pytest.param({"gate_findings": ("amount 9",)}, "the gate stops", id="gate"),
    ],
)
def test_each_wrong_ending_is_seen(campaign: Campaign, values: dict[str, Any], words: str) -> None:
    found = certify([a_story(campaign, **values)], budget=D(20000), committed=D(0)).violations
    assert any(words in line for line in found)


def test_money_over_the_budget_and_failed_jobs_are_violations(campaign: Campaign) -> None:
    found = certify([], budget=D(10), committed=D(11), errors=["send_email failed: X"]).violations
    assert len(found) == 2


def test_buttons_ask_for_a_trial_and_set_the_rule(campaign: Campaign) -> None:
    browser = staff_with("view", "change")
    page = reverse("admin:campaigns_campaign_change", args=(campaign.pk,))

    def press(name: str) -> int:
        act = reverse("admin:campaigns_campaign_act", args=(campaign.pk, name))
        return browser.post(act, {"reason": "before launch"}).status_code

    assert press("trial") == 302
    assert Certificate.objects.get().requested_by == "kim@house.example"
    assert press("require-certificate") == 302
    campaign.refresh_from_db()
    assert campaign.require_certificate
    assert "have not passed a trial" in browser.get(page).content.decode()
    assert press("waive-certificate") == 302


def test_a_campaign_without_a_budget_cannot_be_tried(campaign: Campaign) -> None:
    Campaign.objects.filter(pk=campaign.pk).update(budget_amount=None, status="draft")
    with pytest.raises(CommandError, match="budget"):
        run("gauntlet", str(campaign.pk))

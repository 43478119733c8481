"""Replay: the record alone makes every decision again; a playbook shows where it would fork."""

import json
from dataclasses import replace
from decimal import Decimal as D
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from campaigns.models import Campaign
from negotiations.domain.pricing.policy import Counter, Playbook
from negotiations.domain.pricing.replaying import cites_ceiling
from negotiations.models import PlaybookVersion, RecordedDecision, Thread
from negotiations.trials.replay import replay_campaign
from tests.negotiations.console import staff_with
from tests.negotiations.replies import reply
from tests.negotiations.rows import NOW
from tests.world import make_campaign, make_thread, run, use_sandbox

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign(settings: Settings) -> Campaign:
    """Return three stories on record: closed at once, countered twice, above the ceiling."""
    use_sandbox(settings)
    campaign = make_campaign()
    closes, counters, dear = (make_thread(campaign, name) for name in NAMES)
    reply(closes, "Sounds great, I accept!")
    reply(counters, "I would need $1,700 for this.")
    reply(counters, "I could do $1,650.")
    reply(dear, "My rate is $9,000.")
    return campaign


NAMES = ("Mia Lark", "Noor Vale", "Otis Reed")


def test_unchanged_settings_reproduce_every_decision_byte_for_byte(campaign: Campaign) -> None:
    summary = replay_campaign(campaign).summary()
    assert summary["decisions"] == RecordedDecision.objects.count() == 7
    assert summary["identical"] == 7
    assert summary["recorded"] == summary["replayed"]
    assert summary["recorded"]["agreed"] == 1
    assert "identical: 7" in run("replay", str(campaign.pk))


def test_a_changed_record_is_noticed(campaign: Campaign) -> None:
    row = RecordedDecision.objects.filter(decision__kind="counter").last()
    assert row is not None and isinstance(row.decision, Counter)
    row.decision = replace(row.decision, amount=row.decision.amount + D("0.01"))
    row.save()
    with pytest.raises(CommandError, match="other decisions"):
        run("replay", str(campaign.pk))


def test_a_changed_ceiling_changes_only_decisions_that_cite_it(campaign: Campaign) -> None:
    replay = replay_campaign(campaign, Playbook(most_per_deal=D(1300)))
    forks = [found.fork for found in replay.threads if found.fork]
    assert forks and all(cites_ceiling(fork.recorded) for fork in forks)
    by_name = {found.thread.influencer.name: found for found in replay.threads}
    assert by_name["Mia Lark"].fork is None
    assert by_name["Noor Vale"].fork is not None


def test_what_follows_a_fork_is_labelled_as_simulated(campaign: Campaign) -> None:
    replay = replay_campaign(campaign, Playbook(shares=(D(0), D("0.10"), D("0.20"))))
    steps = next(f for f in replay.threads if f.thread.influencer.name == "Noor Vale").steps
    assert [step.basis for step in steps] == ["recorded", "recorded", "assumed"]
    assert isinstance(steps[1].replayed, Counter) and not steps[1].is_same
    labels = json.dumps(replay.as_dict())
    assert "simulated from here" in labels


def test_a_fork_goes_on_from_its_own_offers(campaign: Campaign) -> None:
    replay = replay_campaign(campaign, Playbook(shares=(D(0), D("0.10"), D("0.20"))))
    steps = next(f for f in replay.threads if f.thread.influencer.name == "Noor Vale").steps
    amounts = [s.replayed.amount for s in steps if isinstance(s.replayed, Counter)]
    assert amounts == [D(1250), D(1300), D(1350)]


def test_replay_writes_nothing(
    campaign: Campaign, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    before = list(Thread.objects.values())
    replay_campaign(campaign, Playbook(round_cap=1))
    assert list(Thread.objects.values()) == before


def test_broken_playbook_file_is_refused_with_its_reason(
    campaign: Campaign, tmp_path: Path
) -> None:
    path = tmp_path / "p.json"
    path.write_text(json.dumps({"shares": ["1", "0"]}))
    with pytest.raises(CommandError, match="must rise"):
        run("replay", str(campaign.pk), "--playbook", str(path))


def test_json_names_both_sides(campaign: Campaign, tmp_path: Path) -> None:
    path = tmp_path / "p.json"
    path.write_text(json.dumps({"name": "fixed_ladder", "above_ceiling": "levers_first"}))
    data = json.loads(run("replay", str(campaign.pk), "--playbook", str(path), "--json"))
    dear = next(t for t in data["threads"] if t["influencer"] == "Otis Reed")
    assert dear["steps"][-1]["recorded"]["decision"] == "AskHuman"
    assert dear["steps"][-1]["replayed"]["decision"] == "Counter"


def test_page_shows_both_sides_and_changes_nothing(campaign: Campaign) -> None:
    version = PlaybookVersion.objects.create(
        scope="house",
        number=1,
        title="Tight",
        settings={"most_per_deal": "1300"},
        written_by="kim",
        written_at=NOW,
    )
    page = reverse("admin:negotiations_playbook_replay", args=(version.pk, campaign.pk))
    shown = staff_with("view").get(page)
    assert shown.context["summary"]["forked_threads"] == 2
    assert "simulated" in shown.content.decode()
    assert staff_with_nothing().get(page).status_code == 403


def staff_with_nothing() -> Client:
    browser = Client()
    browser.force_login(User.objects.create_user("noor", "n@house.example", "pw", is_staff=True))
    return browser

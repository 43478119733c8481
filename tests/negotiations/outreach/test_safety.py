"""Shape and safety: checks 1 to 12 of the acceptance list."""

import io
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection

from campaigns.domain.outreach.config import CAMCycleConfig
from campaigns.domain.outreach.report import CAMCycleReport
from campaigns.models import Approach
from negotiations.errors import Refused
from negotiations.jobs.outreach.cycle import run_daily_cam_cycle
from negotiations.models import CycleRun, LearningEvent, OutgoingEmail, PlanRow
from negotiations.outreach import intake
from negotiations.outreach.commands.deciding import correct_facts
from negotiations.outreach.commands.plans import arm_plan
from negotiations.outreach.tallies import report_of
from tests.negotiations.outreach.conftest import KIM, CycleHouse, outcomes, perfect

# What a dry run may write: its run, its plan, and the learning log.
_DRY = {"CycleRun", "CyclePlan", "PlanRow", "LearningEvent"}
_EVENTS = [
    "cam.cycle_started",
    "cam.leads_processed",
    "cam.outreach_scheduled",
    "cam.outreach_sent",
    "cam.replies_detected",
    "cam.followups_sent",
    "cam.leads_escalated",
    "cam.cycle_completed",
]


def rows() -> dict[str, list[dict[str, Any]]]:
    """Return every row of our own rooms but those a dry run is for."""
    rooms = ("campaigns", "integrations", "negotiations", "audit")
    return {
        model.__name__: list(model._base_manager.order_by("pk").values())
        for room in rooms
        for model in apps.get_app_config(room).get_models()
        if model.__name__ not in _DRY
    }


def add_up(report: dict[str, Any]) -> int:
    """Return how many candidates the outcomes of a report add up to."""
    names = ("outreach_sent", "followups_sent", "queued", "simulated", "manual_tasks")
    counts = [report[name] for name in (*names, "failed", "unknown")]
    return int(sum(counts) + sum(report["skipped"].values()))


def cycle_events(run_id: str) -> list[str]:
    """Return the run's events in their order."""
    found = LearningEvent.objects.filter(run=int(run_id), name__startswith="cam.").order_by("pk")
    return list(found.values_list("name", flat=True))


def without_table(name: str) -> None:
    """Make a table unavailable for the rest of the test."""
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {name} RENAME TO {name}_away")


def test_01_a_dry_run_simulates_one_mail_and_leaves_every_business_row_as_it_was(
    cycle: CycleHouse,
) -> None:
    cycle.imported(cycle.campaign(is_live=False), perfect())
    before = rows()
    report = cycle.run()
    assert (report["simulated"], report["outreach_sent"], report["errors"]) == (1, 0, [])
    assert report["exit_code"] == 0 and report["plan_hash"]
    assert rows() == before
    assert cycle.gmail.count("") == 0


def test_01b_the_same_plan_twice_is_the_same_to_the_byte(cycle: CycleHouse) -> None:
    cycle.imported(cycle.campaign(), *(perfect(n) for n in range(1, 6)))
    assert cycle.run()["plan_hash"] == cycle.run()["plan_hash"]


def test_02_four_arguments_are_an_order_and_five_fields_a_report(cycle: CycleHouse) -> None:
    config = CAMCycleConfig(1, 2, 3, ["email"])
    report = run_daily_cam_cycle(config)
    assert (config.dry_run, config.safety_settings) == (True, None)
    for name in ("leads_created", "outreach_sent", "followups_sent", "hot_leads_detected"):
        assert isinstance(getattr(report, name), int)
    assert isinstance(report.errors, list)
    assert CAMCycleReport(1, 2, 3, 4, []).leads_created == 1


@pytest.mark.parametrize(
    "setting",
    [
        pytest.param({"GMAIL_MODE": "dry_run"}, id="switched off"),
        pytest.param({"GMAIL_CREDENTIALS_FILE": ""}, id="no credentials"),
    ],
)
def test_03_a_channel_that_is_not_real_sends_nothing_and_uses_no_quota(
    cycle: CycleHouse, setting: dict[str, str]
) -> None:
    cycle.limits()
    cycle.imported(cycle.campaign(), perfect())
    plan = cycle.run()["plan_hash"]
    for name, value in setting.items():
        setattr(cycle.settings, name, value)
    report = cycle.run(live=True, arm=plan)
    assert (report["simulated"], report["outreach_sent"]) == (1, 0)
    assert any("email sends nothing" in line for line in report["errors"])
    assert outcomes() == ["simulated"]
    approach = cycle.approach()
    assert (approach.standing, approach.last_contacted_at) == ("qualified", None)
    assert cycle.sent() == []


def test_03b_a_simulated_row_is_sent_later_and_no_second_one_is_made(cycle: CycleHouse) -> None:
    cycle.limits()
    cycle.imported(cycle.campaign(), perfect())
    cycle.settings.GMAIL_MODE = "dry_run"
    cycle.day()
    cycle.settings.GMAIL_MODE = "live"
    assert cycle.day()["outreach_sent"] == 1
    assert outcomes() == ["sent"]


def test_04_live_needs_an_armed_plan(cycle: CycleHouse) -> None:
    cycle.limits()
    cycle.imported(cycle.campaign(), perfect())
    assert cycle.run(live=True)["skipped"] == {"not_armed": 1}
    assert cycle.sent() == []
    report = cycle.day()
    assert (report["outreach_sent"], report["exit_code"]) == (1, 0)
    email = OutgoingEmail.cold.get()
    assert (email.status, bool(email.provider_message_id)) == ("sent", True)
    assert len(cycle.sent()) == 1
    assert cycle.approach().standing == "contacted"


def test_05_a_wrong_hash_sends_nothing_and_an_edited_prospect_alone_is_refused(
    cycle: CycleHouse,
) -> None:
    cycle.limits()
    cycle.imported(cycle.campaign(), perfect(1), perfect(2))
    plan = cycle.run()["plan_hash"]
    wrong = cycle.run(live=True, arm="0" * 32)
    assert wrong["skipped"] == {"not_armed": 2}
    correct_facts(
        prospect_id=cycle.approach(1).prospect_id,
        source="your Instagram profile",
        actor=KIM,
        reason="seen there",
        now=cycle.now,
    )
    report = cycle.run(live=True, arm=plan)
    assert report["skipped"] == {"plan_changed": 1}
    assert [m.header("To") for m in cycle.sent()] == ["mia2@gmail.com"]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="breaks a table by an SQLite trigger")
def test_06_an_intake_that_fails_stops_no_hot_reply(cycle: CycleHouse) -> None:
    cycle.limits()
    campaign = cycle.campaign()
    cycle.imported(campaign, perfect())
    cycle.day()
    cycle.reply("I would love to, my rate is 900 USD.", sender="mia1@gmail.com", push=False)
    cycle.imported(campaign, perfect(1), perfect(2))
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TRIGGER no_intake BEFORE UPDATE ON campaigns_approach WHEN OLD.taken_in_at"
            " IS NULL AND NEW.taken_in_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'away'); END"
        )
    report = cycle.run(live=True)
    assert [e.split(":")[0] for e in report["errors"]] == ["process_new_leads failed"]
    assert (report["leads_created"], report["hot_leads_detected"]) == (0, 1)
    assert report["exit_code"] == 1


def test_07_a_provider_that_answers_500_leaves_rows_unknown_and_nobody_contacted(
    cycle: CycleHouse,
) -> None:
    cycle.limits()
    cycle.imported(cycle.campaign(), perfect(1), perfect(2))
    plan = cycle.run()["plan_hash"]
    cycle.gmail.fail("status", "/drafts", times=99, status=500)
    report = cycle.run(live=True, arm=plan)
    assert outcomes() == ["unknown", "unknown"]
    assert report["unknown"] == 2
    assert sum("send_pending_outreach item" in line for line in report["errors"]) == 2
    assert {a.standing for a in Approach.objects.all()} == {"scheduled"}


def test_08_without_the_learning_log_mail_still_leaves(cycle: CycleHouse) -> None:
    cycle.limits()
    cycle.imported(cycle.campaign(), perfect())
    plan = cycle.run()["plan_hash"]
    without_table("negotiations_learningevent")
    report = cycle.run(live=True, arm=plan)
    assert (report["outreach_sent"], report["exit_code"]) == (1, 0)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="breaks a table by an SQLite trigger")
def test_08b_without_the_audit_trail_nothing_leaves(cycle: CycleHouse) -> None:
    cycle.limits()
    cycle.imported(cycle.campaign(), perfect())
    plan = cycle.run()["plan_hash"]
    arm_plan(plan_hash=plan, actor=KIM, reason="", now=cycle.now)
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TRIGGER no_claims BEFORE INSERT ON audit_auditentry WHEN NEW.action ="
            " 'email.claimed' BEGIN SELECT RAISE(ABORT, 'no audit'); END"
        )
    report = cycle.run(live=True)
    assert cycle.sent() == []
    assert report["outreach_sent"] == 0
    assert any("no audit" in line for line in report["errors"])
    assert outcomes() == ["ready"]


def test_09_a_happy_run_writes_its_eight_events_in_order_and_a_failing_one_says_so(
    cycle: CycleHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    cycle.limits()
    cycle.imported(cycle.campaign(), perfect())
    assert cycle_events(cycle.day()["run_id"]) == _EVENTS

    def broken(*_: object) -> list[str]:
        raise RuntimeError("broken")

    monkeypatch.setattr(intake, "source_problems", broken)
    found = cycle_events(cycle.run()["run_id"])
    assert [name for name in found if name != "cam.error"] == _EVENTS
    assert found.count("cam.error") == 1


def test_10_zero_means_none_and_a_negative_limit_is_refused(cycle: CycleHouse) -> None:
    cycle.limits(max_outreach_per_day=0)
    cycle.imported(cycle.campaign(), perfect())
    assert cycle.run()["skipped"] == {"cap_run": 1}
    cycle.day()
    assert cycle.sent() == []
    with pytest.raises(Refused, match="max_outreach_per_day"):
        cycle.limits(max_outreach_per_day=-1)
    refused = run_daily_cam_cycle(CAMCycleConfig(10, -1, 10, ["email"]))
    assert len(refused.errors) == 1 and refused.run_id == ""


def test_11_two_live_runs_on_one_day_write_to_nobody_twice(cycle: CycleHouse) -> None:
    cycle.limits()
    cycle.imported(cycle.campaign(), perfect(1), perfect(2))
    cycle.day()
    requests = cycle.gmail.count("drafts/send")
    second = cycle.day()
    assert cycle.gmail.count("drafts/send") == requests
    assert second["outreach_sent"] == 0
    assert sorted(m.header("To") for m in cycle.sent()) == ["mia1@gmail.com", "mia2@gmail.com"]


def test_12_every_candidate_has_one_outcome_and_every_counter_is_a_count_of_rows(
    cycle: CycleHouse,
) -> None:
    cycle.limits(max_new_leads_per_day=50)
    odd = [
        perfect(7, Email="noreply@gmail.com"),
        perfect(8, Platform="YouTube"),
        perfect(9, Country=""),
        perfect(10, **{"Average Views": "", "Engagement Rate": "", "Audience Share": ""}),
    ]
    cycle.imported(cycle.campaign(), *(perfect(n) for n in range(1, 8 - 1)), *odd)
    for report in (cycle.run(), cycle.day(), cycle.day()):
        run = CycleRun.objects.get(pk=report["run_id"])
        assert add_up(report) == PlanRow.objects.filter(plan__run=run).count() > 0
        again = report_of(run).as_dict()
        for name in ("outreach_sent", "queued", "simulated", "failed", "unknown", "skipped"):
            assert again[name] == report[name]


def test_a_run_of_one_campaign_leaves_the_others_alone(cycle: CycleHouse) -> None:
    cycle.limits()
    one, other = cycle.campaign(), cycle.campaign(name="Autumn")
    cycle.imported(one, perfect(1))
    cycle.imported(other, perfect(2))
    call_command("run_daily_cycle", campaign=str(one.pk), stdout=io.StringIO())
    assert list(PlanRow.objects.values_list("prospect__campaign", flat=True)) == [one.pk]


def test_cold_mails_stand_in_the_apis_list_of_emails(cycle: CycleHouse) -> None:
    cycle.limits()
    campaign = cycle.campaign()
    cycle.imported(campaign, perfect(1))
    cycle.day()
    person = get_user_model().objects.create_superuser("kim", KIM, "a long enough password")
    cycle.client.force_login(person)
    found = cycle.client.get(f"/api/v1/emails?status=sent&campaign={campaign.pk}").json()
    assert found["count"] == 1
    (item,) = found["items"]
    assert (item["purpose"], item["thread_id"]) == ("first_touch", None)
    assert item["to"] == ["mia1@gmail.com"]

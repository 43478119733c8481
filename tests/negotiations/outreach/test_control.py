"""Concurrency, crash and control: checks 35, 45, 53 and 55 to 58 of the acceptance list."""

import pytest

from campaigns.commands.switches import set_kill_switch
from campaigns.domain.outreach.config import CAMCycleConfig
from negotiations.errors import Refused
from negotiations.jobs.outreach.cycle import run_daily_cam_cycle
from negotiations.jobs.outreach.touches import sweep_outreach
from negotiations.models import CyclePlan, MailboxPace, OutgoingEmail, PlanRow
from negotiations.outreach.commands.claims import claim_touch
from negotiations.outreach.commands.leases import CYCLE, LeaseLost, beat, take_lease
from negotiations.outreach.commands.runs import start_run
from negotiations.outreach.commands.templates import Words, write_template_version
from tests.fakes.gmail_bounces import deliver_bounce
from tests.negotiations.outreach.conftest import KIM, CycleHouse, outcomes, perfect
from tests.work import drain


def test_35_a_reply_between_plan_and_dispatch_ends_the_waiting_mail(cycle: CycleHouse) -> None:
    cycle.limits()
    cycle.imported(cycle.campaign(), perfect(1))
    cycle.day()
    cycle.forward(days=2)
    cycle.now = cycle.now.replace(hour=16)
    assert cycle.day()["queued"] == 1
    cycle.reply("Who are you?", sender="mia1@gmail.com", push=False)
    cycle.poll()
    cycle.now = cycle.now.replace(hour=17, minute=30)
    cycle.tick()
    assert len(cycle.sent()) == 1
    assert outcomes() == ["sent", "discarded"]


def test_45_a_reply_after_silence_reopens_the_prospect(cycle: CycleHouse) -> None:
    cycle.limits()
    cycle.imported(cycle.campaign(), perfect(1))
    for days in (2, 5, 8):
        cycle.day()
        cycle.forward(days=days)
    cycle.run(live=True)
    assert cycle.approach().standing == "no_response"
    cycle.reply("Who are you?", sender="mia1@gmail.com", push=False)
    cycle.poll()
    assert cycle.approach().standing == "replied"


@pytest.mark.parametrize(
    ("subject", "body", "words"),
    [
        ("Re: hello", "Hi {{first_name}}", "fakes a reply"),
        ("Hello", "We pay 900 EUR", "an amount"),
        ("Hello", "Hi {{nickname}}", "no variable nickname"),
        ("Hello", "TODO: write this", "leftover"),
    ],
)
def test_53_a_template_that_may_not_leave_is_refused_by_name(
    cycle: CycleHouse, subject: str, body: str, words: str
) -> None:
    text = Words("mine", 1, subject, body)
    with pytest.raises(Refused, match=words):
        write_template_version(words=text, actor=KIM, now=cycle.now)


def test_55_a_worker_that_dies_after_its_claim_loses_nothing_and_doubles_nothing(
    cycle: CycleHouse,
) -> None:
    cycle.limits()
    cycle.imported(cycle.campaign(), perfect(1))
    cycle.now = cycle.now.replace(hour=16)
    cycle.day()
    cycle.now = cycle.now.replace(hour=17, minute=30)
    cycle.poll()
    email = OutgoingEmail.cold.get()
    assert claim_touch(email_id=email.pk, checks_inbox=True, now=cycle.now) is not None
    for _ in range(4):
        cycle.forward(minutes=8)
        cycle.poll()
        cycle.tick()
    assert outcomes() == ["sent"]
    assert len(cycle.sent()) == 1


def test_56_the_kill_switch_stops_what_waits_and_every_next_run(cycle: CycleHouse) -> None:
    cycle.limits()
    cycle.imported(cycle.campaign(), *(perfect(n) for n in range(1, 4)))
    cycle.now = cycle.now.replace(hour=16)
    assert cycle.day()["queued"] == 3
    set_kill_switch(scope="house", scope_id=0, reason="test", actor=KIM, now=cycle.now)
    cycle.now = cycle.now.replace(hour=17, minute=30)
    cycle.poll()
    cycle.tick()
    assert cycle.sent() == []
    assert set(PlanRow.objects.exclude(reason="").values_list("reason", flat=True)) == {
        "kill_switch"
    }


def test_57_a_frozen_run_is_replaced_after_five_minutes_and_may_write_nothing(
    cycle: CycleHouse,
) -> None:
    fence = take_lease(scope=CYCLE, owner="frozen", now=cycle.now)
    assert fence is not None
    cycle.forward(minutes=4)
    assert cycle.run(live=True)["exit_code"] == 3
    cycle.forward(minutes=2)
    assert cycle.run(live=True)["skipped"] == {}
    order = CAMCycleConfig(1, 1, 1, ["email"], dry_run=False)
    with pytest.raises(LeaseLost):
        beat(scope=CYCLE, fence=fence, now=cycle.now)
    with pytest.raises(LeaseLost):
        start_run(config=order, fence=fence, actor=KIM, now=cycle.now)
    assert run_daily_cam_cycle(order).errors == []


def test_58_two_hard_bounces_halve_a_mailbox_and_a_third_pauses_it(cycle: CycleHouse) -> None:
    cycle.limits()
    cycle.imported(cycle.campaign(), *(perfect(n) for n in range(1, 6)))
    assert cycle.day()["outreach_sent"] == 5
    for number in (1, 2):
        deliver_bounce(cycle.gmail, cycle.sent(f"mia{number}@")[0], f"mia{number}@gmail.com")
    cycle.poll()
    pace = MailboxPace.objects.get()
    assert (pace.halved_for, pace.pause_reason) == (3, "")
    deliver_bounce(cycle.gmail, cycle.sent("mia3@")[0], "mia3@gmail.com")
    cycle.poll()
    pace.refresh_from_db()
    assert pace.pause_reason == "3 hard bounces of 5 mails in 7 days"


def test_the_clock_plans_the_day_once_and_sends_nothing(cycle: CycleHouse) -> None:
    cycle.limits()
    cycle.imported(cycle.campaign(), perfect(1))
    cycle.settings.TIME_ZONE = "UTC"
    cycle.now = cycle.now.replace(hour=6)
    assert sweep_outreach(now=cycle.now)["plans"] == 0
    cycle.now = cycle.now.replace(hour=7, minute=1)
    for plans in (1, 0):
        assert sweep_outreach(now=cycle.now)["plans"] == plans
        drain()
    plan = CyclePlan.objects.get()
    assert (plan.planned, plan.run.is_dry, plan.run.actor) == (1, True, "clock")
    assert cycle.sent() == []

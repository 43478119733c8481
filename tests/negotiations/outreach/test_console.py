"""The console's Outreach section: a plan read, armed, run; who may; looking does nothing."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from audit.models import AuditEntry
from campaigns.models import Approach, Prospect
from negotiations.models import CyclePlan, CycleRun, OutgoingEmail, PlanRow
from tests.negotiations.console import HOSTILE, staff_with
from tests.negotiations.outreach.conftest import CycleHouse, outcomes, perfect
from tests.work import drain

TODAY = "admin:negotiations_cycleplan_changelist"
PAGES = (
    TODAY,
    "admin:campaigns_approach_changelist",
    "admin:campaigns_approach_review",
    "admin:negotiations_outreachtask_changelist",
    "admin:negotiations_mailboxpace_changelist",
)


@pytest.fixture
def manager(db: None) -> Client:
    return staff_with("view", "change", "add", "delete")


@pytest.fixture
def viewer(db: None) -> Client:
    return staff_with("view")


def press(browser: Client, url: str, /, *args: Any, **given: str) -> int:
    return int(browser.post(reverse(f"admin:{url}", args=args), given).status_code)


def shown(browser: Client, name: str, *args: Any, query: str = "") -> str:
    answer = browser.get(reverse(name, args=args) + query)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_a_day_is_planned_armed_and_run_by_three_clicks(cycle: CycleHouse, manager: Client) -> None:
    cycle.limits()
    cycle.imported(cycle.campaign(), perfect(1))
    assert press(manager, "negotiations_cycleplan_plan") == 302
    assert "waits for a worker" in shown(manager, TODAY)
    drain()
    plan = CyclePlan.objects.get()
    page = shown(manager, TODAY)
    assert "Arm 1 mail" in page and "not armed" in page
    assert "I am writing for Botanica" in page and "mia1@gmail.com" in page
    assert press(manager, "negotiations_cycleplan_arm", plan.pk) == 302
    assert press(manager, "negotiations_cycleplan_run") == 302
    drain()
    assert [mail.header("To") for mail in cycle.sent()] == ["mia1@gmail.com"]
    assert "1 mails left so far" in shown(manager, TODAY)
    said = AuditEntry.objects.filter(actor="kim@house.example")
    assert {"cycle.asked", "plan.armed"} <= set(said.values_list("action", flat=True))


def test_without_arming_a_live_run_sends_nothing(cycle: CycleHouse, manager: Client) -> None:
    cycle.limits()
    cycle.imported(cycle.campaign(), perfect(1))
    assert press(manager, "negotiations_cycleplan_run") == 302
    drain()
    assert cycle.sent() == []
    assert "no armed plan covers it" in shown(manager, TODAY)


def test_disarming_keeps_what_was_armed_from_leaving(cycle: CycleHouse, manager: Client) -> None:
    cycle.limits()
    cycle.imported(cycle.campaign(), perfect(1))
    cycle.run()
    press(manager, "negotiations_cycleplan_arm", CyclePlan.objects.get().pk)
    assert press(manager, "negotiations_cycleplan_disarm") == 422
    assert press(manager, "negotiations_cycleplan_disarm", reason="wrong brand") == 302
    press(manager, "negotiations_cycleplan_run")
    drain()
    assert cycle.sent() == []


def test_a_second_run_is_refused_while_one_waits(cycle: CycleHouse, manager: Client) -> None:
    assert press(manager, "negotiations_cycleplan_plan") == 302
    assert press(manager, "negotiations_cycleplan_run") == 409
    assert CycleRun.objects.count() == 1


def test_54_the_edit_of_a_mail_is_what_leaves(cycle: CycleHouse, manager: Client) -> None:
    cycle.limits()
    cycle.imported(cycle.campaign(), perfect(1))
    cycle.run()
    row = PlanRow.objects.get()
    edited = row.body.replace("I am writing for", "I write on behalf of")
    given = {"subject": row.subject, "body": edited}
    assert press(manager, "negotiations_planrow_approve", row.pk, **given) == 302
    cycle.day()
    (mail,) = cycle.sent()
    part: Any = mail.parsed().get_body(("plain",))
    assert "I write on behalf of" in part.get_content()


def test_an_edit_with_an_amount_is_refused_and_kept_in_the_form(
    cycle: CycleHouse, manager: Client
) -> None:
    cycle.limits()
    cycle.imported(cycle.campaign(), perfect(1))
    cycle.run()
    row = PlanRow.objects.get()
    given = {"subject": row.subject, "body": f"We pay $500.\n{row.body}"}
    url = reverse("admin:negotiations_planrow_approve", args=(row.pk,))
    answer = manager.post(url, given)
    assert answer.status_code == 409
    assert "We pay $500." in answer.content.decode()


def test_19_a_prospect_of_the_middle_band_waits_in_the_queue_and_leaves_once_approved(
    cycle: CycleHouse, manager: Client
) -> None:
    cycle.limits()
    middling = {"Engagement Rate": "", "Followers": "", "Average Views": ""}
    cycle.imported(cycle.campaign(), perfect(1, **middling))
    assert cycle.day()["outreach_sent"] == 0
    prospect_id = cycle.approach().prospect_id
    assert "Mia Lark1" in shown(manager, "admin:campaigns_approach_review")
    given = {"reason": "fits", "queue": "1"}
    assert press(manager, "campaigns_approach_act", prospect_id, "approve", **given) == 302
    assert "Nobody waits" in shown(manager, "admin:campaigns_approach_review")
    assert cycle.day()["outreach_sent"] == 1


def test_a_prospect_held_back_by_a_person_gets_no_mail(cycle: CycleHouse, manager: Client) -> None:
    cycle.limits()
    cycle.imported(cycle.campaign(), perfect(1))
    cycle.run()
    row = PlanRow.objects.get()
    press(manager, "negotiations_planrow_hold", row.pk, reason="ask the client first")
    assert cycle.run()["skipped"] == {"review_required": 1}
    press(manager, "negotiations_planrow_hold", row.pk, reason="asked", release="1")
    assert cycle.day()["outreach_sent"] == 1


def test_one_typed_by_hand_is_scored_and_planned(cycle: CycleHouse, manager: Client) -> None:
    cycle.limits()
    campaign = cycle.campaign()
    given = {
        **{"campaign": str(campaign.pk), "name": "Mia Lark", "email": "mia1@gmail.com"},
        **{"platform": "TikTok", "handle": "@mialark", "average_views": "100K"},
        **{"engagement_rate": "5%", "followers": "300K", "country": "US", "source": "TikTok"},
    }
    assert press(manager, "campaigns_approach_by_hand", **given | {"average_views": "lots"}) == 422
    assert not Prospect.objects.exists()
    assert press(manager, "campaigns_approach_by_hand", **given) == 302
    drain()
    assert cycle.run()["outreach_scheduled"] == 1


def test_a_paused_mailbox_says_why_and_a_person_resumes_it(
    cycle: CycleHouse, manager: Client
) -> None:
    cycle.limits()
    cycle.imported(cycle.campaign(), perfect(1), perfect(2))
    cycle.day()
    mailbox_id = OutgoingEmail.cold.values_list("mailbox", flat=True)[0]
    url = "negotiations_mailboxpace_act"
    assert press(manager, url, mailbox_id, "pause") == 422
    assert press(manager, url, mailbox_id, "pause", reason="new signature") == 302
    assert "New signature" not in shown(manager, PAGES[-1])
    assert "new signature" in shown(manager, PAGES[-1])
    cycle.imported(cycle.approach().prospect.campaign, perfect(3))
    assert cycle.run()["skipped"]["mailbox_paused"] == 1
    assert press(manager, url, mailbox_id, "resume", reason="done") == 302
    assert "mailbox_paused" not in cycle.run()["skipped"]


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_looked_at_without_any_change(
    cycle: CycleHouse, viewer: Client, name: str
) -> None:
    cycle.limits()
    cycle.imported(cycle.campaign(), perfect(1, Name=HOSTILE[:60], Bio=HOSTILE))
    cycle.day()
    before = (AuditEntry.objects.count(), outcomes(), CycleRun.objects.count())
    page = shown(viewer, name)
    assert "<script>alert" not in page
    assert (AuditEntry.objects.count(), outcomes(), CycleRun.objects.count()) == before


@pytest.mark.parametrize("name", PAGES)
def test_pages_of_an_empty_house_say_what_is_missing(viewer: Client, name: str) -> None:
    assert shown(viewer, name)


@pytest.mark.parametrize("name", PAGES)
def test_staff_without_a_role_see_no_page(db: None, name: str) -> None:
    user = User.objects.create_user("lou", "lou@house.example", "pw", is_staff=True)
    browser = Client()
    browser.force_login(user)
    assert browser.get(reverse(name)).status_code == 403


def test_a_viewer_presses_nothing(cycle: CycleHouse, viewer: Client) -> None:
    cycle.limits()
    cycle.imported(cycle.campaign(), perfect(1))
    cycle.run()
    plan, row, approach = CyclePlan.objects.get(), PlanRow.objects.get(), Approach.objects.get()
    pressed = [
        press(viewer, "negotiations_cycleplan_plan"),
        press(viewer, "negotiations_cycleplan_run"),
        press(viewer, "negotiations_cycleplan_disarm", reason="x"),
        press(viewer, "negotiations_cycleplan_arm", plan.pk),
        press(viewer, "negotiations_planrow_approve", row.pk, subject="x", body="y"),
        press(viewer, "negotiations_planrow_hold", row.pk, reason="x"),
        press(viewer, "campaigns_approach_act", approach.prospect_id, "approve", reason="x"),
        press(viewer, "campaigns_approach_by_hand"),
    ]
    assert pressed == [403] * 8
    assert CyclePlan.objects.filter(armed_at__isnull=False).count() == 0

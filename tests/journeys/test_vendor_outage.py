"""A vendor goes silent and comes back: work waits, people hear of it once, nothing is lost."""

from datetime import timedelta

import pytest
from django.db.models import F
from django.utils import timezone
from pytest_django.fixtures import Settings

from audit.models import AuditEntry
from campaigns.models import Campaign
from integrations import circuits
from integrations.models import Circuit, FailureEpisode, Notification, WebhookDelivery
from integrations.notifications import notify
from integrations.queue import Job, enqueue
from negotiations.jobs.sweep import sweep
from negotiations.models import OutgoingEmail
from tests.fakes.briefs import HEADER, brief
from tests.fakes.slack import FakeSlack
from tests.journeys.conftest import MIA, SHEET, House, the_thread
from tests.work import drain


def errors() -> list[str]:
    """Return what #errors was told, oldest first."""
    told = Notification.objects.filter(channel="errors").order_by("id")
    return list(told.values_list("text", flat=True))


def time_passes(minutes: int = 10) -> None:
    """Let every wait be over, then sweep and work."""
    back = timedelta(minutes=minutes)
    Circuit.objects.update(probe_at=F("probe_at") - back)
    WebhookDelivery.objects.update(due_at=F("due_at") - back)
    OutgoingEmail.objects.update(due_at=F("due_at") - back)
    sweep()
    drain()


def bring_briefs(house: House, *task_ids: str) -> None:
    """Let one brief per id be announced, and worked as far as possible."""
    house.sheets.set_sheet(SHEET, "Roster", [HEADER, MIA])
    for task_id in task_ids:
        house.clickup.add_task(task_id, brief(), name=f"Launch {task_id}")
        body, headers = house.clickup.deliveries(task_id)[0]
        assert house.post_clickup(body, headers) == 202
    drain()


def test_a_read_is_tried_three_times_and_then_its_row_waits_longer_each_time(house: House) -> None:
    house.clickup.fail("status", "task/", times=6)
    bring_briefs(house, "9a")
    delivery = WebhookDelivery.objects.get()
    assert house.clickup.count("task/9a") == 3
    assert (delivery.status, delivery.attempts) == ("due", 1) and delivery.error
    first_wait = delivery.due_at - timezone.now()
    time_passes()
    delivery.refresh_from_db()
    assert house.clickup.count("task/9a") == 6
    assert delivery.due_at - timezone.now() > first_wait
    time_passes()
    assert Campaign.objects.filter(external_id="9a", status="active").exists()


def test_people_are_told_once_per_episode_and_once_that_it_works_again(house: House) -> None:
    house.clickup.fail("status", "task/", times=6)
    bring_briefs(house, "9a")
    time_passes()
    assert len(errors()) == 1
    assert errors()[0].startswith("ClickUp failed for webhook delivery ")
    assert "Next step:" in errors()[0]
    assert FailureEpisode.objects.get().failures == 2
    assert AuditEntry.objects.filter(action="job.failed").count() == 1
    time_passes()
    assert len(errors()) == 2 and errors()[1].startswith("ClickUp works again: webhook delivery")
    assert FailureEpisode.objects.get().ended_at is not None


def test_an_open_circuit_lets_one_job_try_and_the_others_wait(house: House) -> None:
    house.clickup.fail("status", "task/", times=1000)
    bring_briefs(house, "9a", "9b", "9c", "9d", "9e")
    circuit = Circuit.objects.get(vendor="clickup")
    assert circuit.state == "open"
    # Three jobs asked three times each; the other two did not ask at all.
    assert house.clickup.count("task/") == 9
    waiting = WebhookDelivery.objects.filter(status="due", attempts=0)
    assert waiting.count() == 2 and {row.due_at for row in waiting} == {circuit.probe_at}
    before = len(errors())
    time_passes()
    assert house.clickup.count("task/") == 12, "exactly one job tried"
    assert Circuit.objects.get(vendor="clickup").state == "open"
    assert len(errors()) == before, "a try tells people nothing new"


def test_an_outage_loses_no_brief_and_uses_no_attempts_up(house: House) -> None:
    house.clickup.fail("status", "task/", times=1000)
    bring_briefs(house, "9a", "9b", "9c", "9d", "9e")
    for _ in range(8):
        time_passes()
    assert not WebhookDelivery.objects.filter(status="failed").exists()
    house.clickup.faults.clear()
    for _ in range(3):
        time_passes()
    assert Circuit.objects.get(vendor="clickup").state == "closed"
    assert Campaign.objects.count() == 5
    assert set(WebhookDelivery.objects.values_list("status", flat=True)) == {"done"}
    told = errors()
    failed = [text for text in told if " failed for " in text]
    again = [text for text in told if " works again: " in text]
    assert len(failed) == len(again) == 3


def test_mail_waits_while_gmail_is_silent_and_leaves_once_afterwards(house: House) -> None:
    campaign = house.start([MIA])
    house.gmail.fail("status", "GET", times=1000)
    for _ in range(3):
        enqueue(Job.SYNC_MAILBOX, mailbox_id=the_thread().mailbox_id)
        with pytest.raises(Exception, match="503"):
            drain()
    assert Circuit.objects.get(vendor="gmail").state == "open"
    requests = len(house.gmail.requests)
    OutgoingEmail.objects.update(status="ready", sent_at=None, due_at=timezone.now())
    enqueue(Job.SEND_EMAIL, email_id=OutgoingEmail.objects.get().pk)
    drain()
    email = OutgoingEmail.objects.get()
    assert len(house.gmail.requests) == requests, "no job asked the silent vendor"
    assert (email.status, email.attempts) == ("ready", 1)
    assert email.due_at == Circuit.objects.get(vendor="gmail").probe_at
    assert circuits.troubles()[0].startswith("Gmail: not answering since ")
    assert "replies are not read, mails wait; nothing is lost" in circuits.troubles()[0]
    assert campaign.pk


def test_a_refusal_is_told_but_opens_no_circuit(house: House) -> None:
    token_refused = {"err": "Token invalid", "ECODE": "OAUTH_025"}
    house.clickup.fail("status", "task/", times=1000, status=401, body=token_refused)
    bring_briefs(house, "9a", "9b", "9c", "9d")
    assert Circuit.objects.get(vendor="clickup").state == "closed"
    assert all("check_credentials" in text for text in errors())
    assert len(errors()) == 4


def test_a_prober_that_never_asked_gives_its_place_back(house: House) -> None:
    now = timezone.now()
    Circuit.objects.create(
        vendor="clickup", state="open", failures=3, failing_since=now, probe_at=now, changed_at=now
    )
    bring_briefs(house)
    enqueue(Job.TAKE_IN_BRIEF, delivery_id=4711)
    drain()
    circuit = Circuit.objects.get()
    assert circuit.state == "open"
    assert circuit.probe_at is not None and circuit.probe_at <= timezone.now()


def test_only_one_process_may_try_at_a_time(house: House) -> None:
    now = timezone.now()
    Circuit.objects.create(
        vendor="clickup", state="open", failures=3, failing_since=now, probe_at=now, changed_at=now
    )
    assert not circuits.may_ask("clickup", now=now, may_probe=False)
    assert circuits.may_ask("clickup", now=now)
    assert not circuits.may_ask("clickup", now=now)
    later = now + timedelta(hours=1)
    assert circuits.may_ask("clickup", now=later), "a prober that died lets the next one try"


def test_what_is_simulated_never_waits(house: House, settings: Settings) -> None:
    now = timezone.now()
    Circuit.objects.create(vendor="gmail", state="open", failures=3, probe_at=now, changed_at=now)
    settings.GMAIL_MODE = "sandbox"
    assert circuits.may_ask("gmail", now=now, may_probe=False)
    assert circuits.troubles() == []


def test_posts_wait_while_slack_is_silent_and_are_told_once(
    house: House, settings: Settings
) -> None:
    with FakeSlack() as slack:
        settings.SLACK_MODE = "live"
        settings.SLACK_API_URL, settings.SLACK_BOT_TOKEN = slack.api_url, slack.token
        for channel in ("escalations", "agreements", "errors"):
            slack.add_channel(channel)
        settings.SLACK_API_URL = "http://127.0.0.1:9/api/"
        for number in range(5):
            notify(key=f"n{number}", channel="errors", text=f"word {number}", now=timezone.now())
        drain()
        assert Circuit.objects.get(vendor="slack").state == "open"
        tried = sum(Notification.objects.values_list("attempts", flat=True))
        assert tried == 3, "the other posts wait"
        assert FailureEpisode.objects.count() == 1
        settings.SLACK_API_URL = slack.api_url
        for _ in range(3):
            Notification.objects.update(due_at=F("due_at") - timedelta(minutes=10))
            time_passes()
        assert Circuit.objects.get(vendor="slack").state == "closed"
        for number in range(5):
            assert len([m for m in slack.messages if m["text"] == f"word {number}"]) == 1

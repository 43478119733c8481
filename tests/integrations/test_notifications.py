"""Messages we owe people: posted once, changed in place, or parked where somebody sees it."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from audit.models import AuditEntry
from integrations import notifications
from integrations.jobs import post_notification
from integrations.models import Notification
from integrations.notifications import answer_person, notify, revise
from integrations.queue import Job, enqueue
from integrations.slack import blocks
from integrations.slack.factory import get_slack_gateway
from integrations.slack.gateway import Posted
from tests.fakes.server import FAULT_KINDS
from tests.fakes.slack import FakeSlack
from tests.work import drain, forget


@pytest.fixture
def slack(db: None, settings: Settings) -> Iterator[FakeSlack]:
    forget()
    with FakeSlack() as fake:
        fake.add_channel("C1")
        settings.SLACK_MODE = "live"
        settings.SLACK_BOT_TOKEN, settings.SLACK_API_URL = fake.token, fake.api_url
        yield fake
        assert fake.errors == []
    forget()


def owe(key: str = "k", text: str = "Hello", **columns: Any) -> Notification:
    return notify(key=key, channel="C1", text=text, now=timezone.now(), **columns)


def change(text: str, key: str = "k") -> bool:
    return revise(key=key, text=text, blocks=[], now=timezone.now())


def go_on(rounds: int = 8) -> None:
    """Let every wait pass and the sweep find what is left, until nothing is."""
    for _ in range(rounds):
        past = timezone.now() - timedelta(days=1)
        Notification.objects.filter(status__in=("ready", "unknown")).update(due_at=past)
        Notification.objects.filter(status="sending").update(claimed_at=past)
        now = timezone.now()
        notifications.doubt_lost_notifications(now=now)
        for row in notifications.due_notifications(now=now):
            enqueue(Job.POST_NOTIFICATION, notification_id=row.pk)
        for row in notifications.uncertain_notifications(now=now):
            enqueue(Job.RECONCILE_NOTIFICATION, notification_id=row.pk)
        drain()


def posts_of(slack: FakeSlack, key: str) -> int:
    """Count the calls that posted this message; a failing vendor is told of in messages too."""
    calls = [r.json() for r in slack.requests if r.path.endswith("chat.postMessage")]
    return [call["metadata"]["event_payload"]["key"] for call in calls].count(key)


def the_row() -> Notification:
    return Notification.objects.get(key="k")


def test_a_message_is_owed_once_and_posted_once(slack: FakeSlack) -> None:
    owe()
    owe()
    drain()
    post_notification(notification_id=the_row().pk)
    assert [m["text"] for m in slack.messages] == ["Hello"]
    row = the_row()
    assert (row.status, row.provider_ts, row.provider_channel) == (
        "sent",
        slack.messages[0]["ts"],
        "C1",
    )


def test_a_strangers_words_call_nobody(slack: FakeSlack) -> None:
    owe(text="<!channel> <https://x.y|Approve> R&D")
    drain()
    assert slack.messages[0]["text"] == "&lt;!channel&gt; &lt;https://x.y|Approve&gt; R&amp;D"


def test_too_many_words_are_cut_with_a_link_to_the_rest(slack: FakeSlack) -> None:
    owe(text="&" * 5000)
    drain()
    text = slack.messages[0]["text"]
    page = f"/admin/integrations/notification/{the_row().pk}/change/"
    assert len(text) <= blocks.TEXT and page in text
    assert the_row().text == "&" * 5000


def test_a_change_is_made_in_place(slack: FakeSlack) -> None:
    owe()
    drain()
    assert change("Resolved")
    assert not change("Resolved"), "nothing changed"
    drain()
    (message,) = slack.messages
    assert message["text"] == "Resolved"
    assert slack.count("chat.postMessage") == slack.count("chat.update") == 1


def test_a_change_before_the_post_is_posted_at_once_with_the_new_words(slack: FakeSlack) -> None:
    owe()
    change("Resolved")
    drain()
    assert [m["text"] for m in slack.messages] == ["Resolved"]
    assert slack.count("chat.update") == 0


def test_a_change_while_the_post_is_on_its_way_follows_it(slack: FakeSlack) -> None:
    owe()
    claimed = notifications.claim_notification(notification_id=the_row().pk, now=timezone.now())
    change("Resolved")
    drain()
    assert slack.messages == [], "one worker has it"
    assert claimed is not None
    slack.messages.append({"channel": "C1", "ts": "1.1", "text": claimed.text, "metadata": None})
    notifications.settle_notification(
        notification_id=claimed.pk, outcome=Posted("1.1", "C1"), now=timezone.now()
    )
    drain()
    assert [m["text"] for m in slack.messages] == ["Resolved"]


def test_a_deleted_message_is_not_posted_anew(slack: FakeSlack) -> None:
    owe()
    drain()
    slack.messages.clear()
    change("Resolved")
    go_on()
    assert slack.messages == []
    assert (the_row().status, the_row().error) == ("failed", "message_not_found")
    assert AuditEntry.objects.filter(action="notification.failed").count() == 1


def test_the_wait_slack_names_is_kept(slack: FakeSlack) -> None:
    slack.rate_limit(seconds=900)
    owe()
    drain()
    assert slack.messages == [] and the_row().status == "ready"
    assert the_row().due_at > timezone.now() + timedelta(seconds=800)
    post_notification(notification_id=the_row().pk)
    assert slack.messages == [], "a hint that comes early does nothing"
    go_on()
    assert len(slack.messages) == 1


@pytest.mark.parametrize(
    "said", ["rate_limited", "message_limit_exceeded", "team_added_to_org", "429"]
)
def test_a_refusal_that_passes_waits_as_long_as_it_lasts_and_holds_up_no_neighbour(
    slack: FakeSlack, settings: Settings, said: str
) -> None:
    slack.add_channel("C2")
    for _ in range(settings.SEND_MAX_ATTEMPTS + 2):
        if said == "429":
            slack.rate_limit("chat.postMessage")
        else:
            slack.refuse(said, "chat.postMessage")
        owe()
        go_on(rounds=1)
        row = the_row()
        assert (row.status, row.attempts) == ("ready", 0) and said.strip("429") in row.error
        assert row.due_at >= timezone.now() + timedelta(seconds=settings.RETRY_SECONDS - 5)
    assert not AuditEntry.objects.filter(action="job.failed").exists(), "Slack is there"
    notify(key="other", channel="C2", text="Neighbour", now=timezone.now())
    drain()
    assert [m["text"] for m in slack.messages] == ["Neighbour"]
    go_on()
    assert [m["text"] for m in slack.messages] == ["Neighbour", "Hello"]


def test_a_message_without_a_channel_says_so(slack: FakeSlack) -> None:
    notify(key="k", channel="", text="x", now=timezone.now())
    drain()
    assert the_row().status == "failed" and "channel" in the_row().error


def test_a_person_lets_a_stuck_message_be_posted(slack: FakeSlack) -> None:
    slack.channels["C1"] = "not_in_channel"
    owe()
    drain()
    assert the_row().status == "failed"
    slack.channels["C1"] = ""
    now = timezone.now()
    row = the_row()
    ask: dict[str, Any] = {"notification_id": row.pk, "actor": "ana@house.example", "now": now}
    notifications.post_again(reason="invited", **ask)
    drain()
    with pytest.raises(notifications.NotStuck, match="sent"):
        notifications.post_again(reason="again", **ask)
    assert len(slack.messages) == 1
    entry = AuditEntry.objects.get(action="notification.repeated")
    assert (entry.actor, entry.summary) == ("ana@house.example", "invited")


# --- every effect with every fault: exactly once, or parked where a person sees it ---------


def _post(slack: FakeSlack, kind: str) -> int:
    slack.fail(kind, "chat.postMessage", status=503, seconds=0.3)
    owe()
    drain()
    go_on()
    return len(slack.messages)


def _update(slack: FakeSlack, kind: str) -> int:
    owe(text="Open")
    drain()
    slack.fail(kind, "chat.update", status=503, seconds=0.3)
    change("Resolved")
    drain()
    go_on()
    assert [m["text"] for m in slack.messages] == ["Resolved"]
    return len(slack.messages)


def _respond(slack: FakeSlack, kind: str) -> int:
    slack.fail(kind, "/actions/", status=503, seconds=0.3)
    url = slack.response_url("actions")
    answer_person(key="k", response_url=url, text="Done", blocks=[], now=timezone.now())
    drain()
    go_on()
    return len(slack.answers)


@pytest.mark.parametrize("kind", FAULT_KINDS)
@pytest.mark.parametrize("effect", [_post, _update], ids=["post", "update"])
def test_after_any_fault_a_message_stands_once(
    slack: FakeSlack, effect: Callable[..., Any], kind: str
) -> None:
    assert effect(slack, kind) == 1
    assert the_row().status == "sent"


@pytest.mark.parametrize("kind", FAULT_KINDS)
def test_after_any_fault_an_answer_arrived_once_or_is_parked(slack: FakeSlack, kind: str) -> None:
    arrived = _respond(slack, kind)
    is_in_doubt = kind not in ("answer_then_close",)
    assert the_row().status == ("parked" if is_in_doubt else "sent")
    assert arrived == (0 if kind == "status" else 1), "never twice"


@pytest.mark.parametrize("has_been_posted", [True, False], ids=["after the call", "before it"])
@pytest.mark.parametrize("effect", ["post", "update"])
def test_a_worker_killed_mid_call_leaves_one_message(
    slack: FakeSlack, effect: str, has_been_posted: bool
) -> None:
    owe(text="Open")
    if effect == "update":
        drain()
        change("Resolved")
    row = notifications.claim_notification(notification_id=the_row().pk, now=timezone.now())
    if has_been_posted and effect == "post":
        assert row is not None
        get_slack_gateway().post("C1", row.text, [], row.key)
    go_on()
    assert [m["text"] for m in slack.messages] == ["Open" if effect == "post" else "Resolved"]
    assert the_row().status == "sent"


@pytest.mark.parametrize("scope", ["channels:history"])
def test_a_post_in_doubt_whose_record_may_not_be_read_is_parked(
    slack: FakeSlack, scope: str
) -> None:
    slack.scopes.remove(scope)
    slack.fail("close", "chat.postMessage")
    owe()
    drain()
    go_on()
    row = the_row()
    assert row.status == "parked" and scope in row.error
    assert posts_of(slack, "k") == 1
    entry = AuditEntry.objects.get(action="notification.failed", subject=f"notification:{row.pk}")
    assert "parked" in entry.summary


def test_a_record_out_of_reach_is_looked_at_again_and_parked_in_the_end(
    slack: FakeSlack, settings: Settings
) -> None:
    slack.fail("close", "chat.postMessage")
    owe()
    drain()
    slack.fail("status", "conversations.history", times=2)
    go_on(rounds=2)
    assert the_row().status == "unknown"
    Notification.objects.update(claimed_at=timezone.now() - timedelta(days=1))
    slack.fail("status", "conversations.history")
    go_on(rounds=1)
    assert the_row().status == "parked"
    assert posts_of(slack, "k") == 1

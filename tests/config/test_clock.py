"""Times that lie further ahead than they can are set anew and reported; all others are left."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django_q.models import OrmQ, Schedule
from pytest_django.fixtures import Settings

from audit.models import AuditEntry
from campaigns.models import BriefList, Campaign
from config.running.clock import TOLERANCE, mend_times, rules
from config.running.probe import WorkerProbe
from integrations import notifications
from integrations.models import Circuit, Mailbox, Notification, WebhookDelivery
from negotiations.models import Message, OutgoingEmail, Thread
from tests.work import forget
from tests.world import make_campaign, make_thread, the_mailbox, use_sandbox

HOUR = timedelta(hours=1)


@pytest.fixture
def house(db: None, settings: Settings) -> Iterator[Settings]:
    use_sandbox(settings)
    forget()
    Schedule.objects.update(next_run=timezone.now() + timedelta(seconds=30), task="a sweep")
    yield settings
    forget()


def test_a_clock_set_back_stops_no_sweep_and_is_reported(house: Settings) -> None:
    """The clock ran two hours ahead when the sweep was scheduled; then it was set right."""
    Schedule.objects.filter(name="sweep").update(next_run=timezone.now() + 2 * HOUR)
    answer = Client().get("/ready")
    assert answer.status_code == 503

    WorkerProbe().look(timezone.now())

    assert Schedule.objects.get(name="sweep").next_run <= timezone.now()
    assert Client().get("/ready").status_code == 200
    entry = AuditEntry.objects.get(action="time.reset")
    assert entry.summary == "schedules (1)"
    told = Notification.objects.get(key__startswith="times_reset:")
    assert "clock" in told.text and "schedules (1)" in told.text


def a_hint() -> tuple[type[OrmQ], dict[Any, Any], str]:
    OrmQ.objects.create(key="parley", payload="", lock=timezone.now())
    return OrmQ, {}, "lock"


def a_delivery(
    status: str = "due", column: str = "due_at"
) -> tuple[type[WebhookDelivery], dict[Any, Any], str]:
    now = timezone.now()
    WebhookDelivery.objects.create(
        source="slack", external_id="1", body=b"", received_at=now, due_at=now, status=status
    )
    return WebhookDelivery, {}, column


def a_post(
    status: str = "ready", column: str = "due_at"
) -> tuple[type[Notification], dict[str, str], str]:
    notifications.notify(key="k", channel="C", text="x", now=timezone.now())
    Notification.objects.update(status=status)
    return Notification, {"key": "k"}, column


def a_circuit() -> tuple[type[Circuit], dict[Any, Any], str]:
    Circuit.objects.create(vendor="slack", state="open", changed_at=timezone.now())
    return Circuit, {}, "probe_at"


def a_mailbox(column: str) -> tuple[type[Mailbox], dict[Any, Any], str]:
    the_mailbox()
    return Mailbox, {}, column


def a_list(column: str) -> tuple[type[BriefList], dict[Any, Any], str]:
    now = timezone.now()
    BriefList.objects.create(list_id="1", read_to=now, due_at=now)
    return BriefList, {}, column


def a_roster() -> tuple[type[Campaign], dict[Any, Any], str]:
    make_campaign()
    return Campaign, {}, "roster_due_at"


def an_email(status: str, column: str) -> tuple[type[OutgoingEmail], dict[Any, Any], str]:
    make_thread(make_campaign(), send=False)
    OutgoingEmail.objects.update(status=status)
    return OutgoingEmail, {}, column


def a_thread(column: str) -> tuple[type[Thread], dict[Any, Any], str]:
    make_thread(make_campaign())
    return Thread, {}, column


def a_mail() -> tuple[type[Message], dict[Any, Any], str]:
    now = timezone.now()
    Message.objects.create(
        mailbox=the_mailbox(), provider_id="1", raw=b"", received_at=now, stored_at=now, due_at=now
    )
    return Message, {}, "due_at"


KINDS: dict[str, Callable[[], tuple[Any, dict[str, Any], str]]] = {
    "a queued hint": a_hint,
    "a delivery": a_delivery,
    "a claimed delivery": lambda: a_delivery("claimed", "claimed_at"),
    "a Slack message": a_post,
    "a Slack message in doubt": lambda: a_post("unknown"),
    "a claimed Slack message": lambda: a_post("sending", "claimed_at"),
    "a vendor's circuit": a_circuit,
    "a mailbox not to be read": lambda: a_mailbox("reading_waits_until"),
    "a mailbox not to send from": lambda: a_mailbox("sending_waits_until"),
    "a watch": lambda: a_mailbox("watch_expires_at"),
    "a list of briefs": lambda: a_list("due_at"),
    "what was read of it": lambda: a_list("read_to"),
    "a roster": a_roster,
    "a mail to read": a_mail,
    "a send in doubt": lambda: an_email("unknown", "due_at"),
    "a claimed send": lambda: an_email("sending", "claimed_at"),
    "a held email": lambda: an_email("held", "held_until"),
    "a reminder": lambda: a_thread("reminder_due_at"),
    "a thread growing stale": lambda: a_thread("stale_due_at"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_time_beyond_its_rule_is_set_anew_and_one_within_is_left(
    house: Settings, kind: str
) -> None:
    model, which, column = KINDS[kind]()
    rows = model.objects.filter(pk=model.objects.get(**which).pk)
    now = timezone.now()
    alike = [rule for rule in rules() if rule.column == column and rule.rows.model is model]
    (own,) = [rule for rule in alike if (rule.rows & rows).exists()]
    edge = now + own.farthest + TOLERANCE
    rows.update(**{column: edge})
    assert mend_times(now=now) == 0
    assert rows.values_list(column, flat=True).get() == edge

    rows.update(**{column: now + own.farthest + timedelta(days=400)})
    assert mend_times(now=now) == 1
    at = rows.values_list(column, flat=True).get()
    assert at == (now + own.farthest if own.waits_anew else now)
    assert AuditEntry.objects.get(action="time.reset").summary == f"{own.what} (1)"
    assert mend_times(now=now) == 0


def test_times_that_are_as_they_should_be_are_no_news(house: Settings) -> None:
    make_thread(make_campaign())
    assert mend_times(now=timezone.now()) == 0
    assert not AuditEntry.objects.filter(action="time.reset").exists()

"""Alive, ready and measured."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import connections
from django.test import Client
from django.utils import timezone
from django_q.models import Schedule
from pytest_django.fixtures import Settings

from config import health
from config.telemetry import metrics
from config.telemetry.inner_token import inner_token
from integrations.models import Circuit, FailureEpisode, Mailbox, WebhookDelivery
from negotiations.domain.terms.states import State
from negotiations.models import OutgoingEmail
from tests.work import forget
from tests.world import make_campaign, make_thread, the_mailbox, use_sandbox

TOKEN = "a-scrape-token"


@pytest.fixture
def house(db: None, settings: Settings) -> Iterator[Settings]:
    use_sandbox(settings)
    forget()
    soon = timezone.now() + timedelta(seconds=30)
    Schedule.objects.update(next_run=soon, task="the last sweep")
    yield settings
    forget()


def answer(path: str = "/ready", **headers: str) -> Any:
    own = {"Authorization": f"Bearer {inner_token(settings.SECRET_KEY)}"}
    return Client(headers=headers or own).get(path)


def test_health_asks_no_database() -> None:
    # Without the db mark, any query of this test fails.
    response = answer("/health")
    assert (response.status_code, response.json()) == (200, {"status": "healthy"})


def test_ready_when_everything_works(house: Settings) -> None:
    response = answer()
    assert response.status_code == 200
    assert response.json()["checks"] == dict.fromkeys(
        ("database", "broker", "worker", "mailbox"), "ok"
    )


@pytest.mark.parametrize("minutes", [-1, -10])
@pytest.mark.parametrize("given", ["", "Bearer ", "Bearer wrong", TOKEN, "Bearer é"])
def test_a_stranger_hears_only_whether_it_is_ready(
    house: Settings, minutes: int, given: str
) -> None:
    house.METRICS_TOKEN = TOKEN
    Schedule.objects.update(next_run=timezone.now() + timedelta(minutes=minutes))
    status = 200 if minutes == -1 else 503
    response = Client(headers={"Authorization": given} if given else {}).get("/ready")
    word = "ready" if status == 200 else "not_ready"
    assert (response.status_code, response.json()) == (status, {"status": word})


def test_the_reasons_are_for_those_with_the_token_and_for_staff(house: Settings) -> None:
    house.METRICS_TOKEN = TOKEN
    assert "checks" in answer(Authorization=f"Bearer {TOKEN}").json()
    client, user = Client(), get_user_model().objects.create_user("ana", is_staff=True)
    client.force_login(user)
    assert "work" in client.get("/ready").json()
    get_user_model().objects.update(is_staff=False)
    assert "work" not in client.get("/ready").json()


@pytest.mark.parametrize("minutes", [4, 120, 60 * 24 * 365])
def test_a_sweep_that_lies_ahead_is_as_bad_as_one_that_is_late(
    house: Settings, minutes: int
) -> None:
    Schedule.objects.update(next_run=timezone.now() + timedelta(minutes=minutes))
    response = answer()
    assert response.status_code == 503
    assert "was the clock set back?" in response.json()["checks"]["worker"]


def test_a_worker_that_stopped_beating_is_named(house: Settings) -> None:
    Schedule.objects.update(next_run=timezone.now() - timedelta(minutes=10))
    response = answer()
    assert response.status_code == 503
    assert response.json()["status"] == "not_ready"
    assert [r.split(":")[0] for r in response.json()["reasons"]] == ["worker"]


def test_a_house_no_worker_ever_came_to_is_not_ready(house: Settings) -> None:
    Schedule.objects.update(task=None)
    assert answer().json()["checks"]["worker"] == "no worker was seen yet"


def test_work_that_nobody_takes_is_named(house: Settings) -> None:
    long_ago = timezone.now() - timedelta(seconds=house.WORKER_STUCK_SECONDS + 60)
    WebhookDelivery.objects.create(
        source="clickup", external_id="x", body=b"{}", received_at=long_ago, due_at=long_ago
    )
    assert "due work has waited" in answer().json()["checks"]["worker"]


def test_a_database_that_cannot_be_written_is_named(house: Settings) -> None:
    connection = connections["default"]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA query_only = ON")
        else:
            cursor.execute("SET TRANSACTION READ ONLY")
        try:
            assert health.database_problem(timezone.now()).startswith("not writable")
        finally:
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA query_only = OFF")


def test_a_broker_that_is_gone_is_named(
    house: Settings, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Gone:
        def ping(self) -> bool:
            raise ConnectionRefusedError

    monkeypatch.setattr(health, "get_broker", Gone)
    assert health.broker_problem(timezone.now()) == "does not answer: ConnectionRefusedError"


@pytest.mark.parametrize(
    ("hours", "words"), [(None, "has no watch"), (-1, "ended"), (1, "")], ids=str
)
def test_a_live_mailbox_needs_a_running_watch(
    house: Settings, hours: int | None, words: str
) -> None:
    house.GMAIL_MODE = "live"
    mailbox = the_mailbox()
    now = timezone.now()
    mailbox.watch_expires_at = None if hours is None else now + timedelta(hours=hours)
    mailbox.save()
    problem = health.mailbox_problem(now)
    assert words in problem and bool(problem) == bool(words)
    assert answer().status_code == (503 if words else 200)


def test_live_mail_without_any_mailbox_is_not_ready(house: Settings) -> None:
    house.GMAIL_MODE = "live"
    assert answer().json()["checks"]["mailbox"] == "no mailbox is known"


# --- metrics ------------------------------------------------------------------------------


def test_metrics_are_not_there_without_a_token_set(house: Settings) -> None:
    house.METRICS_TOKEN = ""
    assert answer("/metrics", Authorization="Bearer ").status_code == 404


@pytest.mark.parametrize("given", ["", "Bearer wrong", TOKEN, "Bearer é"])
def test_metrics_need_the_token(house: Settings, given: str) -> None:
    house.METRICS_TOKEN = TOKEN
    assert answer("/metrics", Authorization=given).status_code == 401


def test_metrics_are_counted_from_the_rows(house: Settings) -> None:
    house.METRICS_TOKEN = TOKEN
    make_thread(make_campaign())
    response = answer("/metrics", Authorization=f"Bearer {TOKEN}")
    assert response["Content-Type"] == metrics.CONTENT_TYPE
    lines = response.content.decode().splitlines()
    assert "negotiation_active_total 1" in lines
    assert "negotiation_deals_closed_total 0" in lines
    assert 'parley_threads{state="awaiting_reply"} 1' in lines
    assert sum(line.startswith("parley_threads{") for line in lines) == len(State)
    assert 'parley_emails{status="sent"} 1' in lines
    assert OutgoingEmail.objects.count() == 1


def test_metrics_tell_of_the_queue_the_mailboxes_and_the_vendors(house: Settings) -> None:
    house.METRICS_TOKEN = TOKEN
    now = timezone.now()
    mailbox = the_mailbox()
    Mailbox.objects.update(watch_expires_at=now + timedelta(hours=1), synced_at=now)
    Circuit.objects.create(vendor="gmail", state="open", changed_at=now)
    lines = answer("/metrics", Authorization=f"Bearer {TOKEN}").content.decode().splitlines()
    assert 'parley_vendor_circuit{vendor="gmail"} 2' in lines
    assert 'parley_vendor_circuit{vendor="slack"} 0' in lines
    watch = f'parley_mailbox_watch_seconds{{mailbox="{mailbox.pk}"}} '
    (left,) = [line.removeprefix(watch) for line in lines if line.startswith(watch)]
    assert 3500 < float(left) <= 3600
    assert {"parley_queue_jobs 0", "parley_queue_age_seconds 0"} <= set(lines)
    assert "parley_inbound_lag_seconds 0" in lines
    assert not [line for line in lines if "@" in line]


# --- vendors that do not answer -----------------------------------------------------------


def test_a_silent_vendor_is_named_with_what_it_means_and_takes_no_web_away(house: Settings) -> None:
    house.CLICKUP_MODE = "live"
    at = timezone.now().replace(hour=14, minute=2)
    Circuit.objects.create(
        vendor="clickup", state="open", failures=3, failing_since=at, probe_at=at, changed_at=at
    )
    response = answer()
    assert response.status_code == 200
    assert response.json()["vendors"] == [
        "ClickUp: not answering since 14:02 UTC; new briefs wait; nothing is lost"
    ]


def test_ready_says_when_a_worker_was_seen_and_how_long_work_waits(house: Settings) -> None:
    waiting = timezone.now() - timedelta(seconds=20)
    WebhookDelivery.objects.create(
        source="clickup", external_id="x", body=b"{}", received_at=waiting, due_at=waiting
    )
    work = answer().json()["work"]
    assert 20 <= work["oldest_due_seconds"] < 30
    assert work["heartbeat_at"] and work["queued"] == 0


@pytest.mark.parametrize(("permission", "status"), [("view_mailbox", 200), (None, 403)], ids=str)
def test_the_health_page_is_for_those_who_may_see_mailboxes(
    house: Settings, permission: str | None, status: int
) -> None:
    user = get_user_model().objects.create_user("kim", "kim@house.example", "x", is_staff=True)
    if permission:
        user.user_permissions.add(Permission.objects.get(codename=permission))
    client = Client()
    client.force_login(user)
    assert client.get("/admin/health/").status_code == status
    assert Client().get("/admin/health/").status_code == 302


def test_the_health_page_says_what_waits_and_what_failed(house: Settings) -> None:
    house.GMAIL_MODE = "live"
    now = timezone.now()
    Circuit.objects.create(
        vendor="gmail", state="open", failures=3, failing_since=now, probe_at=now, changed_at=now
    )
    FailureEpisode.objects.create(
        vendor="gmail", subject="mailbox 1", error="Gmail <b>503</b>", started_at=now, failed_at=now
    )
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("root", "r@house.example", "x"))
    page = client.get("/admin/health/").content.decode()
    assert "replies are not read, mails wait; nothing is lost" in page
    assert "gmail: mailbox 1" in page and "Gmail &lt;b&gt;503" in page
    assert "no mailbox is known" in page and "simulated" in page

"""What a dead process holds is known at once; what a living one holds is left alone."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from integrations import claims, inbox, notifications
from integrations.models import Notification, WebhookDelivery
from tests.work import forget

HAS_PROC = Path("/proc/self/stat").exists()


@pytest.fixture
def dead_worker() -> str:
    """Return how a process that is gone named itself."""
    script = "from integrations.claims import worker_name; print(worker_name())"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_a_living_process_is_not_dead_and_one_that_ended_is(dead_worker: str) -> None:
    assert not claims.is_dead(claims.worker_name())
    assert claims.is_dead(dead_worker)


@pytest.mark.skipif(not HAS_PROC, reason="this system does not say when a process began")
def test_an_id_that_was_given_out_again_is_another_process() -> None:
    host, pid, began = claims.worker_name().split(":")
    assert claims.is_dead(f"{host}:{pid}:{int(began) - 1}")


@pytest.mark.parametrize(
    "worker",
    [
        "",
        "elsewhere:1:1",
        f"{socket.gethostname()}:",
        f"{socket.gethostname()}:no-number:5",
        f"{socket.gethostname()}:{os.getpid()}",
    ],
    ids=["nobody", "another machine", "no id", "an odd id", "a name of an earlier version"],
)
def test_of_what_is_not_certain_nothing_is_said(worker: str) -> None:
    assert not claims.is_dead(worker)


@pytest.fixture
def rows(db: None) -> Iterator[tuple[WebhookDelivery, Notification]]:
    """A delivery and a post, claimed a moment ago by this process."""
    forget()
    now = timezone.now()
    inbox.keep(source="slack", external_id="1", body=b"command=%2Fx", received_at=now)
    notifications.notify(key="k", channel="C1", text="Hello", now=now)
    delivery, post = WebhookDelivery.objects.get(), Notification.objects.get()
    assert inbox.claim_delivery(delivery_id=delivery.pk, now=now)
    assert notifications.claim_notification(notification_id=post.pk, now=now)
    yield delivery, post
    forget()


def look(now: datetime) -> tuple[str, str]:
    inbox.release_lost_claims(now=now)
    notifications.doubt_lost_notifications(now=now)
    return WebhookDelivery.objects.get().status, Notification.objects.get().status


def test_what_a_living_process_holds_is_left_until_its_lease_ends(
    rows: tuple[WebhookDelivery, Notification], settings: Settings
) -> None:
    now = timezone.now()
    assert look(now) == ("claimed", "sending")
    assert look(now + timedelta(seconds=settings.LEASE_SECONDS + 5)) == ("due", "unknown")


def test_what_a_dead_process_holds_is_given_back_at_once(
    rows: tuple[WebhookDelivery, Notification], dead_worker: str
) -> None:
    WebhookDelivery.objects.update(worker=dead_worker)
    Notification.objects.update(worker=dead_worker)
    assert look(timezone.now()) == ("due", "unknown")


def test_an_answer_that_comes_after_the_claim_was_given_up_changes_nothing(
    rows: tuple[WebhookDelivery, Notification], dead_worker: str
) -> None:
    WebhookDelivery.objects.update(worker=dead_worker)
    now = timezone.now()
    look(now)
    inbox.settle_delivery(delivery_id=rows[0].pk, error="too late", now=now)
    assert (WebhookDelivery.objects.get().status, WebhookDelivery.objects.get().error) == (
        "due",
        "",
    )

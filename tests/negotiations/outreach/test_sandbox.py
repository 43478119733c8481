"""The sandbox shows a whole cycle: a plan, armed and run, answers, and a negotiation from them."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from pytest_django.fixtures import Settings

from integrations.models import SandboxMail
from integrations.sandbox.clock import tick
from negotiations.models import CyclePlan, CycleRun, OutgoingEmail, Thread
from tests.work import drain, forget

SUNDAY_NIGHT = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)


class Clock:
    """The time, which only the test moves."""

    def __init__(self) -> None:
        self.now = SUNDAY_NIGHT

    def __call__(self) -> datetime:
        self.now += timedelta(microseconds=1)
        return self.now


@pytest.fixture
def clock(db: None, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Clock]:
    forget()
    for vendor in ("GMAIL", "SHEETS", "CLICKUP", "SLACK", "ANTHROPIC"):
        setattr(settings, f"{vendor}_MODE", "sandbox")
    settings.IS_SANDBOX = True
    settings.SENDER_POSTAL_ADDRESS = "12 Sandbox Lane, Exampleton"
    settings.PRIVACY_URL = "https://parley.example/privacy"
    found = Clock()
    monkeypatch.setattr(timezone, "now", found)
    yield found
    forget()


def test_a_fresh_sandbox_plans_sends_hears_and_negotiates_within_minutes(clock: Clock) -> None:
    call_command("bootstrap_sandbox")
    assert CyclePlan.objects.filter(armed_by="sandbox", planned=5).count() == 1
    for _ in range(30):
        clock.now += timedelta(seconds=5)
        drain()
        call_command("dispatch_outbox")
        tick(now=timezone.now(), speed=1.0)
        call_command("poll_inbox")
        drain()
    assert CycleRun.objects.filter(is_dry=False, ended_at__isnull=False).count() == 1
    assert OutgoingEmail.cold.filter(status="sent").count() == 5
    assert SandboxMail.objects.filter(direction="in").exists()
    assert Thread.objects.filter(prospect__approach__hot_at__isnull=False).exists()


def test_a_sandbox_that_was_filled_is_left_alone(clock: Clock) -> None:
    call_command("bootstrap_sandbox")
    call_command("bootstrap_sandbox")
    assert CyclePlan.objects.count() == 1
    assert CycleRun.objects.filter(is_waiting=True).count() == 1

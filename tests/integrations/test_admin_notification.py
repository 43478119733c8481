"""A stuck Slack message in the console: who may have it posted again, and once."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from integrations.models import Notification
from tests.negotiations.console import staff_with
from tests.work import drain, forget


@pytest.fixture
def stuck(db: None, settings: Settings) -> Iterator[Notification]:
    settings.SLACK_MODE = "sandbox"
    yield Notification.objects.create(
        key="k",
        channel="C1",
        text="Deal agreed",
        status="parked",
        error="nobody knows",
        created_at=timezone.now(),
        due_at=timezone.now(),
    )
    forget()


def post_again(browser: Client, row: Notification) -> Any:
    return browser.post(
        reverse("admin:integrations_notification_post_again", args=(row.pk,)),
        {"reason": "not there"},
    )


def test_a_person_who_may_lets_it_be_posted_once(stuck: Notification) -> None:
    browser = staff_with("view", "change")
    page = browser.get(reverse("admin:integrations_notification_change", args=(stuck.pk,)))
    assert "Post again" in page.content.decode()
    assert [post_again(browser, stuck).status_code for _ in range(2)] == [302, 302]
    drain()
    stuck.refresh_from_db()
    assert (stuck.status, stuck.attempts) == ("sent", 1)


def test_a_person_who_may_only_look_may_not(stuck: Notification) -> None:
    browser = staff_with("view")
    page = browser.get(reverse("admin:integrations_notification_change", args=(stuck.pk,)))
    assert "Post again" not in page.content.decode()
    assert post_again(browser, stuck).status_code == 403
    stuck.refresh_from_db()
    assert stuck.status == "parked"

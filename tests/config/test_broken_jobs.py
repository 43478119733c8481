"""A job that breaks on something nobody foresaw settles its row, and holds up no other."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from django_q.models import OrmQ
from pytest_django.fixtures import Settings

from audit.models import AuditEntry
from config.jobs import run
from integrations import inbox, notifications
from integrations.models import Mailbox, Notification, WebhookDelivery
from integrations.queue import Job
from negotiations.models import OutgoingEmail
from tests.fakes.google_auth import FakeGoogleAuth
from tests.work import forget
from tests.world import make_campaign, make_thread, the_mailbox, use_sandbox

# No adapter expects an address that is no text: each breaks with an error that is nobody's refusal.
NO_ADDRESS = 7
PRESS = b"command=%2Fclaim&text=mia&user_id=U1&trigger_id=1&response_url=x"


@pytest.fixture
def house(db: None, settings: Settings, tmp_path: Path) -> Iterator[Settings]:
    use_sandbox(settings)
    forget()
    settings.RETRY_SECONDS = 30
    settings.SLACK_BOT_TOKEN = settings.CLICKUP_API_TOKEN = "token"
    settings.SLACK_API_URL = settings.CLICKUP_API_URL = settings.GMAIL_API_URL = NO_ADDRESS
    with FakeGoogleAuth() as auth:
        settings.GMAIL_CREDENTIALS_FILE = str(auth.credentials_file(tmp_path))
        yield settings
    forget()


def breaks(job: Job, **ids: int) -> str:
    with pytest.raises(Exception) as caught:
        run(job.value, "", ids)
    return type(caught.value).__name__


def kept(source: str, body: bytes = PRESS, key: str = "1") -> int:
    inbox.keep(source=source, external_id=key, body=body, received_at=timezone.now())
    return WebhookDelivery.objects.get(external_id=key).pk


DELIVERIES = {
    "slack": (Job.TAKE_IN_SLACK, PRESS),
    "clickup": (Job.TAKE_IN_BRIEF, b'{"event": "taskCreated", "task_id": "t1"}'),
}


@pytest.mark.parametrize("source", DELIVERIES)
def test_a_delivery_is_due_again_later_each_time_and_with_people_in_the_end(
    house: Settings, source: str
) -> None:
    job, body = DELIVERIES[source]
    setattr(house, f"{source.upper()}_MODE", "live")
    pk = kept(source, body)
    waits = []
    for attempt in range(1, house.DELIVERY_MAX_ATTEMPTS + 1):
        WebhookDelivery.objects.update(due_at=timezone.now())
        word = breaks(job, delivery_id=pk)
        row = WebhookDelivery.objects.get()
        assert row.attempts == attempt and row.error.startswith(word)
        waits.append((row.due_at - timezone.now()).total_seconds())
    assert row.status == "failed"
    assert waits[:-1] == sorted(waits[:-1]) and waits[0] > 20 and waits[3] > 7 * waits[0]
    assert AuditEntry.objects.get(action="delivery.failed").subject == f"delivery:{pk}"
    told = Notification.objects.get(key__startswith="delivery_failed:")
    assert "Nothing more happens to it until somebody replays it" in told.text


def test_a_post_is_in_doubt_and_its_neighbour_is_posted(house: Settings) -> None:
    now = timezone.now()
    broken = notifications.notify(key="k", channel="C1", text="Hello", now=now)
    house.SLACK_MODE = "live"
    word = breaks(Job.POST_NOTIFICATION, notification_id=broken.pk)
    row = Notification.objects.get(key="k")
    assert (row.status, row.attempts) == ("unknown", 1) and row.error.startswith(word)
    breaks(Job.RECONCILE_NOTIFICATION, notification_id=broken.pk)
    row.refresh_from_db()
    assert row.status == "unknown" and row.due_at > now + timedelta(seconds=60)
    house.SLACK_MODE = "sandbox"
    other = notifications.notify(key="other", channel="C1", text="Hello", now=now)
    assert run(Job.POST_NOTIFICATION.value, "", {"notification_id": other.pk}) == "sent"


def test_a_mailbox_says_what_broke_and_waits_longer_the_longer_it_lasts(house: Settings) -> None:
    mailbox = the_mailbox()
    house.GMAIL_MODE = "live"
    word = breaks(Job.SYNC_MAILBOX, mailbox_id=mailbox.pk)
    row = Mailbox.objects.get()
    assert row.sync_error.startswith(word)
    assert row.reading_waits_until is not None
    first = row.reading_waits_until - timezone.now()
    Mailbox.objects.update(
        synced_at=timezone.now() - timedelta(minutes=10), reading_waits_until=None
    )
    breaks(Job.SYNC_MAILBOX, mailbox_id=mailbox.pk)
    row = Mailbox.objects.get()
    assert row.reading_waits_until is not None
    later = row.reading_waits_until - timezone.now()
    assert timedelta(0) < first < timedelta(minutes=1) < later < timedelta(minutes=15)


def test_a_send_is_in_doubt_until_the_vendors_record_is_asked(house: Settings) -> None:
    make_thread(make_campaign(), send=False)
    email = OutgoingEmail.objects.get()
    del house.PUBLIC_BASE_URL
    word = breaks(Job.SEND_EMAIL, email_id=email.pk)
    row = OutgoingEmail.objects.get()
    assert (row.status, row.attempts) == ("unknown", 1) and row.error.startswith(word)
    assert AuditEntry.objects.filter(action="email.uncertain").count() == 1
    house.SETTLE_SECONDS, house.GMAIL_MODE = 60, "none of the three"
    breaks(Job.RECONCILE_EMAIL, email_id=email.pk)
    row.refresh_from_db()
    assert row.status == "unknown" and row.due_at > timezone.now() + timedelta(seconds=50)


def test_a_job_whose_kind_keeps_no_claim_only_breaks(house: Settings) -> None:
    breaks(Job.OPEN_CAMPAIGN, campaign_id=12345678)
    assert not OrmQ.objects.exists()

"""Mailboxes in the console: added and renewed by a form that never gives the secret back."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from audit.models import AuditEntry
from integrations.gmail.factory import get_mail_gateway
from integrations.gmail.live import GmailGateway
from integrations.models import Mailbox
from tests.fakes.gmail import FakeGmail
from tests.fakes.google_auth import FakeGoogleAuth
from tests.negotiations.console import staff_with
from tests.work import forget

NEW = "admin:integrations_mailbox_new"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def keys(settings: Settings) -> Iterator[None]:
    settings.FIELD_ENCRYPTION_KEYS = (Fernet.generate_key().decode(),)
    settings.GMAIL_CREDENTIALS_FILE = ""
    yield
    forget()


@pytest.fixture
def staff() -> Client:
    return staff_with("view", "add", "change")


def upload(text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("credentials.json", text.encode())


def typed(google_auth: FakeGoogleAuth, **values: Any) -> dict[str, Any]:
    told: dict[str, Any] = {
        "address": "Second@House.example",
        "display_name": "Ana of House",
        "daily_cap": "200",
        "credentials": upload(json.dumps(google_auth.user_info())),
        "reason": "second team",
    }
    return {**told, **values}


def test_a_mailbox_is_added_with_its_own_credentials_and_opens(
    staff: Client, google_auth: FakeGoogleAuth, gmail: FakeGmail, settings: Settings
) -> None:
    answer = staff.post(reverse(NEW), typed(google_auth))
    assert answer.status_code == 302
    mailbox = Mailbox.objects.get()
    assert (mailbox.address, mailbox.daily_cap) == ("second@house.example", 200)
    (entry,) = AuditEntry.objects.all()
    assert (entry.action, entry.actor) == ("mailbox.added", "kim@house.example")
    assert entry.summary == "second team"
    settings.GMAIL_MODE, settings.GMAIL_API_URL = "live", gmail.url
    gateway = get_mail_gateway(mailbox.address)
    assert isinstance(gateway, GmailGateway)
    assert gateway.check() == gmail.mailbox.address


def test_renewed_consent_lets_the_mailbox_go_on(staff: Client, google_auth: FakeGoogleAuth) -> None:
    held = {"consent_needed_at": timezone.now(), "wait_reason": "revoked", "sync_error": "revoked"}
    later = timezone.now() + timedelta(minutes=15)
    mailbox = Mailbox.objects.create(
        address="a@house.example", sending_waits_until=later, reading_waits_until=later, **held
    )
    page = reverse("admin:integrations_mailbox_change", args=(mailbox.pk,))
    renew = reverse("admin:integrations_mailbox_renew", args=(mailbox.pk,))
    shown = staff.get(page).content.decode()
    assert "consent needed" in shown and renew in shown
    answer = staff.post(renew, typed(google_auth, reason="new consent"))
    assert answer.status_code == 302
    mailbox.refresh_from_db()
    assert (mailbox.address, mailbox.daily_cap) == ("a@house.example", 500)
    assert mailbox.consent_needed_at is None and mailbox.sending_waits_until is None
    assert AuditEntry.objects.get().action == "mailbox.renewed"
    assert "consent needed" not in staff.get(page).content.decode()


def test_no_page_shows_a_secret(staff: Client, google_auth: FakeGoogleAuth) -> None:
    staff.post(reverse(NEW), typed(google_auth, credentials=upload(secret(google_auth))))
    mailbox = Mailbox.objects.get()
    for address in (
        reverse("admin:integrations_mailbox_changelist"),
        reverse("admin:integrations_mailbox_change", args=(mailbox.pk,)),
        reverse("admin:integrations_mailbox_renew", args=(mailbox.pk,)),
        reverse("admin:audit_auditentry_changelist"),
    ):
        text = staff.get(address, follow=True).content.decode()
        assert "very-secret" not in text and mailbox.credentials.token not in text


def secret(google_auth: FakeGoogleAuth) -> str:
    return json.dumps({**google_auth.user_info(), "refresh_token": "very-secret"})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("very-secret, no JSON", "not JSON", id="no JSON"),
        pytest.param("[]", "JSON object", id="no object"),
        pytest.param('{"refresh_token": "very-secret"}', "incomplete", id="incomplete"),
        pytest.param(" " * 20_001, "too large", id="too large"),
    ],
)
def test_what_opens_nothing_is_refused_without_repeating_it(
    staff: Client, google_auth: FakeGoogleAuth, text: str, words: str
) -> None:
    answer = staff.post(reverse(NEW), typed(google_auth, credentials=upload(text)))
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert words in shown and "very-secret" not in shown
    assert not Mailbox.objects.exists() and not AuditEntry.objects.exists()


def test_without_keys_the_form_names_the_variable(
    staff: Client, google_auth: FakeGoogleAuth, settings: Settings
) -> None:
    settings.FIELD_ENCRYPTION_KEYS = ()
    answer = staff.post(reverse(NEW), typed(google_auth))
    assert answer.status_code == 422
    assert "FIELD_ENCRYPTION_KEYS" in answer.content.decode()


def test_who_may_only_look_adds_and_renews_nothing(google_auth: FakeGoogleAuth) -> None:
    viewer = staff_with("view")
    mailbox = Mailbox.objects.create(address="a@house.example")
    renew = reverse("admin:integrations_mailbox_renew", args=(mailbox.pk,))
    for address in (reverse(NEW), renew):
        assert viewer.post(address, typed(google_auth)).status_code == 403
        assert viewer.get(address).status_code == 403
    page = reverse("admin:integrations_mailbox_change", args=(mailbox.pk,))
    assert renew not in viewer.get(page).content.decode()
    assert not AuditEntry.objects.exists()

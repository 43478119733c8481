"""What vendors post to us: verified, kept once, answered as each of them needs."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from integrations.gmail.push import certificates
from integrations.models import WebhookDelivery
from tests.fakes.clickup import SECRET, FakeClickUp
from tests.fakes.google_auth import AUDIENCE, SERVICE_ACCOUNT, FakeGoogleAuth, key_pair
from tests.fakes.pubsub import FakePubSub
from tests.work import forget

BOX = "deals@house.example"


@pytest.fixture
def house(db: None, settings: Settings, google_auth: FakeGoogleAuth) -> Iterator[Settings]:
    settings.CLICKUP_WEBHOOK_SECRET = SECRET
    settings.GMAIL_PUSH_AUDIENCE = AUDIENCE
    settings.GMAIL_PUSH_SERVICE_ACCOUNT = SERVICE_ACCOUNT
    settings.GOOGLE_CERTS_URL = google_auth.certs_url
    certificates.forget()
    yield settings
    certificates.forget()
    forget()


def post_clickup(body: bytes, headers: Mapping[str, str]) -> int:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/webhooks/clickup", body, "application/json", headers=dict(headers))
    return answer.status_code


def post_gmail(body: bytes, headers: Mapping[str, str]) -> int:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/webhooks/gmail", body, "application/json", headers=dict(headers))
    return answer.status_code


# --- ClickUp ------------------------------------------------------------------------------


def test_a_signed_delivery_is_kept_byte_for_byte(house: Settings, clickup: FakeClickUp) -> None:
    ((body, headers),) = clickup.deliveries("task1", ["taskCreated"])
    assert post_clickup(body, headers) == 202
    row = WebhookDelivery.objects.get()
    assert (bytes(row.body), row.source, row.status) == (body, "clickup", "due")


def test_repeats_and_events_of_one_change_are_one_row(
    house: Settings, clickup: FakeClickUp
) -> None:
    deliveries = clickup.deliveries("task1", ["taskCreated", "taskStatusUpdated"])
    assert [post_clickup(*d) for d in deliveries * 2] == [202] * 4
    assert WebhookDelivery.objects.count() == 1


def test_two_changes_are_two_rows(house: Settings, clickup: FakeClickUp) -> None:
    for _ in range(2):
        post_clickup(*clickup.deliveries("task1")[0])
    assert WebhookDelivery.objects.count() == 2


@pytest.mark.parametrize("signature", ["", "0" * 64, "é", None])
def test_a_bad_or_missing_signature_is_403_and_keeps_nothing(
    house: Settings, clickup: FakeClickUp, signature: str | None
) -> None:
    body, _ = clickup.deliveries("task1")[0]
    headers = {} if signature is None else {"X-Signature": signature}
    assert post_clickup(body, headers) == 403
    assert not WebhookDelivery.objects.exists()
    assert clickup.post_event(post_clickup, body, headers) is False
    assert clickup.health["status"] == "active", "a refusal must not suspend the webhook"


def test_a_changed_body_is_403(house: Settings, clickup: FakeClickUp) -> None:
    body, headers = clickup.deliveries("task1")[0]
    assert post_clickup(body + b" ", headers) == 403


def test_without_a_secret_everything_is_403(house: Settings, clickup: FakeClickUp) -> None:
    body, headers = clickup.deliveries("task1")[0]
    house.CLICKUP_WEBHOOK_SECRET = ""
    assert post_clickup(body, headers) == 403


@pytest.mark.parametrize("body", [b"not json", b"[]", b"{}", b"\xff\xfe"])
def test_signed_oddities_are_kept_for_people(
    house: Settings, clickup: FakeClickUp, body: bytes
) -> None:
    assert post_clickup(body, {"X-Signature": clickup.signature(body)}) == 202
    assert WebhookDelivery.objects.count() == 1


def test_only_post_is_answered(house: Settings) -> None:
    assert Client().get("/webhooks/clickup").status_code == 405
    assert Client().get("/webhooks/gmail").status_code == 405


# --- Gmail --------------------------------------------------------------------------------


def test_a_signed_push_is_kept_and_repeats_are_acknowledged(
    house: Settings, google_auth: FakeGoogleAuth
) -> None:
    pubsub = FakePubSub(google_auth)
    pubsub.publish(BOX, 7)
    pubsub.publish(BOX, 8, is_number=True)
    assert pubsub.deliver(post_gmail, times=2, is_shuffled=True) == [204] * 4
    assert WebhookDelivery.objects.filter(source="gmail").count() == 2
    assert pubsub.waiting == []


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "https://elsewhere.example"},
        {"email": "stranger@project.iam.gserviceaccount.com"},
        {"email_verified": False},
        {"iss": "https://accounts.example"},
        {"exp": 1_000_000_000},
        {"key": key_pair("stranger")[0]},
    ],
    ids=lambda claims: next(iter(claims)),
)
def test_a_forged_push_is_403_and_keeps_nothing(
    house: Settings, google_auth: FakeGoogleAuth, claims: dict[str, Any]
) -> None:
    body, _ = google_auth.signed_push(BOX, 7)
    token = google_auth.push_token(**claims)
    assert post_gmail(body, {"Authorization": f"Bearer {token}"}) == 403
    assert not WebhookDelivery.objects.exists()


@pytest.mark.parametrize("header", ["", "Bearer ", "Bearer x.y.z", "Basic abc"])
def test_a_push_without_a_token_is_403(
    house: Settings, google_auth: FakeGoogleAuth, header: str
) -> None:
    body, _ = google_auth.signed_push(BOX, 7)
    assert post_gmail(body, {"Authorization": header}) == 403


def test_a_push_is_asked_to_come_again_when_certificates_are_out_of_reach(
    house: Settings, google_auth: FakeGoogleAuth
) -> None:
    body, headers = google_auth.signed_push(BOX, 7)
    house.GOOGLE_CERTS_URL = "http://127.0.0.1:9/certs"
    assert post_gmail(body, headers) == 503
    assert not WebhookDelivery.objects.exists()


def test_a_signed_push_nobody_understands_is_acknowledged_and_kept(
    house: Settings, google_auth: FakeGoogleAuth
) -> None:
    headers = {"Authorization": f"Bearer {google_auth.push_token()}"}
    assert post_gmail(json.dumps({"message": None}).encode(), headers) == 204
    assert WebhookDelivery.objects.get().external_id.startswith("odd:")

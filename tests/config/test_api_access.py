"""Who may call the API."""

import json
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from audit.models import AuditEntry
from integrations.models import ApiKey
from tests.world import make_campaign, make_thread

REASON = {"reason": "the client asked"}


def staff() -> Any:
    return get_user_model().objects.create_user("ana", "ana@house.example", is_staff=True)


@pytest.mark.parametrize("path", ["campaigns", "threads", "emails", "audit", "openapi.json"])
def test_strangers_are_401(db, path):
    answer = Client().get(f"/api/v1/{path}")
    assert answer.status_code == 401
    assert set(answer.json()["error"]) == {"code", "message"}


def test_a_stranger_who_posts_is_401_not_403(db):
    assert Client(enforce_csrf_checks=True).post("/api/v1/threads/1/stop").status_code == 401


def test_only_the_hash_of_a_key_is_kept_and_a_revoked_key_is_401(caller):
    key = ApiKey.objects.get()
    assert len(key.key_hash) == 64
    caller.get("campaigns")
    ApiKey.objects.update(revoked_at=timezone.now())
    caller.get("campaigns", status=401)


def test_staff_may_read_by_session_and_others_may_not(db):
    browser = Client()
    browser.force_login(staff())
    assert browser.get("/api/v1/campaigns").status_code == 200
    get_user_model().objects.update(is_staff=False)
    assert browser.get("/api/v1/campaigns").status_code == 403


def test_a_session_needs_the_csrf_token_to_change_something(caller):
    thread = make_thread(make_campaign())
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(staff())
    path, body = f"/api/v1/threads/{thread.pk}/pause", json.dumps(REASON)
    forged = browser.post(path, body, content_type="application/json")
    assert forged.status_code == 403 and forged.json()["error"]["code"] == "forbidden"
    browser.cookies["csrftoken"] = "a" * 32
    headers = {"X-CSRFToken": "a" * 32}
    real = browser.post(path, body, content_type="application/json", headers=headers)
    assert real.status_code == 200
    assert AuditEntry.objects.filter(actor="ana@house.example").exists()


@pytest.mark.parametrize(
    ("path", "named"),
    [
        ("threads?influencr=mia", "influencr"),
        ("audit?from=2026-01-01&action=email_sent", "from"),
        ("campaigns?status=active", "status"),
        ("openapi.json?format=yaml", "format"),
    ],
)
def test_a_query_name_that_is_not_known_is_400_and_named(caller, path, named):
    message = caller.get(path, status=400)["error"]["message"]
    assert message.startswith(f"{named}: no such query name; it knows ")


def test_a_stranger_with_an_unknown_name_is_a_stranger_first(db):
    assert Client().get("/api/v1/threads?influencr=mia").status_code == 401

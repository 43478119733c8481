"""Who may call the API."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone

from audit.models import AuditEntry
from config.api import api
from config.policy.api import NEEDS
from integrations.api_keys import create_key
from integrations.models import ApiKey
from tests.config.caller import Caller
from tests.world import make_campaign, make_thread

REASON = {"reason": "the client asked"}


def staff(*rights: str) -> Any:
    user = get_user_model().objects.create_user("ana", "ana@house.example", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=rights))
    return user


@pytest.mark.parametrize("path", ["campaigns", "threads", "emails", "audit", "openapi.json"])
def test_strangers_are_401(db: None, path: str) -> None:
    answer = Client().get(f"/api/v1/{path}")
    assert answer.status_code == 401
    assert set(answer.json()["error"]) == {"code", "message"}


def test_a_stranger_who_posts_is_401_not_403(db: None) -> None:
    assert Client(enforce_csrf_checks=True).post("/api/v1/threads/1/stop").status_code == 401


def test_only_the_hash_of_a_key_is_kept_and_a_revoked_key_is_401(caller: Caller) -> None:
    key = ApiKey.objects.get()
    assert len(key.key_hash) == 64
    caller.get("campaigns")
    ApiKey.objects.update(revoked_at=timezone.now())
    caller.get("campaigns", status=401)


def test_staff_may_read_by_session_and_others_may_not(db: None) -> None:
    browser = Client()
    browser.force_login(staff("view_campaign"))
    assert browser.get("/api/v1/campaigns").status_code == 200
    refused = browser.get("/api/v1/threads")
    assert refused.status_code == 403
    assert refused.json()["error"]["message"] == "this needs the right negotiations.view_thread"
    get_user_model().objects.update(is_staff=False)
    assert browser.get("/api/v1/campaigns").status_code == 403


def test_a_session_needs_the_csrf_token_to_change_something(caller: Caller) -> None:
    thread = make_thread(make_campaign())
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(staff("change_thread"))
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
def test_a_query_name_that_is_not_known_is_400_and_named(
    caller: Caller, path: str, named: str
) -> None:
    message = caller.get(path, status=400)["error"]["message"]
    assert message.startswith(f"{named}: no such query name; it knows ")


def test_a_stranger_with_an_unknown_name_is_a_stranger_first(db: None) -> None:
    assert Client().get("/api/v1/threads?influencr=mia").status_code == 401


# --- what each may do ---------------------------------------------------------------------


def operations() -> set[str]:
    """Return every operation as the policy names it."""
    found = set()
    for _, router in api._routers:
        for path, view in router.path_operations.items():
            for operation in view.operations:
                found |= {f"{method} {path.strip('/')}" for method in operation.methods}
    return found


def test_every_operation_has_an_entry_in_the_policy() -> None:
    known = {name.replace("int:", "") for name in operations()}
    assert known == set(NEEDS)


def key_of(scope: str, **options: timedelta) -> Caller:
    key = create_key(name=f"{scope} key", scope=scope, actor="test", now=timezone.now(), **options)
    return Caller(key)


def test_a_key_that_may_only_look_changes_nothing(caller: Caller) -> None:
    thread = make_thread(make_campaign())
    reader = key_of("read")
    reader.get("threads")
    refused = reader.post(f"threads/{thread.pk}/stop", REASON, status=403)
    assert refused["error"]["message"] == "this needs a key of scope act; yours is read"
    assert not AuditEntry.objects.filter(actor="api:read key").exists()
    for scope in ("act", "admin"):
        key_of(scope).post(f"threads/{thread.pk}/{'pause' if scope == 'act' else 'resume'}", REASON)


def test_a_key_expires_and_says_when_it_was_last_used(caller: Caller) -> None:
    brief = key_of("read", lifetime=timedelta(days=1))
    row = ApiKey.objects.get(name="read key")
    assert row.last_used_at is None
    brief.get("campaigns")
    assert ApiKey.objects.get(pk=row.pk).last_used_at is not None
    ApiKey.objects.filter(pk=row.pk).update(expires_at=timezone.now())
    brief.get("campaigns", status=401)


@pytest.mark.parametrize("method", ["get", "post", "put", "patch", "delete", "options"])
@pytest.mark.parametrize("path", ["", "/", "/nothing", "/threads/", "/threads/1/nothing", "/%00"])
def test_an_unknown_address_is_404_in_the_apis_shape_whatever_the_method(
    db: None, method: str, path: str
) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = getattr(client, method)(f"/api/v1{path}")
    assert answer.status_code == 404
    assert answer.json() == {"error": {"code": "not_found", "message": "there is no such address"}}

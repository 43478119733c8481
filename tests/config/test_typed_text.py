"""What people and scripts type reaches the rows without what no row can hold, breaking nothing."""

import json

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from audit.models import AuditEntry
from tests.config.caller import Caller
from tests.world import make_campaign, make_thread

HALF = "\ud83d"


@pytest.fixture
def staff(db: None) -> Client:
    user = get_user_model().objects.create_superuser("ana", "ana@house.example", "secret-words")
    browser = Client()
    browser.force_login(user)
    return browser


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/threads?influencer=M%00ia",
        "/api/v1/audit?actor=%00&influencer=%00",
        "/api/v1/campaigns?limit=5%00",
        "/admin/negotiations/thread/?q=M%00ia",
        "/admin/audit/auditentry/?q=%00&who=person%00",
        "/admin/campaigns/campaign/?status__exact=%00",
    ],
)
def test_a_query_with_nul_finds_what_it_would_without(staff: Client, path: str) -> None:
    make_thread(make_campaign())
    asked, plain = staff.get(path), staff.get(path.replace("%00", ""))

    assert (asked.status_code, asked.get("Location")) == (
        plain.status_code,
        plain.get("Location"),
    )
    if asked["Content-Type"].startswith("application/json"):
        assert asked.json() == plain.json()


@pytest.mark.parametrize(
    ("path", "status"),
    [("/u/%00", 404), ("/u/a%00b", 404), ("/api/v1/%00", 404), ("/admin/%00/", 302)],
)
def test_an_address_with_nul_is_like_any_other_that_is_not_there(
    db: None, path: str, status: int
) -> None:
    assert Client().get(path).status_code == status


@pytest.mark.parametrize("value", ['"\\000abc"', "\\000", "%00"])
def test_a_cookie_with_nul_is_a_session_nobody_has(db: None, value: str) -> None:
    answer = Client(headers={"Cookie": f"sessionid={value}"}).get("/admin/")
    assert answer.status_code == 302


def test_a_login_name_with_nul_is_read_without_it(staff: Client) -> None:
    form = {"username": "a\x00na", "password": "secret-words"}
    assert Client().post("/admin/login/", form).status_code == 302


def test_a_reason_typed_in_the_api_is_stored_without_nul_and_halves(caller: Caller) -> None:
    thread = make_thread(make_campaign())
    caller.post(f"threads/{thread.pk}/pause", {"reason": f"the client\x00 asked{HALF} 😀"})

    entry = AuditEntry.objects.filter(thread_id=thread.pk, actor="api:dashboard").first()
    assert entry is not None and "the client asked 😀" in json.dumps(
        [entry.summary, entry.data], ensure_ascii=False
    )


@pytest.mark.parametrize(
    "body",
    [
        b'{"reason": NaN}',
        b'{"reason": 1e999}',
        b"[" * 100_000,
        b"\xff\xfe",
        b'{"reason": "\\u0000"}',
    ],
    ids=["no number", "no end", "no bottom", "no text", "nothing but NUL"],
)
def test_a_body_that_is_no_reason_is_400(caller: Caller, body: bytes) -> None:
    thread = make_thread(make_campaign())
    path = f"/api/v1/threads/{thread.pk}/pause"
    answer = caller.client.post(path, body, content_type="application/json")
    assert answer.status_code == 400, answer.content

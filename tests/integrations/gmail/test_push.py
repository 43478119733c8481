"""Push tokens: a good one, and every forgery of the list."""

import base64
import json
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from integrations.gmail.push import (
    CertificatesUnreachable,
    PushRefused,
    certificates,
    verify_push_token,
)
from tests.fakes.google_auth import AUDIENCE, SERVICE_ACCOUNT, FakeGoogleAuth, key_pair
from tests.fakes.pubsub import FakePubSub


@pytest.fixture(autouse=True)
def no_kept_certificates() -> Iterator[None]:
    certificates.forget()
    yield
    certificates.forget()


def verify(
    auth: FakeGoogleAuth, bearer: str | None, now: Any = None, **changes: Any
) -> Mapping[str, Any]:
    settings = {
        "audience": AUDIENCE,
        "service_account_email": SERVICE_ACCOUNT,
        "certs_url": auth.certs_url,
        "now": now or datetime.now(UTC),
    }
    return verify_push_token(bearer, **{**settings, **changes})


def unsigned(claims: Mapping[str, Any]) -> str:
    def part(value: Mapping[str, Any]) -> str:
        return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")

    return f"{part({'alg': 'none', 'typ': 'JWT', 'kid': 'kid1'})}.{part(claims)}."


def test_a_good_token_passes_and_certificates_are_fetched_once(google_auth: FakeGoogleAuth) -> None:
    bearer = f"Bearer {google_auth.push_token()}"
    for _ in range(3):
        assert verify(google_auth, bearer)["email"] == SERVICE_ACCOUNT
    assert google_auth.count("GET /certs") == 1


FORGERIES = {
    "bad signature with a known key": {"key": key_pair("stranger")[0]},
    "unknown key": {"key_id": "kid2"},
    "no key id": {"key_id": None},
    "expired": {"now": time.time() - 3700},
    "from the future": {"iat": int(time.time()) + 600},
    "wrong audience": {"aud": "https://other.example"},
    "no audience": {"without": ("aud",)},
    "wrong issuer": {"iss": "https://accounts.example"},
    "no issuer": {"without": ("iss",)},
    "no expiry": {"without": ("exp",)},
    "no issue time": {"without": ("iat",)},
    "expiry in words": {"exp": "later"},
    "email not verified": {"email_verified": False},
    "email verified in words": {"email_verified": "true"},
    "wrong email": {"email": "other@project.iam.gserviceaccount.com"},
    "no email": {"without": ("email",)},
}


@pytest.mark.parametrize("forgery", FORGERIES.values(), ids=FORGERIES.keys())
def test_a_forged_token_is_refused(google_auth: FakeGoogleAuth, forgery: dict[str, Any]) -> None:
    token = google_auth.push_token(**forgery)
    with pytest.raises(PushRefused):
        verify(google_auth, f"Bearer {token}")


def test_alg_none_is_refused(google_auth: FakeGoogleAuth) -> None:
    now = int(time.time())
    claims = {
        "aud": AUDIENCE,
        "email": SERVICE_ACCOUNT,
        "email_verified": True,
        "iss": "https://accounts.google.com",
        "iat": now,
        "exp": now + 3600,
    }
    with pytest.raises(PushRefused):
        verify(google_auth, f"Bearer {unsigned(claims)}")


def test_changed_claims_under_a_true_signature_are_refused(google_auth: FakeGoogleAuth) -> None:
    head, _, signature = google_auth.push_token(aud="https://other.example").split(".")
    body = google_auth.push_token().split(".")[1]
    with pytest.raises(PushRefused):
        verify(google_auth, f"Bearer {head}.{body}.{signature}")


@pytest.mark.parametrize(
    "bearer",
    [None, "", "Bearer", "Bearer ", "Bearer a b", "Basic dTpw", "Bearer a.b.c", "Bearer é.é.é"],
)
def test_what_is_no_token_is_refused(google_auth: FakeGoogleAuth, bearer: str | None) -> None:
    with pytest.raises(PushRefused):
        verify(google_auth, bearer)


def test_a_good_token_under_another_scheme_is_refused(google_auth: FakeGoogleAuth) -> None:
    with pytest.raises(PushRefused):
        verify(google_auth, f"Basic {google_auth.push_token()}")


@pytest.mark.parametrize("missing", ["audience", "service_account_email"])
def test_nothing_passes_while_the_push_is_not_configured(
    google_auth: FakeGoogleAuth, missing: str
) -> None:
    token = google_auth.push_token(aud="", email="")
    with pytest.raises(PushRefused):
        verify(google_auth, f"Bearer {token}", **{missing: ""})


def test_unreachable_certificates_are_not_a_forgery(google_auth: FakeGoogleAuth) -> None:
    google_auth.fail("status", "GET /certs", status=500)
    token = google_auth.push_token()
    with pytest.raises(CertificatesUnreachable):
        verify(google_auth, f"Bearer {token}")
    assert verify(google_auth, f"Bearer {token}")


def test_a_dead_certificate_server_is_unreachable(google_auth: FakeGoogleAuth) -> None:
    with FakeGoogleAuth() as dead:
        address = dead.certs_url
    with pytest.raises(CertificatesUnreachable):
        verify(google_auth, f"Bearer {google_auth.push_token()}", certs_url=address)


def test_a_new_key_is_fetched_but_not_at_a_strangers_pace(google_auth: FakeGoogleAuth) -> None:
    now = datetime.now(UTC)
    verify(google_auth, f"Bearer {google_auth.push_token()}", now)
    private, certificate = key_pair("next")
    google_auth.certificates = {"kid2": certificate}
    token = google_auth.push_token(key=private, key_id="kid2")
    for _ in range(5):
        with pytest.raises(PushRefused):
            verify(google_auth, f"Bearer {token}", now)
    assert google_auth.count("GET /certs") == 1
    assert verify(google_auth, f"Bearer {token}", now + timedelta(seconds=11))


def test_pushes_are_repeated_until_acknowledged(google_auth: FakeGoogleAuth) -> None:
    pubsub = FakePubSub(google_auth)
    pubsub.publish("deals@house.example", 1234567890, is_number=True)
    pubsub.publish("deals@house.example", 1234567897)
    assert pubsub.deliver(lambda body, headers: 500) == [500, 500]
    seen = []

    def take(body: bytes, headers: Mapping[str, str]) -> int:
        verify(google_auth, headers["Authorization"])
        message = json.loads(body)["message"]
        assert message["messageId"] == message["message_id"]
        seen.append(json.loads(base64.urlsafe_b64decode(message["data"]))["historyId"])
        return 204

    assert pubsub.deliver(take, times=2, is_shuffled=True) == [204] * 4
    assert sorted(map(str, seen)) == ["1234567890"] * 2 + ["1234567897"] * 2
    assert pubsub.waiting == []

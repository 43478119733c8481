"""Google's identity services on loopback: access tokens, certificates and signed push bodies."""

import base64
import json
import time
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from google.auth import crypt, jwt

from tests.fakes.server import FakeServer, RecordedRequest, Reply

KEY_ID = "kid1"
AUDIENCE = "https://parley.example/webhooks/gmail"
SERVICE_ACCOUNT = "push@project.iam.gserviceaccount.com"


@lru_cache(maxsize=4)
def key_pair(name: str) -> tuple[str, str]:
    """Return a private key and its self-signed certificate, both PEM, once per name."""
    # Short: every house loads it anew, and a long one takes 30 ms to be checked each time.
    key = rsa.generate_private_key(public_exponent=65537, key_size=1024)
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    start = datetime.now(UTC) - timedelta(days=1)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + timedelta(days=3650))
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return private.decode(), certificate.public_bytes(serialization.Encoding.PEM).decode()


@lru_cache(maxsize=8)
def _signer(private_key: str, key_id: str | None) -> crypt.RSASigner:
    signer: crypt.RSASigner = crypt.RSASigner.from_string(private_key, key_id=key_id)
    return signer


class FakeGoogleAuth(FakeServer):
    """`/token` and `/certs`; refusals of `/token` are armed with `refuse_token`."""

    def __init__(self) -> None:
        super().__init__()
        self.private_key, self.certificate = key_pair("google")
        self.certificates = {KEY_ID: self.certificate}
        self.issued: list[str] = []
        self.subjects: list[str | None] = []

    @property
    def certs_url(self) -> str:
        """Return what GOOGLE_CERTS_URL is set to."""
        return f"{self.url}/certs"

    @property
    def token_url(self) -> str:
        """Return what credential files name as their token_uri."""
        return f"{self.url}/token"

    def answer(self, request: RecordedRequest) -> Reply:
        """Serve certificates, or grant an access token to any well-formed request."""
        if request.path == "/certs":
            return Reply(body=self.certificates)
        if request.path != "/token" or request.method != "POST":
            return Reply(404, {"error": "not_found"})
        form = parse_qs(request.body.decode())
        if "assertion" in form:
            claims = jwt.decode(form["assertion"][0], verify=False)
            self.subjects.append(claims.get("sub"))
        elif form.get("grant_type") != ["refresh_token"]:
            return Reply(400, {"error": "unsupported_grant_type"})
        token = f"ya29.fake-{len(self.issued) + 1}"
        self.issued.append(token)
        return Reply(body={"access_token": token, "expires_in": 3599, "token_type": "Bearer"})

    def refuse_token(self, times: int = 1) -> None:
        """Answer as Google does when the grant was revoked."""
        body = {
            "error": "invalid_grant",
            "error_description": "Token has been expired or revoked.",
        }
        self.fail("status", "POST /token", times=times, status=400, body=body)

    def user_info(self) -> dict[str, Any]:
        """Return the JSON of an authorised user whose tokens come from here."""
        return {
            "type": "authorized_user",
            "client_id": "client",
            "client_secret": "secret",
            "refresh_token": "refresh",
            "token_uri": self.token_url,
        }

    def service_account_info(self) -> dict[str, Any]:
        """Return the JSON of a service account whose tokens come from here."""
        return {
            "type": "service_account",
            "project_id": "project",
            "private_key_id": "key",
            "private_key": self.private_key,
            "client_email": "parley@project.iam.gserviceaccount.com",
            "client_id": "1",
            "token_uri": self.token_url,
        }

    def credentials_file(self, folder: Path, *, is_user: bool = False) -> Path:
        """Write a credentials file and return its path."""
        path = folder / ("user.json" if is_user else "service_account.json")
        info = self.user_info() if is_user else self.service_account_info()
        path.write_text(json.dumps(info), encoding="utf-8")
        return path

    def push_token(
        self,
        *,
        now: float | None = None,
        key: str | None = None,
        key_id: str | None = KEY_ID,
        without: tuple[str, ...] = (),
        **claims: Any,
    ) -> str:
        """Return a signed token of a push; claims given replace the true ones."""
        instant = int(time.time() if now is None else now)
        body: dict[str, Any] = {
            "aud": AUDIENCE,
            "azp": "113774264463038321964",
            "email": SERVICE_ACCOUNT,
            "sub": "113774264463038321964",
            "email_verified": True,
            "exp": instant + 3600,
            "iat": instant,
            "iss": "https://accounts.google.com",
        }
        body.update(claims)
        for name in without:
            del body[name]
        token: bytes = jwt.encode(_signer(key or self.private_key, key_id), body)
        return token.decode()

    def signed_push(
        self,
        mailbox: str,
        history_id: int,
        *,
        message_id: str = "2070443601311540",
        is_number: bool = False,
        audience: str = AUDIENCE,
        service_account: str = SERVICE_ACCOUNT,
    ) -> tuple[bytes, dict[str, str]]:
        """Return the body and headers of one push, ready to be posted."""
        token = self.push_token(aud=audience, email=service_account)
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
        return push_body(mailbox, history_id, message_id, is_number), headers


def push_body(mailbox: str, history_id: int, message_id: str, is_number: bool = False) -> bytes:
    """Return a push envelope: both spellings of each name, as Pub/Sub sends them."""
    data = {
        "emailAddress": mailbox,
        "historyId": history_id if is_number else str(history_id),
    }
    published = "2026-11-21T10:13:55.749Z"
    message = {
        "attributes": {},
        "data": base64.urlsafe_b64encode(json.dumps(data).encode()).decode(),
        "messageId": message_id,
        "message_id": message_id,
        "publishTime": published,
        "publish_time": published,
    }
    envelope = {"message": message, "subscription": "projects/project/subscriptions/gmail"}
    return json.dumps(envelope).encode()

"""Is this push really Google's? Checks the OIDC token of a Pub/Sub push request.

The library's own check fetches certificates on every call, and looks neither at the clock
it is given nor at the account's email, so the claims are checked here.
Source: https://cloud.google.com/pubsub/docs/authenticate-push-subscriptions
"""

import base64
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import httpx2
from google.auth import crypt, jwt
from google.auth import exceptions as google_errors

from integrations.errors import GatewayError
from integrations.http import build_client

DEFAULT_CERTS_URL = "https://www.googleapis.com/oauth2/v1/certs"
_ISSUERS = frozenset({"accounts.google.com", "https://accounts.google.com"})
_SKEW_SECONDS = 10
_CERTS_LIVE = timedelta(hours=1)
# An unknown key may be a new one, but strangers must not make us fetch at their pace.
_REFETCH_AFTER = timedelta(seconds=10)
_FETCH_SECONDS = 5.0


class PushRefused(Exception):
    """The push carries no token that proves Google sent it to us."""


class CertificatesUnreachable(GatewayError):
    """Google's certificates could not be had, so nothing can be said of the token."""


@dataclass(frozen=True)
class _Certificates:
    by_key_id: Mapping[str, str]
    fetched_at: datetime

    def age(self, now: datetime) -> timedelta:
        return abs(now - self.fetched_at)


class CertificateCache:
    """Certificates by address, fetched when they are old or lack a key."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: dict[str, _Certificates] = {}

    def certificate(self, url: str, key_id: str, now: datetime) -> str | None:
        """Return the PEM certificate of the key, None when Google has no such key.

        :raises CertificatesUnreachable: they had to be fetched and were not.
        """
        with self._lock:
            kept = self._kept.get(url)
            if kept is None or self._must_fetch(kept, key_id, now):
                kept = _Certificates(_fetched(url), now)
                self._kept[url] = kept
            return kept.by_key_id.get(key_id)

    def forget(self) -> None:
        """Drop everything kept."""
        with self._lock:
            self._kept.clear()

    @staticmethod
    def _must_fetch(kept: _Certificates, key_id: str, now: datetime) -> bool:
        age = kept.age(now)
        return age > _CERTS_LIVE or (key_id not in kept.by_key_id and age > _REFETCH_AFTER)


certificates = CertificateCache()


def verify_push_token(
    bearer: str | None,
    *,
    audience: str,
    service_account_email: str,
    certs_url: str,
    now: datetime,
) -> Mapping[str, Any]:
    """Return the claims of a good token. `bearer` is the Authorization header, or its token.

    :raises PushRefused: missing, malformed, forged, expired or meant for somebody else; also
        while our own audience or account is not configured.
    :raises CertificatesUnreachable: the signature could not be checked: ask for a repeat.
    """
    if not audience or not service_account_email:
        raise PushRefused("No push audience or service account is configured.")
    token = _token(bearer)
    claims = _signed_claims(token, certs_url or DEFAULT_CERTS_URL, now)
    _check_times(claims, now)
    if claims.get("iss") not in _ISSUERS:
        raise PushRefused("The token's issuer is not Google.")
    if claims.get("aud") != audience:
        raise PushRefused("The token is meant for another audience.")
    if claims.get("email") != service_account_email:
        raise PushRefused("The token belongs to another account.")
    if claims.get("email_verified") is not True:
        raise PushRefused("The token's email is not verified.")
    return claims


def _token(bearer: str | None) -> str:
    parts = (bearer or "").split()
    if len(parts) == 2 and parts[0].lower() == "bearer":
        return parts[1]
    if len(parts) == 1:
        return parts[0]
    raise PushRefused("There is no bearer token.")


def _signed_claims(token: str, certs_url: str, now: datetime) -> Mapping[str, Any]:
    try:
        header = jwt.decode_header(token)
        claims = jwt.decode(token, verify=False)
    except (ValueError, google_errors.GoogleAuthError) as error:
        raise PushRefused(f"The token is malformed: {error}") from error
    if not isinstance(header, dict) or not isinstance(claims, dict):
        raise PushRefused("The token is malformed.")
    # Only this algorithm: the token must not choose how it is checked.
    if header.get("alg") != "RS256" or not isinstance(header.get("kid"), str):
        raise PushRefused("The token is not signed as Google signs.")
    certificate = certificates.certificate(certs_url, header["kid"], now)
    if certificate is None:
        raise PushRefused("The token is signed with an unknown key.")
    if not _is_signed_by(token, certificate):
        raise PushRefused("The token's signature is wrong.")
    return claims


def _is_signed_by(token: str, certificate: str) -> bool:
    signed, _, signature = token.rpartition(".")
    try:
        raw = base64.urlsafe_b64decode(signature + "=" * (-len(signature) % 4))
        return bool(crypt.verify_signature(signed.encode("ascii"), raw, certificate))
    except (ValueError, TypeError, google_errors.GoogleAuthError):
        # A signature or a key that cannot be read proves nothing.
        return False


def _check_times(claims: Mapping[str, Any], now: datetime) -> None:
    issued, expires = claims.get("iat"), claims.get("exp")
    if not isinstance(issued, int | float) or not isinstance(expires, int | float):
        raise PushRefused("The token has no times.")
    instant = now.timestamp()
    if issued > instant + _SKEW_SECONDS:
        raise PushRefused("The token is from the future.")
    if expires < instant - _SKEW_SECONDS:
        raise PushRefused("The token has expired.")


def _fetched(url: str) -> Mapping[str, str]:
    try:
        with build_client(read_seconds=_FETCH_SECONDS) as client:
            answer = client.get(url)
            found = answer.json() if answer.status_code == 200 else None
    except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as error:
        raise CertificatesUnreachable(f"Google's certificates: {error}") from error
    if not isinstance(found, dict):
        raise CertificatesUnreachable(f"Google's certificates: status {answer.status_code}")
    return {str(key): str(value) for key, value in found.items()}

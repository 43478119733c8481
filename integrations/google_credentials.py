"""Google credentials from a JSON file, and sessions with timeouts made of them."""

import json
import weakref
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import requests
from google.auth import exceptions as google_errors
from google.auth.credentials import Credentials
from google.auth.transport.requests import AuthorizedSession, Request
from google.oauth2 import credentials as user_credentials
from google.oauth2 import service_account

from integrations.errors import GatewayError, NotConfigured
from integrations.http import CONNECT_SECONDS, READ_SECONDS

TIMEOUT = (CONNECT_SECONDS, READ_SECONDS)
_TOKEN_SECONDS = 15


def credentials_from_file(
    path: str | Path, *, scopes: Sequence[str], subject: str | None = None
) -> Credentials:
    """Read a service account (acting as `subject`) or an authorised user from a JSON file.

    Credentials are kept per file version, so that one access token serves many calls.

    :raises NotConfigured: the file is missing, unreadable or of another kind.
    """
    if not str(path):
        raise NotConfigured("No Google credentials file is set.")
    file = Path(path)
    try:
        version = file.stat().st_mtime_ns
    except OSError as error:
        raise NotConfigured(f"Google credentials file cannot be read: {error}") from error
    return _cached(str(file), version, tuple(scopes), subject)


@lru_cache(maxsize=64)
def _cached(path: str, version: int, scopes: tuple[str, ...], subject: str | None) -> Credentials:
    try:
        info = json.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise NotConfigured(f"Google credentials file cannot be read: {error}") from error
    if not isinstance(info, dict):
        raise NotConfigured("The Google credentials file does not hold a JSON object.")
    return credentials_from_info(info, scopes=scopes, subject=subject)


def credentials_from_info(
    info: Mapping[str, Any], *, scopes: Sequence[str], subject: str | None = None
) -> Credentials:
    """Make credentials of parsed JSON; `token_uri` is taken from the JSON itself.

    :raises NotConfigured: the JSON is neither a service account nor an authorised user.
    """
    try:
        if info.get("type") == "service_account":
            return service_account.Credentials.from_service_account_info(
                dict(info), scopes=list(scopes), subject=subject
            )
        return user_credentials.Credentials(
            info.get("token"),
            refresh_token=info["refresh_token"],
            token_uri=info.get("token_uri") or "https://oauth2.googleapis.com/token",
            client_id=info["client_id"],
            client_secret=info["client_secret"],
            scopes=list(scopes),
        )
    except (KeyError, ValueError, google_errors.GoogleAuthError) as error:
        raise NotConfigured(f"The Google credentials are incomplete: {error}") from error


def authorized_session(credentials: Credentials) -> AuthorizedSession:
    """Make a session that refreshes its own token and never waits for ever.

    Not httplib2: that library posts a second time by itself when a connection closes.
    """
    token_session = requests.Session()
    token_session.trust_env = False
    session = AuthorizedSession(
        credentials, refresh_timeout=_TOKEN_SECONDS, auth_request=Request(token_session)
    )
    session.trust_env = False
    weakref.finalize(session, token_session.close)
    return session


def token_error(error: google_errors.GoogleAuthError) -> GatewayError:
    """Put a failure to get an access token in our words; nothing was asked of the API yet."""
    if isinstance(error, google_errors.RefreshError):
        return GatewayError(f"Google refused the credentials: {error}", not error.retryable)
    return GatewayError(f"Google's token service was not reached: {error}", permanent=False)

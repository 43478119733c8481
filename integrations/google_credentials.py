"""Google credentials from JSON, and sessions with timeouts made of them."""

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

from integrations.errors import Blocked, GatewayError, NotConfigured
from integrations.http import CONNECT_SECONDS, READ_SECONDS

TIMEOUT = (CONNECT_SECONDS, READ_SECONDS)
_TOKEN_SECONDS = 15


def credentials_from_file(
    path: str | Path, *, scopes: Sequence[str], subject: str | None = None
) -> Credentials:
    """Read a service account (acting as `subject`) or an authorised user from a JSON file.

    :raises NotConfigured: the file is missing, unreadable or of another kind.
    """
    return credentials_from_text(file_text(path), scopes=scopes, subject=subject)


def file_text(path: str | Path) -> str:
    """Return what a credentials file holds.

    :raises NotConfigured: there is none, or it cannot be read.
    """
    if not str(path):
        raise NotConfigured("No Google credentials file is set.")
    try:
        return Path(path).read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise NotConfigured(f"Google credentials file cannot be read: {error}") from error


def credentials_from_text(
    text: str, *, scopes: Sequence[str], subject: str | None = None
) -> Credentials:
    """Make credentials of JSON text; the same text gives the same ones, with their access token.

    :raises NotConfigured: the text is no credentials.
    """
    return _kept(text, tuple(scopes), subject)


def forget_tokens() -> None:
    """Ask for a new access token at the next call: a check must not pass on an old one."""
    _kept.cache_clear()


@lru_cache(maxsize=64)
def _kept(text: str, scopes: tuple[str, ...], subject: str | None) -> Credentials:
    try:
        info = json.loads(text)
    except ValueError as error:
        # Not the error's own words: they may repeat the text.
        raise NotConfigured("The Google credentials are not JSON.") from error
    if not isinstance(info, dict):
        raise NotConfigured("The Google credentials do not hold a JSON object.")
    return credentials_from_info(info, scopes=scopes, subject=subject)


def credentials_from_info(
    info: Mapping[str, Any], *, scopes: Sequence[str], subject: str | None = None
) -> Credentials:
    """Make credentials of parsed JSON; `token_uri` is taken from the JSON itself.

    :raises NotConfigured: the JSON is neither a service account nor an authorised user.
    """
    try:
        if info.get("type") == "service_account":
            account: Credentials = service_account.Credentials.from_service_account_info(
                dict(info), scopes=list(scopes), subject=subject
            )
            return account
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
    if isinstance(error, google_errors.RefreshError) and not error.retryable:
        return Blocked(f"Google refused the credentials: {error}", needs_consent=True)
    return GatewayError(f"Google's token service was not reached: {error}", permanent=False)

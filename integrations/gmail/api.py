"""Gmail's REST calls: one request, one classified answer.

Errors are told apart by `errors[].reason`, never by status: a quota refusal arrives as
403 PERMISSION_DENIED as readily as 429.
Source: https://developers.google.com/workspace/gmail/api/guides/handle-errors
"""

import weakref
from collections.abc import Mapping, Sequence
from typing import Any

import requests
from google.auth import exceptions as google_errors
from urllib3.exceptions import MaxRetryError, NewConnectionError

from integrations.errors import GatewayError, OutcomeUnknown
from integrations.google_credentials import TIMEOUT, token_error
from integrations.http import read_with_retries

DEFAULT_URL = "https://gmail.googleapis.com"
Params = Mapping[str, str | int | Sequence[str]]

_RATE_REASONS = frozenset({"rateLimitExceeded", "userRateLimitExceeded", "quotaExceeded"})
_BROKEN_OFF = "Gmail's answer did not arrive whole"


class GmailRefusal(GatewayError):
    """Gmail answered that it did not do it."""

    def __init__(self, message: str, permanent: bool, status: int) -> None:
        super().__init__(message, permanent)
        self.status = status


class GmailApi:
    """Calls one mailbox's endpoints with an authorised session."""

    def __init__(
        self,
        session: requests.Session,
        *,
        api_url: str = DEFAULT_URL,
        retry_wait_seconds: float = 1.0,
        timeout: tuple[float, float] = TIMEOUT,
    ) -> None:
        self._session = session
        # Connections end with the gateway that opened them, not at some later collection.
        weakref.finalize(self, session.close)
        self._base = f"{(api_url or DEFAULT_URL).rstrip('/')}/gmail/v1/users/me/"
        self._wait = retry_wait_seconds
        self._timeout = timeout

    def read(self, path: str, params: Params | None = None) -> dict[str, Any]:
        """GET, tried again while the failure may pass.

        :raises GatewayError: it failed; GmailRefusal carries the status.
        """
        return self._repeated("GET", path, params, None)

    def repeatable_post(self, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """POST something that has the same effect however often it is asked."""
        return self._repeated("POST", path, None, body)

    def post_once(self, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """POST exactly one time.

        :raises OutcomeUnknown: Gmail may have done it.
        :raises GatewayError: Gmail certainly did not.
        """
        return self._call("POST", path, None, body)

    def _repeated(
        self, method: str, path: str, params: Params | None, body: Mapping[str, Any] | None
    ) -> dict[str, Any]:
        def attempt() -> dict[str, Any]:
            try:
                return self._call(method, path, params, body)
            except OutcomeUnknown as error:
                # Without an effect to be in doubt about, doubt is only a failure.
                raise GatewayError(error.message, permanent=False) from error

        return read_with_retries(attempt, vendor="gmail", wait_seconds=self._wait)

    def _call(
        self, method: str, path: str, params: Params | None, body: Mapping[str, Any] | None
    ) -> dict[str, Any]:
        try:
            response = self._session.request(
                method,
                self._base + path,
                params=params,
                json=body,
                timeout=self._timeout,
                allow_redirects=False,
            )
        except google_errors.GoogleAuthError as error:
            raise token_error(error) from error
        except requests.RequestException as error:
            if _never_connected(error):
                raise GatewayError(f"Gmail was not reached: {error}", permanent=False) from error
            raise OutcomeUnknown(f"{_BROKEN_OFF}: {error}") from error
        return _answer(response)


def _answer(response: requests.Response) -> dict[str, Any]:
    if 400 <= response.status_code < 500:
        raise _refusal(response)
    if not response.ok or response.is_redirect:
        raise OutcomeUnknown(f"Gmail answered {response.status_code}: {_message(response)}")
    if not response.content:
        return {}
    try:
        answer = response.json()
    except requests.JSONDecodeError as error:
        raise OutcomeUnknown(f"{_BROKEN_OFF}: {error}") from error
    if not isinstance(answer, dict):
        raise OutcomeUnknown("Gmail's answer is not a JSON object.")
    return answer


def _refusal(response: requests.Response) -> GatewayError:
    status = response.status_code
    message = _message(response)
    if status == 408:
        return OutcomeUnknown(f"Gmail answered 408: {message}")
    if status == 429 or _reasons(response) & _RATE_REASONS:
        return GmailRefusal(f"Gmail's rate limit: {message}", permanent=False, status=status)
    # "Precondition check failed." has been seen to pass; "Mail service not enabled" never does.
    passing = "precondition check failed" in message.lower()
    return GmailRefusal(f"Gmail refused ({status}): {message}", not passing, status)


def _error_of(response: requests.Response) -> dict[str, Any]:
    try:
        body = response.json()
    except requests.JSONDecodeError:
        return {}
    error = body.get("error") if isinstance(body, dict) else None
    return error if isinstance(error, dict) else {}


def _message(response: requests.Response) -> str:
    return str(_error_of(response).get("message") or response.text[:200])


def _reasons(response: requests.Response) -> frozenset[str]:
    items = _error_of(response).get("errors")
    if not isinstance(items, list):
        return frozenset()
    return frozenset(str(item.get("reason")) for item in items if isinstance(item, dict))


def _never_connected(error: requests.RequestException) -> bool:
    if isinstance(error, requests.ConnectTimeout):
        return True
    cause = error.args[0] if error.args else None
    return isinstance(cause, MaxRetryError) and isinstance(cause.reason, NewConnectionError)

"""One request of Gmail's, one classified answer.

Errors are told apart by `errors[].reason`, never by status: a quota refusal arrives as
403 PERMISSION_DENIED as readily as 429.
Source: https://developers.google.com/workspace/gmail/api/guides/handle-errors
"""

import json
import re
import weakref
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import requests
from google.auth import exceptions as google_errors
from googleapiclient.errors import HttpError
from urllib3.exceptions import MaxRetryError, NewConnectionError

from integrations.errors import Blocked, GatewayError, OutcomeUnknown, Unreached
from integrations.gmail.patterns import bounded
from integrations.gmail.transport import OneShotHttp, gmail_requests
from integrations.google_credentials import TIMEOUT, token_error
from integrations.http import read_with_retries

_RATE_REASONS = frozenset({"rateLimitExceeded", "userRateLimitExceeded", "quotaExceeded"})
_BROKEN_OFF = "Gmail's answer did not arrive whole"
_RETRY_TIME = bounded(r"retry after\s+(\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d))", re.I)


class GmailRefusal(GatewayError):
    """Gmail answered that it did not do it."""

    def __init__(self, message: str, permanent: bool, status: int) -> None:
        super().__init__(message, permanent)
        self.status = status


class GmailApi:
    """Executes requests made with `build`, over one mailbox's authorised session."""

    def __init__(
        self,
        session: requests.Session,
        *,
        api_url: str = "",
        retry_wait_seconds: float = 1.0,
        timeout: tuple[float, float] = TIMEOUT,
    ) -> None:
        # Connections end with the gateway that opened them, not at some later collection.
        weakref.finalize(self, session.close)
        self.build = gmail_requests(api_url)
        self._http = OneShotHttp(session, timeout)
        self._wait = retry_wait_seconds

    def read(self, request: Any) -> dict[str, Any]:
        """Execute what has the same effect however often it is asked, a few times if need be.

        :raises GatewayError: it failed; GmailRefusal carries the status.
        """

        def attempt() -> dict[str, Any]:
            try:
                return self.once(request)
            except OutcomeUnknown as error:
                # Without an effect to be in doubt about, doubt is only a failure.
                raise GatewayError(error.message, permanent=False) from error

        return read_with_retries(attempt, vendor="gmail", wait_seconds=self._wait)

    def once(self, request: Any) -> dict[str, Any]:
        """Execute the request exactly one time.

        :raises OutcomeUnknown: Gmail may have done it.
        :raises Blocked: Gmail did not, and would do nothing else for this mailbox now.
        :raises GatewayError: Gmail certainly did not.
        """
        try:
            answer = request.execute(http=self._http, num_retries=0)
        except HttpError as error:
            raise _in_our_words(error) from error
        except google_errors.GoogleAuthError as error:
            raise token_error(error) from error
        except requests.RequestException as error:
            if _never_connected(error):
                raise Unreached(f"Gmail was not reached: {error}") from error
            raise OutcomeUnknown(f"{_BROKEN_OFF}: {error}") from error
        except ValueError as error:
            raise OutcomeUnknown(f"{_BROKEN_OFF}: {error}") from error
        if not isinstance(answer, dict):
            raise OutcomeUnknown("Gmail's answer is not a JSON object.")
        return answer


def _in_our_words(error: HttpError) -> GatewayError:
    status = int(error.resp.status)
    told = _error_of(error.content)
    message = str(told.get("message") or error.content[:200].decode("utf-8", "replace"))
    reasons = _reasons(told)
    if status == 429 or reasons & _RATE_REASONS:
        return Blocked(f"Gmail's rate limit: {message}", until=_retry_time(error.resp, message))
    if not 400 <= status < 500 or status == 408:
        return OutcomeUnknown(f"Gmail answered {status}: {message}")
    if status == 401:
        return Blocked(f"Gmail refuses the access token: {message}", needs_consent=True)
    if status == 403 or "not enabled" in message.lower():
        # Scopes, domain policy, a spent daily quota: true of every mail, until somebody acts.
        why = ", ".join(sorted(reasons)) or status
        return Blocked(f"Gmail refuses this mailbox ({why}): {message}", needs_person=True)
    # "Precondition check failed." has been seen to pass.
    passing = "precondition check failed" in message.lower()
    return GmailRefusal(f"Gmail refused ({status}): {message}", not passing, status)


def _error_of(content: bytes) -> Mapping[str, Any]:
    try:
        body = json.loads(content)
    except ValueError:
        return {}
    error = body.get("error") if isinstance(body, dict) else None
    return error if isinstance(error, dict) else {}


def _reasons(error: Mapping[str, Any]) -> frozenset[str]:
    items = error.get("errors")
    if not isinstance(items, list):
        return frozenset()
    return frozenset(str(item.get("reason")) for item in items if isinstance(item, dict))


def _retry_time(headers: Mapping[str, str], message: str) -> datetime | None:
    """Return the time Gmail names: as text in the message, or a header where there is one."""
    if named := _RETRY_TIME.search(message):
        return datetime.fromisoformat(named[1])
    header = headers.get("retry-after", "")
    if header.isascii() and header.isdigit():
        return datetime.now(UTC) + timedelta(seconds=int(header))
    try:
        return parsedate_to_datetime(header)
    except ValueError:
        return None


def _never_connected(error: requests.RequestException) -> bool:
    if isinstance(error, requests.ConnectTimeout):
        return True
    cause = error.args[0] if error.args else None
    return isinstance(cause, MaxRetryError) and isinstance(cause.reason, NewConnectionError)

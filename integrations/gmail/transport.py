"""Google's client library over our own session: one request on the wire for one request asked.

The library's usual transport posts a send again by itself when the connection closes before the
answer, so it is never used. This one has the same `request` and asks exactly once; only a 401,
which says that nothing was accepted, is asked again by the session with a fresh token.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import httplib2
import requests
from googleapiclient.discovery import build

DEFAULT_URL = "https://gmail.googleapis.com"


class OneShotHttp:
    """What the client library needs of a transport, spoken by a requests session."""

    def __init__(self, session: requests.Session, timeout: tuple[float, float]) -> None:
        self._session = session
        self._timeout = timeout

    def request(
        self,
        uri: str,
        method: str = "GET",
        body: str | bytes | None = None,
        headers: dict[str, str] | None = None,
        **unused: Any,
    ) -> tuple[httplib2.Response, bytes]:
        """Ask once; no redirect is followed, for that would be a second request."""
        response = self._session.request(
            method,
            uri,
            data=body.encode() if isinstance(body, str) else body,
            headers=headers,
            timeout=self._timeout,
            allow_redirects=False,
        )
        shown = httplib2.Response({**response.headers, "status": str(response.status_code)})
        shown.reason = response.reason
        return shown, response.content


@dataclass(frozen=True)
class GmailRequests:
    """Builders of Gmail's requests. They reach for no network themselves.

    Every request is executed with a transport of its own, so one set serves all threads.
    """

    users: Any
    messages: Any
    drafts: Any
    history: Any


@lru_cache(maxsize=8)
def gmail_requests(api_url: str) -> GmailRequests:
    """Return the builders for this address; the library makes them anew each time it is asked."""
    endpoint = f"{(api_url or DEFAULT_URL).rstrip('/')}/"
    users = build(
        "gmail",
        "v1",
        http=httplib2.Http(),
        static_discovery=True,
        cache_discovery=False,
        client_options={"api_endpoint": endpoint},
    ).users()
    return GmailRequests(users, users.messages(), users.drafts(), users.history())

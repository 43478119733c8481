"""What every request passes: it gets an id of its own, and what was typed becomes storable."""

import re
import time
import uuid
from collections.abc import Callable
from typing import Any

import structlog
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict

from audit.context import request_id
from config.policy.console import missing, needs_of
from config.telemetry.http_metrics import observe, route_of
from integrations.strangers import storable_text

log = structlog.get_logger()

_ACCEPTABLE = re.compile(r"[A-Za-z0-9._-]{1,64}")


class RequestIdMiddleware:
    """Echo a well-formed X-Request-ID or make one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Bind the id for the length of one request; count and log how it was answered."""
        given = request.headers.get("X-Request-ID", "")
        token = request_id.set(given if _ACCEPTABLE.fullmatch(given) else uuid.uuid4().hex)
        started = time.perf_counter()
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = request_id.get()
            _note(request, response, seconds=time.perf_counter() - started)
            return response
        finally:
            request_id.reset(token)


def _note(request: HttpRequest, response: HttpResponse, *, seconds: float) -> None:
    observe(request, status=response.status_code, seconds=seconds)
    # The route, not the path: an unsubscribe address names a person.
    log.info(
        "request_answered",
        method=request.method,
        route=route_of(request),
        status=response.status_code,
        ms=round(seconds * 1000),
    )


class StorableTextMiddleware:
    """Take out of addresses, cookies and typed forms what no row can hold.

    A NUL in a query would otherwise break the look-up on PostgreSQL. Bodies that are signed, and
    JSON, are guarded where they are parsed: they must reach their reader as they came.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Guard what is read before any view is chosen."""
        request.path_info = storable_text(request.path_info)
        request.GET = _storable_query(request.GET)
        request.COOKIES = {
            storable_text(name): storable_text(value) for name, value in request.COOKIES.items()
        }
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], *_: Any
    ) -> HttpResponse | None:
        """Guard a typed form; the CSRF check, which runs just before, has read it already."""
        if request.method == "POST" and not getattr(view, "csrf_exempt", False):
            request.POST = _storable_query(request.POST)
        return None


def _storable_query(query: QueryDict) -> Any:
    # As immutable as the one it replaces, which its type cannot say.
    kept = QueryDict(mutable=True)
    for name, values in query.lists():
        kept.setlist(storable_text(name), [storable_text(value) for value in values])
    kept._mutable = False
    return kept


class PolicyMiddleware:
    """Let only those open a page of the console whom the table lets; the one guard of them all."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Do nothing before the view is chosen."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> None:
        """Refuse a member of staff what they have no right to; strangers are sent to the login.

        :raises PermissionDenied: naming the right that is missing
        """
        match = request.resolver_match
        is_console = match is not None and (
            match.app_name == "admin" or match.url_name == "console_health"
        )
        if match is None or not is_console or not getattr(request.user, "is_staff", False):
            return
        if lacked := missing(request.user, needs_of(match)):
            raise PermissionDenied(f"this needs the right {lacked}")

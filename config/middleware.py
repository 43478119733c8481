"""Give every request an id that its log lines, jobs and audit entries share."""

import re
import time
import uuid
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse

from audit.context import request_id
from config.http_metrics import observe, route_of

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

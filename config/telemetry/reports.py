"""Error reports to Sentry, when a DSN is set: where it broke, never with what.

Local variables, bodies, headers, query strings and the words of strangers' exceptions stay here.
"""

from typing import Any

import sentry_sdk
from sentry_sdk.integrations.django import DjangoIntegration
from sentry_sdk.integrations.logging import LoggingIntegration
from sentry_sdk.transport import Transport
from sentry_sdk.types import Event, Hint

from audit.context import request_id
from config.telemetry.scrubbing import blotted, words_of

FLUSH_SECONDS = 2.0
_REQUEST_PARTS_KEPT = ("method",)
_EVENT_PARTS_DROPPED = ("extra", "breadcrumbs", "user", "modules", "server_name")


def start(dsn: str, *, transport: Transport | None = None) -> None:
    """Report from now on; without a DSN nothing is ever reported."""
    if not dsn:
        return
    sentry_sdk.init(
        dsn=dsn,
        transport=transport,
        send_default_pii=False,
        include_local_variables=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        traces_sample_rate=0.0,
        before_send=scrubbed,
        # Nothing switches itself on; logged errors are reported where they are raised.
        auto_enabling_integrations=False,
        default_integrations=False,
        integrations=[DjangoIntegration(), LoggingIntegration(level=None, event_level=None)],
    )


def report_exception(error: BaseException) -> None:
    """Report what a job broke on, and wait a moment: a worker may be gone before it is sent."""
    if sentry_sdk.get_client().is_active():
        sentry_sdk.capture_exception(error)
        sentry_sdk.flush(FLUSH_SECONDS)


def scrubbed(event: Event, hint: Hint) -> Event:
    """Take out of an event whatever might be a secret or a mail."""
    for part in _EVENT_PARTS_DROPPED:
        event.pop(part, None)  # type: ignore[misc]
    event.setdefault("tags", {})["request_id"] = request_id.get()
    request: dict[str, Any] = dict(event.get("request") or {})
    event["request"] = {name: request[name] for name in _REQUEST_PARTS_KEPT if name in request}
    if "transaction" in event:
        event["transaction"] = blotted(str(event["transaction"]))
    _scrub_messages(event)
    _scrub_exceptions(event, hint)
    return event


def _scrub_messages(event: Event) -> None:
    if "message" in event:
        event["message"] = blotted(str(event["message"]))
    event.pop("logentry", None)


def _scrub_exceptions(event: Event, hint: Hint) -> None:
    """Let each exception of the chain say only what a log line may."""
    said = _words_by_class(hint)
    for value in (event.get("exception") or {}).get("values") or ():
        value["value"] = said.get(str(value.get("type")), "")
        for frame in (value.get("stacktrace") or {}).get("frames") or ():
            frame.pop("vars", None)


def _words_by_class(hint: Hint) -> dict[str, str]:
    found = hint.get("exc_info")
    error = found[1] if found else None
    said: dict[str, str] = {}
    while error is not None and type(error).__name__ not in said:
        said[type(error).__name__] = words_of(error)
        error = error.__cause__ or error.__context__
    return said

"""Logging: structlog and the standard library through one chain; JSON on a server.

Every line carries the request id; no line carries what `config.telemetry.scrubbing` blots out.
"""

import logging
import logging.config
from typing import Any

import stamina.instrumentation
import structlog
from stamina.instrumentation import RetryDetails
from structlog.typing import EventDict, ExcInfo, WrappedLogger

from audit.context import request_id
from config.telemetry.scrubbing import blotted, frames_of, words_of

_PLAIN = (int, float, bool, type(None))


def add_request_id(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    """Say which request or job the line belongs to."""
    if found := request_id.get():
        event["request_id"] = found
    return event


def explain_exception(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    """Put an exception's class and path in place of its words and its values."""
    found = event.pop("exc_info", None)
    error = _exception_in(found)
    if error is None:
        return event
    event["error"] = words_of(error)
    event["where"] = frames_of(error.__traceback__)
    if error.__cause__ is not None:
        event["cause"] = words_of(error.__cause__)
    return event


def _exception_in(found: ExcInfo | BaseException | bool | None) -> BaseException | None:
    if isinstance(found, BaseException):
        return found
    if isinstance(found, tuple):
        return found[1]
    if found:
        import sys

        return sys.exc_info()[1]
    return None


def blot(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    """Blot every value that is text; anything else that is not a number is shown as its text."""
    return {name: _blotted(value) for name, value in event.items()}


def _blotted(value: Any) -> Any:
    if isinstance(value, _PLAIN):
        return value
    if isinstance(value, list | tuple):
        return [_blotted(item) for item in value]
    if isinstance(value, dict):
        return {str(name): _blotted(item) for name, item in value.items()}
    return blotted(str(value))


class QueueFilter(logging.Filter):
    """The job cluster logs a failed job with its traceback's words; only its name may stay."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Cut the line before the words."""
        record.msg, record.args = record.getMessage().split(" - ", 1)[0], ()
        record.exc_info = record.exc_text = None
        return True


_SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    add_request_id,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def logging_config(log_format: str) -> dict[str, Any]:
    """Return the configuration of the standard library's logging for `console` or `json`."""
    is_json = log_format == "json"
    renderer: Any = (
        structlog.processors.JSONRenderer()
        if is_json
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    chain = [
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        explain_exception,
        blot,
        renderer,
    ]
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"queue": {"()": QueueFilter}},
        "formatters": {
            "house": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": [*_SHARED, structlog.stdlib.ExtraAdder(allow=())],
                "processors": chain,
            }
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "house"}},
        "root": {"handlers": ["console"], "level": "INFO"},
        "loggers": _loggers("INFO" if is_json else "WARNING"),
    }


def _loggers(level_for_machines: str) -> dict[str, dict[str, Any]]:
    """Return what each library may say; web lines and finished jobs are for machines.

    On a terminal they would drown the rest.
    """
    queue = {"level": "WARNING", "handlers": ["console"], "filters": ["queue"], "propagate": False}
    return {
        "django-q": queue,
        "django_q": queue,
        "config.jobs": {"level": level_for_machines},
        "config.middleware": {"level": level_for_machines},
        "gunicorn.error": {"handlers": ["console"], "propagate": False},
        # Django's own handlers would print a failed request with the error's words.
        "django": {"handlers": [], "level": "INFO"},
        "django.server": {"handlers": [], "level": "INFO", "propagate": True},
        # They log addresses, and Slack's response addresses are keys.
        "httpx2": {"level": "WARNING"},
        "httpcore2": {"level": "WARNING"},
        # It writes the words of every retried error.
        "stamina": {"level": "CRITICAL"},
    }


def configure_structlog() -> None:
    """Send structlog's lines through the standard library, so that one chain ends them all."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_SHARED,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    stamina.instrumentation.set_on_retry_hooks([_log_retry])


def _log_retry(details: RetryDetails) -> None:
    """Say that a read is tried again, without the arguments and words the library would add."""
    structlog.get_logger("integrations.http").info(
        "read_retried", attempt=details.retry_num, error=type(details.caused_by).__name__
    )


def configure(log_format: str) -> None:
    """Configure a process that is not Django's: the supervisor and the watcher."""
    configure_structlog()
    logging.config.dictConfig(logging_config(log_format))

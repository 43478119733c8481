"""The request id that travels from an HTTP request or a job into every entry it causes."""

from contextvars import ContextVar

request_id: ContextVar[str] = ContextVar("request_id", default="")

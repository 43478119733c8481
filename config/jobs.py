"""Run a job under the request id that caused it."""

from importlib import import_module
from typing import Any

from audit.context import request_id


def run(path: str, origin: str, ids: dict[str, Any]) -> str:
    """Call the job at the dotted path and return what it says of itself."""
    module, name = path.rsplit(".", 1)
    token = request_id.set(origin)
    try:
        return str(getattr(import_module(module), name)(**ids))
    finally:
        request_id.reset(token)

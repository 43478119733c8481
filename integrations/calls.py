"""What became of the calls a job made: noted by the adapters, settled once by whoever runs the job.

Outside a job nobody collects, and a note is dropped: a shell command tells its caller itself.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from integrations.errors import GatewayError


@dataclass(frozen=True)
class Call:
    """One call that ended: an empty `error` means that the vendor answered.

    `permanent`: it answered that repeating the call cannot help.
    """

    vendor: str
    error: str = ""
    permanent: bool = False


_calls: ContextVar[list[Call] | None] = ContextVar("calls", default=None)


@contextmanager
def collected() -> Iterator[list[Call]]:
    """Collect the notes of everything inside."""
    calls: list[Call] = []
    token = _calls.set(calls)
    try:
        yield calls
    finally:
        _calls.reset(token)


def note_answer(vendor: str) -> None:
    """The vendor answered, be it with a refusal."""
    _note(Call(vendor))


def note_failure(vendor: str, error: GatewayError) -> None:
    """A job could not do its work because of this."""
    _note(Call(vendor, error.message or type(error).__name__, error.permanent))


def _note(call: Call) -> None:
    calls = _calls.get()
    if calls is not None:
        calls.append(call)

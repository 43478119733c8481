"""How this project speaks HTTP: one client builder, and the retry rule for reads."""

import ssl
from collections.abc import Callable, Mapping
from functools import cache
from typing import TypeVar

import httpx2
import stamina

from integrations.calls import note_answer, note_failure
from integrations.errors import (
    Blocked,
    GatewayError,
    OutcomeUnknown,
    RateLimited,
    Unreached,
)

T = TypeVar("T")

CONNECT_SECONDS = 5.0
READ_SECONDS = 30.0
READ_ATTEMPTS = 3
# A wait the vendor named and that is longer belongs on the row, not into a sleeping worker.
LONGEST_PAUSE_SECONDS = 5.0


@cache
def _authorities() -> ssl.SSLContext:
    """Read whom we trust once a process: it costs 30 ms, and every job builds a client."""
    return httpx2.create_ssl_context(trust_env=False)


def build_client(
    *,
    base_url: str = "",
    headers: Mapping[str, str] | None = None,
    read_seconds: float = READ_SECONDS,
) -> httpx2.Client:
    """Build a client with timeouts that ignores proxy variables and follows no redirect.

    A redirect would repeat a POST, and a proxy variable meant for something else would
    send a vendor's token to a stranger.
    """
    return httpx2.Client(
        base_url=base_url,
        headers=dict(headers or {}),
        timeout=httpx2.Timeout(read_seconds, connect=CONNECT_SECONDS),
        verify=_authorities(),
        trust_env=False,
        follow_redirects=False,
    )


def is_transient(error: Exception) -> bool:
    """Say whether a read that failed so may be tried again at once."""
    if isinstance(error, Blocked) and error.until is not None:
        return False
    if isinstance(error, RateLimited) and (error.wait_seconds or 0) > LONGEST_PAUSE_SECONDS:
        return False
    return (
        isinstance(error, GatewayError)
        and not error.permanent
        and not isinstance(error, OutcomeUnknown)
    )


def read_with_retries(
    read: Callable[[], T], *, vendor: str, wait_seconds: float, attempts: int = READ_ATTEMPTS
) -> T:
    """Call `read` up to `attempts` times, waiting exponentially with jitter in between.

    Only for calls without an effect: whatever changes something is called once. How it ended is
    noted for `vendor`, a key of `integrations.vendors.VENDORS`.

    :raises GatewayError: the last failure, when every attempt failed or one was permanent.
    """
    try:
        answer = _repeated(read, wait_seconds=wait_seconds, attempts=attempts)
    except GatewayError as error:
        # A refusal is an answer, and so is "later"; whether it matters is for the caller to say.
        is_told_to_wait = isinstance(error, Blocked | RateLimited)
        if error.permanent or (is_told_to_wait and not isinstance(error, Unreached)):
            note_answer(vendor)
        else:
            note_failure(vendor, error)
        raise
    note_answer(vendor)
    return answer


def _repeated(read: Callable[[], T], *, wait_seconds: float, attempts: int) -> T:
    for attempt in stamina.retry_context(
        on=is_transient,
        attempts=attempts,
        timeout=None,
        wait_initial=wait_seconds,
        wait_max=wait_seconds * 8,
        wait_jitter=wait_seconds,
    ):
        with attempt:
            return read()
    raise AssertionError("a retry loop returns or raises")

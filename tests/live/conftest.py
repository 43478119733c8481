"""Live tests leave this machine: for them, and only for them, the sockets are open."""

from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def closed_sockets() -> Iterator[None]:
    """Replace the guard of every other test."""
    yield

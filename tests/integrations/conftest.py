"""Fake vendors on loopback for the adapters' tests."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.fakes.clickup import FakeClickUp
from tests.fakes.gmail import FakeGmail
from tests.fakes.google_auth import FakeGoogleAuth
from tests.fakes.sheets import FakeSheets


@pytest.fixture
def google_auth() -> Iterator[FakeGoogleAuth]:
    with FakeGoogleAuth() as fake:
        yield fake
        assert fake.errors == []


@pytest.fixture
def gmail() -> Iterator[FakeGmail]:
    with FakeGmail() as fake:
        yield fake
        assert fake.errors == []


@pytest.fixture
def clickup() -> Iterator[FakeClickUp]:
    with FakeClickUp() as fake:
        yield fake
        assert fake.errors == []


@pytest.fixture
def sheets() -> Iterator[Any]:
    with FakeSheets() as fake:
        yield fake
        assert fake.errors == []

"""Fake vendors on loopback for the adapters' tests."""

import pytest

from tests.fakes.clickup import FakeClickUp
from tests.fakes.gmail import FakeGmail
from tests.fakes.google_auth import FakeGoogleAuth
from tests.fakes.sheets import FakeSheets


@pytest.fixture
def google_auth():
    with FakeGoogleAuth() as fake:
        yield fake
        assert fake.errors == []


@pytest.fixture
def gmail():
    with FakeGmail() as fake:
        yield fake
        assert fake.errors == []


@pytest.fixture
def clickup():
    with FakeClickUp() as fake:
        yield fake
        assert fake.errors == []


@pytest.fixture
def sheets():
    with FakeSheets() as fake:
        yield fake
        assert fake.errors == []

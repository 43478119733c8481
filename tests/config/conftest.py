"""A sandbox house, and a script with a key to its API."""

from collections.abc import Iterator

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from integrations.api_keys import create_key
from tests.config.caller import Caller
from tests.work import forget
from tests.world import use_sandbox


@pytest.fixture
def caller(db: None, settings: Settings) -> Iterator[Caller]:
    use_sandbox(settings)
    forget()
    yield Caller(create_key(name="dashboard", actor="test", now=timezone.now()))
    forget()

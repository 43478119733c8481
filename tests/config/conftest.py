"""A sandbox house, and a script with a key to its API."""

import pytest
from django.utils import timezone

from integrations.api_keys import create_key
from tests.config.caller import Caller
from tests.work import forget
from tests.world import use_sandbox


@pytest.fixture
def caller(db, settings):
    use_sandbox(settings)
    forget()
    yield Caller(create_key(name="dashboard", actor="test", now=timezone.now()))
    forget()

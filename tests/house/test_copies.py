"""Test processes side by side never share a queue."""

import pytest

from tests.copies import broker_of

REDIS = "redis://127.0.0.1:6379/15"


@pytest.mark.parametrize(
    ("url", "worker", "expected"),
    [
        pytest.param(REDIS, "gw0", REDIS, id="the first keeps it"),
        pytest.param(REDIS, "gw3", "redis://127.0.0.1:6379/12", id="others count down"),
        pytest.param("redis://127.0.0.1:6379", "gw1", "redis://127.0.0.1:6379/15", id="no number"),
        pytest.param(REDIS, "", REDIS, id="one process"),
        pytest.param("", "gw1", "", id="queue in the database"),
    ],
)
def test_each_process_has_its_own(url: str, worker: str, expected: str) -> None:
    assert broker_of(url, worker) == expected

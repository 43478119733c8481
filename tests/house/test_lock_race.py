"""Two clients want the same people at one instant: each person is written to once."""

import pytest
from django.db import connection

from tests.house.test_budget_rush import own_database, play

__all__ = ["own_database"]

pytestmark = pytest.mark.skipif(
    connection.vendor != "postgresql",
    reason="SQLite has one writer at a time: only PostgreSQL can show a race for a person",
)


def test_each_person_gets_one_opening_and_the_loser_names_no_client(own_database: str) -> None:
    seen = play(own_database, "tests.house.lock_race")
    assert seen["faults"] == []
    assert set(seen["openings"]) == {1}, seen
    assert sum(seen["winners"]) == len(seen["openings"])
    assert seen["reasons"] == ["We are talking with them about something else already."]

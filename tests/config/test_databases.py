"""The database a variable names is the one on the disk, whatever its folder is called."""

from pathlib import Path

import pytest

from config.databases import database_of, sqlite_file

BASE = Path("/srv/par#ley?50%25 off")


@pytest.mark.parametrize(
    ("url", "file"),
    [
        pytest.param("sqlite:///data/p.sqlite3", f"{BASE}/data/p.sqlite3", id="below the checkout"),
        pytest.param("sqlite:////tmp/a#1/p.sqlite3", "/tmp/a#1/p.sqlite3", id="number sign"),
        pytest.param("sqlite:////tmp/a?b=c/p", "/tmp/a?b=c/p", id="question mark"),
        pytest.param("sqlite:////tmp/a%20b/p", "/tmp/a%20b/p", id="percent sign"),
        pytest.param("sqlite:////tmp/a b/ü", "/tmp/a b/ü", id="space and umlaut"),
    ],
)
def test_what_stands_behind_the_scheme_is_the_path(url: str, file: str) -> None:
    assert database_of(url, BASE)["NAME"] == file


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "sqlite://:memory:"])
def test_a_database_in_memory_has_no_file(url: str) -> None:
    assert sqlite_file(url, BASE) is None
    assert database_of(url, BASE)["NAME"] == ":memory:"


def test_a_server_is_read_as_an_address() -> None:
    found = database_of("postgres://me:p%23w@host:5433/name?sslmode=require", BASE)
    assert (found["ENGINE"], found["NAME"]) == ("django.db.backends.postgresql", "name")
    assert (found["PASSWORD"], found["PORT"]) == ("p#w", 5433)
    assert sqlite_file("postgres://host/name", BASE) is None

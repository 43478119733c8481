"""Everybody at once on one campaign: what is agreed and offered never exceeds the budget."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.db import connection
from psycopg import sql

ROOT = Path(__file__).resolve().parents[2]
BUDGET = Decimal(15_000)

pytestmark = pytest.mark.skipif(
    connection.vendor != "postgresql",
    reason="SQLite has one writer at a time: only PostgreSQL can show a race for the budget",
)


@pytest.fixture
def own_database() -> Iterator[str]:
    """A new database's name: the audit's tables can never be emptied again."""
    name = f"{connection.settings_dict['NAME']}_rush"
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    create = sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name))
    with psycopg.connect(url_of("postgres"), autocommit=True) as server:
        server.execute(drop)
        server.execute(create)
        yield name
        server.execute(drop)


def url_of(name: str) -> str:
    """Return the address of another database on the server under test."""
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))


def rush(own_database: str, *, workers: int, steps: int, playbook: str) -> dict[str, Any]:
    """Run one rush and return what it saw."""
    return play(own_database, "tests.house.budget_rush", str(workers), str(steps), playbook)


def play(database: str, module: str, *words: str) -> dict[str, Any]:
    """Run a module in a process of its own on that database and return the JSON it prints."""
    modes = dict.fromkeys(
        ("GMAIL_MODE", "SHEETS_MODE", "SLACK_MODE", "CLICKUP_MODE", "ANTHROPIC_MODE"), "sandbox"
    )
    environment = {
        **{key: value for key, value in os.environ.items() if key != "BROKER_URL"},
        **modes,
        "IGNORE_ENV_FILE": "1",
        "SEND_HOLD_SECONDS": "0",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": url_of(database),
    }
    done = subprocess.run(
        [sys.executable, "-m", module, *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def check(seen: dict[str, Any]) -> None:
    """No limit passed at any look, no deadlock, and the rows add up."""
    assert seen["faults"] == [], seen
    assert Decimal(seen["most"]) <= BUDGET
    sums = {Decimal(seen[where]) for where in ("in_rows", "in_query", "in_agreements")}
    assert len(sums) == 1, "the campaign is over: all that is promised was agreed"
    assert seen["agreed"] > 0 and seen["still_open"] == 0
    assert Decimal(seen["most"]) > BUDGET * Decimal("0.8"), "the budget never was short"


def test_four_connections_never_promise_more_than_the_budget(own_database: str) -> None:
    check(rush(own_database, workers=4, steps=15, playbook="fixed_ladder"))


@pytest.mark.deep
@pytest.mark.parametrize("playbook", ["fixed_ladder", "adaptive"])
def test_twelve_connections_never_promise_more_than_the_budget(
    own_database: str, playbook: str
) -> None:
    check(rush(own_database, workers=12, steps=120, playbook=playbook))

"""Finds PostgreSQL and Redis on loopback and gives the CI run a database of its own.

`create` prints shell assignments (nothing when PostgreSQL does not answer); `drop URL` removes it.
"""

import os
import secrets
import sys
from urllib.parse import urlsplit

import psycopg
import redis

HOST = "127.0.0.1"
PREFIX = "parley_ci_"
USERS = ("root", "postgres")
# Redis numbers its databases; the last one is the least likely to be in use.
REDIS_URL = f"redis://{HOST}:6379/15"


def create() -> None:
    """Create a database and print how to reach it."""
    password = os.environ.get("PGPASSWORD", "")
    for user in USERS:
        login = f"{user}:{password}" if password else user
        name = f"{PREFIX}{secrets.token_hex(4)}"
        try:
            with _connect(login) as connection:
                connection.execute(f'CREATE DATABASE "{name}"')
        except psycopg.Error as error:
            print(f"not as {user}: {str(error).strip()}", file=sys.stderr)
            continue
        print(f"DATABASE_URL='postgres://{login}@{HOST}:5432/{name}'")
        print(f"BROKER_URL='{REDIS_URL if _redis_answers() else ''}'")
        return


def drop(url: str) -> None:
    """Drop a database that `create` made, and the test databases beside it."""
    parts = urlsplit(url)
    name = parts.path.strip("/")
    if not name.startswith(PREFIX):
        sys.exit(f"{name} was not made by this script")
    with _connect(parts.netloc.partition("@")[0]) as connection:
        found = connection.execute(
            "SELECT datname FROM pg_database WHERE position(%s in datname) > 0", [name]
        )
        for (database,) in found.fetchall():
            connection.execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')


def _connect(login: str) -> psycopg.Connection:
    """A connection outside any transaction, as databases are made and dropped."""
    url = f"postgres://{login}@{HOST}:5432/postgres"
    return psycopg.connect(url, connect_timeout=3, autocommit=True)


def _redis_answers() -> bool:
    """Whether a Redis server answers."""
    client = redis.Redis.from_url(REDIS_URL, socket_timeout=2, socket_connect_timeout=2)
    try:
        return bool(client.ping())
    except redis.RedisError as error:
        print(f"no Redis: {error}", file=sys.stderr)
        return False
    finally:
        client.close()


if __name__ == "__main__":
    if sys.argv[1:] == ["create"]:
        create()
    elif sys.argv[1:2] == ["drop"] and len(sys.argv) == 3:
        drop(sys.argv[2])
    else:
        sys.exit("usage: services.py create | drop URL")

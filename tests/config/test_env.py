"""The environment is read whole or refused in sentences that name the variable."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet

from config.env import LOCAL_SECRET_KEY, Env, EnvError, export_env_file, load

STRONG_KEY = "k7Q-vw3ZtY9rB2xLm8NcP4sD6fGhJ1aE"


@pytest.fixture
def environ(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Set exactly these variables, none of ours besides."""
    for name in Env.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
        monkeypatch.delenv(name, raising=False)

    def set_to(**values: str) -> None:
        for name, value in values.items():
            monkeypatch.setenv(name, value)

    return set_to


def refusal(environ: Callable[..., Any], **values: str) -> list[str]:
    """The lines with which the start is refused."""
    environ(**values)
    with pytest.raises(EnvError) as caught:
        load()
    return str(caught.value).splitlines()


def test_an_empty_environment_sends_nothing(environ: Callable[..., Any]) -> None:
    environ()
    env = load()
    modes = (env.gmail_mode, env.sheets_mode, env.slack_mode, env.clickup_mode, env.anthropic_mode)
    assert set(modes) == {"dry_run"}
    assert env.database_url == "sqlite:///data/parley.sqlite3"
    assert (env.default_autonomy, env.default_currency, env.hold_seconds) == ("review", "USD", 300)


def test_an_empty_value_means_the_default(environ: Callable[..., Any]) -> None:
    environ(GMAIL_MODE="", SEND_HOLD_SECONDS="", SECRET_KEY="")
    env = load()
    assert env.gmail_mode == "dry_run"
    assert env.secret_key.get_secret_value() == LOCAL_SECRET_KEY


def test_a_stranger_is_ignored(environ: Callable[..., Any]) -> None:
    environ(NOT_OURS="x")
    assert not hasattr(load(), "not_ours")


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("GMAIL_MODE", "Live", "must be one of 'dry_run', 'sandbox' or 'live'"),
        ("DEBUG", "maybe", "must be true or false"),
        ("CAMPAIGN_AUTOSTART", "2", "must be true or false"),
        ("SEND_HOLD_SECONDS", "five", "must be a whole number"),
        ("SEND_HOLD_SECONDS", "-1", "greater than or equal to 0"),
        ("PORT", "70000", "less than or equal to 65535"),
        ("READ_RETRY_WAIT_SECONDS", "x", "must be a number"),
        ("DEFAULT_CURRENCY", "usd", "three capital letters"),
        ("DEFAULT_OPENING", "shout", "must be one of"),
        ("DEFAULT_AUTONOMY", "full", "must be one of"),
        ("LOG_FORMAT", "xml", "must be one of"),
        ("TIME_ZONE", "Moon/Base", "time zone name"),
        ("DATABASE_URL", "mysql://host/name", "must be an address beginning with sqlite"),
        ("BROKER_URL", "amqp://host", "must be an address beginning with redis"),
        ("CLICKUP_API_URL", "api.clickup.example", "beginning with http://"),
        ("PUBLIC_BASE_URL", "ftp://host", "beginning with http://"),
        ("CSRF_TRUSTED_ORIGINS", "https://a.example,b.example", "beginning with http://"),
        ("GMAIL_MAILBOX", "Deals <deals@house.example>", "one email address"),
        ("FIELD_ENCRYPTION_KEYS", "short", "32-byte url-safe base64"),
    ],
)
def test_a_malformed_value_is_refused_by_name(
    environ: Callable[..., Any], name: str, value: str, says: str
) -> None:
    (line,) = refusal(environ, **{name: value})
    assert line.startswith(f"{name} ")
    assert says in line


def test_every_bad_variable_is_named_at_once(environ: Callable[..., Any]) -> None:
    lines = refusal(environ, DEBUG="maybe", SLACK_MODE="loud", PORT="x")
    assert [line.split()[0] for line in lines] == ["DEBUG", "SLACK_MODE", "PORT"]


def test_a_refusal_never_repeats_a_secret(environ: Callable[..., Any]) -> None:
    (line,) = refusal(environ, DATABASE_URL="oracle://me:hunter2@host/db")
    assert "hunter2" not in line
    environ(DATABASE_URL="postgres://me:hunter2@host/db", SLACK_BOT_TOKEN="xoxb-hunter2")
    assert "hunter2" not in repr(load())


@pytest.mark.parametrize(
    "key",
    ["", "short", "a" * 64, "django-insecure-" + STRONG_KEY, "changeme-" + STRONG_KEY],
    ids=["missing", "short", "monotonous", "django's own default", "placeholder"],
)
def test_a_server_refuses_a_weak_secret_key(environ: Callable[..., Any], key: str) -> None:
    (line,) = refusal(environ, DEBUG="false", SECRET_KEY=key)
    assert line.startswith("SECRET_KEY ")
    assert key == "" or key not in line


def test_a_server_takes_a_strong_secret_key(environ: Callable[..., Any]) -> None:
    environ(DEBUG="false", SECRET_KEY=STRONG_KEY)
    assert load().debug is False


def test_sandbox_needs_no_secret_and_no_hold(environ: Callable[..., Any]) -> None:
    environ(**{f"{vendor}_MODE": "sandbox" for vendor in ("GMAIL", "SLACK", "CLICKUP")})
    assert load().hold_seconds == 0


def test_a_hold_that_was_set_wins_in_the_sandbox_too(environ: Callable[..., Any]) -> None:
    environ(GMAIL_MODE="sandbox", SEND_HOLD_SECONDS="60")
    assert load().hold_seconds == 60


def test_lists_are_parted_by_commas(environ: Callable[..., Any]) -> None:
    keys = [Fernet.generate_key().decode() for _ in range(2)]
    environ(ALLOWED_HOSTS="a.example, b.example,", FIELD_ENCRYPTION_KEYS=",".join(keys))
    env = load()
    assert env.allowed_hosts == ("a.example", "b.example")
    assert [key.get_secret_value() for key in env.field_encryption_keys] == keys


def test_an_env_file_fills_what_the_shell_left_open(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text('# comment\nPORT=9000\nGMAIL_MODE=sandbox\nSENDER_NAME="Mia $HOME"\n')
    environ = {"PORT": "8123"}
    export_env_file(file, environ)
    assert environ == {"PORT": "8123", "GMAIL_MODE": "sandbox", "SENDER_NAME": "Mia $HOME"}


def test_the_tests_leave_an_env_file_alone(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("PORT=9000\n")
    environ = {"IGNORE_ENV_FILE": "1"}
    export_env_file(file, environ)
    assert environ == {"IGNORE_ENV_FILE": "1"}


def test_no_env_file_is_fine(tmp_path: Path) -> None:
    before = dict(os.environ)
    export_env_file(tmp_path / ".env")
    assert dict(os.environ) == before

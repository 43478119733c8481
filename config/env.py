"""Typed settings: one class with every environment variable, and a loud refusal of a bad one.

`load()` is the only entry. It raises `EnvError`, whose text names each variable in a plain sentence
and never repeats a secret.
"""

import os
import re
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from cryptography.fernet import Fernet
from dotenv import dotenv_values
from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sentry_sdk.utils import BadDsn, Dsn

Mode = Literal["dry_run", "sandbox", "live"]

LOCAL_SECRET_KEY = "django-insecure-local-use-only-never-on-a-server"
MIN_SECRET_KEY_LENGTH = 32
MIN_SECRET_KEY_VARIETY = 8
PLACEHOLDER_WORDS = ("django-insecure", "changeme", "change-me", "placeholder", "example")

# What a live vendor cannot work without. Names are attributes of Env.
LIVE_NEEDS: Mapping[str, tuple[str, ...]] = {
    "gmail_mode": ("gmail_credentials_file", "gmail_mailbox", "sender_postal_address"),
    "sheets_mode": ("sheets_credentials_file",),
    "slack_mode": ("slack_bot_token", "slack_signing_secret"),
    "clickup_mode": ("clickup_api_token", "clickup_webhook_secret"),
    "anthropic_mode": ("anthropic_api_key",),
}


class EnvError(ValueError):
    """The environment cannot be used; the text has one sentence per variable."""


def _split(value: object) -> object:
    """Read `a, b` as two values; a list passes through."""
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    return value


def _url_with(schemes: tuple[str, ...]) -> Callable[[str], str]:
    """A check that a value, when given, is an address with one of these schemes."""

    def check(value: str) -> str:
        parts = urlsplit(value)
        if value and (parts.scheme not in schemes or not (parts.netloc or parts.path)):
            raise ValueError("must be an address beginning with " + " or ".join(schemes))
        return value

    return check


def _http_url(value: str) -> str:
    """Accept an http(s) address with a host."""
    parts = urlsplit(value)
    if value and (parts.scheme not in ("http", "https") or not parts.hostname):
        raise ValueError("must be an address beginning with http:// or https://")
    return value


def _mail_address(value: str) -> str:
    """Accept one bare email address."""
    if value and not re.fullmatch(r"[^@\s,<>]+@[^@\s,<>]+", value):
        raise ValueError("must be one email address such as deals@house.example")
    return value


def _sentry_dsn(value: SecretStr) -> SecretStr:
    """Accept a DSN as Sentry shows it: scheme, public key, host and project."""
    text = value.get_secret_value()
    try:
        Dsn(text) if text else None
    except BadDsn as error:
        raise ValueError("must be a DSN such as https://key@sentry.example/1") from error
    return value


def _time_zone(value: str) -> str:
    """Accept a name of the time zone database."""
    if value not in available_timezones():
        raise ValueError("must be a time zone name such as UTC or Europe/Stockholm")
    return value


def _fernet_key(value: SecretStr) -> SecretStr:
    """Accept a key as `Fernet.generate_key()` makes it."""
    try:
        Fernet(value.get_secret_value())
    except ValueError as error:
        raise ValueError("must hold 32-byte url-safe base64 keys, parted by commas") from error
    return value


Names = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_split)]
Origins = Annotated[tuple[Annotated[str, AfterValidator(_http_url)], ...], NoDecode]
HttpUrl = Annotated[str, AfterValidator(_http_url)]
FernetKey = Annotated[SecretStr, AfterValidator(_fernet_key)]
DatabaseUrl = Annotated[str, AfterValidator(_url_with(("sqlite", "postgres", "postgresql")))]
BrokerUrl = Annotated[str, AfterValidator(_url_with(("redis", "rediss", "unix")))]
MailAddress = Annotated[str, AfterValidator(_mail_address)]
NO_SECRET = SecretStr("")


class Env(BaseSettings):
    """Every variable; the variable's name is the attribute's in capitals. Empty means not set."""

    model_config = SettingsConfigDict(
        extra="ignore", env_ignore_empty=True, frozen=True, hide_input_in_errors=True
    )

    debug: bool = True
    secret_key: SecretStr = SecretStr(LOCAL_SECRET_KEY)
    allowed_hosts: Names = ("localhost", "127.0.0.1", "[::1]")
    csrf_trusted_origins: Annotated[Origins, BeforeValidator(_split)] = ()
    public_base_url: HttpUrl = "http://127.0.0.1:8000"
    time_zone: Annotated[str, AfterValidator(_time_zone)] = "UTC"
    field_encryption_keys: Annotated[tuple[FernetKey, ...], NoDecode, BeforeValidator(_split)] = ()

    # A password may be inside these two, so they stay out of any repr.
    database_url: DatabaseUrl = Field("sqlite:///data/parley.sqlite3", repr=False)
    broker_url: BrokerUrl = Field("", repr=False)

    gmail_mode: Mode = "dry_run"
    sheets_mode: Mode = "dry_run"
    slack_mode: Mode = "dry_run"
    clickup_mode: Mode = "dry_run"
    anthropic_mode: Mode = "dry_run"

    gmail_credentials_file: str = ""
    gmail_mailbox: MailAddress = ""
    gmail_pubsub_topic: str = ""
    gmail_push_audience: str = ""
    gmail_push_service_account: str = ""
    mail_authserv_ids: Names = ("mx.google.com",)
    gmail_api_url: HttpUrl = "https://gmail.googleapis.com"
    google_certs_url: HttpUrl = "https://www.googleapis.com/oauth2/v1/certs"

    sheets_credentials_file: str = ""
    sheets_spreadsheet_id: str = ""
    sheets_api_url: HttpUrl = "https://sheets.googleapis.com"

    slack_bot_token: SecretStr = NO_SECRET
    slack_signing_secret: SecretStr = NO_SECRET
    slack_agreements_channel: str = ""
    slack_escalations_channel: str = ""
    slack_errors_channel: str = ""
    slack_api_url: HttpUrl = "https://slack.com/api/"

    clickup_api_token: SecretStr = NO_SECRET
    clickup_webhook_secret: SecretStr = NO_SECRET
    clickup_api_url: HttpUrl = "https://api.clickup.com/api/v2"
    clickup_team_id: str = ""
    clickup_list_id: str = ""

    anthropic_api_key: SecretStr = NO_SECRET
    anthropic_reading_model: str = "claude-haiku-5-5"
    anthropic_writing_model: str = "claude-sonnet-5-5"
    anthropic_base_url: HttpUrl = "https://api.anthropic.com"
    # What happens while the model cannot be asked: the offline rules work, or the thread waits.
    anthropic_outage: Literal["offline", "wait"] = "offline"
    anthropic_timeout_seconds: Annotated[float, Field(gt=0, le=100)] = 60.0

    sentry_dsn: Annotated[SecretStr, AfterValidator(_sentry_dsn)] = NO_SECRET
    log_format: Literal["console", "json"] = "console"
    metrics_token: SecretStr = NO_SECRET

    campaign_autostart: bool = True
    # None: 120 seconds, or 0 where ClickUp is the sandbox; `quiet_seconds` answers which.
    brief_quiet_seconds: Annotated[int, Field(ge=0, le=86_400)] | None = None
    default_opening: Literal["offer_first", "ask_first", "interest_first"] = "offer_first"
    default_autonomy: Literal["review", "supervised", "autonomous"] = "review"
    default_currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] = "USD"
    # None: 300 seconds, or 0 where Gmail is the sandbox; `hold_seconds` answers which.
    send_hold_seconds: Annotated[int, Field(ge=0, le=86_400)] | None = None

    sender_name: str = ""
    sender_postal_address: str = ""
    privacy_url: HttpUrl = ""

    port: Annotated[int, Field(ge=1, le=65_535)] = 8000
    house_name: str = "Parley Partnerships"

    workers: Annotated[int, Field(ge=1, le=64)] = 2
    worker_stuck_seconds: Annotated[int, Field(ge=5, le=3_600)] = 40
    lease_seconds: Annotated[int, Field(ge=1)] = 180
    retry_seconds: Annotated[int, Field(ge=1)] = 30
    settle_seconds: Annotated[int, Field(ge=1)] = 120
    read_retry_wait_seconds: Annotated[float, Field(ge=0)] = 1.0

    @property
    def hold_seconds(self) -> int:
        """The undo window before an approved or automatic email leaves."""
        if self.send_hold_seconds is not None:
            return self.send_hold_seconds
        return 0 if self.gmail_mode == "sandbox" else 300

    @property
    def quiet_seconds(self) -> int:
        """How long a brief is left alone after its last change before it starts its campaign."""
        if self.brief_quiet_seconds is not None:
            return self.brief_quiet_seconds
        return 0 if self.clickup_mode == "sandbox" else 120


def load() -> Env:
    """Read and check the environment.

    :raises EnvError: when a value is malformed, weak or missing where it is needed
    """
    try:
        env = Env()
    except ValidationError as error:
        raise EnvError(_report(_sentence(item) for item in error.errors())) from None
    problems = [*_secret_key_problems(env), *_live_problems(env)]
    if problems:
        raise EnvError(_report(iter(problems)))
    return env


def export_env_file(path: Path, environ: MutableMapping[str, str] = os.environ) -> None:
    """Put the lines of a `.env` file into the environment; what is already set there wins.

    With `IGNORE_ENV_FILE=1`, as the tests run, the file is left alone.
    """
    if environ.get("IGNORE_ENV_FILE") == "1" or not path.is_file():
        return
    for name, value in dotenv_values(path, interpolate=False).items():
        if value is not None:
            environ.setdefault(name, value)


def _report(sentences: Iterator[str]) -> str:
    """One sentence a line, each once."""
    return "\n".join(dict.fromkeys(sentences))


def _sentence(error: Mapping[str, Any]) -> str:
    """Say what is wrong with one variable without repeating its value."""
    name = str(error["loc"][0]).upper()
    context = error.get("ctx") or {}
    kind = str(error["type"])
    if kind == "literal_error":
        reason = f"must be one of {context['expected']}"
    elif kind.startswith("bool"):
        reason = "must be true or false"
    elif kind.startswith("int"):
        reason = "must be a whole number"
    elif kind.startswith("float"):
        reason = "must be a number"
    elif kind == "string_pattern_mismatch":
        reason = "must be three capital letters such as USD"
    elif kind == "value_error":
        reason = str(context["error"])
    else:
        reason = str(error["msg"]).replace("Input should", "must", 1)
    return f"{name} {reason}."


def _is_weak(key: str) -> bool:
    """Whether a secret key is short, monotonous or a placeholder."""
    return (
        len(key) < MIN_SECRET_KEY_LENGTH
        or len(set(key)) < MIN_SECRET_KEY_VARIETY
        or any(word in key.lower() for word in PLACEHOLDER_WORDS)
    )


def _secret_key_problems(env: Env) -> Iterator[str]:
    """A server needs a secret key of its own."""
    if not env.debug and _is_weak(env.secret_key.get_secret_value()):
        yield (
            "SECRET_KEY is missing or weak: with DEBUG=false it must be a random value of at "
            f"least {MIN_SECRET_KEY_LENGTH} characters."
        )


def _live_problems(env: Env) -> Iterator[str]:
    """Live is a decision: it is refused while something it cannot do without is missing."""
    for mode, needs in LIVE_NEEDS.items():
        if getattr(env, mode) != "live":
            continue
        for need in needs:
            if not _text(getattr(env, need)).strip():
                yield f"{need.upper()} is missing: {mode.upper()}=live needs it."
            elif need.endswith("_file") and not Path(_text(getattr(env, need))).is_file():
                yield f"{need.upper()} names no readable file: {mode.upper()}=live needs it."


def _text(value: str | SecretStr) -> str:
    """The plain text of a value, secret or not."""
    return value.get_secret_value() if isinstance(value, SecretStr) else value

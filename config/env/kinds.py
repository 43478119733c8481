"""The kinds of values a variable may have; each check names what is wanted and repeats nothing."""

import re
from collections.abc import Callable
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from cryptography.fernet import Fernet
from pydantic import AfterValidator, BeforeValidator, SecretStr
from pydantic_settings import NoDecode
from sentry_sdk.utils import BadDsn, Dsn

Mode = Literal["dry_run", "sandbox", "live"]


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
Origins = Annotated[
    tuple[Annotated[str, AfterValidator(_http_url)], ...], NoDecode, BeforeValidator(_split)
]
HttpUrl = Annotated[str, AfterValidator(_http_url)]
FernetKeys = Annotated[
    tuple[Annotated[SecretStr, AfterValidator(_fernet_key)], ...],
    NoDecode,
    BeforeValidator(_split),
]
DatabaseUrl = Annotated[str, AfterValidator(_url_with(("sqlite", "postgres", "postgresql")))]
BrokerUrl = Annotated[str, AfterValidator(_url_with(("redis", "rediss", "unix")))]
MailAddress = Annotated[str, AfterValidator(_mail_address)]
SentryDsn = Annotated[SecretStr, AfterValidator(_sentry_dsn)]
TimeZone = Annotated[str, AfterValidator(_time_zone)]
NO_SECRET = SecretStr("")

"""What a start refuses, so that no stranger ever meets a dead link or an open door. Pure.

Every sentence names the variable and the remedy. Real vendors bind us to more than stand-ins do: a
vendor whose own address lies on loopback is one of ours, for trying things by hand.
"""

import re
from collections.abc import Iterator, Mapping
from ipaddress import ip_address
from urllib.parse import urlsplit

from config.env.variables import Env

MIN_SECRET_KEY_LENGTH = 32
MIN_SECRET_KEY_VARIETY = 8
PLACEHOLDER_WORDS = ("django-insecure", "changeme", "change-me", "placeholder", "example")
# Where each vendor is asked; the name of an attribute of Env.
VENDOR_URLS: Mapping[str, str] = {
    "gmail": "gmail_api_url",
    "sheets": "sheets_api_url",
    "slack": "slack_api_url",
    "clickup": "clickup_api_url",
    "anthropic": "anthropic_base_url",
}
# Through these three, people and vendors outside meet our own address.
SHOWN_BY = ("gmail", "slack", "clickup")
_CHANNEL_ID = re.compile(r"[A-Z][A-Z0-9-]*")


def host_of(url: str) -> str:
    """Return the host of an address, in lower case and without its port."""
    return (urlsplit(url).hostname or "").lower()


def is_loopback(url: str) -> bool:
    """Whether an address stays on this machine."""
    host = host_of(url)
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def live_vendors(env: Env) -> list[str]:
    """Return the vendors whose mode is live."""
    return [name for name in VENDOR_URLS if getattr(env, f"{name}_mode") == "live"]


def stand_ins(env: Env) -> list[str]:
    """Return the live vendors that are really programs on this machine."""
    return [name for name in live_vendors(env) if is_loopback(getattr(env, VENDOR_URLS[name]))]


def stand_in_notice(env: Env) -> str:
    """Return what to say once about stand-ins; nothing where every live vendor is real."""
    names = [f"{name.upper()} ({getattr(env, VENDOR_URLS[name])})" for name in stand_ins(env)]
    if not names:
        return ""
    return (
        f"Stand-ins on this machine play {', '.join(names)}: nothing reaches the real vendor, so"
        " loopback and http are allowed."
    )


def host_is_listed(host: str, allowed: tuple[str, ...]) -> bool:
    """Whether a request for this host is answered, by Django's own rule for ALLOWED_HOSTS.

    Source: https://docs.djangoproject.com/en/5.2/ref/settings/#allowed-hosts
    """
    for pattern in (name.lower() for name in allowed):
        is_below = pattern.startswith(".") and (host.endswith(pattern) or host == pattern[1:])
        if pattern == "*" or pattern == host or is_below:
            return True
    return False


def serving_problems(env: Env) -> Iterator[str]:
    """Yield a sentence for each thing that would shame us before the outside."""
    real = [name for name in live_vendors(env) if name not in stand_ins(env)]
    is_shown = any(name in SHOWN_BY for name in real)
    is_public = bool(live_vendors(env)) and not is_loopback(env.public_base_url)
    if is_shown or not env.debug or is_public:
        yield from _host_problems(env)
    if is_shown:
        yield from _address_problems(env)
    if is_shown or is_public:
        yield from _debug_problems(env)
    if not env.debug or is_shown or is_public:
        yield from _secret_key_problems(env)


def _host_problems(env: Env) -> Iterator[str]:
    host = host_of(env.public_base_url)
    if is_loopback(env.public_base_url) or host_is_listed(host, env.allowed_hosts):
        return
    yield (
        f"PUBLIC_BASE_URL names the host {host}, which ALLOWED_HOSTS does not list: every link in"
        f" a mail would be refused. Add {host} to ALLOWED_HOSTS."
    )


def _address_problems(env: Env) -> Iterator[str]:
    parts = urlsplit(env.public_base_url)
    if is_loopback(env.public_base_url):
        yield (
            "PUBLIC_BASE_URL leads to this machine only: with a live vendor it must be the https"
            " address at which recipients and vendors reach this server."
        )
    elif parts.scheme != "https":
        yield (
            "PUBLIC_BASE_URL must begin with https:// where a vendor is live: unsubscribe links"
            " and webhooks must not travel in the open."
        )


def _debug_problems(env: Env) -> Iterator[str]:
    if env.debug:
        yield (
            "DEBUG is on: with a live vendor it must be false, for error pages show strangers what"
            " is inside. Set DEBUG=false."
        )


def _is_weak(key: str) -> bool:
    """Whether a secret key is short, monotonous, published or a placeholder."""
    return (
        len(key) < MIN_SECRET_KEY_LENGTH
        or len(set(key)) < MIN_SECRET_KEY_VARIETY
        or any(word in key.lower() for word in PLACEHOLDER_WORDS)
    )


def _secret_key_problems(env: Env) -> Iterator[str]:
    if _is_weak(env.secret_key.get_secret_value()):
        yield (
            "SECRET_KEY is missing or weak: with DEBUG=false or a live vendor it must be a random"
            f" value of at least {MIN_SECRET_KEY_LENGTH} characters, and no published one."
        )


def slack_problems(env: Env) -> Iterator[str]:
    """Yield a sentence for each channel that is not named by its id."""
    if env.slack_mode != "live":
        return
    for purpose in ("agreements", "escalations", "errors"):
        value = str(getattr(env, f"slack_{purpose}_channel"))
        if value and not _CHANNEL_ID.fullmatch(value):
            yield (
                f"SLACK_{purpose.upper()}_CHANNEL must be the channel's id such as C0123ABCD, not"
                " its name: open the channel's details in Slack and copy the id at the bottom."
            )

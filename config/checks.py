"""System checks of the wiring: what a start allows, and people should know of all the same."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Info, Warning, register

from config.env.serving import host_is_listed, host_of, is_loopback, stand_in_notice
from config.settings import ENV


@register()
def check_address(
    app_configs: Sequence[AppConfig] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Warn of links nobody could follow; with a live vendor or on a server the start refuses."""
    host = host_of(ENV.public_base_url)
    if is_loopback(ENV.public_base_url) or host_is_listed(host, ENV.allowed_hosts):
        return []
    words = f"PUBLIC_BASE_URL names the host {host}, which ALLOWED_HOSTS does not list."
    return [Warning(words, hint=f"Add {host} to ALLOWED_HOSTS.", id="config.W001")]


@register()
def check_stand_ins(
    app_configs: Sequence[AppConfig] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Say which live vendors are programs on this machine."""
    notice = stand_in_notice(ENV)
    return [Info(notice, id="config.I001")] if notice else []

"""Which ClickUp adapter runs: chosen by CLICKUP_MODE, once per call."""

from django.conf import settings

from integrations.clickup.dry_run import DryRunClickUpGateway
from integrations.clickup.gateway import ClickUpGateway
from integrations.errors import NotConfigured


def get_clickup_gateway() -> ClickUpGateway:
    """Return the adapter of the mode.

    :raises NotConfigured: live without a token, or a mode that does not exist.
    """
    mode = settings.CLICKUP_MODE
    if mode == "dry_run":
        return DryRunClickUpGateway()
    if mode == "sandbox":
        from integrations.sandbox.clickup import SandboxClickUpGateway

        return SandboxClickUpGateway()
    if mode == "live":
        return _live()
    raise NotConfigured(f"CLICKUP_MODE is {mode!r}: dry_run, sandbox or live.")


def _live() -> ClickUpGateway:
    from integrations.clickup.live import DEFAULT_URL, ClickUpApiGateway

    if not settings.CLICKUP_API_TOKEN:
        raise NotConfigured("CLICKUP_API_TOKEN is not set.")
    return ClickUpApiGateway(
        settings.CLICKUP_API_TOKEN,
        api_url=settings.CLICKUP_API_URL or DEFAULT_URL,
        team_id=str(settings.CLICKUP_TEAM_ID or ""),
        list_id=str(settings.CLICKUP_LIST_ID or ""),
        retry_wait_seconds=getattr(settings, "READ_RETRY_WAIT_SECONDS", 1.0),
    )

"""Which Slack adapter runs: chosen by SLACK_MODE, once per call."""

from django.conf import settings

from integrations.errors import NotConfigured
from integrations.slack.dry_run import DryRunSlackGateway
from integrations.slack.gateway import SlackGateway
from integrations.slack.sandbox import SandboxSlackGateway


def get_slack_gateway() -> SlackGateway:
    """Return the adapter of the mode.

    :raises NotConfigured: live without a token, or a mode that does not exist.
    """
    mode = settings.SLACK_MODE
    if mode == "dry_run":
        return DryRunSlackGateway()
    if mode == "sandbox":
        return SandboxSlackGateway()
    if mode == "live":
        return _live()
    raise NotConfigured(f"SLACK_MODE is {mode!r}: dry_run, sandbox or live.")


def _live() -> SlackGateway:
    from integrations.slack.live import DEFAULT_URL, SlackApiGateway

    if not settings.SLACK_BOT_TOKEN:
        raise NotConfigured("SLACK_BOT_TOKEN is not set.")
    return SlackApiGateway(settings.SLACK_BOT_TOKEN, api_url=settings.SLACK_API_URL or DEFAULT_URL)

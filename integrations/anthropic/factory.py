"""Which model adapter runs: chosen by ANTHROPIC_MODE, once per call."""

from django.conf import settings

from integrations.anthropic.dry_run import DryRunModelGateway
from integrations.anthropic.gateway import ModelGateway
from integrations.errors import NotConfigured


def has_model() -> bool:
    """Whether a model reads and writes here; otherwise the offline rules do it alone."""
    return bool(settings.ANTHROPIC_MODE == "live")


def get_model_gateway() -> ModelGateway:
    """Return the adapter of the mode; dry_run and sandbox have no model.

    :raises NotConfigured: live without a key, or a mode that does not exist.
    """
    mode = settings.ANTHROPIC_MODE
    if mode in ("dry_run", "sandbox"):
        return DryRunModelGateway()
    if mode == "live":
        return _live()
    raise NotConfigured(f"ANTHROPIC_MODE is {mode!r}: dry_run, sandbox or live.")


def _live() -> ModelGateway:
    from integrations.anthropic.live import DEFAULT_URL, AnthropicGateway

    if not settings.ANTHROPIC_API_KEY:
        raise NotConfigured("ANTHROPIC_API_KEY is not set.")
    return AnthropicGateway(
        settings.ANTHROPIC_API_KEY,
        models={
            "reading": settings.ANTHROPIC_READING_MODEL,
            "writing": settings.ANTHROPIC_WRITING_MODEL,
        },
        api_url=settings.ANTHROPIC_BASE_URL or DEFAULT_URL,
        read_seconds=settings.ANTHROPIC_TIMEOUT_SECONDS,
    )

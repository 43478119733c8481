"""Questions to the model and keys of scripts: rows to look at."""

from django.contrib import admin
from django.utils.safestring import SafeString

from audit.admin_base import ReadOnlyAdmin
from audit.showing import at_words, badge
from integrations.anthropic.gateway import CallEnd
from integrations.models import ApiKey, ModelCall


@admin.register(ModelCall)
class ModelCallAdmin(ReadOnlyAdmin):
    """What was asked of the language model, what it cost, and how it ended; never the words."""

    list_display = ("subject", "purpose", "shown_outcome", "model", "prompt", "asked", "cost_usd")
    list_filter = ("outcome", "purpose", "model", "prompt")
    search_fields = ("subject", "request_id")

    @admin.display(description="outcome", ordering="outcome")
    def shown_outcome(self, call: ModelCall) -> SafeString:
        """The outcome as a badge."""
        return badge(call.outcome, "good" if call.outcome == CallEnd.ANSWERED else "warn")

    @admin.display(description="asked", ordering="id")
    def asked(self, call: ModelCall) -> str:
        """When it was asked."""
        return at_words(call.at)


@admin.register(ApiKey)
class ApiKeyAdmin(ReadOnlyAdmin):
    """Which scripts have a key; keys themselves are not stored."""

    list_display = ("name", "scope", "created_at", "last_used_at", "expires_at", "revoked_at")
    fields = list_display

"""What vendors sent us, as it came; worked on again on demand."""

from functools import partial

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from audit.admin_base import ReadOnlyAdmin, actor_of, attempt, back_to
from audit.showing import at_words, badge
from integrations import commands
from integrations.admin.tones import STATUS_TONES
from integrations.models import WebhookDelivery


@admin.register(WebhookDelivery)
class WebhookDeliveryAdmin(ReadOnlyAdmin):
    """What vendors sent us, and a way to work on it again."""

    list_display = ("external_id", "source", "shown_status", "attempts", "received", "short_error")
    list_filter = ("status", "source", "received_at")
    search_fields = ("external_id", "request_id", "error")
    change_form_template = "console/delivery.html"
    fields = (
        "source",
        "external_id",
        "shown_status",
        "attempts",
        "error",
        "received",
        "handled",
        "request_id",
        "content",
    )

    @admin.display(description="status", ordering="status")
    def shown_status(self, delivery: WebhookDelivery) -> SafeString:
        """The status as a badge."""
        return badge(delivery.status, STATUS_TONES.get(delivery.status, "info"))

    @admin.display(description="received", ordering="id")
    def received(self, delivery: WebhookDelivery) -> str:
        """When it came."""
        return at_words(delivery.received_at)

    @admin.display(description="handled")
    def handled(self, delivery: WebhookDelivery) -> str:
        """When it was done."""
        return at_words(delivery.handled_at)

    @admin.display(description="error")
    def short_error(self, delivery: WebhookDelivery) -> str:
        """The first words of the error."""
        return delivery.error[:120]

    @admin.display(description="body")
    def content(self, delivery: WebhookDelivery) -> SafeString:
        """The bytes as they came, escaped."""
        text = bytes(delivery.body).decode("utf-8", errors="replace")
        return format_html('<div class="p-body">{}</div>', text[:20000])

    def get_urls(self) -> list[URLPattern]:
        """Add the replay button's address."""
        replay = self.admin_site.admin_view(require_POST(self.replay))
        name = "integrations_webhookdelivery_replay"
        return [path("<int:pk>/replay/", replay, name=name), *super().get_urls()]

    def replay(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Work on the delivery again."""
        get_object_or_404(WebhookDelivery, pk=pk)
        attempt(
            request,
            partial(
                commands.replay,
                delivery_id=pk,
                actor=actor_of(request.user),
                reason=request.POST.get("reason", "").strip() or "replayed in the console",
                now=timezone.now(),
            ),
            refusals=(KeyError,),
            done="The delivery is due again.",
        )
        return back_to(request, reverse("admin:integrations_webhookdelivery_change", args=(pk,)))

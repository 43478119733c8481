"""Slack messages we owe or owed; posted again on demand."""

from functools import partial

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from audit.admin_base import ReadOnlyAdmin, actor_of, attempt, back_to
from audit.showing import at_words, badge
from integrations import notifications
from integrations.admin.tones import STATUS_TONES
from integrations.models import Notification


@admin.register(Notification)
class NotificationAdmin(ReadOnlyAdmin):
    """Slack messages owed to people."""

    list_display = ("short", "channel", "shown_status", "attempts", "made", "sent")
    list_filter = ("status", "channel")
    search_fields = ("key", "text", "error")
    fields = (
        "key",
        "channel",
        "shown_status",
        "text",
        "version",
        "posted_version",
        "attempts",
        "error",
        "made",
        "sent",
        "provider_ts",
    )

    change_form_template = "console/notification.html"

    def get_urls(self) -> list[URLPattern]:
        """Add the address of the button that posts again."""
        again = self.admin_site.admin_view(require_POST(self.post_again))
        name = "integrations_notification_post_again"
        return [path("<int:pk>/post-again/", again, name=name), *super().get_urls()]

    def post_again(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Let a stuck message be posted."""
        get_object_or_404(Notification, pk=pk)
        attempt(
            request,
            partial(
                notifications.post_again,
                notification_id=pk,
                actor=actor_of(request.user),
                reason=request.POST.get("reason", "").strip() or "posted again in the console",
                now=timezone.now(),
            ),
            refusals=(notifications.NotStuck,),
            done="The message is on its way.",
        )
        return back_to(request, reverse("admin:integrations_notification_change", args=(pk,)))

    @admin.display(description="text")
    def short(self, notification: Notification) -> str:
        """The first words."""
        return notification.text[:90]

    @admin.display(description="status", ordering="status")
    def shown_status(self, notification: Notification) -> SafeString:
        """The status as a badge."""
        return badge(notification.status, STATUS_TONES.get(notification.status, "info"))

    @admin.display(description="created", ordering="id")
    def made(self, notification: Notification) -> str:
        """When it was owed."""
        return at_words(notification.created_at)

    @admin.display(description="sent", ordering="sent_at")
    def sent(self, notification: Notification) -> str:
        """When it was posted."""
        return at_words(notification.sent_at)

"""Mailboxes, webhook deliveries, Slack messages and API keys as they are; replay on demand."""

from functools import partial

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from audit.admin_base import ReadOnlyAdmin, actor_of, attempt, back_to, page, require
from audit.showing import at_words, badge
from integrations import commands, notifications
from integrations.forms import CredentialsForm, MailboxForm
from integrations.models import ApiKey, Mailbox, ModelCall, Notification, WebhookDelivery

_BAD = {
    "failed": "bad",
    "parked": "bad",
    "unknown": "bad",
    "done": "good",
    "sent": "good",
    "due": "warn",
}


@admin.register(Mailbox)
class MailboxAdmin(ReadOnlyAdmin):
    """How far each mailbox was read, whether it may send, and the forms that open it."""

    list_display = ("address", "health", "synced", "watch", "daily_cap", "is_paused")
    change_list_template = "console/mailbox_list.html"
    change_form_template = "console/mailbox.html"
    fields = (
        "address",
        "display_name",
        "health",
        "synced",
        "watch",
        "history_mark",
        "daily_cap",
        "is_paused",
        "stored",
        "wait_reason",
        "sending_waits_until",
        "reading_waits_until",
        "sync_error",
        "watch_error",
    )

    @admin.display(description="health")
    def health(self, mailbox: Mailbox) -> SafeString:
        """One word; the fields below it say the rest."""
        words = {
            "consent needed": mailbox.consent_needed_at,
            "error": mailbox.sync_error or mailbox.watch_error,
            "waiting": mailbox.wait_reason,
        }
        for word, is_so in words.items():
            if is_so:
                return badge(word, "warn" if word == "waiting" else "bad")
        return badge("fine", "good")

    @admin.display(description="credentials")
    def stored(self, mailbox: Mailbox) -> str:
        """Where its credentials come from; never what they are."""
        if not mailbox.credentials:
            return "GMAIL_CREDENTIALS_FILE"
        source = "copied from GMAIL_CREDENTIALS_FILE" if mailbox.credentials_file_hash else "own"
        return f"{source}, stored {at_words(mailbox.credentials_stored_at)}"

    @admin.display(description="last read", ordering="synced_at")
    def synced(self, mailbox: Mailbox) -> str:
        """When it was last read."""
        return at_words(mailbox.synced_at)

    @admin.display(description="watch expires", ordering="watch_expires_at")
    def watch(self, mailbox: Mailbox) -> str:
        """When the push watch ends; without one the mailbox is polled."""
        return at_words(mailbox.watch_expires_at) if mailbox.watch_expires_at else "polled"

    def get_urls(self) -> list[URLPattern]:
        """Add the two forms' addresses."""
        view = self.admin_site.admin_view
        renew = view(self.renew_view)
        name = "integrations_mailbox"
        return [
            path("new/", view(self.new_view), name=f"{name}_new"),
            path("<int:pk>/renew/", renew, name=f"{name}_renew"),
            *super().get_urls(),
        ]

    def new_view(self, request: HttpRequest) -> HttpResponse:
        """Add a mailbox."""
        require(request, "integrations.add_mailbox")
        form = MailboxForm(request.POST or None, request.FILES or None)
        return self._form(request, form, title="New mailbox")

    def renew_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Give a mailbox new credentials."""
        require(request, "integrations.change_mailbox")
        mailbox = get_object_or_404(Mailbox, pk=pk)
        form = CredentialsForm(request.POST or None, request.FILES or None)
        title = f"Renew the credentials of {mailbox}"
        return self._form(request, form, title=title, address=mailbox.address)

    def _form(
        self, request: HttpRequest, form: CredentialsForm, *, title: str, address: str = ""
    ) -> HttpResponse:
        if request.method != "POST" or not form.is_valid():
            status = 422 if request.method == "POST" else 200
            context = page(self, request, title, form=form)
            return render(request, "console/mailbox_form.html", context, status=status)
        attempt(
            request,
            partial(
                commands.store_mailbox,
                address=address or form.cleaned_data["address"],
                credentials=form.cleaned_data["credentials"],
                columns=form.columns(),
                actor=actor_of(request.user),
                reason=form.cleaned_data["reason"],
                now=timezone.now(),
            ),
            refusals=(),
            done="Stored. The mailbox is read again now.",
        )
        return back_to(request, reverse("admin:integrations_mailbox_changelist"))


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
        return badge(delivery.status, _BAD.get(delivery.status, "info"))

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
        require(request, "integrations.change_webhookdelivery")
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
        require(request, "integrations.change_notification")
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
        return badge(notification.status, _BAD.get(notification.status, "info"))

    @admin.display(description="created", ordering="id")
    def made(self, notification: Notification) -> str:
        """When it was owed."""
        return at_words(notification.created_at)

    @admin.display(description="sent", ordering="sent_at")
    def sent(self, notification: Notification) -> str:
        """When it was posted."""
        return at_words(notification.sent_at)


@admin.register(ModelCall)
class ModelCallAdmin(ReadOnlyAdmin):
    """What was asked of the language model, what it cost, and how it ended; never the words."""

    list_display = ("subject", "purpose", "shown_outcome", "model", "prompt", "asked", "cost_usd")
    list_filter = ("outcome", "purpose", "model", "prompt")
    search_fields = ("subject", "request_id")

    @admin.display(description="outcome", ordering="outcome")
    def shown_outcome(self, call: ModelCall) -> SafeString:
        """The outcome as a badge."""
        return badge(call.outcome, "good" if call.outcome == "answered" else "warn")

    @admin.display(description="asked", ordering="id")
    def asked(self, call: ModelCall) -> str:
        """When it was asked."""
        return at_words(call.at)


@admin.register(ApiKey)
class ApiKeyAdmin(ReadOnlyAdmin):
    """Which scripts have a key; keys themselves are not stored."""

    list_display = ("name", "scope", "created_at", "last_used_at", "expires_at", "revoked_at")
    fields = list_display

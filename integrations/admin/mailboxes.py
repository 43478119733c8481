"""Mailboxes: how far each was read, whether it may send, what opens it."""

from functools import partial

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from audit.admin_base import ReadOnlyAdmin, actor_of, attempt, back_to, page
from audit.showing import at_words, badge
from integrations import commands
from integrations.admin.tones import VERDICT_TONES
from integrations.dns_resolver import deliverability_of
from integrations.forms import CredentialsForm, MailboxForm
from integrations.models import Mailbox


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
        "deliverability",
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

    @admin.display(description="deliverability")
    def deliverability(self, mailbox: Mailbox) -> SafeString | str:
        """What DNS says of its domain, and what is missing in words."""
        found = deliverability_of(mailbox.address)
        if not found:
            return "not asked: no mail really leaves"
        lines = (
            (badge(f"{f.record} {f.verdict}", VERDICT_TONES.get(f.verdict, "bad")), f.words)
            for f in found
        )
        return format_html_join("", "<div>{} {}</div>", lines)

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
        form = MailboxForm(request.POST or None, request.FILES or None)
        return self._form(request, form, title="New mailbox")

    def renew_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Give a mailbox new credentials."""
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

"""Incoming mail, and what belongs to no negotiation yet."""

from collections.abc import Callable
from functools import partial

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from audit.admin_base import RowPageAdmin, back_to, page, submit
from audit.showing import at_words, badge
from negotiations.admin.forms import AttachForm, ReasonForm
from negotiations.commands.mail.messages import attach_message, dismiss_message
from negotiations.errors import REFUSALS
from negotiations.models import Message, Thread
from negotiations.queries.standing import sender_words

COMMANDS: dict[str, tuple[Callable[..., object], str]] = {
    "attach": (attach_message, "Attached; it is read like any other reply."),
    "dismiss": (dismiss_message, "Seen; it needs nobody any more."),
}


class NeedsFilter(admin.SimpleListFilter):
    """Mail a person must look at, with or without a negotiation."""

    title = "needs a person"
    parameter_name = "needs"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list:
        """Return the two groups."""
        return [("unmatched", "unmatched"), ("matched", "on a negotiation")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Keep the group."""
        if self.value() not in ("unmatched", "matched"):
            return queryset
        return queryset.filter(needs_person=True, thread__isnull=self.value() == "unmatched")


@admin.register(Message)
class MessageAdmin(RowPageAdmin):
    """Every email that came in, kept whole."""

    list_display = ("shown_sender", "subject", "kind", "about", "needs", "note", "received")
    list_filter = (NeedsFilter, "kind", "is_ours", "received_at")
    list_select_related = ("thread__influencer",)
    search_fields = ("sender", "sender_name", "subject", "text")
    search_help_text = "sender, subject or words of the mail"
    ordering = ("-received_at", "-id")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Message]:
        """Leave the bodies' bytes where they are."""
        return super().get_queryset(request).defer("raw", "reading")

    @admin.display(description="from", ordering="sender")
    def shown_sender(self, message: Message) -> str:
        """Who wrote it."""
        name = f"{message.sender_name} · " if message.sender_name else ""
        return f"{name}{message.sender or 'no sender'}"

    @admin.display(description="negotiation", ordering="thread__influencer__name")
    def about(self, message: Message) -> str | SafeString:
        """The influencer it belongs to."""
        return message.thread.influencer.name if message.thread else badge("unmatched", "warn")

    @admin.display(description="needs a person", ordering="needs_person")
    def needs(self, message: Message) -> str | SafeString:
        """Whether somebody must look at it."""
        return badge("needs you", "bad") if message.needs_person else "–"

    @admin.display(description="received", ordering="received_at")
    def received(self, message: Message) -> str:
        """When it came."""
        return at_words(message.received_at)

    def get_urls(self) -> list[URLPattern]:
        """Add the two buttons' address."""
        act = self.admin_site.admin_view(require_POST(self.act_view))
        return [
            path("<int:pk>/do/<str:name>/", act, name="negotiations_message_act"),
            *super().get_urls(),
        ]

    def row_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show one mail with the forms for it."""
        return self._render(request, self._message(pk))

    def _message(self, pk: int) -> Message:
        rows = Message.objects.select_related("thread__influencer", "mailbox").defer("raw")
        return get_object_or_404(rows, pk=pk)

    def _forms(self, request: HttpRequest, message: Message) -> dict[str, forms.Form]:
        if not request.user.has_perm("negotiations.change_message"):
            return {}
        shown: dict[str, forms.Form] = {}
        if message.thread_id is None:
            sender = Thread.objects.filter(influencer__contacts__email__iexact=message.sender)
            first = sender.values_list("pk", flat=True).first()
            shown["attach"] = AttachForm(message=message, initial={"thread_id": first})
        if message.needs_person:
            shown["dismiss"] = ReasonForm()
        return shown

    def _render(
        self,
        request: HttpRequest,
        message: Message,
        *,
        tried: str = "",
        bound: forms.Form | None = None,
        status: int = 200,
    ) -> HttpResponse:
        shown = self._forms(request, message)
        if bound is not None:
            shown[tried] = bound
        context = page(
            self,
            request,
            message.subject or "Mail without a subject",
            message=message,
            who="" if message.is_ours else sender_words(message),
            attach=shown.get("attach"),
            dismiss=shown.get("dismiss"),
        )
        return render(request, "console/message.html", context, status=status)

    def act_view(self, request: HttpRequest, pk: int, name: str) -> HttpResponse:
        """Attach or dismiss one mail; a refusal keeps what was typed."""
        message = self._message(pk)
        here = reverse("admin:negotiations_message_change", args=(pk,))
        if name not in COMMANDS or (name == "attach" and message.thread_id is not None):
            return HttpResponseRedirect(here)
        is_attach = name == "attach"
        form = AttachForm(request.POST, message=message) if is_attach else ReasonForm(request.POST)
        run, done = COMMANDS[name]
        if status := submit(
            request, form, partial(run, message_id=pk), refusals=REFUSALS, done=done
        ):
            return self._render(request, message, tried=name, bound=form, status=status)
        return back_to(request, here)

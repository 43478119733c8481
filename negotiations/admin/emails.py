"""Outgoing mail: the list, one email, its buttons, and the approval queue."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST, require_safe

from audit.admin_base import RowPageAdmin, back_to, page, submit
from audit.showing import at_words, badge
from negotiations.admin.forms import ApproveForm, ReasonForm
from negotiations.admin.thread_page import page_of
from negotiations.commands.mail.approve import approve_email, discard_email, undo_email
from negotiations.errors import REFUSALS
from negotiations.models import OutgoingEmail
from negotiations.tones import tone_of

Status = OutgoingEmail.Status
GROUPS = {
    "waiting": ("waits for a person", OutgoingEmail.FOR_PERSON),
    "leaving": ("on its way", (Status.HELD, Status.READY, Status.SENDING)),
    "stuck": ("stuck", (Status.UNKNOWN, Status.PARKED, Status.FAILED)),
    "gone": ("gone", (Status.SENT, Status.SIMULATED)),
}
ACTIONS: dict[str, tuple[type[forms.Form], Callable[..., object], str]] = {
    "approve": (ApproveForm, approve_email, "Approved. It leaves after the undo time."),
    "discard": (ReasonForm, discard_email, "Discarded; nothing was sent."),
    "undo": (ReasonForm, undo_email, "Taken back: it is a draft again."),
}


class GroupFilter(admin.SimpleListFilter):
    """Several statuses under one word."""

    title = "stands"
    parameter_name = "group"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list:
        """Return the groups."""
        return [(key, label) for key, (label, _) in GROUPS.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Keep the group's emails."""
        group = GROUPS.get(self.value() or "")
        return queryset.filter(status__in=group[1]) if group else queryset


@admin.register(OutgoingEmail)
class OutgoingEmailAdmin(RowPageAdmin):
    """Every email of ours from draft to sent; queued is not sent, approved is not sent."""

    list_display = (
        "recipient",
        "purpose",
        "shown_status",
        "campaign",
        "wait_reason",
        "created",
        "sent",
    )
    list_filter = (GroupFilter, "status", "purpose", "thread__campaign")
    list_select_related = ("thread__influencer", "thread__campaign")
    search_fields = ("thread__influencer__name", "thread__influencer__email", "subject", "body")
    search_help_text = "influencer, address or words of the email"

    @admin.display(description="to", ordering="thread__influencer__name")
    def recipient(self, email: OutgoingEmail) -> str:
        """Who it is for."""
        return f"{email.thread.influencer.name} · {', '.join(email.to)}"

    @admin.display(description="campaign", ordering="thread__campaign__name")
    def campaign(self, email: OutgoingEmail) -> str:
        """Which campaign it belongs to."""
        return email.thread.campaign.name

    @admin.display(description="status", ordering="status")
    def shown_status(self, email: OutgoingEmail) -> SafeString:
        """The status as a badge."""
        return badge(email.status, tone_of(email.status))

    @admin.display(description="written", ordering="id")
    def created(self, email: OutgoingEmail) -> str:
        """When it was written."""
        return at_words(email.created_at)

    @admin.display(description="sent", ordering="sent_at")
    def sent(self, email: OutgoingEmail) -> str:
        """When it left."""
        return at_words(email.sent_at)

    def get_urls(self) -> list[URLPattern]:
        """Add the buttons' address and the queue."""
        view = self.admin_site.admin_view
        act, queue = view(require_POST(self.act_view)), view(require_safe(self.queue_view))
        return [
            path("queue/", queue, name="negotiations_queue"),
            path("<int:pk>/do/<str:name>/", act, name="negotiations_outgoingemail_act"),
            *super().get_urls(),
        ]

    def row_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show one email beside its conversation."""
        return self._render(request, self._email(pk))

    def _email(self, pk: int) -> OutgoingEmail:
        rows = OutgoingEmail.objects.select_related(
            "offer", "thread__campaign__client", "thread__influencer", "thread__mailbox"
        )
        return get_object_or_404(rows, pk=pk)

    def _context(self, request: HttpRequest, email: OutgoingEmail, title: str) -> dict[str, Any]:
        return page(
            self,
            request,
            title,
            email=email,
            may_mail=request.user.has_perm("negotiations.change_outgoingemail"),
            **page_of(email.thread),
        )

    def _render(
        self,
        request: HttpRequest,
        email: OutgoingEmail,
        *,
        tried: str = "",
        form: forms.Form | None = None,
        status: int = 200,
    ) -> HttpResponse:
        context = self._context(request, email, f"Email to {email.thread.influencer.name}")
        context |= {"tried": tried, "form": form, "next": request.POST.get("next", "")}
        return render(request, "console/email.html", context, status=status)

    def act_view(self, request: HttpRequest, pk: int, name: str) -> HttpResponse:
        """Approve, discard or take back one email; a refusal keeps what was typed."""
        email = self._email(pk)
        home = reverse("admin:negotiations_thread_change", args=(email.thread_id,))
        if name not in ACTIONS:
            return HttpResponseRedirect(home)
        form_class, run, done = ACTIONS[name]
        form = form_class(request.POST)
        if status := submit(request, form, partial(run, email_id=pk), refusals=REFUSALS, done=done):
            return self._render(request, self._email(pk), tried=name, form=form, status=status)
        return back_to(request, home)

    def queue_view(self, request: HttpRequest) -> HttpResponse:
        """Show the oldest draft after the one last looked at."""
        after = request.GET.get("after", "")
        waiting = OutgoingEmail.objects.filter(status=OutgoingEmail.Status.DRAFT).order_by("id")
        rows = list(waiting.values_list("pk", flat=True)[:1000])
        later = [pk for pk in rows if after.isdecimal() and pk > int(after)]
        if not rows:
            context = page(self, request, "Approval queue", email=None)
            return render(request, "console/queue.html", context)
        current = (later or rows)[0]
        context = self._context(request, self._email(current), "Approval queue")
        context |= {
            "place": rows.index(current) + 1,
            "total": len(rows),
            "next": f"{reverse('admin:negotiations_queue')}?after={current}",
        }
        return render(request, "console/queue.html", context)

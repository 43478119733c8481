"""Mailbox health: the ramp, what was used, what came back, and the brakes with the way out."""

from functools import partial
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from audit.admin_base import RowPageAdmin, page, submit
from integrations.models import Mailbox
from negotiations.admin.forms import ReasonForm
from negotiations.errors import REFUSALS
from negotiations.models import MailboxPace
from negotiations.outreach.commands.health import pause_mailbox, resume_mailbox
from negotiations.outreach.showing.mailboxes import mailbox_lines

_PERMISSION = "negotiations.change_mailboxpace"
DEEDS = {
    "pause": (pause_mailbox, "No cold mail leaves it any more; negotiations go on."),
    "resume": (resume_mailbox, "It sends again, within its ramp."),
}


@admin.register(MailboxPace)
class MailboxPaceAdmin(RowPageAdmin):
    """Every mailbox on one page."""

    def get_urls(self) -> list[URLPattern]:
        """Add the buttons' address."""
        act = self.admin_site.admin_view(require_POST(self.act_view))
        name = "negotiations_mailboxpace_act"
        return [path("<int:pk>/do/<str:deed>/", act, name=name), *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show how every mailbox does."""
        return self._render(request)

    def row_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """One mailbox is shown among all."""
        return HttpResponseRedirect(_home())

    def _render(
        self,
        request: HttpRequest,
        *,
        tried: str = "",
        bound: ReasonForm | None = None,
        status: int = 200,
    ) -> HttpResponse:
        context = page(
            self,
            request,
            "Mailbox health",
            lines=mailbox_lines(now=timezone.now()),
            tried=tried,
            reason=bound or ReasonForm(),
            may_act=request.user.has_perm(_PERMISSION),
        )
        return render(request, "console/outreach/mailboxes.html", context, status=status)

    def act_view(self, request: HttpRequest, pk: int, deed: str) -> HttpResponse:
        """Pause or resume a mailbox's cold mail."""
        get_object_or_404(Mailbox, pk=pk)
        if deed not in DEEDS:
            return HttpResponseRedirect(_home())
        form = ReasonForm(request.POST)
        tried = f"{deed}-{pk}"
        command, done = DEEDS[deed]
        ready = partial(command, mailbox_id=pk)
        if status := submit(request, form, ready, refusals=REFUSALS, done=done):
            return self._render(request, tried=tried, bound=form, status=status)
        return HttpResponseRedirect(_home())


def _home() -> str:
    return reverse("admin:negotiations_mailboxpace_changelist")

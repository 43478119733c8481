"""Talent agencies, and stopping everything with one of them after a look at what that means."""

from functools import partial
from typing import Any

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from audit.admin_base import RowPageAdmin, actor_of, attempt, back_to, page
from campaigns.models import Agency
from negotiations.admin.forms import ReasonForm
from negotiations.commands.thread.stopping import stop_agency
from negotiations.domain.terms.states import CLOSED
from negotiations.errors import REFUSALS
from negotiations.models import Thread


@admin.register(Agency)
class AgencyAdmin(RowPageAdmin):
    """Agencies with their open negotiations."""

    list_display = ("name", "domain", "open_threads")
    search_fields = ("name", "domain")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Agency]:
        """Count open negotiations in the same query."""
        is_open = ~Q(thread__state__in=CLOSED) & Q(thread__isnull=False)
        found = super().get_queryset(request)
        return found.annotate(open_count=Count("thread", filter=is_open, distinct=True))

    @admin.display(description="open negotiations", ordering="open_count")
    def open_threads(self, agency: Any) -> int:
        """How many would be stopped."""
        return agency.open_count

    def get_urls(self) -> list[URLPattern]:
        """Add the stop button's address."""
        stop = self.admin_site.admin_view(require_POST(self.stop_view))
        name = "campaigns_agency_stop"
        return [path("<int:pk>/stop/", stop, name=name), *super().get_urls()]

    def row_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the agency and every negotiation a stop would end."""
        return self._render(request, get_object_or_404(Agency, pk=pk), ReasonForm())

    def _render(
        self, request: HttpRequest, agency: Agency, form: ReasonForm, status: int = 200
    ) -> HttpResponse:
        threads = Thread.objects.filter(agency=agency).exclude(state__in=CLOSED)
        context = page(
            self,
            request,
            agency.name,
            agency=agency,
            threads=threads.select_related("influencer", "campaign"),
            form=form,
            may_act=request.user.has_perm("negotiations.change_thread"),
        )
        return render(request, "console/agency.html", context, status=status)

    def stop_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Stop every open negotiation with the agency."""
        agency, form = get_object_or_404(Agency, pk=pk), ReasonForm(request.POST)
        if not form.is_valid():
            return self._render(request, agency, form, status=422)
        command = partial(
            stop_agency,
            agency_id=pk,
            reason=form.cleaned_data["reason"],
            actor=actor_of(request.user),
            now=timezone.now(),
        )
        attempt(request, command, refusals=REFUSALS, done="Every negotiation with it is stopped.")
        return back_to(request, reverse("admin:campaigns_agency_change", args=(pk,)))

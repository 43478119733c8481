"""Daily reports: the list, one of them, and the list behind each of its figures."""

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from audit.admin_base import RowPageAdmin, page
from audit.showing import at_words
from campaigns.domain.outreach.refusal_words import words_of
from campaigns.models import Campaign
from negotiations.models import DailyReport
from negotiations.outreach.reporting import LISTS, span_of

_PER_PAGE = 100


@admin.register(DailyReport)
class DailyReportAdmin(RowPageAdmin):
    """One report an evening."""

    list_display = ("day", "first_line", "made")
    ordering = ("-day",)

    @admin.display(description="what it says")
    def first_line(self, report: DailyReport) -> str:
        """What stands below its title."""
        return "\n".join(report.text.splitlines()[1:2])

    @admin.display(description="made", ordering="made_at")
    def made(self, report: DailyReport) -> str:
        """When it was made."""
        return at_words(report.made_at)

    def get_urls(self) -> list[URLPattern]:
        """Add the address of the lists."""
        rows = self.admin_site.admin_view(require_safe(self.list_view))
        name = "negotiations_dailyreport_list"
        return [
            path("<int:pk>/<int:campaign_id>/<str:figure>/", rows, name=name),
            *super().get_urls(),
        ]

    def row_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show one report. Looking changes nothing."""
        report = get_object_or_404(DailyReport, pk=pk)
        skipped = [
            (reason, words_of(reason), count) for reason, count in report.body["skipped"].items()
        ]
        context = page(
            self, request, f"Outreach on {report.day:%-d %B %Y}", report=report, skipped=skipped
        )
        return render(request, "console/outreach/report.html", context)

    def list_view(
        self, request: HttpRequest, pk: int, campaign_id: int, figure: str
    ) -> HttpResponse:
        """Show the rows that a figure counts, as they were when the report was made."""
        report = get_object_or_404(DailyReport, pk=pk)
        campaign = get_object_or_404(Campaign, pk=campaign_id)
        if figure not in LISTS:
            raise Http404(figure)
        span = span_of(report.day, until=datetime.fromisoformat(report.body["until"]))
        rows = Paginator(LISTS[figure](campaign_id, span), _PER_PAGE)
        context: dict[str, Any] = page(
            self,
            request,
            f"{campaign.name}: {figure}",
            report=report,
            figure=figure,
            rows=rows.get_page(request.GET.get("page")),
        )
        return render(request, "console/outreach/report_list.html", context)

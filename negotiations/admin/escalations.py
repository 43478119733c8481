"""What only a person may decide, oldest deadline first."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from audit.admin_base import RowPageAdmin
from audit.showing import at_words, badge
from negotiations.models import Escalation


class OpenFilter(admin.SimpleListFilter):
    """Open, overdue or closed."""

    title = "stands"
    parameter_name = "open"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list:
        """Return the three groups."""
        return [("yes", "open"), ("late", "overdue"), ("no", "closed")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Keep the group."""
        if self.value() == "late":
            return queryset.filter(closed_at__isnull=True, due_at__lt=timezone.now())
        if self.value() in ("yes", "no"):
            return queryset.filter(closed_at__isnull=self.value() == "yes")
        return queryset


@admin.register(Escalation)
class EscalationAdmin(RowPageAdmin):
    """Every escalation; a click leads to its negotiation, where it is decided."""

    list_display = ("influencer", "campaign", "why", "quoted", "due", "opened", "outcome")
    list_filter = (OpenFilter, "code", "thread__campaign")
    list_select_related = ("thread__influencer", "thread__campaign")
    search_fields = ("thread__influencer__name", "thread__influencer__email", "reason", "quote")
    ordering = ("closed_at", "due_at")

    @admin.display(description="influencer", ordering="thread__influencer__name")
    def influencer(self, escalation: Escalation) -> str:
        """Who it is about."""
        return escalation.thread.influencer.name

    @admin.display(description="campaign", ordering="thread__campaign__name")
    def campaign(self, escalation: Escalation) -> str:
        """Which campaign it belongs to."""
        return escalation.thread.campaign.name

    @admin.display(description="reason", ordering="code")
    def why(self, escalation: Escalation) -> SafeString:
        """The code and the first words of the reason."""
        return format_html("{} {}", badge(escalation.code, "warn"), escalation.reason[:160])

    @admin.display(description="they wrote")
    def quoted(self, escalation: Escalation) -> str:
        """The words that led to it."""
        return escalation.quote[:120] or "–"

    @admin.display(description="due", ordering="due_at")
    def due(self, escalation: Escalation) -> SafeString | str:
        """Until when somebody must decide; a passed time says so."""
        is_late = escalation.closed_at is None and escalation.due_at < timezone.now()
        words = at_words(escalation.due_at)
        return format_html("{} {}", badge("overdue", "bad"), words) if is_late else words

    @admin.display(description="opened", ordering="opened_at")
    def opened(self, escalation: Escalation) -> str:
        """When it was opened."""
        return at_words(escalation.opened_at)

    def row_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Lead to the negotiation, where it is decided."""
        found = get_object_or_404(Escalation, pk=pk)
        return HttpResponseRedirect(
            reverse("admin:negotiations_thread_change", args=(found.thread_id,))
        )

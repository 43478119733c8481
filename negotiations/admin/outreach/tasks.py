"""Tasks of the daily cycle: what a prospect waits for a person with."""

from functools import partial
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from audit.admin_base import RowPageAdmin, actor_of, attempt, back_to
from audit.showing import at_words, badge
from negotiations.errors import REFUSALS
from negotiations.models import OutreachTask
from negotiations.outreach.commands.deciding import finish_task

_KINDS = {
    OutreachTask.Kind.HUMAN_REQUEST: ("asks for a person", "bad"),
    OutreachTask.Kind.ANSWER: ("wants an answer", "warn"),
    OutreachTask.Kind.LATER: ("write later", "info"),
    OutreachTask.Kind.CONTACT: ("names a contact", "info"),
    OutreachTask.Kind.SEND_BY_HAND: ("send by hand", "warn"),
}


class OpenFilter(admin.SimpleListFilter):
    """What waits, unless asked otherwise."""

    title = "stands"
    parameter_name = "open"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list:
        """Return the choices beside what waits."""
        return [("done", "done"), ("every", "every")]

    def choices(self, changelist: Any) -> Any:
        """Name the unfiltered choice for what it shows."""
        for index, choice in enumerate(super().choices(changelist)):
            yield choice | {"display": "waits"} if index == 0 else choice

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Keep what waits, what is done, or everything."""
        if self.value() == "every":
            return queryset
        return queryset.filter(done_at__isnull=self.value() != "done")


@admin.register(OutreachTask)
class OutreachTaskAdmin(RowPageAdmin):
    """Questions, calls for a person, dates to write again."""

    list_display = ("words", "shown_kind", "person", "campaign", "due", "done")
    list_filter = (OpenFilter, "kind", "prospect__campaign")
    list_select_related = ("prospect__influencer", "prospect__campaign")
    search_fields = ("prospect__influencer__name", "words")

    @admin.display(description="kind", ordering="kind")
    def shown_kind(self, task: OutreachTask) -> SafeString:
        """What kind of task it is."""
        words, tone = _KINDS[OutreachTask.Kind(task.kind)]
        return badge(words, tone)

    @admin.display(description="prospect", ordering="prospect__influencer__name")
    def person(self, task: OutreachTask) -> str:
        """Whom it is about."""
        return str(task.prospect.influencer.name)

    @admin.display(description="campaign", ordering="prospect__campaign__name")
    def campaign(self, task: OutreachTask) -> str:
        """For which campaign."""
        return str(task.prospect.campaign.name)

    @admin.display(description="due", ordering="due_at")
    def due(self, task: OutreachTask) -> str:
        """Until when."""
        return at_words(task.due_at)

    @admin.display(description="done", ordering="done_at")
    def done(self, task: OutreachTask) -> str:
        """When, and by whom."""
        return f"{task.done_by}, {task.done_at:%Y-%m-%d}" if task.done_at else "–"

    def get_urls(self) -> list[URLPattern]:
        """Add the button's address."""
        finish = self.admin_site.admin_view(require_POST(self.finish_view))
        name = "negotiations_outreachtask_finish"
        return [path("<int:pk>/finish/", finish, name=name), *super().get_urls()]

    def row_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Lead to the prospect, whose page shows its tasks."""
        task = get_object_or_404(OutreachTask, pk=pk)
        return HttpResponseRedirect(
            reverse("admin:campaigns_approach_prospect", args=(task.prospect_id,))
        )

    def finish_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Say that the task is done."""
        task = get_object_or_404(OutreachTask, pk=pk)
        command = partial(
            finish_task,
            task_id=pk,
            reason=request.POST.get("reason", "")[:500],
            actor=actor_of(request.user),
            now=timezone.now(),
        )
        attempt(request, command, refusals=REFUSALS, done="Done.")
        return back_to(
            request, reverse("admin:campaigns_approach_prospect", args=(task.prospect_id,))
        )

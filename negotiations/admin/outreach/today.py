"""Today: the plan of the daily cycle, arming and running it, and how the last runs went."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import admin
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from audit.admin_base import RowPageAdmin, actor_of, attempt, page
from campaigns.domain.outreach.refusal_words import words_of
from negotiations.admin.forms import ReasonForm
from negotiations.errors import REFUSALS
from negotiations.models import CyclePlan
from negotiations.outreach.campaigns_state import armed_plans
from negotiations.outreach.commands.plans import arm_plan, disarm_plans
from negotiations.outreach.commands.runs import ask_for_run
from negotiations.outreach.showing import today

_PER_PAGE = 50
_ARM, _RUN = "negotiations.change_cycleplan", "negotiations.add_cyclerun"


@admin.register(CyclePlan)
class CyclePlanAdmin(RowPageAdmin):
    """The plan of the day is the list's own page; an earlier plan is looked at by its number."""

    def get_urls(self) -> list[URLPattern]:
        """Add the buttons' addresses."""
        view = self.admin_site.admin_view
        name = "negotiations_cycleplan"
        return [
            path("plan/", view(require_POST(self.plan_view)), name=f"{name}_plan"),
            path("run/", view(require_POST(self.run_view)), name=f"{name}_run"),
            path("disarm/", view(require_POST(self.disarm_view)), name=f"{name}_disarm"),
            path("<int:pk>/arm/", view(require_POST(self.arm_view)), name=f"{name}_arm"),
            *super().get_urls(),
        ]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the newest plan and the last runs."""
        return self._render(request, today.newest_plan())

    def row_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show an earlier plan. Looking changes nothing."""
        plans = CyclePlan.objects.select_related("run")
        return self._render(request, get_object_or_404(plans, pk=pk))

    def _render(
        self, request: HttpRequest, plan: CyclePlan | None, *, status: int = 200, refusal: str = ""
    ) -> HttpResponse:
        now = timezone.now()
        runs = today.last_runs(now=now)
        context = page(
            self,
            request,
            "Outreach today",
            plan=plan,
            runs=runs,
            busy=next((line for line in runs if line.state in ("waiting", "running")), None),
            armed=armed_plans(now=now),
            waiting=today.waiting_counts(),
            may_arm=request.user.has_perm(_ARM),
            may_run=request.user.has_perm(_RUN),
            reason_form=ReasonForm(),
            refusal=refusal,
            now=now,
            **(_plan_context(request, plan) if plan else {}),
        )
        return render(request, "console/outreach/today.html", context, status=status)

    def plan_view(self, request: HttpRequest) -> HttpResponse:
        """Ask for a plan: a dry run of a worker, which sends nothing."""
        return self._ask(request, is_dry=True, done="The plan is being made.")

    def run_view(self, request: HttpRequest) -> HttpResponse:
        """Ask for a live run of what is armed."""
        return self._ask(request, is_dry=False, done="The run begins. Only what is armed leaves.")

    def _ask(self, request: HttpRequest, *, is_dry: bool, done: str) -> HttpResponse:
        return self._do(request, partial(ask_for_run, is_dry=is_dry), done=done)

    def arm_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Let exactly the mails of this plan leave."""
        plan = get_object_or_404(CyclePlan, pk=pk)
        reason = request.POST.get("reason", "")[:500]
        command = partial(arm_plan, plan_hash=plan.hash, reason=reason)
        return self._do(request, command, done="Armed. Run it now, or let the day's run do it.")

    def disarm_view(self, request: HttpRequest) -> HttpResponse:
        """Take every arming back."""
        form = ReasonForm(request.POST)
        if not form.is_valid():
            return self._render(request, today.newest_plan(), status=422, refusal="Say why.")
        command = partial(disarm_plans, reason=form.cleaned_data["reason"])
        return self._do(request, command, done="Nothing is armed any more.")

    def _do(self, request: HttpRequest, command: Callable[..., object], done: str) -> HttpResponse:
        ready = partial(command, actor=actor_of(request.user), now=timezone.now())
        if refusal := attempt(request, ready, refusals=REFUSALS, done=done):
            return self._render(request, today.newest_plan(), status=409, refusal=refusal)
        return HttpResponseRedirect(reverse("admin:negotiations_cycleplan_changelist"))


def _plan_context(request: HttpRequest, plan: CyclePlan) -> dict[str, Any]:
    reason, query = request.GET.get("reason", ""), request.GET.get("q", "").strip()
    rows = today.rows_of(plan, reason=reason, query=query)
    found = Paginator(rows, _PER_PAGE).get_page(request.GET.get("page"))
    return {
        "counts": today.counts_of(plan),
        "refusals": today.refusals_of(plan),
        "changes": today.changes_of(plan),
        "rows": found,
        "reason": reason,
        "reason_words": words_of(reason) if reason and reason != "person" else None,
        "query": query,
        "is_newest": plan == today.newest_plan(),
        "is_over": plan.expires_at <= timezone.now(),
    }

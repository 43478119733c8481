"""Playbooks: what binds where, one version with its difference, and the form for the next one."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.db.models import Case, OuterRef, QuerySet, Subquery, Value, When
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST, require_safe

from audit.admin_base import RowPageAdmin, actor_of, attempt, page, submit
from audit.showing import at_words, badge
from campaigns.models import Campaign, Client
from negotiations.admin.forms import PlaybookForm, ReasonForm, typed_from
from negotiations.commands import playbooks as commands
from negotiations.domain.pricing.learning import WEIGHT_OF_PRIOR
from negotiations.domain.pricing.playbook_rules import changes_between
from negotiations.domain.pricing.policy import Playbook
from negotiations.domain.pricing.replaying import ASSUMED
from negotiations.errors import REFUSALS
from negotiations.models import PlaybookVersion
from negotiations.queries.bindings import (
    campaigns_bound_by,
    effective_settings,
    open_threads_in,
    playbook_from,
)
from negotiations.queries.learning import calibration_in, currencies, learned_in
from negotiations.tones import tone_of
from negotiations.trials.replay import LABELS, replay_campaign

Status = PlaybookVersion.Status
_ROOM = "negotiations"
# Each button: its words, the right it needs, the statuses it belongs to.
BUTTONS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "approve": ("Approve", f"{_ROOM}.approve_playbookversion", (Status.DRAFT,)),
    "activate": ("Activate", f"{_ROOM}.activate_playbookversion", (Status.APPROVED,)),
    "roll_back": ("Roll back", f"{_ROOM}.activate_playbookversion", (Status.ACTIVE,)),
    "fixed_ladder": (
        "Switch to the fixed ladder",
        f"{_ROOM}.activate_playbookversion",
        (Status.ACTIVE, Status.APPROVED, Status.DRAFT, Status.RETIRED),
    ),
}


@admin.register(PlaybookVersion)
class PlaybookVersionAdmin(RowPageAdmin):
    """Every version of every playbook; a change is a new version, activated by name."""

    list_display = ("version", "binds", "shown_status", "strategy", "why", "written", "activated")
    list_filter = ("status", "scope")
    search_fields = ("title", "reason", "written_by")
    change_list_template = "console/playbook_list.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[PlaybookVersion]:
        """Name each scope in the same query."""
        name = Case(
            When(scope="client", then=_name_of(Client)),
            When(scope="campaign", then=_name_of(Campaign)),
            default=Value(""),
        )
        return super().get_queryset(request).annotate(scope_name=name)

    @admin.display(description="playbook", ordering="title")
    def version(self, row: PlaybookVersion) -> str:
        """Title and number."""
        return str(row)

    @admin.display(description="binds", ordering="scope")
    def binds(self, row: Any) -> str:
        """Whom it binds."""
        return f"{row.scope} {row.scope_name}" if row.scope_id else "the house"

    @admin.display(description="status", ordering="status")
    def shown_status(self, row: PlaybookVersion) -> SafeString:
        """The status as a badge."""
        return badge(row.status, tone_of(row.status))

    @admin.display(description="strategy")
    def strategy(self, row: PlaybookVersion) -> str:
        """Which strategy prices."""
        return str(row.settings.get("name", "")).replace("_", " ")

    @admin.display(description="why")
    def why(self, row: PlaybookVersion) -> str:
        """Why it was written."""
        return row.reason[:120]

    @admin.display(description="written", ordering="written_at")
    def written(self, row: PlaybookVersion) -> str:
        """When and by whom."""
        return f"{row.written_by}, {at_words(row.written_at)}"

    @admin.display(description="activated", ordering="activated_at")
    def activated(self, row: PlaybookVersion) -> str:
        """Since when it binds."""
        return at_words(row.activated_at)

    def get_urls(self) -> list[URLPattern]:
        """Add the form for a new version and the buttons' address."""
        view = self.admin_site.admin_view
        act = view(require_POST(self.act_view))
        return [
            path("new/", view(self.new_view), name="negotiations_playbook_new"),
            path(
                "learning/",
                view(require_safe(self.learning_view)),
                name="negotiations_playbook_learning",
            ),
            path("<int:pk>/do/<str:name>/", act, name="negotiations_playbook_act"),
            path(
                "<int:pk>/replay/<int:campaign_id>/",
                view(require_safe(self.replay_view)),
                name="negotiations_playbook_replay",
            ),
            *super().get_urls(),
        ]

    def learning_view(self, request: HttpRequest) -> HttpResponse:
        """Show what closed deals taught, and how honest our stated intervals were."""
        rows = [
            {
                "currency": currency,
                "learned": learned_in(currency, is_sandbox=settings.IS_SANDBOX),
                "calibration": calibration_in(currency, is_sandbox=settings.IS_SANDBOX),
            }
            for currency in currencies(is_sandbox=settings.IS_SANDBOX)
        ]
        context = page(self, request, "What closed deals taught", rows=rows, weight=WEIGHT_OF_PRIOR)
        return render(request, "console/learning.html", context)

    def replay_view(self, request: HttpRequest, pk: int, campaign_id: int) -> HttpResponse:
        """Show a campaign's decisions beside the ones this version would make. Changes nothing."""
        row = get_object_or_404(PlaybookVersion, pk=pk)
        campaign = get_object_or_404(Campaign, pk=campaign_id)
        replay = replay_campaign(campaign, playbook_from(campaign, row.settings))
        context = page(
            self,
            request,
            f"{campaign.name} under {row}",
            row=row,
            campaign=campaign,
            summary=replay.summary(),
            threads=replay.threads,
            label=LABELS[ASSUMED],
        )
        return render(request, "console/replay.html", context)

    def row_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show one version: its settings, what it would change, whom it reaches."""
        return self._render(request, pk)

    def _render(
        self,
        request: HttpRequest,
        pk: int,
        *,
        tried: str = "",
        bound: forms.Form | None = None,
        status: int = 200,
    ) -> HttpResponse:
        row = get_object_or_404(PlaybookVersion, pk=pk)
        active = effective_settings(row.scope, row.scope_id)
        before, after = _full(active), _full(row.settings)
        reached = campaigns_bound_by(row.scope, row.scope_id) or []
        buttons = [
            {"name": name, "label": label, "form": bound if name == tried else ReasonForm()}
            for name, (label, right, statuses) in BUTTONS.items()
            if row.status in statuses and request.user.has_perm(right)
        ]
        context = page(
            self,
            request,
            str(row),
            row=row,
            scope_words=_scope_words(row.scope, row.scope_id),
            settings=sorted(after.items()),
            changes=changes_between(before, after),
            campaigns=reached,
            thread_count=open_threads_in(reached),
            buttons=buttons,
        )
        return render(request, "console/playbook.html", context, status=status)

    def act_view(self, request: HttpRequest, pk: int, name: str) -> HttpResponse:
        """Approve, activate or roll back; a refusal keeps what was typed."""
        if name not in BUTTONS:
            raise Http404
        row = get_object_or_404(PlaybookVersion, pk=pk)
        form = ReasonForm(request.POST)
        if status := submit(
            request, form, _command_of(name, row), refusals=REFUSALS, done="Done and on record."
        ):
            return self._render(request, pk, tried=name, bound=form, status=status)
        return HttpResponseRedirect(reverse("admin:negotiations_playbookversion_changelist"))

    def new_view(self, request: HttpRequest) -> HttpResponse:
        """Take the next version of a scope; it starts from what binds now."""
        scope, scope_id = _scope_of(request)
        now_binding = typed_from(effective_settings(scope, scope_id))
        form = PlaybookForm(request.POST if request.method == "POST" else None, initial=now_binding)
        if request.method != "POST":
            return self._render_new(request, form, scope, scope_id)
        if not form.is_valid():
            return self._render_new(request, form, scope, scope_id, status=422)
        made: list[PlaybookVersion] = []

        def command() -> None:
            made.append(
                commands.write_playbook(
                    scope=scope,
                    scope_id=scope_id,
                    draft=commands.Draft(form.cleaned_data["title"], form.values()),
                    reason=form.cleaned_data["reason"],
                    actor=actor_of(request.user),
                    now=timezone.now(),
                )
            )

        if refusal := attempt(request, command, refusals=REFUSALS, done="Kept as a draft."):
            form.add_error(None, refusal)
            return self._render_new(request, form, scope, scope_id, status=409)
        return HttpResponseRedirect(
            reverse("admin:negotiations_playbookversion_change", args=(made[0].pk,))
        )

    def _render_new(
        self, request: HttpRequest, form: forms.Form, scope: str, scope_id: int, status: int = 200
    ) -> HttpResponse:
        words = _scope_words(scope, scope_id)
        context = page(
            self,
            request,
            f"New playbook for {words}",
            form=form,
            scope=scope,
            scope_id=scope_id,
        )
        return render(request, "console/playbook_new.html", context, status=status)


def _command_of(name: str, row: PlaybookVersion) -> Callable[..., object]:
    if name == "approve":
        return partial(commands.approve_playbook, version_id=row.pk)
    if name == "activate":
        return partial(commands.activate_playbook, version_id=row.pk)
    chosen = commands.roll_back_playbook if name == "roll_back" else commands.use_fixed_ladder
    return partial(chosen, scope=row.scope, scope_id=row.scope_id)


def _name_of(model: type[Campaign] | type[Client]) -> Subquery:
    return Subquery(model._default_manager.filter(pk=OuterRef("scope_id")).values("name")[:1])


def _full(settings: dict[str, Any]) -> dict[str, Any]:
    return Playbook.from_dict(settings).as_dict()


def _scope_of(request: HttpRequest) -> tuple[str, int]:
    """Return whom the form is for; nonsense in the address is no page."""
    given = request.POST if request.method == "POST" else request.GET
    scope, scope_id = given.get("scope", "house"), given.get("scope_id", "0")
    if scope not in PlaybookVersion.Scope.values or not scope_id.isdecimal():
        raise Http404
    if campaigns_bound_by(scope, int(scope_id)) is None:
        raise Http404
    return scope, int(scope_id) if scope != "house" else 0


def _scope_words(scope: str, scope_id: int) -> str:
    if scope == PlaybookVersion.Scope.HOUSE:
        return "the house"
    model: type[Campaign] | type[Client] = Campaign if scope == "campaign" else Client
    row = model._default_manager.filter(pk=scope_id).first()
    return f"{scope} {row or scope_id}"

"""Prospects of the daily cycle: the list, one of them, the review queue, and one by hand."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST, require_safe

from audit.admin_base import RowPageAdmin, actor_of, attempt, page, submit
from audit.showing import at_words, badge
from campaigns.commands.roster.adding import add_rows
from campaigns.domain.outreach.qualifying import AUTOMATIC, REVIEWED, tier_of
from campaigns.domain.outreach.refusal_words import words_of
from campaigns.models import Approach, Prospect
from negotiations.admin.forms import ReasonForm
from negotiations.admin.outreach.forms import FactsForm, ProspectForm
from negotiations.errors import REFUSALS
from negotiations.outreach.commands import deciding
from negotiations.outreach.showing import people
from negotiations.tones import tone_of

_PERMISSION = "campaigns.change_approach"
_BANDS = {
    "high": f"{AUTOMATIC} and over",
    "middle": f"{REVIEWED} to {AUTOMATIC}",
    "low": f"under {REVIEWED}",
    "none": "not scored yet",
}
Command = Callable[..., object]
DEEDS: dict[str, tuple[type[forms.Form], Command, str]] = {
    "approve": (ReasonForm, partial(deciding.decide_prospect, is_approved=True), "Approved."),
    "decline": (ReasonForm, partial(deciding.decide_prospect, is_approved=False), "Declined."),
    "facts": (FactsForm, deciding.correct_facts, "Kept; the score follows."),
    "hold": (ReasonForm, partial(deciding.set_review_flag, is_flagged=True), "Held back."),
    "release": (ReasonForm, partial(deciding.set_review_flag, is_flagged=False), "It goes on."),
    "minor": (ReasonForm, deciding.clear_minor, "Cleared."),
}


class BandFilter(admin.SimpleListFilter):
    """The bands in which the cycle, a person, or nobody decides."""

    title = "score"
    parameter_name = "band"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list:
        """Return the bands."""
        return list(_BANDS.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Keep the band's prospects."""
        bands: dict[str, dict[str, Any]] = {
            "high": {"score__gte": AUTOMATIC},
            "middle": {"score__gte": REVIEWED, "score__lt": AUTOMATIC},
            "low": {"score__lt": REVIEWED},
            "none": {"score__isnull": True},
        }
        return queryset.filter(**bands.get(self.value() or "", {}))


class RefusalFilter(admin.SimpleListFilter):
    """Why the cycle would not write to somebody by itself, in words."""

    title = "kept back"
    parameter_name = "refusal"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list:
        """Return the reasons that occur."""
        found = Approach.objects.exclude(refusal="").order_by("refusal")
        reasons = found.values_list("refusal", flat=True).distinct()
        return [(reason, words_of(reason).says) for reason in reasons]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Keep those with the reason."""
        return queryset.filter(refusal=self.value()) if self.value() else queryset


@admin.register(Approach)
class ApproachAdmin(RowPageAdmin):
    """Whom the cycle considers, how well they fit, and how far it is with each."""

    list_display = (
        *("person", "campaign", "shown_standing", "shown_score", "why", "contacted", "replied"),
    )
    list_filter = ("standing", BandFilter, RefusalFilter, "decision", "prospect__campaign")
    list_select_related = ("prospect__influencer", "prospect__campaign")
    search_fields = ("prospect__influencer__name", "prospect__influencer__email")
    search_help_text = "name or address"
    ordering = ("-score", "pk")
    change_list_template = "console/outreach/prospect_list.html"

    @admin.display(description="prospect", ordering="prospect__influencer__name")
    def person(self, approach: Approach) -> str:
        """Who it is."""
        return str(approach.prospect.influencer.name)

    @admin.display(description="campaign", ordering="prospect__campaign__name")
    def campaign(self, approach: Approach) -> str:
        """For which campaign."""
        return str(approach.prospect.campaign.name)

    @admin.display(description="stands", ordering="standing")
    def shown_standing(self, approach: Approach) -> SafeString:
        """Where the prospect stands, as a badge."""
        return badge(approach.standing, tone_of(approach.standing))

    @admin.display(description="score", ordering="score")
    def shown_score(self, approach: Approach) -> str:
        """The score with its tier."""
        if approach.score is None:
            return "–"
        return f"{approach.score:.2f} {tier_of(approach.score)}"

    @admin.display(description="why")
    def why(self, approach: Approach) -> str:
        """What a person decided, or what the score says."""
        if approach.decided_by:
            return f"{approach.decision} by {approach.decided_by}"
        return words_of(approach.refusal).says if approach.refusal else "fits"

    @admin.display(description="written to", ordering="last_contacted_at")
    def contacted(self, approach: Approach) -> str:
        """When the last mail left."""
        return at_words(approach.last_contacted_at)

    @admin.display(description="answered", ordering="last_replied_at")
    def replied(self, approach: Approach) -> str:
        """When they answered last."""
        return at_words(approach.last_replied_at)

    def get_urls(self) -> list[URLPattern]:
        """Add the queue, the form for one by hand, and the buttons' addresses."""
        view = self.admin_site.admin_view
        name = "campaigns_approach"
        act = view(require_POST(self.act_view))
        return [
            path("review/", view(require_safe(self.review_view)), name=f"{name}_review"),
            path("by-hand/", view(self.by_hand_view), name=f"{name}_by_hand"),
            path("of/<int:pk>/", view(require_safe(self.prospect_view)), name=f"{name}_prospect"),
            path("of/<int:pk>/do/<str:deed>/", act, name=f"{name}_act"),
            *super().get_urls(),
        ]

    def row_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Lead to the prospect's page."""
        return _to(get_object_or_404(Approach, pk=pk).prospect_id)

    def prospect_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show one prospect. Looking changes nothing."""
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
        rows = Prospect.objects.select_related("influencer", "campaign__client", "approach")
        prospect = get_object_or_404(rows, pk=pk)
        approach: Approach | None = getattr(prospect, "approach", None)
        facts = FactsForm.of(approach) if approach else None
        context = page(
            self,
            request,
            prospect.influencer.name,
            tried=tried,
            reason=bound if bound is not None and tried != "facts" else ReasonForm(),
            facts=bound if tried == "facts" else facts,
            may_act=request.user.has_perm(_PERMISSION) and approach is not None,
            **people.page_of(prospect),
        )
        return render(request, "console/outreach/prospect.html", context, status=status)

    def act_view(self, request: HttpRequest, pk: int, deed: str) -> HttpResponse:
        """Decide or correct something; a refusal keeps what was typed."""
        get_object_or_404(Approach, prospect_id=pk)
        if deed not in DEEDS:
            return _to(pk)
        kind, command, done = DEEDS[deed]
        form = kind(request.POST)
        is_queue = "queue" in request.POST
        ready = partial(command, prospect_id=pk)
        if status := submit(
            request, form, ready, refusals=REFUSALS, done=done, values=lambda: _said(form)
        ):
            return self._again(request, pk, deed, form, is_queue=is_queue, status=status)
        return (
            HttpResponseRedirect(reverse("admin:campaigns_approach_review"))
            if is_queue
            else _to(pk)
        )

    def _again(
        self,
        request: HttpRequest,
        pk: int,
        deed: str,
        form: forms.Form,
        *,
        is_queue: bool,
        status: int,
    ) -> HttpResponse:
        """Show the form again where the person typed."""
        if is_queue:
            return self._queue(request, pk, tried=deed, bound=form, status=status)
        return self._render(request, pk, tried=deed, bound=form, status=status)

    def review_view(self, request: HttpRequest) -> HttpResponse:
        """Show the best prospect of the middle band that waits, or the one after `after`."""
        after = request.GET.get("after", "")
        ids = list(people.review_queue().values_list("prospect_id", flat=True))
        at = ids.index(int(after)) + 1 if after.isdecimal() and int(after) in ids else 0
        return self._queue(request, ids[at % len(ids)] if ids else 0)

    def _queue(
        self,
        request: HttpRequest,
        pk: int,
        *,
        tried: str = "",
        bound: forms.Form | None = None,
        status: int = 200,
    ) -> HttpResponse:
        ids = list(people.review_queue().values_list("prospect_id", flat=True))
        rows = Prospect.objects.select_related("influencer", "campaign__client", "approach")
        prospect = rows.filter(pk=pk).first()
        context = page(
            self,
            request,
            "Review queue",
            place=ids.index(pk) + 1 if pk in ids else 1,
            total=len(ids),
            tried=tried,
            reason=bound or ReasonForm(),
            may_act=request.user.has_perm(_PERMISSION),
            **(people.page_of(prospect) if prospect else {}),
        )
        return render(request, "console/outreach/review.html", context, status=status)

    def by_hand_view(self, request: HttpRequest) -> HttpResponse:
        """Take in one prospect that a person typed, as a row of a file is taken in."""
        if request.method != "POST":
            return self._by_hand(request, ProspectForm())
        form = ProspectForm(request.POST)
        if not form.is_valid():
            return self._by_hand(request, form, status=422)
        command = partial(
            add_rows,
            campaign_id=form.cleaned_data["campaign"].pk,
            roster=form.roster(),
            source="by hand",
            actor=actor_of(request.user),
            now=timezone.now(),
        )
        done = f"{form.cleaned_data['name']} is in; the score follows."
        if refusal := attempt(request, command, refusals=REFUSALS, done=done):
            form.add_error(None, refusal)
            return self._by_hand(request, form, status=409)
        return HttpResponseRedirect(reverse("admin:campaigns_approach_by_hand"))

    def _by_hand(self, request: HttpRequest, form: ProspectForm, status: int = 200) -> HttpResponse:
        context = page(self, request, "A prospect by hand", form=form)
        return render(request, "console/outreach/by_hand.html", context, status=status)


def _said(form: forms.Form) -> dict[str, Any]:
    """Return what a form says; of the facts each under its name."""
    facts = form.facts() if isinstance(form, FactsForm) else {}
    return {**facts, "reason": form.cleaned_data["reason"]}


def _to(prospect_id: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:campaigns_approach_prospect", args=(prospect_id,)))

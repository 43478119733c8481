"""Campaigns: the list, the page of one with its figures, and its buttons."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from audit.admin_base import RowPageAdmin, actor_of, attempt, page, submit
from audit.showing import at_words, badge
from campaigns.commands import correct_brief, create_campaign
from campaigns.commands.roster.store import take_file
from campaigns.domain.money import format_money
from campaigns.forms import CampaignForm, CorrectionForm, ReasonForm
from campaigns.models import Campaign, LeftOutTask
from negotiations.admin.campaign_actions import ACTIONS, buttons_for, page_of
from negotiations.admin.campaign_settings import SettingsPages
from negotiations.domain.letters.faq import name_of
from negotiations.domain.terms.states import State
from negotiations.errors import REFUSALS
from negotiations.tones import tone_of


@admin.register(Campaign)
class CampaignAdmin(SettingsPages, RowPageAdmin):
    """Every campaign; its page shows progress, money, brief and roster."""

    list_display = (
        "name",
        "client",
        "shown_status",
        "threads_count",
        "agreed_count",
        "budget",
        "target",
        "autonomy",
        "updated",
    )
    list_filter = ("status", "client", "autonomy", "is_sandbox")
    list_select_related = ("client",)
    search_fields = ("name", "client__name", "external_id")
    change_list_template = "console/campaign_list.html"

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the campaigns, and the tasks that were left out as no briefs."""
        left_out = LeftOutTask.objects.all()
        shown = {"left_out": left_out[:50], "left_out_count": left_out.count()}
        return super().changelist_view(request, {**(extra_context or {}), **shown})

    def get_queryset(self, request: HttpRequest) -> QuerySet[Campaign]:
        """Count negotiations in the same query."""
        return (
            super()
            .get_queryset(request)
            .annotate(
                total_count=Count("threads"),
                closed_count=Count("threads", filter=Q(threads__state=State.AGREED)),
            )
        )

    @admin.display(description="status", ordering="status")
    def shown_status(self, campaign: Campaign) -> SafeString:
        """The status as a badge."""
        return badge(campaign.status, tone_of(campaign.status))

    @admin.display(description="negotiations", ordering="total_count")
    def threads_count(self, campaign: Any) -> int:
        """How many there are."""
        return campaign.total_count

    @admin.display(description="agreed", ordering="closed_count")
    def agreed_count(self, campaign: Any) -> int:
        """How many are agreed."""
        return campaign.closed_count

    @admin.display(description="budget", ordering="budget_amount")
    def budget(self, campaign: Campaign) -> str:
        """What it may cost."""
        amount = campaign.budget_amount
        return "–" if amount is None else format_money(amount, campaign.currency)

    @admin.display(description="target CPM", ordering="target_cpm")
    def target(self, campaign: Campaign) -> str:
        """The price per 1,000 views it aims at."""
        amount = campaign.target_cpm
        return "–" if amount is None else format_money(amount, campaign.currency)

    @admin.display(description="updated", ordering="updated_at")
    def updated(self, campaign: Campaign) -> str:
        """When it last changed."""
        return at_words(campaign.updated_at)

    def get_urls(self) -> list[URLPattern]:
        """Add the buttons' addresses and the form for a campaign by hand."""
        view = self.admin_site.admin_view
        name = "campaigns_campaign"
        return [
            path("new/", view(self.create_view), name=f"{name}_create"),
            path(
                "<int:pk>/do/<str:action>/", view(require_POST(self.act_view)), name=f"{name}_act"
            ),
            *self.settings_urls(),
            path("<int:pk>/fix/", view(require_POST(self.fix_view)), name=f"{name}_fix"),
            *super().get_urls(),
        ]

    def row_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show one campaign. Looking changes nothing."""
        return self._render(request, pk)

    def _home(self, pk: int) -> str:
        return reverse("admin:campaigns_campaign_change", args=(pk,))

    def _render(
        self,
        request: HttpRequest,
        pk: int,
        *,
        tried: str = "",
        bound: forms.Form | None = None,
        status: int = 200,
    ) -> HttpResponse:
        campaign = get_object_or_404(Campaign.objects.select_related("client"), pk=pk)
        may_act = request.user.has_perm("campaigns.change_campaign")
        fix = None
        if may_act and campaign.status == Campaign.Status.QUARANTINED:
            is_fix = tried == "fix" and bound is not None
            fix = bound if is_fix else CorrectionForm(errors=campaign.brief_errors)
        context = page(
            self,
            request,
            campaign.name,
            may_act=may_act,
            fix=fix,
            buttons=buttons_for(campaign, tried=tried, bound=bound) if may_act else [],
            answers_page=name_of("campaign", pk),
            **page_of(campaign),
        )
        return render(request, "console/campaign.html", context, status=status)

    def act_view(self, request: HttpRequest, pk: int, action: str) -> HttpResponse:
        """Start, pause, resume or stop; a refusal keeps what was typed."""
        if action not in ACTIONS:
            return HttpResponseRedirect(self._home(pk))
        get_object_or_404(Campaign, pk=pk)
        chosen, form = ACTIONS[action], ReasonForm(request.POST)
        if status := submit(
            request,
            form,
            partial(chosen.command, campaign_id=pk),
            refusals=REFUSALS,
            done=chosen.done,
        ):
            return self._render(request, pk, tried=action, bound=form, status=status)
        return HttpResponseRedirect(self._home(pk))

    def fix_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Put a person's values in place of the bad ones and check the brief again."""
        campaign = get_object_or_404(Campaign, pk=pk)
        form = CorrectionForm(request.POST, errors=campaign.brief_errors)
        done = "The brief is checked again."
        if status := submit(
            request,
            form,
            partial(correct_brief, campaign_id=pk),
            refusals=REFUSALS,
            done=done,
            values=lambda: {
                "corrections": form.corrections(),
                "reason": form.cleaned_data["reason"],
            },
        ):
            return self._render(request, pk, tried="fix", bound=form, status=status)
        return HttpResponseRedirect(self._home(pk))

    def create_view(self, request: HttpRequest) -> HttpResponse:
        """Take a campaign typed by hand; it waits as a draft."""
        is_post = request.method == "POST"
        form = CampaignForm(request.POST, request.FILES) if is_post else CampaignForm()
        if not is_post:
            return self._render_new(request, form)
        if not form.is_valid():
            return self._render_new(request, form, status=422)
        made: list[Campaign] = []

        def command() -> None:
            made.append(
                create_campaign(
                    name=form.cleaned_data["name"],
                    client_name=form.cleaned_data["client_name"],
                    values=form.values(),
                    columns=form.columns(),
                    actor=actor_of(request.user),
                    now=timezone.now(),
                )
            )

        if refusal := attempt(request, command, refusals=REFUSALS, done="The campaign is created."):
            form.add_error(None, refusal)
            return self._render_new(request, form, status=409)
        if form.cleaned_data["file"]:
            upload = partial(
                take_file,
                campaign_id=made[0].pk,
                roster=form.roster,
                source=form.cleaned_data["file"].name,
                actor=actor_of(request.user),
                now=timezone.now(),
            )
            attempt(request, upload, refusals=REFUSALS, done="Its roster is in.")
        return HttpResponseRedirect(self._home(made[0].pk))

    def _render_new(
        self, request: HttpRequest, form: CampaignForm, status: int = 200
    ) -> HttpResponse:
        context = page(self, request, "New campaign", form=form)
        return render(request, "console/campaign_new.html", context, status=status)

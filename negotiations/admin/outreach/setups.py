"""Set-up: the house's limits, each campaign's target, switch and pauses, and the templates."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from audit.admin_base import RowPageAdmin, actor_of, attempt, page, submit
from campaigns.domain.outreach.templates import VARIABLES
from campaigns.models import Campaign, CampaignOutreach
from negotiations.admin.forms import ReasonForm
from negotiations.admin.outreach import setup_forms as typed
from negotiations.errors import REFUSALS
from negotiations.models import OutreachTemplate
from negotiations.outreach.commands import setup, templates
from negotiations.outreach.orders import stored_settings

_STEER = "campaigns.change_campaignoutreach"
DEEDS: dict[str, tuple[type[ReasonForm], Callable[..., object], str]] = {
    "target": (typed.TargetForm, setup.change_outreach, "Kept; its prospects are scored anew."),
    "switch": (typed.SwitchForm, setup.switch_on, "On. What a person arms may leave."),
    "pause": (ReasonForm, setup.pause_outreach, "No cold mail leaves; negotiations go on."),
    "resume": (ReasonForm, setup.resume_outreach, "It goes on; every mail is checked anew."),
    "standing": (typed.StandingForm, setup.approve_standing, "Kept."),
}


@admin.register(CampaignOutreach)
class CampaignOutreachAdmin(RowPageAdmin):
    """The set-up of outreach; one campaign has a page of its own."""

    def get_urls(self) -> list[URLPattern]:
        """Add the forms' addresses."""
        view = self.admin_site.admin_view
        name = "campaigns_campaignoutreach"
        act = view(require_POST(self.act_view))
        return [
            path("house/", view(require_POST(self.house_view)), name=f"{name}_house"),
            path("of/<int:pk>/", view(self.campaign_view), name=f"{name}_campaign"),
            path("of/<int:pk>/do/<str:deed>/", act, name=f"{name}_act"),
            *super().get_urls(),
        ]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the house's limits and every campaign."""
        return self._render_house(request, typed.HouseForm.of(stored_settings()))

    def _render_house(
        self, request: HttpRequest, form: typed.HouseForm, status: int = 200
    ) -> HttpResponse:
        campaigns = Campaign.objects.exclude(status__in=Campaign.OVER).select_related(
            "client", "outreach"
        )
        context = page(
            self,
            request,
            "Set-up of outreach",
            form=form,
            campaigns=campaigns.order_by("name"),
            may_steer=request.user.has_perm("campaigns.change_outreachsettings"),
            now=timezone.now(),
        )
        return render(request, "console/outreach/setup.html", context, status=status)

    def house_view(self, request: HttpRequest) -> HttpResponse:
        """Change the house's limits."""
        form = typed.HouseForm(request.POST)
        if status := submit(
            request,
            form,
            setup.change_house,
            refusals=REFUSALS,
            done="The limits are kept.",
            values=lambda: _said(form),
        ):
            return self._render_house(request, form, status=status)
        return HttpResponseRedirect(reverse("admin:campaigns_campaignoutreach_changelist"))

    def row_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Lead to the campaign's page."""
        return _to(get_object_or_404(CampaignOutreach, pk=pk).campaign_id)

    def campaign_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show one campaign's outreach. Looking changes nothing."""
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
        campaigns = Campaign.objects.select_related("client", "outreach")
        campaign = get_object_or_404(campaigns, pk=pk)
        outreach = getattr(campaign, "outreach", None) or CampaignOutreach(campaign=campaign)
        shown: dict[str, forms.Form] = {
            "target": typed.TargetForm.of(outreach),
            "switch": typed.SwitchForm(initial={"assessment": outreach.assessment}),
            "standing": typed.StandingForm(initial={"days": 7}),
        }
        if bound is not None:
            shown[tried] = bound
        context = page(
            self,
            request,
            f"Outreach of {campaign.name}",
            campaign=campaign,
            outreach=outreach,
            shown=shown,
            tried=tried,
            reason=ReasonForm(),
            may_steer=request.user.has_perm(_STEER),
            now=timezone.now(),
        )
        return render(request, "console/outreach/setup_campaign.html", context, status=status)

    def act_view(self, request: HttpRequest, pk: int, deed: str) -> HttpResponse:
        """Change the target, switch on, pause, resume, or approve ahead."""
        get_object_or_404(Campaign, pk=pk)
        if deed not in DEEDS:
            return _to(pk)
        kind, command, done = DEEDS[deed]
        form = kind(request.POST)
        ready = partial(command, campaign_id=pk)
        if status := submit(
            request, form, ready, refusals=REFUSALS, done=done, values=lambda: _said(form)
        ):
            return self._render(request, pk, tried=deed, bound=form, status=status)
        return _to(pk)


@admin.register(OutreachTemplate)
class OutreachTemplateAdmin(RowPageAdmin):
    """The words of cold mails, newest versions first."""

    def get_urls(self) -> list[URLPattern]:
        """Add the forms' addresses."""
        view = self.admin_site.admin_view
        name = "negotiations_outreachtemplate"
        act = view(require_POST(self.act_view))
        return [
            path("write/", view(require_POST(self.write_view)), name=f"{name}_write"),
            path("<int:pk>/do/<str:deed>/", act, name=f"{name}_act"),
            *super().get_urls(),
        ]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show every version and the form for a new one."""
        return self._render(request, typed.TemplateForm())

    def row_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the list with the form filled from one version."""
        found = get_object_or_404(OutreachTemplate, pk=pk)
        names = ("name", "touch", "weight", "subject", "body")
        form = typed.TemplateForm(initial={name: getattr(found, name) for name in names})
        return self._render(request, form, is_open=True)

    def _render(
        self,
        request: HttpRequest,
        form: typed.TemplateForm,
        *,
        status: int = 200,
        is_open: bool = False,
    ) -> HttpResponse:
        context = page(
            self,
            request,
            "Templates",
            form=form,
            is_open=is_open or form.is_bound,
            rows=OutreachTemplate.objects.all(),
            variables=VARIABLES,
            may_write=request.user.has_perm("negotiations.add_outreachtemplate"),
            may_approve=request.user.has_perm("negotiations.change_outreachtemplate"),
        )
        return render(request, "console/outreach/templates.html", context, status=status)

    def write_view(self, request: HttpRequest) -> HttpResponse:
        """Keep a new version; it waits for approval."""
        form = typed.TemplateForm(request.POST)
        done = "Kept. No plan uses it before it is approved."
        if status := submit(
            request,
            form,
            templates.write_template_version,
            refusals=REFUSALS,
            done=done,
            values=lambda: {"words": templates.Words(**form.cleaned_data)},
        ):
            return self._render(request, form, status=status)
        return HttpResponseRedirect(reverse("admin:negotiations_outreachtemplate_changelist"))

    def act_view(self, request: HttpRequest, pk: int, deed: str) -> HttpResponse:
        """Approve or retire a version."""
        get_object_or_404(OutreachTemplate, pk=pk)
        deeds = {"approve": templates.approve_template, "retire": templates.retire_template}
        if deed in deeds:
            command = partial(
                deeds[deed],
                template_id=pk,
                reason=request.POST.get("reason", "")[:500],
                actor=actor_of(request.user),
                now=timezone.now(),
            )
            attempt(request, command, refusals=REFUSALS, done="Noted.")
        return HttpResponseRedirect(reverse("admin:negotiations_outreachtemplate_changelist"))


def _said(form: ReasonForm) -> dict[str, Any]:
    """Return what a form says as its command takes it."""
    if isinstance(form, typed.HouseForm | typed.TargetForm):
        return {**form.given(), "reason": form.cleaned_data["reason"]}
    return form.cleaned_data


def _to(campaign_id: int) -> HttpResponse:
    name = "admin:campaigns_campaignoutreach_campaign"
    return HttpResponseRedirect(reverse(name, args=(campaign_id,)))

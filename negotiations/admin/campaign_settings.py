"""The page of a campaign's settings, and the upload of a roster; one command each."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST
from unfold.admin import ModelAdmin

from audit.admin_base import actor_of, attempt, page, submit
from campaigns.commands.roster.store import preview_file, take_file
from campaigns.forms import RosterForm
from campaigns.forms.campaign_settings import SettingsForm
from campaigns.models import Campaign
from negotiations.commands.campaign_settings import (
    SettingsChange,
    change_settings,
    preview_settings,
)
from negotiations.errors import REFUSALS

_PERMISSION = "campaigns.change_campaign"


class SettingsPages(ModelAdmin):
    """Adds the two pages to the campaign's admin."""

    def settings_urls(self) -> list[URLPattern]:
        """Return the pages' addresses."""
        view = self.admin_site.admin_view
        name = "campaigns_campaign"
        return [
            path("<int:pk>/settings/", view(self.settings_view), name=f"{name}_settings"),
            path("<int:pk>/roster/", view(require_POST(self.roster_view)), name=f"{name}_roster"),
        ]

    def settings_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the settings, say what a change would touch, or change them."""
        campaign = get_object_or_404(Campaign, pk=pk)
        if request.method != "POST":
            return self._form(request, campaign, SettingsForm(campaign=campaign))
        form = SettingsForm(request.POST, campaign=campaign)
        if not form.is_valid():
            return self._form(request, campaign, form, status=422)
        if "preview" in request.POST:
            return self._preview(request, campaign, form)
        command = partial(change_settings, campaign_id=pk, given=form.given())
        reason, done = {"reason": form.cleaned_data["reason"]}, "The settings are kept."
        if status := submit(
            request, form, command, refusals=REFUSALS, done=done, values=lambda: reason
        ):
            return self._form(request, campaign, form, status=status)
        return HttpResponseRedirect(reverse("admin:campaigns_campaign_change", args=(pk,)))

    def _preview(
        self, request: HttpRequest, campaign: Campaign, form: SettingsForm
    ) -> HttpResponse:
        try:
            found = preview_settings(campaign_id=campaign.pk, given=form.given())
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
            return self._form(request, campaign, form, status=409)
        return self._form(request, campaign, form, seen=found)

    def _form(
        self,
        request: HttpRequest,
        campaign: Campaign,
        form: SettingsForm,
        *,
        seen: SettingsChange | None = None,
        status: int = 200,
    ) -> HttpResponse:
        title = f"Settings of {campaign.name}"
        context = page(self, request, title, campaign=campaign, form=form, seen=seen)
        return render(request, "console/campaign_settings.html", context, status=status)

    def roster_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take in an uploaded roster, or say what it would bring."""
        get_object_or_404(Campaign, pk=pk)
        home = HttpResponseRedirect(reverse("admin:campaigns_campaign_change", args=(pk,)))
        form = RosterForm(request.POST, request.FILES)
        if not form.is_valid():
            messages.error(request, " ".join(w for e in form.errors.values() for w in map(str, e)))
            return home
        chosen: dict[str, Any] = {
            "campaign_id": pk,
            "roster": form.roster,
            "source": form.cleaned_data["file"].name,
            "now": timezone.now(),
        }
        is_trial = "preview" in request.POST
        command = (
            partial(preview_file, **chosen)
            if is_trial
            else partial(take_file, **chosen, actor=actor_of(request.user))
        )
        taken = form.words(is_trial=is_trial)
        attempt(request, command, refusals=REFUSALS, done=taken)
        return home

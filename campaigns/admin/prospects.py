"""Prospects: whom a person has to tell apart, and corrections in place; one command each."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from audit.admin_base import RowPageAdmin, page, submit
from audit.showing import badge
from campaigns.commands import CampaignRefused, contact_lock, mending, people
from campaigns.domain.roster.approvals import GO, NEVER, STOP
from campaigns.forms import MendForm, ReasonForm
from campaigns.models import IdentityDecision, Prospect

_PERMISSION = "campaigns.change_prospect"
_DONE = "Kept; the opening follows where the campaign runs."
DEEDS: dict[str, tuple[str, Callable[..., object]]] = {
    "same": ("It is the same person", people.say_same_person),
    "other": ("It is somebody else", people.say_other_person),
    "undo": ("Take the last word back", people.undo_identity),
}


@admin.register(Prospect)
class ProspectAdmin(RowPageAdmin):
    """Roster rows taken in, and which of them wait for a person."""

    list_display = (
        *("influencer", "campaign", "platform", "views", "shown_status"),
        *("problem", "waits_for"),
    )
    list_filter = ("status", "platform", "campaign")
    list_select_related = ("influencer", "campaign")
    search_fields = ("influencer__name", "influencer__email")

    @admin.display(description="status", ordering="status")
    def shown_status(self, prospect: Prospect) -> SafeString:
        """The status as a badge."""
        return badge(
            prospect.status, "warn" if prospect.status == Prospect.Status.NEEDS_PERSON else "info"
        )

    def get_urls(self) -> list[URLPattern]:
        """Add the buttons' addresses."""
        view = self.admin_site.admin_view
        name = "campaigns_prospect"
        return [
            path("<int:pk>/who/<str:deed>/", view(require_POST(self.who_view)), name=f"{name}_who"),
            path("<int:pk>/lift/", view(require_POST(self.lift_view)), name=f"{name}_lift"),
            path("<int:pk>/mend/", view(require_POST(self.mend_view)), name=f"{name}_mend"),
            *super().get_urls(),
        ]

    def row_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show one prospect with its rows. Looking changes nothing."""
        return self._render(request, pk)

    def _render(
        self, request: HttpRequest, pk: int, *, mend: MendForm | None = None, status: int = 200
    ) -> HttpResponse:
        rows = Prospect.objects.select_related("influencer", "campaign")
        prospect = get_object_or_404(rows, pk=pk)
        previews = people.identity_preview(prospect)
        decided = IdentityDecision.objects.filter(prospect_id=pk, undone_at__isnull=True)
        if decided.exists() and prospect.status != Prospect.Status.OPENED:
            previews = {**previews, "undo": "It waits for a person again, as before."}
        context: dict[str, Any] = page(
            self,
            request,
            prospect.influencer.name,
            prospect=prospect,
            deeds=[(name, DEEDS[name][0], words) for name, words in previews.items()],
            mend=mend or MendForm(),
            reason=ReasonForm(),
            may_act=request.user.has_perm(_PERMISSION),
            is_open=prospect.status == Prospect.Status.OPENED,
            words={"go": sorted(GO), "wait": sorted(STOP), "never": sorted(NEVER)},
        )
        return render(request, "console/prospect.html", context, status=status)

    def _home(self, pk: int) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:campaigns_prospect_change", args=(pk,)))

    def who_view(self, request: HttpRequest, pk: int, deed: str) -> HttpResponse:
        """Say who a prospect is, or take the last word back."""
        get_object_or_404(Prospect, pk=pk)
        form = ReasonForm(request.POST)
        if deed not in DEEDS:
            return self._render(request, pk, status=422)
        command = partial(DEEDS[deed][1], prospect_id=pk)
        if status := submit(request, form, command, refusals=(CampaignRefused,), done=_DONE):
            return self._render(request, pk, status=status)
        return self._home(pk)

    def lift_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Let this campaign write to them although another one talks with them."""
        get_object_or_404(Prospect, pk=pk)
        form = ReasonForm(request.POST)
        command = partial(contact_lock.lift_contact_lock, prospect_id=pk)
        if status := submit(request, form, command, refusals=(CampaignRefused,), done=_DONE):
            return self._render(request, pk, status=status)
        return self._home(pk)

    def mend_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Correct address, account or views in place."""
        get_object_or_404(Prospect, pk=pk)
        form = MendForm(request.POST)
        command = partial(mending.mend_prospect, prospect_id=pk)
        if status := submit(
            request,
            form,
            command,
            refusals=(CampaignRefused,),
            done=_DONE,
            values=lambda: _mended(form),
        ):
            return self._render(request, pk, mend=form, status=status)
        return self._home(pk)


def _mended(form: MendForm) -> dict[str, Any]:
    given = dict(form.cleaned_data)
    return {"reason": given.pop("reason"), "given": given}

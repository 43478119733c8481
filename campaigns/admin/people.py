"""Who takes part and what stops mail. The campaign page itself needs the threads: see there."""

from functools import partial
from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from audit.admin_base import (
    ReadOnlyAdmin,
    actor_of,
    attempt,
    back_to,
    page,
)
from audit.showing import at_words
from campaigns.commands import CampaignRefused
from campaigns.commands.switches import clear_kill_switch, set_kill_switch
from campaigns.forms import KillSwitchForm, ReasonForm
from campaigns.models import Client, Contact, Influencer, KillSwitch, Suppression

REFUSALS: tuple[type[Exception], ...] = (CampaignRefused,)


@admin.register(Client)
class ClientAdmin(ReadOnlyAdmin):
    """The brands, and how many campaigns each has."""

    list_display = ("name", "campaigns", "is_paused")
    search_fields = ("name",)
    fields = ("name", "is_paused")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Client]:
        """Count campaigns in the same query."""
        return super().get_queryset(request).annotate(campaign_count=Count("campaign"))

    @admin.display(description="campaigns", ordering="campaign_count")
    def campaigns(self, client: Any) -> int:
        """How many campaigns it has."""
        return client.campaign_count


class ContactInline(admin.TabularInline):
    """The addresses that speak for an influencer."""

    model = Contact
    fields = ("email", "name", "role", "may_accept", "is_primary", "agency")
    readonly_fields = fields
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Rows are made by commands."""
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Seen with the influencer."""
        return True

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Rows are changed by commands."""
        return False


@admin.register(Influencer)
class InfluencerAdmin(ReadOnlyAdmin):
    """People and channels across campaigns."""

    list_display = ("name", "email", "is_email_bad")
    list_filter = ("is_email_bad",)
    search_fields = ("name", "email", "contacts__email", "identities__handle")
    fields = ("name", "first_name", "email", "is_email_bad")
    inlines = (ContactInline,)


@admin.register(Suppression)
class SuppressionAdmin(ReadOnlyAdmin):
    """Addresses nobody writes to any more."""

    list_display = ("email", "source", "since", "proof")
    list_filter = ("source",)
    search_fields = ("email",)
    fields = ("email", "source", "since", "proof")

    @admin.display(description="since", ordering="created_at")
    def since(self, suppression: Suppression) -> str:
        """When the address was suppressed."""
        return at_words(suppression.created_at)


@admin.register(KillSwitch)
class KillSwitchAdmin(ReadOnlyAdmin):
    """What is stopped now: set and clear on one page."""

    list_display = ("scope", "scope_id", "reason", "set_by", "set_at")

    def get_urls(self) -> list[URLPattern]:
        """Add the two buttons' addresses."""
        view = self.admin_site.admin_view
        return [
            path("set/", view(require_POST(self.set_view)), name="campaigns_killswitch_set"),
            path(
                "<int:pk>/clear/",
                view(require_POST(self.clear_view)),
                name="campaigns_killswitch_clear",
            ),
            *super().get_urls(),
        ]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show what is stopped, and the form that stops more."""
        return self._render(request, KillSwitchForm())

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """One switch is shown among all."""
        return HttpResponseRedirect(self._home())

    def _home(self) -> str:
        return reverse("admin:campaigns_killswitch_changelist")

    def _render(
        self, request: HttpRequest, form: KillSwitchForm, status: int = 200
    ) -> HttpResponse:
        context = page(
            self,
            request,
            "Kill switches",
            form=form,
            switches=KillSwitch.objects.order_by("id"),
            may_set=request.user.has_perm("campaigns.add_killswitch"),
            may_clear=request.user.has_perm("campaigns.delete_killswitch"),
        )
        return render(request, "console/kill_switches.html", context, status=status)

    def set_view(self, request: HttpRequest) -> HttpResponse:
        """Stop a scope."""
        form = KillSwitchForm(request.POST)
        if not form.is_valid():
            return self._render(request, form, status=422)
        command = partial(
            set_kill_switch, **form.cleaned_data, actor=actor_of(request.user), now=timezone.now()
        )
        attempt(request, command, refusals=REFUSALS, done="Nothing in this scope leaves any more.")
        return back_to(request, self._home())

    def clear_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Let a scope go again."""
        switch = get_object_or_404(KillSwitch, pk=pk)
        form = ReasonForm(request.POST)
        if not form.is_valid():
            return self._render(request, KillSwitchForm(), status=422)
        command = partial(
            clear_kill_switch,
            scope=switch.scope,
            scope_id=switch.scope_id,
            reason=form.cleaned_data["reason"],
            actor=actor_of(request.user),
            now=timezone.now(),
        )
        attempt(request, command, refusals=REFUSALS, done="Mail of this scope leaves again.")
        return back_to(request, self._home())

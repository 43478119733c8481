"""The list of negotiations, the page of one, and its buttons."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST, require_safe

from audit.admin_base import RowPageAdmin, page, submit
from audit.showing import at_words, badge
from campaigns.domain.money import format_money
from negotiations.admin.thread_actions import ACTIONS, actions_for
from negotiations.admin.thread_page import page_of
from negotiations.domain.terms.benchmarks import CPMS, PIECES, UPLIFTS
from negotiations.domain.terms.standing import RIGHT_WORDS, RIGHTS, Right
from negotiations.domain.terms.states import Event, State
from negotiations.domain.terms.transitions import TABLE
from negotiations.errors import REFUSALS
from negotiations.models import Escalation, Message, OutgoingEmail, Thread
from negotiations.queries.budget import latest_offer_amount
from negotiations.tones import tone_of


def waiting_for_person() -> Q:
    """Return the condition of threads on which a person has something to decide."""
    here = {"thread": OuterRef("pk")}
    return (
        Q(Exists(Escalation.objects.filter(closed_at__isnull=True, **here)))
        | Q(Exists(OutgoingEmail.objects.filter(status__in=OutgoingEmail.FOR_PERSON, **here)))
        | Q(Exists(Message.objects.filter(needs_person=True, **here)))
    )


class NeedsPersonFilter(admin.SimpleListFilter):
    """Whether a person has something to decide."""

    title = "needs a person"
    parameter_name = "needs"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list:
        """Return yes and no."""
        return [("yes", "yes"), ("no", "no")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Keep the matching threads."""
        if self.value() == "yes":
            return queryset.filter(waiting_for_person())
        return queryset.exclude(waiting_for_person()) if self.value() == "no" else queryset


@admin.register(Thread)
class ThreadAdmin(RowPageAdmin):
    """Every negotiation; its page is the workspace."""

    list_display = (
        "influencer",
        "needs",
        "shown_state",
        "last_offer",
        "ask",
        "agreed",
        "round",
        "drives",
        "campaign",
        "updated",
    )
    list_filter = (NeedsPersonFilter, "state", "managed_by", "campaign", "currency")
    list_select_related = ("influencer", "campaign")
    search_fields = (
        "influencer__name",
        "influencer__email",
        "influencer__contacts__email",
        "influencer__identities__handle",
        "campaign__name",
        "subject",
    )
    search_help_text = "name, email address, handle, campaign or subject"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Thread]:
        """Read the newest offer and the need for a person in the same query."""
        found = super().get_queryset(request)
        return found.annotate(last_amount=latest_offer_amount(), is_waiting=Exists(_waiting_ids()))

    @admin.display(description="state", ordering="state")
    def shown_state(self, thread: Thread) -> SafeString:
        """The state as a badge."""
        return badge(thread.state, tone_of(thread.state))

    def _amount(self, thread: Thread, amount: Any) -> str:
        return "–" if amount is None else format_money(amount, thread.currency)

    @admin.display(description="our last offer", ordering="last_amount")
    def last_offer(self, thread: Any) -> str:
        """Our newest amount."""
        return self._amount(thread, thread.last_amount)

    @admin.display(description="their ask", ordering="ask_amount")
    def ask(self, thread: Thread) -> str:
        """What they ask."""
        return self._amount(thread, thread.ask_amount)

    @admin.display(description="agreed", ordering="agreed_amount")
    def agreed(self, thread: Thread) -> str:
        """What was agreed."""
        return self._amount(thread, thread.agreed_amount)

    @admin.display(description="drives", ordering="managed_by")
    def drives(self, thread: Thread) -> str:
        """Who answers."""
        return thread.claimed_by or thread.managed_by

    @admin.display(description="needs a person", ordering="is_waiting")
    def needs(self, thread: Any) -> str | SafeString:
        """Whether somebody must decide."""
        return badge("needs you", "bad") if thread.is_waiting else "–"

    @admin.display(description="updated", ordering="updated_at")
    def updated(self, thread: Thread) -> str:
        """When something last happened."""
        return at_words(thread.updated_at)

    def get_urls(self) -> list[URLPattern]:
        """Add the buttons' address, the transition table and the published prices."""
        view = self.admin_site.admin_view
        act, table = view(require_POST(self.act_view)), view(require_safe(self.table_view))
        prices = view(require_safe(self.benchmarks_view))
        return [
            path("transitions/", table, name="negotiations_transitions"),
            path("benchmarks/", prices, name="negotiations_benchmarks"),
            path("<int:pk>/do/<str:name>/", act, name="negotiations_thread_act"),
            *super().get_urls(),
        ]

    def row_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the workspace. Looking changes nothing."""
        return self._render(request, pk)

    def _thread(self, pk: int) -> Thread:
        rows = Thread.objects.select_related(
            "campaign__client", "influencer", "mailbox", "contact", "agency", "prospect"
        )
        return get_object_or_404(rows, pk=pk)

    def _render(
        self,
        request: HttpRequest,
        pk: int,
        *,
        tried: str = "",
        bound: forms.Form | None = None,
        status: int = 200,
    ) -> HttpResponse:
        thread = self._thread(pk)
        may_act = request.user.has_perm("negotiations.change_thread")
        context = page(
            self,
            request,
            f"{thread.influencer.name} · {thread.campaign.name}",
            may_act=may_act,
            may_mail=request.user.has_perm("negotiations.change_outgoingemail"),
            buttons=actions_for(thread, tried=tried, bound=bound) if may_act else [],
            **page_of(thread),
        )
        return render(request, "console/thread.html", context, status=status)

    def act_view(self, request: HttpRequest, pk: int, name: str) -> HttpResponse:
        """Do one thing with the thread; a refusal keeps what was typed."""
        thread, action = self._thread(pk), ACTIONS.get(name)
        if action is None:
            return HttpResponseRedirect(reverse("admin:negotiations_thread_change", args=(pk,)))
        form = action.form(request.POST)
        if status := submit(
            request,
            form,
            partial(action.command, thread_id=thread.pk),
            refusals=REFUSALS,
            done=action.done,
        ):
            return self._render(request, pk, tried=name, bound=form, status=status)
        return HttpResponseRedirect(reverse("admin:negotiations_thread_change", args=(pk,)))

    def table_view(self, request: HttpRequest) -> HttpResponse:
        """Show what every event does in every state, from the table the machine uses."""
        rows = [(state, [TABLE[state, event] for event in Event]) for state in State]
        context = page(
            self,
            request,
            "Transition table",
            events=tuple(Event),
            rows=rows,
            rights=[(RIGHT_WORDS[right], right) for right in Right],
            senders=sorted(RIGHTS.items()),
        )
        return render(request, "console/transitions.html", context)

    def benchmarks_view(self, request: HttpRequest) -> HttpResponse:
        """Show every published figure with its source; nothing here can be changed."""
        context = page(self, request, "Published prices", uplifts=UPLIFTS, pieces=PIECES, cpms=CPMS)
        return render(request, "console/benchmarks.html", context)


def _waiting_ids() -> QuerySet[Thread]:
    """Return the same thread when it waits for a person, for a list's column."""
    return Thread.objects.filter(pk=OuterRef("pk")).filter(waiting_for_person()).order_by()

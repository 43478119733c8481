"""The audit explorer: what was done, by whom and why; read only."""

import json

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from audit.actions import ALIASES, Action, actions_for
from audit.admin_base import ReadOnlyAdmin
from audit.models import AuditEntry
from audit.showing import at_words, choices_of


class ActionFilter(admin.SimpleListFilter):
    """By event name, or by one exact action."""

    title = "action"
    parameter_name = "action"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list:
        """Return the nine event names first, then every action."""
        return choices_of(ALIASES) + [(a.value, a.value) for a in Action]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Keep the entries the word means."""
        word = self.value()
        return queryset.filter(action__in=actions_for(word)) if word else queryset


class ActorFilter(admin.SimpleListFilter):
    """Machine or person."""

    title = "who"
    parameter_name = "who"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list:
        """Return the two kinds of actor."""
        return [("agent", "agent and jobs"), ("person", "people and mail senders")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Keep the entries of that kind of actor; people act under an address."""
        if self.value() == "agent":
            return queryset.exclude(actor__contains="@")
        return queryset.filter(actor__contains="@") if self.value() == "person" else queryset


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    """Every entry with filters; one entry with its facts and its seal."""

    list_display = ("time", "action", "actor", "influencer", "short", "subject")
    list_display_links = ("time", "action")
    list_filter = (ActionFilter, ActorFilter, "at")
    search_fields = ("actor", "influencer", "summary", "subject", "request_id")
    search_help_text = "actor, influencer, words of the summary, subject such as thread:12"
    fields = (
        "time",
        "action",
        "actor",
        "subject",
        "campaign_id",
        "thread_id",
        "influencer",
        "summary",
        "facts",
        "request_id",
        "entry_hash",
        "sealed",
    )

    @admin.display(description="time", ordering="id")
    def time(self, entry: AuditEntry) -> str:
        """When it happened."""
        return at_words(entry.at)

    @admin.display(description="what")
    def short(self, entry: AuditEntry) -> str:
        """The first words of the summary."""
        return entry.summary[:140] + ("…" if len(entry.summary) > 140 else "")

    @admin.display(description="facts")
    def facts(self, entry: AuditEntry) -> SafeString:
        """The stored detail, escaped."""
        text = json.dumps(entry.data, indent=2, ensure_ascii=False, sort_keys=True)
        return format_html('<div class="p-body">{}</div>', text)

    @admin.display(description="seal")
    def sealed(self, entry: AuditEntry) -> str:
        """Where the entry stands in the chain."""
        seal = getattr(entry, "seal", None)
        return f"no. {seal.sequence}, {seal.running_hash}" if seal else "not sealed yet"

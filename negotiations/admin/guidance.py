"""The written guidance: every page with its version in force, its history, and the form to edit."""

from functools import partial
from itertools import groupby
from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from audit.admin_base import ReadOnlyAdmin, page, submit
from negotiations.admin.forms import GuidanceForm, ReasonForm
from negotiations.commands.guidance import activate_knowledge, save_knowledge
from negotiations.domain.letters import triggers
from negotiations.domain.letters.faq import PREFIX
from negotiations.domain.letters.guidance import CHOICES, PLACEHOLDERS, Page
from negotiations.errors import REFUSALS
from negotiations.models import KnowledgeVersion
from negotiations.queries.guidance import (
    TRIGGERS_TITLE,
    Version,
    active_pages,
    answer_pages,
    difference,
    first_text,
    refused_words,
    shown_page,
    versions_of,
)

_MAY_EDIT = "negotiations.change_knowledgeversion"
_GROUPS = {
    "principles": "Principles and levers",
    "tone": "Tone",
    "goals": "Goals",
    "platforms": "Platforms",
    "examples": "Examples",
}


_WORDS = {
    "opening": "first mails",
    "counter_received": "answers to theirs",
    "counter_sent": "while our offer is out",
    "agreed": "agreements",
    "escalated": "while a person decides",
    "exit": "goodbyes",
    "reminder": "reminders",
    "organic": "organic campaigns",
    "paid": "campaigns for ads",
    "both": "campaigns for both",
    "instagram": "Instagram",
    "tiktok": "TikTok",
    "youtube": "YouTube",
    "creator": "creators",
    "manager": "managers",
    "assistant": "assistants",
}


def used_for(found: Page) -> str:
    """Return in words which mails a page stands beside."""
    if found.name.startswith(PREFIX):
        return "questions of theirs, before brief and offer"
    if found.name == triggers.PAGE:
        return "every mail of theirs, before it is answered"
    chosen = [", ".join(_WORDS[word] for word in found.fits[key]) for key in CHOICES]
    return " · ".join(filter(None, chosen)) or "every mail"


def blocks_of(body: str) -> list[tuple[bool, str]]:
    """Return the page cut where quoted words begin or end."""
    lines = groupby(body.split("\n"), key=lambda line: line.startswith(">"))
    cut = ((quoted, "\n".join(line.removeprefix(">").strip() for line in part)
            if quoted else "\n".join(part).strip()) for quoted, part in lines)  # fmt: skip
    return [(is_quoted, words) for is_quoted, words in cut if words]


@admin.register(KnowledgeVersion)
class KnowledgeAdmin(ReadOnlyAdmin):
    """The guidance the writer reads, page by page; a change is a new version."""

    def get_urls(self) -> list[URLPattern]:
        """Add the page, the form behind it and the way back."""
        view = self.admin_site.admin_view
        name = "negotiations_knowledge"
        return [
            path("p/<path:name>/save/", view(require_POST(self.save_view)), name=f"{name}_save"),
            path("p/<path:name>/use/<int:number>/", view(require_POST(self.use_view)),
                 name=f"{name}_use"),
            path("p/<path:name>/", view(require_safe(self.page_view)), name=f"{name}_page"),
            *super().get_urls(),
        ]  # fmt: skip

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """List every page with what it is for and its version in force."""
        edits = {row.name: row for row in KnowledgeVersion.objects.filter(is_active=True)}
        rows = [(active, used_for(active.page), edits.get(active.page.name))
                for active in active_pages()]  # fmt: skip
        grouped = groupby(rows, key=lambda row: row[0].page.group)
        groups = [(_GROUPS[group], list(part)) for group, part in grouped]
        rules = [(triggers.PAGE, TRIGGERS_TITLE, edits.get(triggers.PAGE))]
        answers = [(name, title, edits.get(name)) for name, title in answer_pages()]
        shown = {"groups": groups, "answers": answers, "rules": rules}
        shown |= {"refused": refused_words(now=timezone.now())}
        context = page(self, request, "Writing guidance", **shown)
        return render(request, "console/guidance_list.html", context)

    def page_view(self, request: HttpRequest, name: str) -> HttpResponse:
        """Show one page. Looking changes nothing."""
        return self._render(request, name)

    def _render(
        self,
        request: HttpRequest,
        name: str,
        *,
        edit: GuidanceForm | None = None,
        use: tuple[int, ReasonForm] | None = None,
        status: int = 200,
    ) -> HttpResponse:
        if first_text(name) is None:
            raise Http404(name)
        versions = versions_of(name)
        in_force = next(version for version in versions if version.is_active)
        found = shown_page(name, in_force.text)
        is_answers, is_triggers = name.startswith(PREFIX), name == triggers.PAGE
        context = page(
            self,
            request,
            found.title,
            name=name,
            in_force=in_force,
            used_for=used_for(found),
            blocks=blocks_of(found.body),
            history=_history(versions, use),
            form=edit or GuidanceForm(initial={"text": in_force.text}),
            placeholders=[] if is_answers or is_triggers else sorted(PLACEHOLDERS),
            is_answers=is_answers,
            is_triggers=is_triggers,
            may_edit=request.user.has_perm(_MAY_EDIT),
        )
        return render(request, "console/guidance.html", context, status=status)

    def save_view(self, request: HttpRequest, name: str) -> HttpResponse:
        """Keep an edit as the next version; a refusal keeps what was typed."""
        form = GuidanceForm(request.POST)
        done = "Saved. The next mail is written with it."
        if status := submit(
            request, form, partial(save_knowledge, name=name), refusals=REFUSALS, done=done
        ):
            return self._render(request, name, edit=form, status=status)
        return _back(name)

    def use_view(self, request: HttpRequest, name: str, number: int) -> HttpResponse:
        """Use an earlier version again."""
        form = ReasonForm(request.POST)
        done = f"Version {number} is in force again."
        if status := submit(
            request,
            form,
            partial(activate_knowledge, name=name, number=number),
            refusals=REFUSALS,
            done=done,
        ):
            return self._render(request, name, use=(number, form), status=status)
        return _back(name)


def _back(name: str) -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:negotiations_knowledge_page", args=(name,)))


def _history(
    versions: list[Version], use: tuple[int, ReasonForm] | None
) -> list[tuple[Version, list[tuple[str, str]], ReasonForm]]:
    """Return each version with what it changed from the one before, and its form."""
    forms = dict([use]) if use else {}
    before = [version.text for version in versions[1:]] + [versions[-1].text]
    return [
        (
            version,
            difference(earlier, version.text),
            forms.get(version.number) or ReasonForm(auto_id=f"v{version.number}_%s"),
        )
        for version, earlier in zip(versions, before, strict=True)
    ]

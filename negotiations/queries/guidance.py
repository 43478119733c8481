"""The guidance in force: the shipped pages, replaced by the edits that staff made active."""

import difflib
import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.db.models import QuerySet

from audit.actions import Action
from audit.models import AuditEntry
from campaigns.models import Campaign, Client
from negotiations.domain.letters import triggers
from negotiations.domain.letters.faq import Entry, entries_of, name_of, scope_of
from negotiations.domain.letters.guidance import Page, is_for, parse
from negotiations.models import KnowledgeVersion

FOLDER = Path(__file__).parent.parent / "knowledge_base"
TRIGGERS_TITLE = "What asks a person"
_GROUPS = ("principles", "tone", "goals", "platforms", "examples")


@dataclass(frozen=True)
class ActivePage:
    """A page as it is used now, and which version of it that is."""

    page: Page
    text: str
    number: int

    @property
    def version(self) -> str:
        """The number with a fingerprint of the words, as mails keep it."""
        return f"{self.number}@{fingerprint(self.text)}"


@dataclass(frozen=True)
class Guidance:
    """What the writer reads beside one mail; `versions` says which version of each page."""

    text: str
    versions: dict[str, str]


@dataclass(frozen=True)
class WrittenAnswers:
    """What staff wrote for questions; `versions` says which version of each page."""

    entries: tuple[Entry, ...]
    versions: dict[str, str]


def fingerprint(text: str) -> str:
    """Return eight characters that change with the words."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def shipped(folder: Path = FOLDER) -> dict[str, str]:
    """Return the text of every page that comes with the product: its version 1."""
    return {
        str(file.relative_to(folder).with_suffix("")): file.read_text("utf-8")
        for file in sorted(folder.rglob("*.md"))
    }


def first_text(name: str) -> str | None:
    """Return version 1 of a page: as it was shipped, empty for answers; None if there is no page.

    Answers exist for the house, and for every client and campaign there is.
    """
    scope = scope_of(name)
    if name == triggers.PAGE:
        return triggers.SHIPPED
    if scope is None:
        return shipped().get(name)
    return "" if scope[0] == "house" or _row_of(*scope) else None


def _row_of(kind: str, pk: int) -> Client | Campaign | None:
    """Return the client or campaign that a page of answers is for."""
    rows: dict[str, QuerySet[Client] | QuerySet[Campaign]] = {
        "client": Client.objects.filter(pk=pk),
        "campaign": Campaign.objects.filter(pk=pk),
    }
    return rows[kind].first() if kind in rows else None


def answers_written(campaign: Campaign) -> WrittenAnswers:
    """Return what staff wrote for questions on this campaign, the narrowest page first."""
    names = [name_of("campaign", campaign.pk), name_of("house")]
    if campaign.client_id:
        names.insert(1, name_of("client", campaign.client_id))
    rows = {r.name: r for r in KnowledgeVersion.objects.filter(name__in=names, is_active=True)}
    pages = [rows[name] for name in names if name in rows]
    return WrittenAnswers(
        tuple(entry for page in pages for entry in entries_of(page.text)),
        {page.name: f"{page.number}@{fingerprint(page.text)}" for page in pages},
    )


@dataclass(frozen=True)
class RefusedWords:
    """A rule that refused the model's words, how often, and when it last did."""

    rule: str
    times: int
    last_at: datetime


def refused_words(*, now: datetime) -> list[RefusedWords]:
    """Return what refused the model's words in the last thirty days, the commonest first."""
    entries = AuditEntry.objects.filter(
        action=Action.WORDS_REFUSED,
        at__gt=now - timedelta(days=30),
        at__lte=now + timedelta(days=1),
    ).order_by("at")
    times: Counter[str] = Counter()
    last: dict[str, datetime] = {}
    for at, data in entries.values_list("at", "data"):
        times.update(data["rules"])
        last |= dict.fromkeys(data["rules"], at)
    return [RefusedWords(rule, count, last[rule]) for rule, count in times.most_common()]


def triggers_now() -> triggers.Triggers:
    """Return what asks a person, as staff set it last."""
    edited = KnowledgeVersion.objects.filter(name=triggers.PAGE, is_active=True).first()
    return triggers.triggers_from(edited.text if edited else triggers.SHIPPED)


def answer_pages() -> list[tuple[str, str]]:
    """Return name and title of every page of answers there may be.

    The house has one, and so has each client and each campaign that is not over.
    """
    campaigns = Campaign.objects.exclude(status__in=Campaign.OVER).order_by("-pk")
    return [
        (name_of("house"), "Answers for every campaign"),
        *(
            (name_of("client", c.pk), _answers_title(c.name))
            for c in Client.objects.order_by("name")
        ),
        *((name_of("campaign", c.pk), _answers_title(c.name)) for c in campaigns),
    ]


def shown_page(name: str, text: str) -> Page:
    """Return a page as people look at it; answers have no header and a title of their own.

    :raises KnowledgeError: if a page that needs a header has none
    """
    scope = scope_of(name)
    if name == triggers.PAGE:
        return Page(name, TRIGGERS_TITLE, text)
    if scope is None:
        return parse(name, text)
    row = _row_of(*scope)
    return Page(name, _answers_title(row.name) if row else "Answers for every campaign", text)


def _answers_title(name: str) -> str:
    return f"Answers for {name}"


def active_pages() -> list[ActivePage]:
    """Return every page in reading order, as the next mail will use it."""
    edited = {row.name: row for row in KnowledgeVersion.objects.filter(is_active=True)}
    found = list(_active(edited))
    return sorted(found, key=lambda active: (_GROUPS.index(active.page.group), active.page.name))


def _active(edited: dict[str, KnowledgeVersion]) -> Iterator[ActivePage]:
    for name, text in shipped().items():
        row = edited.get(name)
        used, number = (row.text, row.number) if row else (text, 1)
        yield ActivePage(parse(name, used), used, number)


def guidance_for(*, stage: str, platform: str, goal: str, counterparty: str) -> Guidance:
    """Return the guidance for one mail.

    `stage` is a thread's state, a mail's purpose or a stage of the pages; `goal` may be the
    brief's own words.
    """
    chosen = [
        active
        for active in active_pages()
        if is_for(active.page, stage=stage, platform=platform, goal=goal, counterparty=counterparty)
    ]
    parts = [f"# {active.page.title}\n\n{active.page.body}" for active in chosen]
    return Guidance("\n\n".join(parts), {active.page.name: active.version for active in chosen})


@dataclass(frozen=True)
class Version:
    """One version of a page as people compare them; number 1 came with the product."""

    number: int
    text: str
    author: str
    reason: str
    is_active: bool
    created_at: datetime | None = None


def versions_of(name: str) -> list[Version]:
    """Return a page's versions, newest first.

    :raises KeyError: if there is no such page
    """
    first = first_text(name)
    if first is None:
        raise KeyError(name)
    rows = list(KnowledgeVersion.objects.filter(name=name).order_by("-number"))
    is_edited = any(row.is_active for row in rows)
    edits = [
        Version(row.number, row.text, row.author, row.reason, row.is_active, row.created_at)
        for row in rows
    ]
    return [*edits, Version(1, first, "", "came with the product", not is_edited)]


def difference(before: str, after: str) -> list[tuple[str, str]]:
    """Return the changed lines and their neighbours: (" ", "+" or "-", words)."""
    lines = difflib.unified_diff(before.split("\n"), after.split("\n"), lineterm="", n=2)
    return [(line[0], line[1:]) for line in lines if line[:3] not in ("---", "+++")]

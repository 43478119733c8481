"""Edit the written guidance: every edit is a new version, and one version is in force."""

from datetime import datetime

from django.db import transaction

from audit.actions import Action
from audit.recording import About, record
from negotiations.commands.deeds import Deed
from negotiations.domain.letters.guidance import problems_of
from negotiations.errors import Refused
from negotiations.models import KnowledgeVersion
from negotiations.queries.guidance import fingerprint, first_text

_SHIPPED = 1


@transaction.atomic(durable=True)
def save_knowledge(
    *, name: str, text: str, actor: str, reason: str, now: datetime
) -> KnowledgeVersion:
    """Keep an edit as the page's next version and use it from the next mail on.

    :raises Refused: if there is no such page, nothing changed, or the linter finds something
    """
    text = f"{text.replace(chr(13), '').strip()}\n"
    _refuse_unusable(name, text)
    rows = list(KnowledgeVersion.objects.select_for_update().filter(name=name))
    in_force = next((row.text for row in rows if row.is_active), _first(name))
    if text.strip() == in_force.strip():
        raise Refused("The text is the one in force already.", code="unchanged")
    KnowledgeVersion.objects.filter(name=name, is_active=True).update(is_active=False)
    saved = KnowledgeVersion.objects.create(
        name=name,
        number=max((row.number for row in rows), default=_SHIPPED) + 1,
        text=text,
        author=actor,
        reason=reason,
        is_active=True,
        created_at=now,
    )
    _note(Action.KNOWLEDGE_SAVED, saved, Deed(actor, now, reason))
    return saved


@transaction.atomic(durable=True)
def activate_knowledge(*, name: str, number: int, actor: str, reason: str, now: datetime) -> None:
    """Use an earlier version of a page again; number 1 is the one that came with the product.

    :raises Refused: if there is no such version, or it no longer passes the linter
    """
    rows = {r.number: r for r in KnowledgeVersion.objects.select_for_update().filter(name=name)}
    texts = {number: row.text for number, row in rows.items()}
    texts[_SHIPPED] = _first(name)
    if number not in texts:
        raise Refused(f'There is no version {number} of "{name}".', code="unknown_version")
    _refuse_unusable(name, texts[number])
    KnowledgeVersion.objects.filter(name=name, is_active=True).update(is_active=False)
    KnowledgeVersion.objects.filter(name=name, number=number).update(is_active=True)
    page = KnowledgeVersion(name=name, number=number, text=texts[number])
    _note(Action.KNOWLEDGE_ACTIVATED, page, Deed(actor, now, reason))


def _first(name: str) -> str:
    """Return version 1 of a page.

    :raises Refused: if there is no such page
    """
    first = first_text(name)
    if first is None:
        raise Refused(f'There is no page "{name}".', code="unknown_page")
    return first


def _refuse_unusable(name: str, text: str) -> None:
    _first(name)
    problems = problems_of(name, text)
    if problems:
        raise Refused(" ".join(problems), code="knowledge")


def _note(action: Action, page: KnowledgeVersion, deed: Deed) -> None:
    record(
        action,
        About(f"knowledge:{page.name}"),
        actor=deed.actor,
        at=deed.now,
        summary=f"{page.name} version {page.number}: {deed.reason}",
        page=page.name,
        number=page.number,
        fingerprint=fingerprint(page.text),
    )

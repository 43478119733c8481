"""The words of cold mails: written as versions, approved by a person, retired."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from audit.actions import Action
from audit.recording import About, record
from campaigns.domain.outreach.templates import template_problems
from negotiations.errors import Refused
from negotiations.models import OutreachTemplate


@dataclass(frozen=True)
class Words:
    """What a template says, for which touch, and its share of the prospects."""

    name: str
    touch: int
    subject: str
    body: str
    weight: int = 1


@transaction.atomic(durable=True)
def write_template_version(*, words: Words, actor: str, now: datetime) -> OutreachTemplate:
    """Keep a new version of a template; nothing uses it before a person approves it.

    :raises Refused: if it asks for an unknown variable or says what no cold mail may say
    """
    # A follow-up keeps the first mail's subject; a stand-in shows that the rest is sound.
    is_first = words.touch == OutreachTemplate.Touch.FIRST
    shown = words.subject if is_first else "as the first mail"
    if problems := template_problems(shown, words.body, is_first_touch=is_first):
        raise Refused("; ".join(problems), code="template")
    last = OutreachTemplate.objects.select_for_update().filter(name=words.name).order_by("-version")
    newest = last.first()
    template = OutreachTemplate.objects.create(
        name=words.name,
        version=newest.version + 1 if newest else 1,
        touch=words.touch,
        weight=words.weight,
        subject=words.subject,
        body=words.body,
        written_by=actor,
        written_at=now,
    )
    _audit(template, Action.TEMPLATE_WRITTEN, "written", actor=actor, now=now)
    return template


@transaction.atomic(durable=True)
def approve_template(*, template_id: int, actor: str, reason: str, now: datetime) -> None:
    """Let plans use this version."""
    template = OutreachTemplate.objects.select_for_update().get(pk=template_id)
    template.approved_by, template.approved_at, template.retired_at = actor, now, None
    template.save()
    _audit(template, Action.TEMPLATE_APPROVED, reason or "approved", actor=actor, now=now)


@transaction.atomic(durable=True)
def retire_template(*, template_id: int, actor: str, reason: str, now: datetime) -> None:
    """Let no plan use this version any more."""
    template = OutreachTemplate.objects.select_for_update().get(pk=template_id)
    template.retired_at = now
    template.save()
    _audit(template, Action.TEMPLATE_RETIRED, reason or "retired", actor=actor, now=now)


def _audit(
    template: OutreachTemplate, action: Action, summary: str, *, actor: str, now: datetime
) -> None:
    record(
        action, About(f"template:{template}"), actor=actor, at=now, summary=f"{template}: {summary}"
    )

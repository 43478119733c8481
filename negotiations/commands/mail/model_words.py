"""Claim the words of an email, settle what the model wrote; between the two it is asked, once."""

from datetime import datetime, timedelta
from typing import Any, cast

from django.conf import settings
from django.db import transaction
from django.db.models import F

from audit.actions import Action
from integrations import claims
from integrations.anthropic.gateway import ModelAnswer, NoAnswer
from integrations.queue import Job, enqueue
from integrations.waits import as_long_again
from negotiations.commands.deeds import Deed
from negotiations.commands.locks import lock_email
from negotiations.commands.mail.messages import LONGEST_MODEL_WAIT
from negotiations.commands.mail.write import finish
from negotiations.commands.thread.state import audit
from negotiations.domain.letters.checking import findings_of
from negotiations.domain.letters.facts import WrittenMail
from negotiations.domain.letters.prose import mail_from, prose_findings
from negotiations.models import OutgoingEmail, Writing
from negotiations.models.shapes import MadeBy

Status = OutgoingEmail.Status


@transaction.atomic(durable=True)
def claim_writing(*, email_id: int, now: datetime) -> Writing | None:
    """Take the due words of one email for as long as the lease; None if there is nothing to do.

    A claim whose worker died is simply due again, at once when its process is known dead: a
    question has no effect by itself.
    """
    taken = Writing.objects.filter(
        email_id=email_id,
        due_at__lte=now,
        email__status=Status.HELD,
        email__held_until__isnull=True,
    ).update(
        due_at=now + timedelta(seconds=settings.LEASE_SECONDS),
        worker=claims.worker_name(),
        attempts=F("attempts") + 1,
    )
    if not taken:
        return None
    return Writing.objects.select_related(
        "email__answers", "email__thread__campaign__client", "email__thread__prospect"
    ).get(email_id=email_id)


@transaction.atomic(durable=True)
def resume_dead_writings(*, now: datetime) -> int:
    """Make words due whose writer's process is known dead; returns how many."""
    dead = claims.of_the_dead(Writing.objects.select_for_update().filter(due_at__gt=now))
    for writing in dead:
        writing.due_at, writing.worker = now, ""
        writing.save(update_fields=["due_at", "worker"])
        enqueue(Job.COMPOSE_EMAIL, email_id=writing.email_id)
    return len(dead)


@transaction.atomic(durable=True)
def settle_writing(
    *,
    email_id: int,
    attempt: int,
    answer: ModelAnswer | NoAnswer,
    made_by: dict[str, Any],
    actor: str,
    now: datetime,
) -> str:
    """Put the model's words into the email, or leave the offline ones there; then let it go on.

    `attempt` is the claim's: an answer that comes after another claim, or after the email was
    discarded or taken back by a person, changes nothing. `made_by` are the versions asked with.
    """
    email, deed = lock_email(email_id), Deed(actor, now)
    writing = Writing.objects.select_for_update().get(email_id=email_id)
    writing.email = email
    is_waiting = email.status == Status.HELD and email.held_until is None
    if not is_waiting or writing.due_at is None or writing.attempts != attempt:
        return "skipped: no longer wanted"
    writing.worker = ""
    if isinstance(answer, NoAnswer):
        return _without_answer(writing, answer, deed)
    return _with_prose(writing, answer, dict(made_by), deed)


def _without_answer(writing: Writing, answer: NoAnswer, deed: Deed) -> str:
    email = writing.email
    if answer.is_outage and settings.ANTHROPIC_OUTAGE == "wait":
        writing.due_at = as_long_again(
            since=writing.created_at, now=deed.now, longest=LONGEST_MODEL_WAIT
        )
        writing.save(update_fields=["due_at", "worker"])
        email.wait_reason = f"waits for the model: {answer.words}"
        email.save(update_fields=["wait_reason"])
        return "waits for the model"
    email.made_by = {"writer": "offline", "no_model": answer.words}
    _end(writing, deed)
    return f"offline words: {answer.words}"


def _with_prose(writing: Writing, answer: ModelAnswer, made_by: dict[str, Any], deed: Deed) -> str:
    email, facts = writing.email, writing.facts
    findings = prose_findings(answer.text, facts)
    if not findings:
        mail = mail_from(answer.text, facts)
        findings = findings_of(mail.subject, mail.text, mail.html, email.allowed)
    was_refused = bool(writing.findings)
    writing.prose, writing.findings = answer.text, findings
    if not findings:
        _take_words(email, mail, answer, made_by)
        _end(writing, deed)
        return "written"
    _note_refusal(writing, made_by, deed)
    if was_refused:
        _give_up(writing, deed)
        return "two attempts failed"
    writing.due_at = deed.now
    writing.save()
    enqueue(Job.COMPOSE_EMAIL, email_id=email.pk)
    return "to be rewritten"


def _take_words(
    email: OutgoingEmail, mail: WrittenMail, answer: ModelAnswer, made_by: dict[str, Any]
) -> None:
    email.subject, email.body, email.html = mail.subject, mail.text, mail.html
    email.gate_findings = []
    guidance = made_by.pop("guidance", {})
    email.made_by = cast(MadeBy, {"writer": "model", **made_by})
    email.knowledge_versions = {**email.knowledge_versions, **guidance}
    email.writer_version = f"{made_by.get('prompt', '')} {answer.model}"[:80]


def _note_refusal(writing: Writing, made_by: dict[str, Any], deed: Deed) -> None:
    """Keep which rules refused the model's words: prompts are mended from their count."""
    rules = sorted({finding["rule"] for finding in writing.findings})
    audit(
        writing.email.thread,
        Action.WORDS_REFUSED,
        deed,
        summary=f"the model's words for the {writing.email.purpose}: {', '.join(rules)}",
        email_id=writing.email_id,
        rules=rules,
        prompt=str(made_by.get("prompt", "")),
    )


def _give_up(writing: Writing, deed: Deed) -> None:
    """Twice refused: our own words, which the gate passes, go on as autonomy allows."""
    refused = {"writer": "offline", "no_model": "its words were refused twice"}
    writing.email.made_by = cast(MadeBy, refused)
    _end(writing, deed)


def _end(writing: Writing, deed: Deed) -> None:
    writing.due_at, writing.ended_at = None, deed.now
    writing.save()
    email = writing.email
    email.save()
    finish(email, deed, must_wait=writing.must_wait)

"""Claim the words of an email, settle what the model wrote; between the two it is asked, once."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F

from integrations import claims
from integrations.anthropic.gateway import Answer, NoAnswer
from integrations.queue import Job, enqueue
from negotiations.commands.mail.write import findings_of, finish
from negotiations.commands.patience import next_look
from negotiations.commands.thread.state import escalate, lock_thread, tell
from negotiations.domain.letters.prose import mail_from, prose_findings
from negotiations.domain.letters.record import facts_from
from negotiations.models import OutgoingEmail, Writing

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
    answer: Answer | NoAnswer,
    made_by: dict[str, Any],
    actor: str,
    now: datetime,
) -> str:
    """Put the model's words into the email, or leave the offline ones there; then let it go on.

    `attempt` is the claim's: an answer that comes after another claim, or after the email was
    discarded or taken back by a person, changes nothing. `made_by` are the versions asked with.
    """
    found = OutgoingEmail.objects.only("thread_id").get(pk=email_id)
    thread = lock_thread(found.thread_id)
    email = OutgoingEmail.objects.select_for_update(of=("self",)).get(pk=email_id)
    email.thread = thread
    writing = Writing.objects.select_for_update().get(email_id=email_id)
    writing.email = email
    is_waiting = email.status == Status.HELD and email.held_until is None
    if not is_waiting or writing.due_at is None or writing.attempts != attempt:
        return "skipped: no longer wanted"
    writing.worker = ""
    if isinstance(answer, NoAnswer):
        return _without_answer(writing, answer, actor=actor, now=now)
    return _with_prose(writing, answer, made_by, actor=actor, now=now)


def _without_answer(writing: Writing, answer: NoAnswer, *, actor: str, now: datetime) -> str:
    email = writing.email
    if answer.is_outage and settings.ANTHROPIC_OUTAGE == "wait":
        writing.due_at = next_look(since=writing.created_at, now=now)
        writing.save(update_fields=["due_at", "worker"])
        email.wait_reason = f"waits for the model: {answer.words}"
        email.save(update_fields=["wait_reason"])
        return "waits for the model"
    email.made_by = {"writer": "offline", "no_model": answer.words}
    _end(writing, actor=actor, now=now)
    return f"offline words: {answer.words}"


def _with_prose(
    writing: Writing, answer: Answer, made_by: dict[str, Any], *, actor: str, now: datetime
) -> str:
    email, facts, made_by = writing.email, facts_from(writing.facts), dict(made_by)
    findings = prose_findings(answer.text, facts)
    if not findings:
        mail = mail_from(answer.text, facts)
        findings = findings_of(mail.subject, mail.text, mail.html, email.allowed)
    first_findings, writing.prose, writing.findings = writing.findings, answer.text, findings
    if not findings:
        email.subject, email.body, email.html = mail.subject, mail.text, mail.html
        email.gate_findings = []
        guidance = made_by.pop("guidance", {})
        email.made_by, email.knowledge_versions = {"writer": "model", **made_by}, guidance
        email.writer_version = f"{made_by.get('prompt', '')} {answer.model}"[:80]
        _end(writing, actor=actor, now=now)
        return "written"
    if not first_findings:
        writing.due_at = now
        writing.save()
        enqueue(Job.COMPOSE_EMAIL, email_id=email.pk)
        return "to be rewritten"
    _give_up(writing, actor=actor, now=now)
    return "two attempts failed"


def _give_up(writing: Writing, *, actor: str, now: datetime) -> None:
    """Twice refused: a person decides on the offline words and sees what was refused."""
    email, findings = writing.email, writing.findings
    writing.must_wait = True
    email.made_by = {"writer": "offline", "no_model": "its words were refused twice"}
    _end(writing, actor=actor, now=now)
    reason = f"The model's words for the {email.purpose} were refused twice; ours wait as a draft."
    if email.thread.state in ("counter_received", "escalated"):
        escalate(
            email.thread,
            code="gate_blocked",
            reason=reason,
            actor=actor,
            now=now,
            draft=email,
            findings=findings,
        )
    else:
        tell(email.thread, key=f"writing:{email.pk}", text=reason, now=now)


def _end(writing: Writing, *, actor: str, now: datetime) -> None:
    writing.due_at, writing.ended_at = None, now
    writing.save()
    email = writing.email
    email.save()
    finish(email, must_wait=writing.must_wait, actor=actor, now=now)

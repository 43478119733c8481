"""From a letter to an email row: the words, the gate, and who must look at it.

These functions run inside a command's transaction with the thread's row locked.
"""

import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings

from audit.actions import Action
from campaigns.models import Campaign
from integrations.anthropic.factory import has_model
from integrations.queue import Job, enqueue
from negotiations.commands.deeds import Deed
from negotiations.commands.mail.letters import Letter
from negotiations.commands.thread.state import audit
from negotiations.domain.letters.checking import findings_of
from negotiations.domain.letters.facts import MailFacts, WrittenMail
from negotiations.domain.letters.prose import PURPOSES
from negotiations.domain.letters.wording import WRITER_VERSION, write
from negotiations.domain.terms.purposes import Purpose
from negotiations.models import OutgoingEmail, Thread, Writing
from negotiations.models.shapes import Finding, MadeBy
from negotiations.queries.addressing import chain_of, recipients_of
from negotiations.queries.guidance import answers_written

Status = OutgoingEmail.Status


@dataclass(frozen=True)
class Written:
    """The words of one mail: what it is for, who found them, and what the gate says of them."""

    mail: WrittenMail
    purpose: Purpose
    made_by: MadeBy
    writer_version: str = ""
    findings: list[Finding] = field(default_factory=list)


def draft_email(thread: Thread, letter: Letter, deed: Deed) -> OutgoingEmail:
    """Write one email and pass it through the gate; it goes on as autonomy allows.

    Where there is a model the offline words only stand in until it has found better ones.
    """
    mail = write(letter.facts)
    written = Written(
        mail,
        Purpose(letter.facts.purpose),
        {"writer": "offline"},
        WRITER_VERSION,
        findings_of(mail.subject, mail.text, mail.html, letter.allowed),
    )
    email = new_email(thread, letter, written, now=deed.now)
    # What asks back states the terms exactly, what they step back from is a person's: no word of
    # either is a model's.
    is_ours_alone = letter.facts.asks_back or letter.facts.steps_back
    if has_model() and email.purpose in PURPOSES and not is_ours_alone:
        _await_words(email, letter.facts, must_wait=letter.must_wait, now=deed.now)
    else:
        finish(email, deed, must_wait=letter.must_wait)
    return email


def _await_words(email: OutgoingEmail, facts: MailFacts, *, must_wait: bool, now: datetime) -> None:
    """Hold the email, without an end, until the model has found its words."""
    email.status, email.wait_reason = Status.HELD, "being written"
    email.save(update_fields=["status", "wait_reason"])
    Writing.objects.create(
        email=email, facts=facts, must_wait=must_wait, due_at=now, created_at=now
    )
    enqueue(Job.COMPOSE_EMAIL, email_id=email.pk)


def finish(email: OutgoingEmail, deed: Deed, *, must_wait: bool) -> None:
    """The words stand: let the email go, hold it, or let it wait for a person."""
    findings = email.gate_findings
    audit(
        email.thread,
        Action.GATE_BLOCKED if findings else Action.EMAIL_DRAFTED,
        deed,
        summary=f"{email.purpose} written"
        + (f", gate: {findings[0]['message']}" if findings else ""),
        email_id=email.pk,
        purpose=email.purpose,
        findings=findings,
        made_by=email.made_by,
    )
    autonomy = email.thread.campaign.autonomy
    is_automatic = autonomy != Campaign.Autonomy.REVIEW or bool(email.approved_by)
    if is_automatic and not findings and not must_wait:
        is_held = autonomy == Campaign.Autonomy.SUPERVISED or bool(email.approved_by)
        release(email, is_held=is_held, now=deed.now)
        return
    email.status, email.approved_by = Status.DRAFT, ""
    email.wait_reason = "waits for a person's approval"
    email.save(update_fields=["status", "approved_by", "wait_reason"])


def new_email(thread: Thread, letter: Letter, written: Written, *, now: datetime) -> OutgoingEmail:
    """Write the row of one email on the thread: addressed, threaded, and not going anywhere yet."""
    to, cc = recipients_of(thread)
    in_reply_to, references = chain_of(thread)
    return OutgoingEmail.objects.create(
        thread=thread,
        step=_next_step(thread, written.purpose),
        key=uuid.uuid4(),
        to=to,
        cc=cc,
        purpose=written.purpose,
        subject=written.mail.subject,
        body=written.mail.text,
        html=written.mail.html,
        allowed=letter.allowed,
        gate_findings=written.findings,
        made_by=written.made_by,
        writer_version=written.writer_version,
        offer=letter.offer,
        answers=letter.answers,
        approved_by=letter.approved_by,
        in_reply_to=in_reply_to,
        references=references,
        unsubscribe_token=letter.token,
        knowledge_versions=_pages_behind(thread, letter),
        created_at=now,
        due_at=now,
    )


def _pages_behind(thread: Thread, letter: Letter) -> dict[str, str]:
    """Return which versions of the answers staff wrote this mail may have drawn on."""
    return answers_written(thread.campaign).versions if letter.facts.answers else {}


def release(email: OutgoingEmail, *, is_held: bool, now: datetime) -> None:
    """Let an email go, after the undo window where there is one."""
    seconds = settings.SEND_HOLD_SECONDS if is_held else 0
    email.wait_reason = ""
    if seconds:
        email.status = Status.HELD
        email.held_until = email.due_at = now + timedelta(seconds=seconds)
        email.wait_reason = "undo window"
    else:
        email.status, email.due_at = Status.READY, now
    email.save()
    if not seconds:
        enqueue(Job.SEND_EMAIL, email_id=email.pk)


def _next_step(thread: Thread, purpose: str) -> int:
    if purpose == Purpose.OPENING:
        # It leaves once per thread; only a discarded or failed one is replaced.
        return 0
    last = thread.emails.filter(purpose=purpose).order_by("-step").first()
    return last.step + 1 if last else 0

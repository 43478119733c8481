"""What people do with a draft: let it go, take it back, throw it away."""

from datetime import datetime

from django.db import transaction

from audit.actions import Action
from negotiations.commands.deeds import Deed
from negotiations.commands.locks import lock_email
from negotiations.commands.mail.write import release
from negotiations.commands.thread.discard import discard
from negotiations.commands.thread.escalation import show_escalation
from negotiations.commands.thread.next_step import ensure_next_step
from negotiations.commands.thread.state import audit
from negotiations.domain.letters.by_hand import html_of_typed, unix_lines
from negotiations.domain.letters.checking import findings_of
from negotiations.domain.letters.facts import listed
from negotiations.errors import Refused, refuse_if
from negotiations.models import OutgoingEmail

Status = OutgoingEmail.Status


@transaction.atomic(durable=True)
def approve_email(
    *,
    email_id: int,
    actor: str,
    now: datetime,
    body: str | None = None,
    reason: str = "",
    seen: str | None = None,
) -> OutgoingEmail:
    """Let a draft go, as it is or with the person's own words, through the same gate.

    `seen` is the digest of the words the person looked at; none means the ones on the row.

    :raises Refused: if it is no draft, not the one they saw, or the gate finds something in it
    """
    email, deed = lock_email(email_id), Deed(actor, now, reason)
    _refuse_unless(email, *OutgoingEmail.FOR_PERSON)
    refuse_if(
        seen is not None and seen != email.digest,
        "The draft has changed since you saw it.",
        code="changed",
    )
    if body is not None and unix_lines(body).strip() != email.body.strip():
        _edit(email, unix_lines(body), deed)
    else:
        _keep_open_questions(email)
    refuse_findings(findings_of(email.subject, email.body, email.html, email.allowed))
    email.gate_findings = []
    email.approved_by = actor
    # What an earlier try left with the vendor holds other words, or is gone: this is a new start.
    email.provider_draft_id, email.attempts, email.error = "", 0, ""
    release(email, is_held=True, now=now)
    summary = reason or f"{email.purpose} approved"
    audit(email.thread, Action.EMAIL_APPROVED, deed, summary=summary, email_id=email.pk)
    show_escalation(email.thread, now=now)
    return email


def _keep_open_questions(email: OutgoingEmail) -> None:
    """As it was drafted it says that a colleague comes back to them: their mail stays with us."""
    open_ones, message = email.allowed.get("open"), email.answers
    if not open_ones or message is None:
        return
    message.needs_person = True
    message.note = f"we still owe them an answer on {listed(list(open_ones))}"
    message.save(update_fields=["needs_person", "note"])


def _edit(email: OutgoingEmail, body: str, deed: Deed) -> None:
    email.body, email.html = body, html_of_typed(body)
    email.made_by = {**email.made_by, "edited_by": deed.actor}
    summary = deed.reason or "edited"
    audit(email.thread, Action.EMAIL_EDITED, deed, summary=summary, email_id=email.pk)


def refuse_findings(findings: list[dict[str, str]]) -> None:
    """Say no to words that the gate stops.

    :raises Refused: if there are findings
    """
    refuse_if(
        bool(findings),
        "The gate stops this mail: " + "; ".join(f["message"] for f in findings),
        code="gate",
    )


@transaction.atomic(durable=True)
def undo_email(*, email_id: int, actor: str, reason: str, now: datetime) -> OutgoingEmail:
    """Take an email back while it is still inside the undo window.

    :raises Refused: if it is no longer held
    """
    email, deed = lock_email(email_id), Deed(actor, now, reason)
    _refuse_unless(email, Status.HELD, Status.READY)
    email.status, email.held_until, email.approved_by = Status.DRAFT, None, ""
    email.wait_reason = "taken back: waits for a person's approval"
    email.save()
    audit(email.thread, Action.EMAIL_UNDONE, deed, summary=reason, email_id=email.pk)
    show_escalation(email.thread, now=now)
    return email


@transaction.atomic(durable=True)
def discard_email(*, email_id: int, actor: str, reason: str, now: datetime) -> OutgoingEmail:
    """Throw an unsent email away.

    :raises Refused: if it already left or is leaving
    """
    email, deed = lock_email(email_id), Deed(actor, now, reason)
    _refuse_unless(email, Status.DRAFT, Status.HELD, Status.READY, Status.PARKED)
    discard(email, deed)
    ensure_next_step(email.thread, deed, f"{actor} discarded our {email.purpose}: what now?")
    return email


def _refuse_unless(email: OutgoingEmail, *allowed: str) -> None:
    if email.status not in allowed:
        raise Refused(
            f"This email is {email.status}; only {' or '.join(allowed)} ones can be changed.",
            code="status",
        )

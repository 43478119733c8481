"""Write, send and look up our mails: claim, call, settle, one row at a time."""

from collections.abc import Callable
from typing import Any, assert_never

import structlog
from django.utils import timezone

from integrations.anthropic.gateway import CallEnd, ModelAnswer, NoAnswer
from integrations.errors import Blocked, GatewayError, NotConfigured
from integrations.gmail.factory import get_mail_gateway
from integrations.gmail.gateway import (
    MailGateway,
    NotSent,
    OutgoingMail,
    SendOutcome,
    Sent,
    Waits,
)
from negotiations.commands.mail import doubts
from negotiations.commands.mail.model_words import claim_writing, settle_writing
from negotiations.commands.mail.send import claim_email, keep_draft_id
from negotiations.commands.mail.settle import settle_email
from negotiations.model_calls import asking
from negotiations.models import OutgoingEmail, Writing
from negotiations.queries.outgoing import outgoing_mail

log = structlog.get_logger()


def compose_email(*, email_id: int) -> str:
    """Let the model find the words of one email: one question a job, at most two in all."""
    writing = claim_writing(email_id=email_id, now=timezone.now())
    if writing is None:
        return "skipped: nothing to write"
    try:
        answer, made_by = asking.words_for(writing)
    except Exception as failure:
        log.exception("writing_failed", email_id=email_id)
        broken = NoAnswer(CallEnd.MALFORMED, "", type(failure).__name__)
        _settle_words(writing, broken, {})
        raise
    return _settle_words(writing, answer, made_by)


def _settle_words(writing: Writing, answer: ModelAnswer | NoAnswer, made_by: dict[str, Any]) -> str:
    return settle_writing(
        email_id=writing.email_id,
        attempt=writing.attempts,
        answer=answer,
        made_by=made_by,
        actor="writer",
        now=timezone.now(),
    )


def send_email(*, email_id: int) -> str:
    """Send one ready email."""
    email = claim_email(email_id=email_id, now=timezone.now())
    if email is None:
        return "skipped: not ready"
    mail = outgoing_mail(email)
    outcome = deliver(email, mail, lambda: get_mail_gateway(email.thread.mailbox.address))
    return settle_email(email_id=email_id, outcome=outcome, actor="mailer", now=timezone.now())


def deliver(
    email: OutgoingEmail, mail: OutgoingMail, gateway_of: Callable[[], MailGateway]
) -> SendOutcome:
    """Create the draft, store its id, send it once.

    A second attempt sends the same draft: the vendor lets one draft go only once, so even an
    attempt that wrongly believes the first one failed cannot make a second mail.
    """
    try:
        gateway = gateway_of()
        draft_id = email.provider_draft_id or _draft(gateway, mail, email)
    except Blocked as block:
        return Waits(block.message, block.until, block.permanent, block.needs_consent)
    except NotConfigured as failure:
        return Waits(failure.message, until=None, needs_person=True)
    except GatewayError as failure:
        return NotSent(reason=str(failure), permanent=failure.permanent)
    if draft_id != email.provider_draft_id:
        keep_draft_id(email_id=email.pk, draft_id=draft_id)
    return gateway.send_draft(draft_id, mail)


def _draft(gateway: MailGateway, mail: OutgoingMail, email: OutgoingEmail) -> str:
    """Return the draft an earlier try left without our hearing of it, or a new one."""
    was_tried = email.attempts > 1 or bool(email.error)
    left = gateway.find_draft(mail.key) if was_tried else None
    return left or gateway.create_draft(mail)


def reconcile_email(*, email_id: int) -> str:
    """Ask the vendor's own record what became of an email nobody knows about."""
    now = timezone.now()
    email = (
        OutgoingEmail.objects.select_related("thread__mailbox")
        .filter(pk=email_id, status=OutgoingEmail.Status.UNKNOWN)
        .first()
    )
    if email is None:
        return "skipped: not unknown"
    gateway = get_mail_gateway(email.thread.mailbox.address)
    since = email.claimed_at or email.created_at
    try:
        found = gateway.find_sent(str(email.key), since, email.provider_draft_id or None)
    except GatewayError as failure:
        doubts.keep_looking(email_id=email_id, actor="mailer", now=now)
        return str(failure)
    match found:
        case Sent():
            return settle_email(email_id=email_id, outcome=found, actor="mailer", now=now)
        case None:
            return doubts.return_unsent(email_id=email_id, actor="mailer", now=now)
        case "pending":
            return doubts.keep_looking(email_id=email_id, actor="mailer", now=now)
        case _:
            assert_never(found)

"""Claim, call, settle: every job works one row and may run late, twice or never."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.conf import settings
from django.utils import timezone

from campaigns.models import Campaign
from integrations import inbox
from integrations.anthropic.gateway import Answer, NoAnswer, Outcome
from integrations.calls import note_failure
from integrations.errors import Blocked, GatewayError, NotConfigured
from integrations.gmail.factory import get_mail_gateway
from integrations.gmail.gateway import (
    MailGateway,
    OutgoingMail,
    Refused,
    SendOutcome,
    Sent,
    Waits,
)
from integrations.gmail.notices import notice_of
from integrations.gmail.parsing import parse_message
from integrations.models import Mailbox
from negotiations import asking, gauntlet, queries
from negotiations.commands import (
    certificates,
    composing,
    doubts,
    inbound,
    messages,
    opening,
    outbox,
)
from negotiations.commands.mailboxes import (
    ensure_mailbox,
    note_sync,
    note_sync_error,
)
from negotiations.models import OutgoingEmail, Writing

log = structlog.get_logger()


# --- openings -----------------------------------------------------------------------------


def open_campaign(*, campaign_id: int) -> str:
    """Open a thread for every prospect of the campaign that has none yet."""
    now = timezone.now()
    campaign = Campaign.objects.get(pk=campaign_id)
    if not gauntlet.may_open(campaign):
        return "waits for a certificate"
    mailbox = ensure_mailbox(campaign.mailbox_address or settings.GMAIL_MAILBOX, now=now)
    waiting = queries.due_openings().filter(campaign=campaign)
    # The most engaged audience first: where money runs out, it went where it is worth most.
    order = waiting.order_by("-engagement_rate", "id").values_list("pk", flat=True)
    opened = sum(
        opening.open_thread(prospect_id=pk, mailbox_id=mailbox.pk, actor="agent", now=now)
        is not None
        for pk in list(order)
    )
    return f"opened {opened}"


def run_trial(*, certificate_id: int) -> str:
    """Run one queued trial against simulated people, in a world of its own."""
    certificate = certificates.claim_certificate(certificate_id=certificate_id, now=timezone.now())
    if certificate is None:
        return "skipped: not due"
    campaign = certificate.campaign
    tried, error = gauntlet.fingerprint_of(campaign), ""
    trial = gauntlet.trial_of(campaign, seed=certificate.random_seed, runs=certificate.runs)
    result: Mapping[str, Any] = {}
    try:
        result = gauntlet.run(trial)
    except gauntlet.TrialFailed as failure:
        error = str(failure)
    settled = certificates.settle_certificate(
        certificate_id=certificate_id,
        fingerprint=tried,
        result=result,
        error=error,
        actor="gauntlet",
        now=timezone.now(),
    )
    return settled.status


# --- inbound ------------------------------------------------------------------------------


def take_in_push(*, delivery_id: int) -> str:
    """Work one Gmail push: look what is new in the mailbox it names.

    What a push says is only a hint: one that cannot be read has every mailbox looked at, and one
    about a state that was read already has none.
    """
    now = timezone.now()
    delivery = inbox.claim_delivery(delivery_id=delivery_id, now=now)
    if delivery is None:
        return "skipped: not due"
    notice = notice_of(bytes(delivery.body))
    error, may_pass = "", False
    try:
        for mailbox in queries.mailboxes_told_of(notice):
            sync_mailbox(mailbox_id=mailbox.pk)
    except GatewayError as failure:
        note_failure("gmail", failure)
        error, may_pass = str(failure), not failure.permanent
    inbox.settle_delivery(
        delivery_id=delivery_id, error=error, may_pass=may_pass, now=timezone.now()
    )
    return error or "synced"


def sync_mailbox(*, mailbox_id: int) -> str:
    """Store what is new in the mailbox; the mark moves only after the rows are there.

    :raises GatewayError: when the mailbox cannot be read; nothing is lost by that
    """
    mailbox = Mailbox.objects.get(pk=mailbox_id)
    now = timezone.now()
    if mailbox.reading_waits_until and mailbox.reading_waits_until > now:
        return f"skipped: not to be read before {mailbox.reading_waits_until.isoformat()}"
    try:
        gateway = get_mail_gateway(mailbox.address)
        changes = gateway.changes(mailbox.history_mark, _not_before(mailbox))
        stored = sum(_store(gateway, mailbox, provider_id) for provider_id in changes.ids)
    except GatewayError as failure:
        note_sync_error(mailbox_id=mailbox_id, failure=failure, now=timezone.now())
        raise
    note_sync(
        mailbox_id=mailbox_id,
        mark=changes.mark,
        is_full=changes.is_full_sync,
        stored=stored,
        now=timezone.now(),
    )
    return f"stored {stored}"


def _not_before(mailbox: Mailbox) -> datetime:
    """From when on a mailbox is read that has no usable mark: since the last reading, and a day."""
    return (mailbox.synced_at or mailbox.added_at) - timedelta(days=1)


def _store(gateway: MailGateway, mailbox: Mailbox, provider_id: str) -> bool:
    if queries.is_known_mail(mailbox, provider_id):
        return False
    mail = gateway.fetch(provider_id)
    if mail is None:
        return False
    stored = inbound.store_message(
        mailbox_id=mailbox.pk, mail=mail, parsed=parse_message(mail.raw), now=timezone.now()
    )
    return stored is not None


def handle_message(*, message_id: int) -> str:
    """Read one stored email, with the others of its turn, and answer it.

    A failure is recorded on the row, tried again with growing waits, and in the end parked where
    a person sees it: no mail is lost to an error of ours.
    """
    now = timezone.now()
    message = queries.due_messages(now=now).filter(pk=message_id).first()
    if message is None:
        return "skipped: not due"
    if asking.wants_model(message) and not messages.claim_turn(message_id=message_id, now=now):
        return "skipped: another worker reads it"
    try:
        read_ids, understanding = asking.understand_turn(message)
        return inbound.answer_message(
            message_id=message_id,
            read_ids=read_ids,
            understanding=understanding,
            actor="agent",
            now=now,
        )
    except asking.ModelAway as away:
        return messages.wait_for_model(message_id=message_id, error=str(away), now=now)
    except Exception as failure:
        log.exception("message_failed", message_id=message_id)
        messages.postpone_message(
            message_id=message_id, error=f"{type(failure).__name__}: {failure}", now=now
        )
        raise


# --- outbound -----------------------------------------------------------------------------


def compose_email(*, email_id: int) -> str:
    """Let the model find the words of one email: one question a job, at most two in all."""
    writing = composing.claim_writing(email_id=email_id, now=timezone.now())
    if writing is None:
        return "skipped: nothing to write"
    try:
        answer, made_by = asking.words_for(writing)
    except Exception as failure:
        log.exception("writing_failed", email_id=email_id)
        broken = NoAnswer(Outcome.MALFORMED, "", type(failure).__name__)
        _settle_words(writing, broken, {})
        raise
    return _settle_words(writing, answer, made_by)


def _settle_words(writing: Writing, answer: Answer | NoAnswer, made_by: dict[str, Any]) -> str:
    return composing.settle_writing(
        email_id=writing.email_id,
        attempt=writing.attempts,
        answer=answer,
        made_by=made_by,
        actor="writer",
        now=timezone.now(),
    )


def send_email(*, email_id: int) -> str:
    """Send one ready email."""
    email = outbox.claim_email(email_id=email_id, now=timezone.now())
    if email is None:
        return "skipped: not ready"
    outcome = _deliver(email)
    return outbox.settle_email(
        email_id=email_id, outcome=outcome, actor="mailer", now=timezone.now()
    )


def _deliver(email: OutgoingEmail) -> SendOutcome:
    """Create the draft, store its id, send it once.

    A second attempt sends the same draft: the vendor lets one draft go only once, so even an
    attempt that wrongly believes the first one failed cannot make a second mail.
    """
    mail = outgoing_mail(email)
    try:
        gateway = get_mail_gateway(email.thread.mailbox.address)
        draft_id = email.provider_draft_id or _draft(gateway, mail, email)
    except Blocked as block:
        return Waits(block.message, block.until, block.permanent, block.needs_consent)
    except NotConfigured as failure:
        return Waits(failure.message, until=None, needs_person=True)
    except GatewayError as failure:
        return Refused(reason=str(failure), permanent=failure.permanent)
    if draft_id != email.provider_draft_id:
        outbox.keep_draft_id(email_id=email.pk, draft_id=draft_id)
    return gateway.send_draft(draft_id, mail)


def _draft(gateway: MailGateway, mail: OutgoingMail, email: OutgoingEmail) -> str:
    """Return the draft an earlier try left without our hearing of it, or a new one."""
    was_tried = email.attempts > 1 or bool(email.error)
    left = gateway.find_draft(mail.key) if was_tried else None
    return left or gateway.create_draft(mail)


def outgoing_mail(email: OutgoingEmail) -> OutgoingMail:
    """Return the row as the gateway takes it."""
    thread = email.thread
    link = f"{settings.PUBLIC_BASE_URL}/u/{email.unsubscribe_token}"
    headers = {"Auto-Submitted": "auto-replied"} if not email.approved_by else {}
    if email.purpose in ("opening", "reminder"):
        headers["List-Unsubscribe"] = f"<{link}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    if email.purpose == "opening":
        # The first mail answers nothing: some receivers hide mail that says it does.
        headers.pop("Auto-Submitted", None)
    return OutgoingMail(
        key=str(email.key),
        from_address=thread.mailbox.address,
        from_name=thread.mailbox.display_name or settings.SENDER_NAME,
        to=tuple(email.to),
        cc=tuple(email.cc),
        subject=email.subject,
        text=email.body,
        html=email.html,
        thread_id=thread.mail_thread_id or None,
        in_reply_to=email.in_reply_to or None,
        references=tuple(email.references.split()),
        headers=headers,
    )


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
    if isinstance(found, Sent):
        return outbox.settle_email(email_id=email_id, outcome=found, actor="mailer", now=now)
    if found is None:
        return doubts.return_unsent(email_id=email_id, actor="mailer", now=now)
    return doubts.keep_looking(email_id=email_id, actor="mailer", now=now)

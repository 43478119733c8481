"""From a decision to an email row: the facts, the words, the gate, and who must look at it."""

import re
import uuid
from dataclasses import replace
from datetime import datetime, timedelta
from html import unescape
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.crypto import get_random_string

from audit.actions import Action
from campaigns.models import Campaign, brief_value
from integrations.anthropic.factory import has_model
from integrations.queue import Job, enqueue
from negotiations.commands.thread.state import audit
from negotiations.domain.gate.check import check_email
from negotiations.domain.letters.facts import Footer, MailFacts, WrittenMail
from negotiations.domain.letters.prose import PURPOSES
from negotiations.domain.letters.record import record_of
from negotiations.domain.letters.wording import WRITER_VERSION, allowed_from, write
from negotiations.domain.terms.offer_terms import terms_from
from negotiations.models import Message, Offer, OutgoingEmail, Thread, Writing
from negotiations.queries.addressing import greeted, last_inbound, said_before

Status = OutgoingEmail.Status


def facts_for(thread: Thread, purpose: str, *, token: str, **changes: Any) -> MailFacts:
    """Return the closed world of one mail on this thread."""
    campaign = thread.campaign
    client = campaign.client
    variant = thread.pk + thread.emails.count()
    facts = MailFacts(
        purpose=purpose,
        client_name=client.name if client else campaign.name,
        house_name=settings.HOUSE_NAME,
        sender_name=settings.SENDER_NAME,
        footer=Footer(
            postal_address=settings.SENDER_POSTAL_ADDRESS,
            unsubscribe_url=f"{settings.PUBLIC_BASE_URL}/u/{token}",
            privacy_url=settings.PRIVACY_URL or None,
            ai_line=campaign.autonomy != Campaign.Autonomy.REVIEW,
            sandbox=settings.IS_SANDBOX,
        ),
        opening_mode=campaign.opening,
        stage=thread.state,
        first_name=greeted(thread),
        counterparty=thread.counterparty,
        platform=thread.prospect.platform,
        currency=thread.currency,
        payment_terms=brief_value(campaign, "background.payment_terms"),
        subject=thread.subject,
        variant=variant,
        said_before=said_before(thread),
    )
    return replace(facts, **changes)


def offer_facts(offer: Offer, previous: Offer | None) -> dict[str, Any]:
    """Return the facts an offer row adds to its mail."""
    terms = terms_from(offer.terms)
    product = offer.lever == "offer_product"
    campaign = offer.thread.campaign
    return {
        "amount": offer.amount,
        "terms": terms,
        "lever": offer.lever or None,
        "final": offer.is_final,
        "previous_amount": previous.amount if previous else None,
        "product": terms.product if product else "",
        "product_value": terms.product_value if product else None,
        "cpm_target": campaign.target_cpm if offer.lever == "share_cpm_target" else None,
    }


def draft_email(
    thread: Thread,
    purpose: str,
    *,
    actor: str,
    now: datetime,
    offer: Offer | None = None,
    answers: Message | None = None,
    must_wait: bool = False,
    approved_by: str = "",
    known_answers: tuple[str, ...] = (),
    **changes: Any,
) -> OutgoingEmail:
    """Write one email and pass it through the gate; it goes on as autonomy allows.

    Where there is a model the offline words only stand in until it has found better ones.
    `must_wait` keeps it as a draft for a person whatever the autonomy; `approved_by` names the
    person who decided that it goes.
    """
    token = get_random_string(32)
    facts = facts_for(thread, purpose, token=token, answers=known_answers, **changes)
    mail = write(facts)
    allowed = allowed_from(facts)
    email = new_email(
        thread,
        purpose,
        mail,
        token=token,
        allowed=allowed,
        now=now,
        offer=offer,
        answers=answers,
        approved_by=approved_by,
        gate_findings=findings_of(mail.subject, mail.text, mail.html, allowed),
        made_by={"writer": "offline"},
        writer_version=WRITER_VERSION,
    )
    if has_model() and purpose in PURPOSES:
        await_words(email, facts, must_wait=must_wait, now=now)
    else:
        finish(email, must_wait=must_wait, actor=actor, now=now)
    return email


def await_words(email: OutgoingEmail, facts: MailFacts, *, must_wait: bool, now: datetime) -> None:
    """Hold the email, without an end, until the model has found its words."""
    email.status, email.wait_reason = Status.HELD, "being written"
    email.save(update_fields=["status", "wait_reason"])
    Writing.objects.create(
        email=email, facts=record_of(facts), must_wait=must_wait, due_at=now, created_at=now
    )
    enqueue(Job.COMPOSE_EMAIL, email_id=email.pk)


def finish(email: OutgoingEmail, *, must_wait: bool, actor: str, now: datetime) -> None:
    """The words stand: let the email go, hold it, or let it wait for a person."""
    findings = email.gate_findings
    audit(
        email.thread,
        Action.GATE_BLOCKED if findings else Action.EMAIL_DRAFTED,
        actor=actor,
        now=now,
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
        release(email, is_held=is_held, now=now)
        return
    email.status, email.approved_by = Status.DRAFT, ""
    email.wait_reason = "waits for a person's approval"
    email.save(update_fields=["status", "approved_by", "wait_reason"])


def new_email(
    thread: Thread,
    purpose: str,
    mail: WrittenMail,
    *,
    token: str,
    allowed: dict[str, Any],
    now: datetime,
    **columns: Any,
) -> OutgoingEmail:
    """Write the row of one email on the thread: addressed, threaded, and not going anywhere yet."""
    to, cc = _recipients(thread)
    in_reply_to, references = _chain(thread)
    return OutgoingEmail.objects.create(
        thread=thread,
        purpose=purpose,
        step=_next_step(thread, purpose),
        key=uuid.uuid4(),
        to=to,
        cc=cc,
        subject=mail.subject,
        body=mail.text,
        html=mail.html,
        allowed=allowed,
        in_reply_to=in_reply_to,
        references=references,
        unsubscribe_token=token,
        created_at=now,
        due_at=now,
        **columns,
    )


def findings_of(
    subject: str, text: str, html: str, allowed: dict[str, Any]
) -> list[dict[str, Any]]:
    """Return what the gate finds in the text part and in the HTML part read as text."""
    found = check_email(subject, text, allowed)
    if html:
        found += [f for f in check_email(subject, text_of(html), allowed) if f not in found]
    return found


def text_of(html: str) -> str:
    """Return our own simple HTML as text, block by block."""
    broken = re.sub(r"</(p|li|ul|ol|div|h\d)>|<br ?/?>", "\n", html)
    broken = re.sub(r"<li[^>]*>", "- ", broken)
    return unescape(re.sub(r"<[^>]+>", "", broken))


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
    last = thread.emails.filter(purpose=purpose).order_by("-step").first()
    if purpose in ("opening", "agreement", "exit"):
        # These three leave once per thread; only a discarded or failed one is replaced.
        return 0
    return last.step + 1 if last else 0


def _recipients(thread: Thread) -> tuple[list[str], list[str]]:
    """To is whoever wrote last; everyone else on that mail stays on copy, never ourselves."""
    inbound = last_inbound(thread)
    if inbound is None:
        return [thread.influencer.email], []
    to = next(
        (a for a in (inbound.reply_to, inbound.sender) if is_address(a)), thread.influencer.email
    )
    ours = thread.mailbox.address.lower()
    others = [*inbound.recipients, *inbound.cc, inbound.sender]
    cc = [a for a in dict.fromkeys(a.lower() for a in others) if a not in (ours, to.lower())]
    return [to], [a for a in cc if is_address(a)]


def is_address(text: str) -> bool:
    """Whether a stranger's header gives something that mail can be sent to."""
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def _chain(thread: Thread) -> tuple[str, str]:
    """Return In-Reply-To and References for the next mail, from the whole chain."""
    seen: list[tuple[datetime, str]] = [
        (m.received_at, m.message_id)
        for m in thread.messages.exclude(message_id="").exclude(kind="bounce")
    ]
    seen += [
        (e.sent_at, e.message_id)
        for e in thread.emails.filter(sent_at__isnull=False).exclude(message_id="")
        if e.sent_at
    ]
    ids = list(dict.fromkeys(message_id for _, message_id in sorted(seen)))
    return (ids[-1] if ids else "", " ".join(ids))

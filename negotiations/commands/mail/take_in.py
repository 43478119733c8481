"""Take in one email: keep it, find its thread, and answer what it says."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q

from audit.actions import Action
from audit.recording import record
from campaigns.models import Campaign
from integrations.gmail.gateway import IncomingMail
from integrations.gmail.parsing import ParsedMail, parse_message
from integrations.models import Mailbox
from integrations.queue import Job, enqueue
from negotiations.commands.mail.senders import know_sender
from negotiations.commands.offers.answer import answer, ask_about_readings
from negotiations.commands.thread import state as moving
from negotiations.commands.thread.state import audit, escalate, fire, tell
from negotiations.commands.thread.suppressing import opt_out, suppress_address
from negotiations.domain.reading.merge import Understanding
from negotiations.domain.reading.reader import Reading
from negotiations.models import Message, OutgoingEmail, Thread
from negotiations.queries.work import CLOSED_STATES, turn_of


@transaction.atomic(durable=True)
def store_message(
    *, mailbox_id: int, mail: IncomingMail, parsed: ParsedMail, now: datetime
) -> Message | None:
    """Keep one email exactly once and wake its worker; None when it is known or our own."""
    mailbox = Mailbox.objects.get(pk=mailbox_id)
    if "DRAFT" in mail.label_ids or _is_our_own(parsed):
        return None
    known = Message.objects.filter(mailbox=mailbox, provider_id=mail.provider_id)
    if known.exists():
        return None
    thread = _thread_of(mailbox, mail, parsed)
    if thread is None and {"SPAM", "TRASH"} & set(mail.label_ids):
        # It comes again as news if somebody moves it to the inbox.
        return None
    message = _kept_once(
        mailbox=mailbox,
        thread=thread,
        provider_id=mail.provider_id,
        provider_thread_id=mail.thread_id,
        message_id=parsed.message_id[:300],
        references=" ".join(parsed.references),
        sender=parsed.from_address[:254],
        sender_name=parsed.from_name[:200],
        reply_to=parsed.reply_to[:254],
        recipients=list(parsed.to),
        cc=list(parsed.cc),
        subject=parsed.subject,
        text=parsed.text,
        new_text=parsed.new_text,
        raw=mail.raw,
        kind=parsed.kind,
        attachments=list(parsed.attachments),
        is_ours="SENT" in mail.label_ids,
        received_at=mail.received_at,
        stored_at=now,
        due_at=now,
    )
    if message is None:
        return None
    record(
        Action.MESSAGE_RECEIVED if thread else Action.MESSAGE_UNMATCHED,
        subject=f"message:{message.pk}",
        actor="mailbox",
        at=now,
        campaign_id=thread.campaign_id if thread else None,
        thread_id=thread.pk if thread else None,
        influencer=thread.influencer.name if thread else "",
        summary=f"{message.kind} mail from {message.sender}",
        message_id=message.pk,
        kind=message.kind,
    )
    enqueue(Job.HANDLE_MESSAGE, message_id=message.pk)
    return message


def _kept_once(**columns: Any) -> Message | None:
    """Store the email; None when another worker, reading the same mailbox, just did."""
    try:
        with transaction.atomic():
            return Message.objects.create(**columns)
    except IntegrityError:
        same = {name: columns[name] for name in ("mailbox", "provider_id")}
        if Message.objects.filter(**same).exists():
            return None
        raise


def _is_our_own(parsed: ParsedMail) -> bool:
    """Mail that carries a key of ours is the copy of something we sent.

    Where the Message-ID the provider gave it could not be read back, it is learned from here.
    """
    try:
        sent = OutgoingEmail.objects.filter(key=UUID(parsed.own_key))
    except ValueError:
        # No header, or a stranger's imitation of it.
        return False
    sent.filter(status=OutgoingEmail.Status.SENT, message_id="").update(
        message_id=parsed.message_id[:300]
    )
    return sent.exists()


def _thread_of(mailbox: Mailbox, mail: IncomingMail, parsed: ParsedMail) -> Thread | None:
    """Match by the ids the mail quotes, the provider's thread, then its sender's one open thread.

    A campaign's threads are only ever those of this mailbox.
    """
    threads = Thread.objects.filter(mailbox=mailbox).select_related("influencer")
    quoted = [i for i in (*parsed.references, parsed.in_reply_to) if i]
    if quoted:
        found = threads.filter(
            Q(emails__message_id__in=quoted) | Q(messages__message_id__in=quoted)
        ).distinct()
        if len(found[:2]) == 1:
            return found[0]
    if mail.thread_id:
        found = threads.filter(mail_thread_id=mail.thread_id)
        if len(found[:2]) == 1:
            return found[0]
    address = parsed.from_address
    known = threads.filter(
        Q(influencer__email__iexact=address) | Q(influencer__contacts__email__iexact=address)
    ).distinct()
    for candidates in (known.exclude(state__in=CLOSED_STATES), known):
        if len(candidates[:2]) == 1:
            return candidates[0]
    return None


@transaction.atomic(durable=True)
def answer_message(
    *,
    message_id: int,
    read_ids: tuple[int, ...],
    understanding: Understanding,
    actor: str,
    now: datetime,
) -> str:
    """Route one stored email and answer what its turn says; returns what was done.

    `read_ids` are the mails the reading covers. When more came in meanwhile nothing is answered
    and the newest mail's own job reads all of them together.
    """
    message = moving.lock_message(message_id)
    thread = message.thread
    if message.handled_at:
        return "already handled"
    if thread is None:
        return _unmatched(message, now=now)
    special = _machine_or_colleague(message, thread, actor=actor, now=now)
    if special:
        return special
    if message.kind == Message.Kind.UNSUBSCRIBE or "unsubscribe" in understanding.reading.flags:
        opt_out(thread, source="reply", proof=message.new_text[:500], actor=actor, now=now)
        _settle(message, now=now, note="opt-out")
        return "opted out"
    if thread.state == "paused" or thread.campaign.status == Campaign.Status.PAUSED:
        return "kept for the resume"
    turn = turn_of(thread)
    if {m.pk for m in turn} - set(read_ids):
        message.due_at = now
        message.save(update_fields=["due_at"])
        enqueue(Job.HANDLE_MESSAGE, message_id=message_id)
        return "more mail came in: read together"
    return _converse(message, thread, turn, understanding, actor=actor, now=now)


def _converse(
    message: Message,
    thread: Thread,
    turn: list[Message],
    understanding: Understanding,
    *,
    actor: str,
    now: datetime,
) -> str:
    reading = understanding.reading
    may_accept = know_sender(message, thread)
    for part in turn:
        part.reading = understanding.as_dict()
        _settle(part, now=now, note=reading.intent)
    if message.attachments:
        message.needs_person = True
        message.save(update_fields=["needs_person"])
        tell(
            thread,
            key=f"attachment:{message.pk}",
            text=f"{thread.influencer.name} sent {', '.join(message.attachments)}",
            now=now,
        )
    outcome = fire(thread, "receive_reply", actor=message.sender or "them", now=now)
    if outcome.kind == "tell":
        return _after_the_end(message, thread, reading, now=now)
    moving.discard_unsent(thread, reason="they wrote again", actor=actor, now=now)
    if thread.managed_by == Thread.ManagedBy.PERSON:
        message.needs_person = True
        message.save(update_fields=["needs_person"])
        tell(thread, key=f"reply:{message.pk}", text=f"{thread.influencer.name} replied", now=now)
        return "for its person"
    if understanding.contradictions:
        return ask_about_readings(thread, message, understanding, actor=actor, now=now)
    return answer(thread, message, reading, sender_may_accept=may_accept, actor=actor, now=now)


def _after_the_end(message: Message, thread: Thread, reading: Reading, *, now: datetime) -> str:
    """A reply where the table only tells: kept, shown, decided by a person."""
    message.needs_person = True
    message.note = f"arrived while {thread.state}: {reading.intent}"
    message.save(update_fields=["needs_person", "note"])
    tell(
        thread,
        key=f"reply:{message.pk}",
        text=f"{thread.influencer.name} wrote while the thread is {thread.state}"
        f" ({reading.intent})",
        now=now,
    )
    return "told its owner"


def _unmatched(message: Message, *, now: datetime) -> str:
    if message.kind == Message.Kind.UNSUBSCRIBE:
        suppress_address(message.sender, source="reply", proof=message.new_text[:500], now=now)
    message.needs_person = message.kind == Message.Kind.HUMAN and not message.is_ours
    _settle(message, now=now, note="belongs to no thread")
    return "unmatched"


def _machine_or_colleague(message: Message, thread: Thread, *, actor: str, now: datetime) -> str:
    """Settle what must never reach the negotiator; an empty string means a human reply."""
    if message.is_ours:
        claim_for_colleague(message, thread, now=now)
        return "a colleague wrote"
    if message.kind in (Message.Kind.HUMAN, Message.Kind.UNSUBSCRIBE):
        return ""
    _settle(message, now=now, note=f"machine mail: {message.kind}")
    if message.kind == Message.Kind.BOUNCE:
        _bounce(message, thread, actor=actor, now=now)
    return f"machine mail: {message.kind}"


def claim_for_colleague(message: Message, thread: Thread, *, now: datetime) -> None:
    """A mail from our mailbox that we did not write: a person took the thread over."""
    thread.managed_by = Thread.ManagedBy.PERSON
    thread.claimed_by = thread.claimed_by or message.sender
    thread.claimed_at = thread.claimed_at or now
    thread.updated_at = now
    thread.save()
    moving.discard_unsent(thread, reason="a colleague wrote", actor="mailbox", now=now)
    audit(
        thread,
        Action.THREAD_CLAIMED,
        actor="mailbox",
        now=now,
        summary="a colleague wrote from the mailbox",
        message_id=message.pk,
    )
    moving.show_escalation(thread, now=now)
    _settle(message, now=now, note="written by a colleague")
    tell(
        thread,
        key=f"colleague:{message.pk}",
        text=f"A colleague wrote to {thread.influencer.name}; the agent is silent there now",
        now=now,
    )


def _bounce(message: Message, thread: Thread, *, actor: str, now: datetime) -> None:
    """A hard bounce marks the address; a person finds another. Bounced content is not read."""
    bounced = parse_message(bytes(message.raw)).bounced_addresses
    if thread.influencer.email.lower() not in bounced:
        return
    thread.influencer.is_email_bad = True
    thread.influencer.save(update_fields=["is_email_bad"])
    audit(
        thread,
        Action.ADDRESS_BOUNCED,
        actor=actor,
        now=now,
        summary="their address does not take mail",
        message_id=message.pk,
    )
    moving.discard_unsent(thread, reason="the address bounced", actor=actor, now=now)
    escalate(
        thread,
        code="bounced",
        reason="Their address bounced: find another one.",
        actor=actor,
        now=now,
        message=message,
    )


def _settle(message: Message, *, now: datetime, note: str) -> None:
    message.handled_at = message.handled_at or now
    message.note = note
    message.save()

"""Keep one email exactly once, whole, and wake its worker."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from audit.actions import Action
from audit.recording import About, record
from integrations.gmail.gateway import IncomingMail
from integrations.gmail.parsing import ParsedMail
from integrations.models import Mailbox
from integrations.queue import Job, enqueue
from negotiations.commands.mail.match import is_our_own, thread_of
from negotiations.models import Message, OutgoingEmail, Thread
from negotiations.outreach.matching import prospect_of
from negotiations.queries.standing import addressees_of, judge


@transaction.atomic(durable=True)
def store_message(
    *, mailbox_id: int, mail: IncomingMail, parsed: ParsedMail, now: datetime
) -> Message | None:
    """Keep one email exactly once and wake its worker; None when it is known or our own."""
    mailbox = Mailbox.objects.get(pk=mailbox_id)
    if "DRAFT" in mail.label_ids or is_our_own(parsed, mailbox):
        return None
    if Message.objects.filter(mailbox=mailbox, provider_id=mail.provider_id).exists():
        return None
    thread = thread_of(mailbox, mail, parsed)
    prospect_id = None if thread else prospect_of(mailbox, mail, parsed)
    if not (thread or prospect_id) and {"SPAM", "TRASH"} & set(mail.label_ids):
        # It comes again as news if somebody moves it to the inbox.
        return None
    message = Message(
        mailbox=mailbox,
        thread=thread,
        prospect_id=prospect_id,
        stored_at=now,
        due_at=now,
        **_columns(mail, parsed),
    )
    judge(message, thread)
    message.bounced_addresses = _proven_bounces(parsed, thread)
    if not _is_kept(message):
        return None
    _record(message)
    enqueue(Job.HANDLE_MESSAGE, message_id=message.pk)
    return message


def _columns(mail: IncomingMail, parsed: ParsedMail) -> dict[str, Any]:
    return {
        "provider_id": mail.provider_id,
        "provider_thread_id": mail.thread_id,
        "message_id": parsed.message_id[:300],
        "references": " ".join(parsed.references),
        "sender": parsed.from_address[:254],
        "sender_name": parsed.from_name[:200],
        "reply_to": parsed.reply_to[:254],
        "recipients": list(parsed.to),
        "cc": list(parsed.cc),
        "subject": parsed.subject,
        "text": parsed.text,
        "new_text": parsed.new_text,
        "raw": mail.raw,
        "kind": parsed.kind,
        "attachments": list(parsed.attachments),
        "authentic": parsed.authentic,
        "authentic_reason": parsed.authentic_reason,
        "is_ours": "SENT" in mail.label_ids,
        "received_at": mail.received_at,
    }


def _proven_bounces(parsed: ParsedMail, thread: Thread | None) -> list[str]:
    """Keep only addresses that the mail it names really went to: anybody can write a bounce."""
    if thread is None or not parsed.bounced_addresses:
        return []
    ours = OutgoingEmail.objects.filter(thread=thread)
    written_to = addressees_of(ours, parsed.bounced_ids, parsed.bounced_keys)
    return [address for address in parsed.bounced_addresses if address.lower() in written_to]


def _is_kept(message: Message) -> bool:
    """Store the email; false when another worker, reading the same mailbox, just did."""
    try:
        with transaction.atomic():
            message.save()
    except IntegrityError:
        same = {"mailbox": message.mailbox, "provider_id": message.provider_id}
        if Message.objects.filter(**same).exists():
            return False
        raise
    return True


def _record(message: Message) -> None:
    thread = message.thread
    record(
        Action.MESSAGE_RECEIVED if thread or message.prospect_id else Action.MESSAGE_UNMATCHED,
        About(
            f"message:{message.pk}",
            campaign_id=thread.campaign_id if thread else None,
            thread_id=thread.pk if thread else None,
            influencer=thread.influencer.name if thread else "",
        ),
        actor="mailbox",
        at=message.stored_at,
        summary=f"{message.kind} mail from {message.sender}",
        message_id=message.pk,
        kind=message.kind,
    )

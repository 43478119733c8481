"""Whom the next mail of a thread goes to and greets, and what our earlier ones said."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Q

from negotiations.domain.reading.counterparty import domain_of, is_personal
from negotiations.domain.terms.purposes import Purpose
from negotiations.domain.terms.standing import Standing
from negotiations.models import Agreement, Message, OutgoingEmail, Thread
from negotiations.queries.standing import may_be_copied, standing_of

MOST_COPIES = 4
# Fewer than the writer has of any sentence, so that one is always left.
_LAST_FIRST_MAILS = 4


def last_inbound(thread: Thread) -> Message | None:
    """Return the newest mail that somebody wrote who speaks for the influencer."""
    theirs = thread.messages.filter(is_ours=False, kind=Message.Kind.HUMAN, may_bind=True)
    return theirs.order_by("-received_at").first()


def said_before(thread: Thread) -> tuple[str, ...]:
    """Return our mails of this thread that people read or may still read, oldest first."""
    readable = thread.emails.exclude(status__in=OutgoingEmail.VOID)
    return tuple(readable.values_list("body", flat=True))


def said_to_colleagues(thread: Thread) -> tuple[str, ...]:
    """Return our last first mails to others of the same agency.

    Whoever looks after both of them reads no sentence twice.
    """
    domain = domain_of(thread.influencer.email)
    agencies = thread.influencer.contacts.exclude(agency=None).values("agency")
    same = Q(thread__influencer__contacts__agency__in=agencies)
    if domain and not is_personal(domain):
        same |= Q(thread__influencer__email__iendswith=f"@{domain}")
    first_mails = OutgoingEmail.objects.filter(same, purpose=Purpose.OPENING)
    others = first_mails.exclude(thread=thread).exclude(status__in=OutgoingEmail.VOID)
    newest = others.order_by("-id").values_list("id", "body").distinct()
    return tuple(body for _, body in newest[:_LAST_FIRST_MAILS])


def known_of(thread: Thread) -> date | None:
    """Return when we last agreed with them for this client, in another campaign, and it held."""
    client = thread.campaign.client_id
    deals = Agreement.objects.filter(
        thread__influencer=thread.influencer_id,
        thread__campaign__client=client,
        withdrawn_at__isnull=True,
    ).exclude(thread__campaign=thread.campaign_id)
    last = deals.order_by("-agreed_at").first() if client else None
    return last.agreed_at.date() if last else None


def greeted(thread: Thread) -> str | None:
    """Return the name to greet: a manager's or assistant's own, else the creator's."""
    if thread.counterparty in ("manager", "assistant"):
        inbound = last_inbound(thread)
        return inbound.sender_name or None if inbound else None
    return thread.influencer.first_name or None


def recipients_of(thread: Thread) -> tuple[list[str], list[str]]:
    """Return To and Cc: the known address that wrote last, and who of the thread it had on copy.

    A Reply-To is followed only to an address that speaks for the influencer itself. Copies go to
    people of the thread alone, the first four, and never to ourselves.
    """
    inbound = last_inbound(thread)
    if inbound is None:
        return [thread.influencer.email], []
    to = inbound.sender
    if is_address(inbound.reply_to) and standing_of(inbound.reply_to, thread) == Standing.KNOWN:
        to = inbound.reply_to
    none_of = (thread.mailbox.address.lower(), to.lower())
    others = [*inbound.recipients, *inbound.cc, inbound.sender]
    named = [a for a in dict.fromkeys(a.lower() for a in others) if a not in none_of]
    return [to], [a for a in named if is_address(a) and may_be_copied(a, thread)][:MOST_COPIES]


def is_address(text: str) -> bool:
    """Whether a stranger's header gives something that mail can be sent to."""
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def chain_of(thread: Thread) -> tuple[str, str]:
    """Return In-Reply-To and References for the next mail, from the whole chain."""
    named = thread.messages.exclude(message_id="").exclude(kind=Message.Kind.BOUNCE)
    seen: list[tuple[datetime, str]] = [(m.received_at, m.message_id) for m in named]
    seen += [
        (e.sent_at, e.message_id)
        for e in thread.emails.filter(sent_at__isnull=False).exclude(message_id="")
        if e.sent_at
    ]
    ids = list(dict.fromkeys(message_id for _, message_id in sorted(seen)))
    return (ids[-1] if ids else "", " ".join(ids))

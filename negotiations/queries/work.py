"""Where the mail and the money of one thread stand."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import Q

from integrations.gmail.notices import PushNotice
from integrations.models import Mailbox
from negotiations.models import Escalation, Message, Offer, OutgoingEmail, Thread

# Why a thread waits in `initial_offer`.
# Why a mail of theirs waits while the thread is paused.
KEPT = "kept for the resume"
BUDGET_EXHAUSTED = "budget_exhausted"


def sent_offers(thread: Thread) -> list[Offer]:
    """Return the offers whose mail left, oldest first."""
    return list(thread.offers.filter(status__in=Offer.GONE).order_by("id"))


def last_sent_at(thread: Thread) -> datetime | None:
    """Return when our newest mail on the thread left."""
    newest = thread.emails.filter(sent_at__isnull=False).order_by("-sent_at").first()
    return newest.sent_at if newest else None


def turn_of(thread: Thread) -> list[Message]:
    """Return their mails since ours last left, oldest first: they are read together.

    What may bind nothing is no part of it, so that no stranger's words mix with theirs.
    """
    found = thread.messages.filter(kind=Message.Kind.HUMAN, is_ours=False, may_bind=True)
    since = last_sent_at(thread)
    if since is not None:
        # A mail that crossed ours was not answered by it, so it still belongs to this turn.
        found = found.filter(Q(received_at__gt=since) | Q(handled_at__isnull=True))
    return list(found.order_by("received_at", "id"))


def is_known_mail(mailbox: Mailbox, provider_id: str) -> bool:
    """Whether a mail was stored, or is the copy of one of ours that we know all of."""
    if Message.objects.filter(mailbox=mailbox, provider_id=provider_id).exists():
        return True
    sent = OutgoingEmail.every.filter(provider_message_id=provider_id).exclude(message_id="")
    return sent.exists()


def is_sent_by_us(message_ids: Sequence[str]) -> bool:
    """Whether one of these Message-IDs is that of a mail we sent."""
    return OutgoingEmail.objects.filter(message_id__in=message_ids).exists()


def mailboxes_told_of(notice: PushNotice | None) -> list[Mailbox]:
    """Return the mailboxes a push may have news of."""
    if notice is None:
        return list(Mailbox.objects.all())
    named = Mailbox.objects.filter(address=notice.address.lower())
    return [m for m in named if m.history_mark is None or m.history_mark < notice.history_id]


def sent_in_last_day(mailbox: Mailbox, *, now: datetime) -> int:
    """Return how many emails left, or may have left, this mailbox in the rolling 24 hours."""
    since = now - timedelta(hours=24)
    status = OutgoingEmail.Status
    return (
        OutgoingEmail.every.filter(Q(thread__mailbox=mailbox) | Q(mailbox=mailbox))
        .filter(
            Q(status=status.SENT, sent_at__gt=since)
            | Q(status__in=(status.SENDING, status.UNKNOWN), claimed_at__gt=since)
        )
        .count()
    )


def open_escalation_of(thread: Thread) -> Escalation | None:
    """Return the thread's open escalation, if any."""
    return thread.escalations.filter(closed_at__isnull=True).first()


def needs_person(thread: Thread) -> bool:
    """Whether a person has something to decide on this thread."""
    return (
        thread.escalations.filter(closed_at__isnull=True).exists()
        or thread.emails.filter(status__in=OutgoingEmail.FOR_PERSON).exists()
        or thread.messages.filter(needs_person=True).exists()
    )

"""Whom the next mail of a thread greets, and what our earlier ones said."""

from negotiations.models import Message, OutgoingEmail, Thread

_GONE = (OutgoingEmail.Status.DISCARDED, OutgoingEmail.Status.FAILED)


def last_inbound(thread: Thread) -> Message | None:
    """Return the newest mail a person on the other side wrote."""
    return thread.messages.filter(is_ours=False, kind="human").order_by("-received_at").first()


def said_before(thread: Thread) -> tuple[str, ...]:
    """Return our mails of this thread that people read or may still read, oldest first."""
    return tuple(thread.emails.exclude(status__in=_GONE).values_list("body", flat=True))


def greeted(thread: Thread) -> str | None:
    """Return the name to greet: a manager's or assistant's own, else the creator's."""
    if thread.counterparty in ("manager", "assistant"):
        inbound = last_inbound(thread)
        return inbound.sender_name or None if inbound else None
    return thread.influencer.first_name or None

"""The story of one thread: its audit entries, with the words of the mails they speak of."""

from collections.abc import Iterable
from typing import Any

from audit.models import AuditEntry
from negotiations.models import Message, OutgoingEmail, Thread

# The trail holds ids only. These entries are where a reader wants the words themselves.
_THEIRS = ("message.received", "message.attached")
_OURS = ("email.drafted", "email.edited", "email.sent", "email.simulated")


def page_of_story(thread: Thread, *, limit: int, offset: int) -> dict[str, Any]:
    """Return part of the story, oldest first, and how many entries there are."""
    entries = AuditEntry.objects.filter(thread_id=thread.pk).order_by("id")
    part = list(entries[offset : offset + limit])
    theirs = Message.objects.defer("raw").in_bulk(_ids(part, _THEIRS, "message_id"))
    ours = OutgoingEmail.objects.in_bulk(_ids(part, _OURS, "email_id"))
    return {
        "items": [_item(entry, theirs, ours) for entry in part],
        "count": entries.count(),
    }


def _ids(entries: Iterable[AuditEntry], actions: tuple[str, ...], name: str) -> set[int]:
    return {e.data[name] for e in entries if e.action in actions and name in e.data}


def _item(
    entry: AuditEntry, theirs: dict[int, Message], ours: dict[int, OutgoingEmail]
) -> dict[str, Any]:
    data = dict(entry.data)
    message = theirs.get(data.get("message_id", 0)) if entry.action in _THEIRS else None
    email = ours.get(data.get("email_id", 0)) if entry.action in _OURS else None
    if message is not None:
        data.update(
            direction="in",
            sender=message.sender,
            subject=message.subject,
            authentic=message.authentic,
            authentic_reason=message.authentic_reason,
            standing=message.standing,
            body=message.new_text or message.text,
        )
    if email is not None:
        data.update(direction="out", subject=email.subject, body=email.body)
    return {
        "at": entry.at.isoformat(),
        "kind": entry.action,
        "actor": entry.actor,
        "summary": entry.summary,
        "data": data,
    }

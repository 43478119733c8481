"""Everything one negotiation's page shows, read in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from audit.models import AuditEntry
from campaigns.domain.money import cpm_of, format_money
from negotiations.domain.terms.lines import Line
from negotiations.domain.terms.offer_terms import RIGHT_LABELS, Terms
from negotiations.domain.terms.receipts import explain, is_genuine
from negotiations.models import Message, Offer, OutgoingEmail, Thread
from negotiations.queries.bindings import playbook_of
from negotiations.queries.next_step import next_step_now
from negotiations.queries.standing import sender_words


@dataclass(frozen=True)
class ShownMail:
    """One mail of the conversation, either way."""

    is_ours: bool
    at: datetime
    sender: str
    to: str
    subject: str
    text: str
    folded: str
    note: str
    message: Message | None = None
    who: str = ""
    contradictions: tuple[str, ...] = ()
    opinions: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True)
class OfferLine:
    """One part of an offer's amount, in words."""

    label: str
    extent: str
    amount: str
    basis: str
    source: str


@dataclass(frozen=True)
class Rung:
    """One offer of the ladder."""

    offer: Offer
    amount: str
    cpm: str
    package: str
    why: str
    is_genuine: bool
    lines: tuple[OfferLine, ...] = ()


def _folded(message: Message) -> str:
    """Return the quoted part: what stands in the mail beyond the newly written text."""
    text, new = message.text.strip(), message.new_text.strip()
    if not text or text == new:
        return ""
    return text.removeprefix(new).strip() or ""


def _reading_note(message: Message) -> str:
    if not message.reading:
        return "" if message.handled_at else "not read yet"
    found = message.reading
    return f"read as {found.get('intent')} ({found.get('confidence')})"


def _opinions(message: Message) -> tuple[dict[str, Any], ...]:
    """Return both readings of a mail about which they differ, for a look side by side."""
    found = message.reading or {}
    if not found.get("contradictions"):
        return ()
    pairs = (("our rules", found.get("offline")), ("the model", found.get("model")))
    return tuple({"who": who, **reading} for who, reading in pairs if reading)


def _from_them(message: Message) -> ShownMail:
    return ShownMail(
        is_ours=message.is_ours,
        at=message.received_at,
        sender=message.sender_name or message.sender,
        to=message.sender if message.sender_name else "",
        subject=message.subject,
        text=message.new_text or message.text,
        folded=_folded(message),
        note=_reading_note(message),
        message=message,
        who="" if message.is_ours else sender_words(message),
        contradictions=tuple((message.reading or {}).get("contradictions", ())),
        opinions=_opinions(message),
    )


def _from_us(email: OutgoingEmail, sender: str) -> ShownMail:
    by = f", approved by {email.approved_by}" if email.approved_by else ""
    return ShownMail(
        is_ours=True,
        at=email.sent_at or email.created_at,
        sender=sender,
        to=", ".join([*email.to, *email.cc]),
        subject=email.subject,
        text=email.body,
        folded="",
        note=f"{email.purpose.replace('_', ' ')}, {email.status}{by}",
    )


def conversation_of(
    thread: Thread, emails: Iterable[OutgoingEmail], messages: Iterable[Message]
) -> list[ShownMail]:
    """Return the mails that left and came, newest first."""
    gone = [e for e in emails if e.status in OutgoingEmail.GONE]
    lines = [_from_us(e, thread.mailbox.address) for e in gone]
    lines += [_from_them(m) for m in messages]
    return sorted(lines, key=lambda line: line.at, reverse=True)


def package_words(found: Terms) -> str:
    """Return an offer's package in one line."""
    parts = [f"{d.quantity} × {d.label}" for d in found.deliverables]
    for right in found.rights:
        days = "perpetual" if right.days is None else f"{right.days} days"
        parts.append(f"{RIGHT_LABELS.get(right.kind, right.kind)} {days}")
    if found.product:
        parts.append(f"product: {found.product}")
    return ", ".join(parts)


def rung_of(offer: Offer, views: int) -> Rung:
    """Return one offer with its explanation."""
    return Rung(
        offer=offer,
        amount=format_money(offer.amount, offer.currency),
        cpm=format_money(cpm_of(amount=offer.amount, views=views), offer.currency),
        package=package_words(offer.terms),
        why=explain(offer.receipt) if offer.receipt else "",
        is_genuine=offer.receipt is not None and is_genuine(offer.receipt),
        lines=tuple(_offer_line(line, offer.currency) for line in offer.lines),
    )


def _offer_line(line: Line, currency: str) -> OfferLine:
    extent = f"× {line.quantity}" if line.quantity != 1 else ""
    if line.days:
        extent = f"{line.days} days"
    elif line.kind in RIGHT_LABELS and line.days is None:
        extent = "perpetual"
    return OfferLine(
        label=line.label,
        extent=extent,
        amount=format_money(line.amount, currency),
        basis=line.basis,
        source=line.source,
    )


def page_of(thread: Thread) -> dict[str, Any]:
    """Return the page's context."""
    emails = list(thread.emails.select_related("offer").order_by("id"))
    messages = list(thread.messages.defer("raw").order_by("received_at", "id"))
    offers = list(thread.offers.order_by("id"))
    escalations = list(thread.escalations.order_by("-id")[:10])
    waiting = [e for e in emails if e.status in OutgoingEmail.PENDING]
    return {
        "thread": thread,
        "playbook": playbook_of(thread.campaign),
        "contacts": list(thread.influencer.contacts.select_related("agency").order_by("id")),
        "drafts": [e for e in waiting if e.status in OutgoingEmail.FOR_PERSON],
        "leaving": [e for e in waiting if e.status not in OutgoingEmail.FOR_PERSON],
        "lines": conversation_of(thread, emails, messages),
        "rungs": [rung_of(offer, thread.views) for offer in offers],
        "latest": rung_of(offers[-1], thread.views) if offers else None,
        "escalation": next((e for e in escalations if e.closed_at is None), None),
        "closed_escalations": [e for e in escalations if e.closed_at],
        "to_look_at": [m for m in messages if m.needs_person],
        "entries": AuditEntry.objects.filter(thread_id=thread.pk).order_by("-id")[:60],
        "bounds": _bounds_words(offers),
        "next_step": next_step_now(thread),
    }


def _bounds_words(offers: list[Offer]) -> dict[str, Any]:
    """Return the limits the newest offer was priced in."""
    receipt = offers[-1].receipt if offers else None
    return dict(receipt.bounds) if receipt else {}

"""Cards that Slack owes people of a row: owed beside the change, made by a job, then put there.

A card shows what its row says when it is made, so a change only says that Slack lags behind.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from audit.recording import About
from integrations.notifications import notify, revise
from integrations.queue import Job, enqueue
from negotiations.models import Agreement, Escalation, Thread

Row = Escalation | Agreement
_AROUND = ("thread__campaign__client", "thread__influencer", "thread__prospect")


@dataclass(frozen=True)
class Card:
    """What a row looks like in Slack: plain words, and the blocks around them."""

    text: str
    blocks: list[dict[str, Any]]


def owe_escalation(escalation: Escalation, *, now: datetime) -> None:
    """Let Slack show the escalation as its rows say. Runs inside a command's transaction."""
    if _owe(escalation, now=now):
        enqueue(Job.SHOW_ESCALATION, escalation_id=escalation.pk)


def owe_agreement(agreement: Agreement, *, now: datetime) -> None:
    """Let Slack show the agreement. Runs inside a command's transaction."""
    if _owe(agreement, now=now):
        enqueue(Job.SHOW_AGREEMENT, agreement_id=agreement.pk)


def _owe(row: Row, *, now: datetime) -> bool:
    if row.card_due_at == now:
        return False
    row.card_due_at = now
    row.save(update_fields=["card_due_at"])
    return True


@transaction.atomic(durable=True)
def claim_escalation(*, escalation_id: int, now: datetime) -> Escalation | None:
    """Take a due card and return its row as it is now; None if it is not due."""
    rows = Escalation.objects.select_related("draft", *_AROUND)
    return rows.get(pk=escalation_id) if _claim(Escalation, escalation_id, now=now) else None


@transaction.atomic(durable=True)
def claim_agreement(*, agreement_id: int, now: datetime) -> Agreement | None:
    """Take a due card and return its row as it is now; None if it is not due."""
    rows = Agreement.objects.select_related(*_AROUND)
    return rows.get(pk=agreement_id) if _claim(Agreement, agreement_id, now=now) else None


def _claim(kind: type[Row], pk: int, *, now: datetime) -> bool:
    """Hold a card for as long as the lease; a claim that comes to nothing is due again."""
    due = kind._default_manager.filter(pk=pk, card_due_at__lte=now)
    return due.update(card_due_at=now + timedelta(seconds=settings.LEASE_SECONDS)) == 1


@transaction.atomic(durable=True)
def put_escalation(escalation: Escalation, card: Card, *, now: datetime) -> str:
    """Put a claimed card in its place; one whose row changed meanwhile is made again."""
    return _put(escalation, card, settings.SLACK_ESCALATIONS_CHANNEL, now=now)


@transaction.atomic(durable=True)
def put_agreement(agreement: Agreement, card: Card, *, now: datetime) -> str:
    """Put a claimed card in its place."""
    return _put(agreement, card, settings.SLACK_AGREEMENTS_CHANNEL, now=now)


def _put(row: Row, card: Card, channel: str, *, now: datetime) -> str:
    claimed = type(row)._default_manager.filter(pk=row.pk, card_due_at=row.card_due_at)
    if not claimed.update(card_due_at=None):
        return "skipped: it changed meanwhile"
    thread: Thread = row.thread
    key = f"{type(row).__name__.lower()}:{row.pk}"
    notify(
        key=key,
        channel=channel,
        text=card.text,
        blocks=card.blocks,
        now=now,
        about=About(thread_id=thread.pk, campaign_id=thread.campaign_id),
    )
    revise(key=key, text=card.text, blocks=card.blocks, now=now)
    return "shown"

"""The only writer of audit entries."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection

from audit.actions import Action
from audit.chain import hash_of_entry
from audit.context import request_id
from audit.models import AuditEntry


class NotInTransaction(RuntimeError):
    """An entry was about to be written outside the transaction of its change."""


@dataclass(frozen=True)
class About:
    """What something concerns: the row by name ("thread:12"), and by whom people look for it."""

    subject: str = ""
    campaign_id: int | None = None
    thread_id: int | None = None
    influencer: str = ""


def record(
    action: Action, about: About, *, actor: str, at: datetime, summary: str = "", **data: Any
) -> AuditEntry:
    """Write one entry beside the change it describes.

    `data` is any JSON-safe detail; Decimals and times become text.

    :raises NotInTransaction: if no transaction is open
    """
    if not connection.in_atomic_block:
        raise NotInTransaction(f"{action} recorded outside a transaction")
    clean = json.loads(json.dumps(data, cls=DjangoJSONEncoder))
    entry = AuditEntry(
        at=at,
        actor=actor[:200],
        action=action.value,
        subject=about.subject,
        campaign_id=about.campaign_id,
        thread_id=about.thread_id,
        influencer=about.influencer[:200],
        request_id=request_id.get(),
        summary=summary,
        data=clean,
    )
    entry.entry_hash = entry_hash_of(entry)
    entry.save(force_insert=True)
    return entry


def entry_hash_of(entry: AuditEntry) -> str:
    """Return what the entry's hash must be, computed from its columns."""
    return hash_of_entry(
        at=entry.at,
        actor=entry.actor,
        action=entry.action,
        subject=entry.subject,
        fields={
            "campaign_id": entry.campaign_id,
            "thread_id": entry.thread_id,
            "influencer": entry.influencer,
            "request_id": entry.request_id,
            "summary": entry.summary,
            "data": entry.data,
        },
    )

"""What people do with what came in; one function each."""

from datetime import datetime

from django.db import transaction

from audit.actions import Action
from audit.recording import record
from integrations.inbox import replay_delivery


@transaction.atomic(durable=True)
def replay(*, delivery_id: int, actor: str, reason: str, now: datetime) -> None:
    """Work on a stored delivery again and say who asked for it."""
    replay_delivery(delivery_id=delivery_id, now=now)
    record(
        Action.DELIVERY_REPLAYED,
        subject=f"delivery:{delivery_id}",
        actor=actor,
        at=now,
        summary=reason,
    )

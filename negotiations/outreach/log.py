"""The learning log: ids and counts, best effort. It never changes what happens."""

from datetime import datetime
from typing import Any

import structlog
from django.db import DatabaseError, transaction

from negotiations.models import LearningEvent

log = structlog.get_logger()
TAGS = {
    "cam.cycle_started": ["cam", "daily_cycle"],
    "cam.leads_processed": ["cam", "discovery"],
    "cam.outreach_scheduled": ["cam", "scheduling"],
    "cam.outreach_sent": ["cam", "outreach"],
    "cam.replies_detected": ["cam", "engagement"],
    "cam.followups_sent": ["cam", "outreach"],
    "cam.leads_escalated": ["cam", "escalation"],
    "cam.cycle_completed": ["cam", "daily_cycle"],
    "cam.error": ["cam", "error"],
    "cam.auto_paused": ["cam", "health"],
    "cam.kill_switch": ["cam", "health"],
}


def learn(
    name: str,
    *,
    now: datetime,
    run_id: int | None = None,
    prospect_id: int | None = None,
    **payload: Any,
) -> None:
    """Note one event under a savepoint; if that fails, our log says so and nothing else happens."""
    try:
        with transaction.atomic():
            LearningEvent.objects.create(
                at=now,
                name=name,
                run_id=run_id,
                prospect_id=prospect_id,
                payload=payload,
                tags=TAGS.get(name, ["cam", "prospect"]),
            )
    except DatabaseError as error:
        log.warning("learning_log_failed", event_name=name, error=type(error).__name__)

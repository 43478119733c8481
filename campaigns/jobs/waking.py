"""Wake what is due: briefs and rosters."""

from datetime import datetime

from django.conf import settings

from campaigns.queries.rosters import due_rosters
from integrations.queue import Job, enqueue


def wake_due_rosters(*, now: datetime) -> int:
    """Wake one reading for each spreadsheet of which campaigns owe one."""
    due = list(due_rosters(now=now).values_list("sheet_id", "pk"))
    for campaign_id in dict(reversed(due)).values():
        enqueue(Job.READ_ROSTER, campaign_id=campaign_id)
    return len(due)


def wake_intake(*, now: datetime) -> dict[str, int]:
    """Wake what brings in briefs and rosters; returns how many of each."""
    is_swept = settings.CLICKUP_MODE == "live" and bool(settings.CLICKUP_LIST_ID)
    if is_swept:
        enqueue(Job.SWEEP_BRIEFS)
    return {"rosters": wake_due_rosters(now=now)}

"""Wake what is due: briefs and rosters."""

from datetime import datetime

from django.conf import settings

from campaigns.models import ImportBatch
from campaigns.queries.rosters import due_rosters
from campaigns.queries.starts import due_starts
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
    imports = list(ImportBatch.objects.filter(status__in=("waiting", "running")))
    for batch in imports:
        enqueue(Job.RUN_IMPORT, batch_id=batch.pk)
    return {
        "imports": len(imports),
        "starts": wake_due_starts(now=now),
        "rosters": wake_due_rosters(now=now),
    }


def wake_due_starts(*, now: datetime) -> int:
    """Wake the start of each brief that was left alone for long enough."""
    due = list(due_starts(now=now).values_list("pk", flat=True)[:500])
    for campaign_id in due:
        enqueue(Job.START_CAMPAIGN, campaign_id=campaign_id)
    return len(due)

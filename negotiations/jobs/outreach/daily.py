"""The plan of the day, made by the clock at seven in the house's zone; nothing of it leaves."""

from django.utils import timezone

from negotiations.jobs.outreach.cycle import run_daily_cam_cycle
from negotiations.outreach.due import is_plan_due
from negotiations.outreach.orders import stored_order

ACTOR = "clock"


def plan_day() -> str:
    """Make the day's plan once; a second wake-up finds it made."""
    if not is_plan_due(now=timezone.now()):
        return "skipped: not due"
    report = run_daily_cam_cycle(stored_order(), actor=ACTOR)
    return f"plan {report.plan_hash or 'empty'}"

"""Runs that the clock and people ask for; the clock's own, at seven, only plans."""

from django.utils import timezone

from negotiations.jobs.outreach.cycle import run_daily_cam_cycle
from negotiations.outreach.commands.reports import make_daily_report
from negotiations.outreach.commands.runs import begin_asked, end_run
from negotiations.outreach.due import due_report, is_plan_due
from negotiations.outreach.orders import stored_order

ACTOR = "clock"


def plan_day() -> str:
    """Make the day's plan once; a second wake-up finds it made."""
    if not is_plan_due(now=timezone.now()):
        return "skipped: not due"
    report = run_daily_cam_cycle(stored_order(), actor=ACTOR)
    return f"plan {report.plan_hash or 'empty'}"


def run_asked(*, run_id: int) -> str:
    """Do the run a person asked for; a second wake-up finds it begun."""
    run = begin_asked(run_id=run_id)
    if run is None:
        return "skipped: begun already"
    report = run_daily_cam_cycle(stored_order(dry_run=run.is_dry), actor=run.actor, asked=run.pk)
    if not report.run_id:
        if not report.errors:
            report.add_error("Nothing was done: another run is under way.")
        end_run(run_id=run.pk, report=report, fence=0, now=timezone.now())
    return f"run {run.pk}, plan {report.plan_hash or 'empty'}"


def report_day() -> str:
    """Make the evening's report once; a second wake-up finds it made."""
    now = timezone.now()
    day = due_report(now=now)
    if day is None:
        return "skipped: not due"
    make_daily_report(day=day, actor=ACTOR, now=now)
    return f"report of {day}"

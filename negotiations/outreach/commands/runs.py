"""A run's own row: started under the lease, ended with its report."""

from datetime import datetime

from django.db import transaction

from audit.actions import Action
from audit.recording import About, record
from campaigns.domain.outreach.config import CAMCycleConfig
from campaigns.domain.outreach.report import CAMCycleReport
from negotiations.models import CycleRun
from negotiations.outreach.commands.leases import CYCLE, check_fence


@transaction.atomic(durable=True)
def start_run(*, config: CAMCycleConfig, fence: int, actor: str, now: datetime) -> CycleRun:
    """Write down that a run begins, with its order."""
    check_fence(scope=CYCLE, fence=fence)
    run = CycleRun.objects.create(
        config=config,
        is_dry=config.dry_run,
        actor=actor,
        fence=fence,
        started_at=now,
    )
    if not run.is_dry:
        _audit(run, Action.CYCLE_STARTED, actor=actor, now=now, summary="a live run began")
    return run


@transaction.atomic(durable=True)
def end_run(*, run_id: int, report: CAMCycleReport, fence: int, now: datetime) -> CycleRun:
    """Keep a run's report."""
    check_fence(scope=CYCLE, fence=fence)
    run = CycleRun.objects.select_for_update().get(pk=run_id)
    run.report, run.errors, run.ended_at = report, report.errors, now
    run.save(update_fields=["report", "errors", "ended_at"])
    if not run.is_dry:
        sent = f"{report.outreach_sent} first touches, {report.followups_sent} follow-ups"
        _audit(run, Action.CYCLE_ENDED, actor=run.actor, now=now, summary=f"{sent} left")
    return run


def _audit(run: CycleRun, action: Action, *, actor: str, now: datetime, summary: str) -> None:
    record(
        action,
        About(f"cycle_run:{run.pk}"),
        actor=actor,
        at=now,
        summary=summary,
    )

"""One run of the daily cycle: the phases in their order, and a report whatever happens."""

import time
import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils import timezone

from campaigns.domain.outreach.config import CAMCycleConfig, config_problems
from campaigns.domain.outreach.refusals import SkipReason
from campaigns.domain.outreach.report import CAMCycleReport, phase_error
from integrations.claims import worker_name
from negotiations.jobs.outreach import phases
from negotiations.jobs.outreach.phases import Cycle
from negotiations.models import CycleRun
from negotiations.outreach.commands.leases import CYCLE, LeaseLost, release_lease, take_lease
from negotiations.outreach.commands.runs import end_run, start_run
from negotiations.outreach.log import learn
from negotiations.outreach.tallies import report_of

Phase = Callable[[Cycle], int]
# Each phase with its stage in the learning log and the event it ends with.
_PHASES: tuple[tuple[Phase, str, str], ...] = (
    (phases.preflight, "preflight", ""),
    (phases.process_new_leads, "process_new_leads", "cam.leads_processed"),
    (
        phases.schedule_outreach_for_scored_leads,
        "schedule_outreach",
        "cam.outreach_scheduled",
    ),
    (phases.send_pending_outreach, "send_outreach", "cam.outreach_sent"),
    (
        phases.detect_replies_and_update_lead_status,
        "detect_replies",
        "cam.replies_detected",
    ),
    (phases.send_due_followups, "send_followups", "cam.followups_sent"),
    (phases.escalate_hot_leads_to_negotiation, "escalate_leads", "cam.leads_escalated"),
)


def run_daily_cam_cycle(
    config: CAMCycleConfig, *, actor: str = "clock", asked: int | None = None
) -> CAMCycleReport:
    """Do one run and return its report; it never raises, but for what ends the process.

    `asked` is the row of a run that a person asked for.
    """
    started = time.monotonic()
    if problems := config_problems(config):
        return CAMCycleReport(errors=["; ".join(problems)], dry_run=config.dry_run)
    now = timezone.now()
    fence = 0
    if not config.dry_run:
        owner = f"{worker_name()}:{uuid.uuid4().hex[:8]}"
        taken = take_lease(scope=CYCLE, owner=owner, now=now)
        if taken is None:
            return CAMCycleReport(skipped={SkipReason.LEASE_HELD.value: 1}, dry_run=False)
        fence = taken
    run = start_run(config=config, fence=fence, actor=actor, now=now, asked=asked)
    cycle = Cycle(config, run, fence, CAMCycleReport(run_id=str(run.pk)), now)
    _learn_start(cycle, now)
    for phase, stage, event in _PHASES:
        _run_phase(cycle, phase, stage, event)
    report = _finished(cycle)
    report.execution_time_seconds = round(time.monotonic() - started, 3)
    return report


def _learn_start(cycle: Cycle, now: datetime) -> None:
    config = cycle.config
    learn(
        "cam.cycle_started",
        now=now,
        run_id=cycle.run.pk,
        dry_run=config.dry_run,
        channels_enabled=config.channels_enabled,
        max_new_leads=config.max_new_leads_per_day,
    )


def _run_phase(cycle: Cycle, phase: Phase, stage: str, event: str) -> None:
    """Run one phase at its one try level; what it could not do is said, the next one runs."""
    count = 0
    try:
        count = phase(cycle)
    except Exception as error:
        line = phase_error(phase.__name__, error)
        cycle.report.add_error(line)
        learn("cam.error", now=timezone.now(), run_id=cycle.run.pk, stage=stage, error=line)
        if stage == "preflight":
            cycle.preflight_failed = line
    if event:
        _learn_phase(cycle, event, count)


def _learn_phase(cycle: Cycle, event: str, count: int) -> None:
    report = _counted(cycle)
    payload: dict[str, Any] = {"count": count}
    if event == "cam.leads_processed":
        payload |= {"would_create": cycle.report.leads_would_create}
    if event == "cam.outreach_sent":
        payload = {
            "count": report.outreach_sent,
            "dry_run": cycle.is_dry,
            "channels": cycle.config.channels_enabled,
            "simulated": report.simulated,
        }
    if event == "cam.followups_sent":
        payload = {"count": report.followups_sent, "simulated": report.simulated}
    learn(event, now=timezone.now(), run_id=cycle.run.pk, **payload)


def _counted(cycle: Cycle) -> CAMCycleReport:
    """Return the report as the rows count it, with what no row says."""
    report = report_of(CycleRun.objects.select_related("plan").get(pk=cycle.run.pk))
    for line in cycle.report.errors:
        report.add_error(line)
    report.leads_would_create = cycle.report.leads_would_create
    if cycle.is_dry:
        report.hot_leads_detected = cycle.report.hot_leads_detected
        report.replies_detected = cycle.report.replies_detected
    return report


def _finished(cycle: Cycle) -> CAMCycleReport:
    now = timezone.now()
    report = _counted(cycle)
    try:
        end_run(run_id=cycle.run.pk, report=report, fence=cycle.fence, now=now)
        if cycle.fence:
            release_lease(scope=CYCLE, fence=cycle.fence)
    except LeaseLost as error:
        report.add_error(phase_error("end_run", error))
    learn(
        "cam.cycle_completed",
        now=now,
        run_id=cycle.run.pk,
        leads_created=report.leads_created,
        outreach_sent=report.outreach_sent,
        followups_sent=report.followups_sent,
        hot_leads_detected=report.hot_leads_detected,
        errors_count=len(report.errors),
        skipped=report.skipped,
    )
    return report

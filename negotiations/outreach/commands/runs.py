"""A run's own row: started under the lease, ended with its report."""

from datetime import datetime

from django.db import transaction

from audit.actions import Action
from audit.recording import About, record
from campaigns.domain.outreach.config import CAMCycleConfig
from campaigns.domain.outreach.report import CAMCycleReport
from campaigns.models import OutreachSettings
from integrations.queue import Job, enqueue
from negotiations.errors import Refused
from negotiations.models import CycleRun, Message
from negotiations.outreach.commands.leases import CYCLE, check_fence
from negotiations.outreach.orders import stored_order


@transaction.atomic(durable=True)
def ask_for_run(*, is_dry: bool, actor: str, now: datetime) -> CycleRun:
    """Let a worker make a plan, or send what is armed; the row says how it went.

    :raises Refused: if one waits already
    """
    OutreachSettings.objects.get_or_create(pk=1)
    OutreachSettings.objects.select_for_update().get(pk=1)
    if CycleRun.objects.filter(is_waiting=True).exists():
        raise Refused("A run waits for its turn already.", code="waiting")
    order = stored_order(dry_run=is_dry)
    run = CycleRun.objects.create(
        config=order, is_dry=is_dry, is_waiting=True, actor=actor, started_at=now
    )
    what = "a plan" if is_dry else "a live run"
    _audit(run, Action.CYCLE_ASKED, actor=actor, now=now, summary=f"asked for {what}")
    enqueue(Job.RUN_CYCLE, run_id=run.pk)
    return run


@transaction.atomic(durable=True)
def begin_asked(*, run_id: int) -> CycleRun | None:
    """Take a run that was asked for; None if another worker did."""
    run = CycleRun.objects.select_for_update().filter(pk=run_id, is_waiting=True).first()
    if run is not None:
        run.is_waiting = False
        run.save(update_fields=["is_waiting"])
    return run


@transaction.atomic(durable=True)
def start_run(
    *, config: CAMCycleConfig, fence: int, actor: str, now: datetime, asked: int | None = None
) -> CycleRun:
    """Write down that a run begins, with its order; `asked` is its row if a person asked for it."""
    check_fence(scope=CYCLE, fence=fence)
    run = CycleRun.objects.select_for_update().get(pk=asked) if asked else CycleRun()
    run.config, run.is_dry, run.actor = config, config.dry_run, actor
    run.fence, run.started_at = fence, now
    run.save()
    if not run.is_dry:
        _audit(run, Action.CYCLE_STARTED, actor=actor, now=now, summary="a live run began")
    return run


@transaction.atomic(durable=True)
def count_replies(*, run_id: int, now: datetime) -> int:
    """Note on a run how many people's answers were applied since it began."""
    run = CycleRun.objects.select_for_update().get(pk=run_id)
    applied = Message.objects.filter(
        prospect__isnull=False, handled_at__gte=run.started_at, handled_at__lte=now
    )
    run.replies_detected = applied.filter(kind=Message.Kind.HUMAN, is_ours=False).count()
    run.save(update_fields=["replies_detected"])
    return run.replies_detected


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

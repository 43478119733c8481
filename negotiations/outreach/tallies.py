"""A run's report, counted from its rows at the moment it is asked for."""

from collections import Counter
from collections.abc import Iterable

from django.db.models import Count

from campaigns.domain.outreach.refusals import SkipReason
from campaigns.domain.outreach.report import CAMCycleReport
from campaigns.models import Approach
from negotiations.domain.terms.purposes import Purpose
from negotiations.models import CycleRun, OutgoingEmail, PlanRow

Status = OutgoingEmail.Status
_OUTCOME = {
    **dict.fromkeys((Status.DRAFT, Status.HELD, Status.READY, Status.SENDING), "queued"),
    **dict.fromkeys((Status.UNKNOWN, Status.PARKED), "unknown"),
    Status.FAILED: "failed",
    Status.DISCARDED: "failed",
    Status.SIMULATED: "simulated",
}


def report_of(run: CycleRun) -> CAMCycleReport:
    """Return what the run did so far; each candidate has one outcome."""
    report = CAMCycleReport(errors=list(run.errors), run_id=str(run.pk), dry_run=run.is_dry)
    counts: Counter[str] = Counter()
    skipped: Counter[str] = Counter()
    for reason, status, purpose, count in _grouped(run):
        if reason:
            skipped[reason] += count
        else:
            counts[_outcome(run, status, purpose)] += count
    for name, count in counts.items():
        setattr(report, name, count)
    report.skipped = {r.value: skipped[r.value] for r in SkipReason if skipped[r.value]}
    report.outreach_scheduled = sum(counts.values())
    report.leads_created = Approach.objects.filter(taken_in_by_run=run.pk).count()
    report.hot_leads_detected = Approach.objects.filter(counted_in_run=run.pk).count()
    report.replies_detected = run.replies_detected
    plan = getattr(run, "plan", None)
    report.plan_hash = plan.hash if plan else ""
    return report


def _grouped(run: CycleRun) -> Iterable[tuple[str, str | None, str | None, int]]:
    """Return how many rows of the run's plan share a reason, their mail's status and purpose."""
    by = ("reason", "email__status", "email__purpose")
    rows = PlanRow.objects.filter(plan__run=run).order_by().values(*by)
    counted: Iterable[tuple[str, str | None, str | None, int]]
    counted = rows.annotate(count=Count("pk")).values_list(*by, "count")
    return counted


def _outcome(run: CycleRun, status: str | None, purpose: str | None) -> str:
    """Return the counter of a planned row; without a mail it is only what would have gone out."""
    if status is None:
        return "simulated" if run.is_dry else "queued"
    if status == Status.SENT:
        return "outreach_sent" if purpose == Purpose.FIRST_TOUCH else "followups_sent"
    return _OUTCOME[Status(status)]

"""The day's plan as a person looks at it: its mails, its refusals, what changed, how it goes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet

from campaigns.domain.outreach.compliance.standing import Standing
from campaigns.domain.outreach.plan import RowKey, compare
from campaigns.domain.outreach.refusal_words import ReasonWords, words_of
from campaigns.domain.outreach.refusals import CLEARED_BY_APPROVAL
from campaigns.domain.outreach.report import CAMCycleReport
from campaigns.models import Approach, Prospect
from negotiations.models import CyclePlan, CycleRun, OutgoingEmail, OutreachTask, PlanRow
from negotiations.outreach.commands.plans import mails_of, plan_before
from negotiations.outreach.tallies import report_of

Status = OutgoingEmail.Status
FOR_PERSON = tuple(sorted(reason.value for reason in CLEARED_BY_APPROVAL))
RUNS_SHOWN = 10
_NAMES_SHOWN = 12
# A run that says nothing for so long has ended without its report.
_LOST_AFTER = timedelta(minutes=15)


@dataclass(frozen=True)
class Refusal:
    """One reason of a plan: how many, in words, and the limit or fact met most often."""

    reason: str
    count: int
    words: ReasonWords
    detail: str
    more_details: int


@dataclass(frozen=True)
class Change:
    """Whom a plan writes to that the one before did not, or the other way round."""

    label: str
    count: int
    names: Sequence[str]


def newest_plan() -> CyclePlan | None:
    """Return the last plan that was finished."""
    found = CyclePlan.objects.select_related("run").filter(run__ended_at__isnull=False)
    return found.order_by("-pk").first()


def rows_of(plan: CyclePlan, *, reason: str = "", query: str = "") -> QuerySet[PlanRow]:
    """Return a plan's rows: its mails in the order they leave, or those a reason kept back.

    `reason` may be `person`: whatever a person's approval would clear.
    """
    rows = PlanRow.objects.filter(plan=plan).select_related(
        "prospect__influencer", "prospect__campaign", "mailbox", "template", "email"
    )
    reasons = FOR_PERSON if reason == "person" else (reason,)
    rows = rows.filter(reason__in=reasons)
    if query:
        name = Q(prospect__influencer__name__icontains=query)
        rows = rows.filter(name | Q(to__icontains=query) | Q(subject__icontains=query))
    return rows.order_by("slot", "prospect_id", "step")


def refusals_of(plan: CyclePlan) -> list[Refusal]:
    """Return why candidates get no mail, the most frequent reason first."""
    found = PlanRow.objects.filter(plan=plan).exclude(reason="").order_by()
    details: dict[str, list[tuple[int, str]]] = {}
    grouped = found.values("reason", "detail").annotate(count=Count("pk"))
    for reason, detail, count in grouped.values_list("reason", "detail", "count"):
        details.setdefault(reason, []).append((count, detail))
    refusals = []
    for reason, said in details.items():
        _, detail = max(said)
        total = sum(count for count, _ in said)
        refusals.append(Refusal(reason, total, words_of(reason), detail, len(said) - 1))
    return sorted(refusals, key=lambda one: (-one.count, one.reason))


def counts_of(plan: CyclePlan) -> dict[str, int]:
    """Return how many first touches and follow-ups a plan holds, and what became of them."""
    planned = Q(reason="")
    gone = planned & Q(email__status=Status.SENT)
    found = PlanRow.objects.filter(plan=plan).aggregate(
        first=Count("pk", filter=planned & Q(step=1)),
        followups=Count("pk", filter=planned & Q(step__gt=1)),
        refused=Count("pk", filter=~planned),
        person=Count("pk", filter=Q(reason__in=FOR_PERSON)),
        sent=Count("pk", filter=gone),
        simulated=Count("pk", filter=planned & Q(email__status=Status.SIMULATED)),
        troubled=Count(
            "pk",
            filter=planned
            & Q(email__status__in=(Status.FAILED, Status.UNKNOWN, Status.PARKED, Status.DISCARDED)),
        ),
    )
    return dict(found)


def waiting_counts() -> dict[str, int]:
    """Return what of the cycle waits for a person."""
    return {
        "review": Approach.objects.filter(standing=Standing.MANUAL_REVIEW.value).count(),
        "tasks": OutreachTask.objects.filter(done_at__isnull=True).count(),
    }


def changes_of(plan: CyclePlan) -> list[Change]:
    """Return who is new, gone and reworded since the plan before."""
    earlier = plan_before(plan)
    if earlier is None:
        return []
    found = compare(mails_of(earlier), mails_of(plan))
    lists = {"New": found.added, "Gone": found.removed, "Reworded": found.changed}
    return [_change(label, keys) for label, keys in lists.items() if keys]


def _change(label: str, keys: Sequence[RowKey]) -> Change:
    ids = [key.prospect_id for key in keys[:_NAMES_SHOWN]]
    names = dict(Prospect.objects.filter(pk__in=ids).values_list("pk", "influencer__name"))
    return Change(label, len(keys), [names.get(pk, "somebody erased") for pk in ids])


@dataclass(frozen=True)
class RunLine:
    """One run in the history; `state` is waiting, running, done or lost."""

    run: CycleRun
    state: str
    report: CAMCycleReport

    @property
    def skipped(self) -> int:
        """Return how many candidates got no mail."""
        return sum(self.report.skipped.values())


def last_runs(*, now: datetime) -> list[RunLine]:
    """Return the newest runs with how each stands; their mails are counted as they are now."""
    runs = CycleRun.objects.select_related("plan").order_by("-pk")[:RUNS_SHOWN]
    return [RunLine(run, _state(run, now=now), report_of(run)) for run in runs]


def _state(run: CycleRun, *, now: datetime) -> str:
    if run.is_waiting:
        return "waiting"
    if run.ended_at:
        return "done"
    return "lost" if now - run.started_at > _LOST_AFTER else "running"


def neighbours(row: PlanRow) -> tuple[int | None, int | None]:
    """Return the rows before and after this one, among those of its plan and reason."""
    ids = list(
        PlanRow.objects.filter(plan=row.plan_id, reason=row.reason)
        .order_by("slot", "prospect_id", "step")
        .values_list("pk", flat=True)
    )
    at = ids.index(row.pk)
    return (ids[at - 1] if at else None, ids[at + 1] if at + 1 < len(ids) else None)

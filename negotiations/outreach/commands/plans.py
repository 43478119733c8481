"""Store a plan, and arm it: a person's word that exactly these mails may leave."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice

from django.db import transaction

from audit.actions import Action
from audit.recording import About, record
from campaigns.domain.outreach.plan import VALID_FOR, PlanHash, RowKey, compare
from campaigns.domain.outreach.refusals import SkipReason
from negotiations.errors import Refused
from negotiations.models import CyclePlan, CycleRun, PlanRow
from negotiations.outreach.commands.leases import CYCLE, check_fence

_BATCH = 1000


@transaction.atomic(durable=True)
def begin_plan(*, run_id: int, fence: int, now: datetime) -> CyclePlan:
    """Make the empty plan of a run."""
    check_fence(scope=CYCLE, fence=fence)
    run = CycleRun.objects.get(pk=run_id)
    return CyclePlan.objects.create(run=run, made_at=now, expires_at=now + VALID_FOR)


@transaction.atomic(durable=True)
def keep_rows(*, rows: list[PlanRow], fence: int) -> None:
    """Store some of a plan's rows."""
    check_fence(scope=CYCLE, fence=fence)
    PlanRow.objects.bulk_create(rows)


def batched(rows: Iterable[PlanRow]) -> Iterator[list[PlanRow]]:
    """Yield rows by the thousand: a plan of any length takes the same memory."""
    source = iter(rows)
    while batch := list(islice(source, _BATCH)):
        yield batch


@transaction.atomic(durable=True)
def finish_plan(*, plan_id: int, forecast: str, fence: int) -> CyclePlan:
    """Close a plan: its hash, its refusals by reason, and what changed since the last one."""
    check_fence(scope=CYCLE, fence=fence)
    plan = CyclePlan.objects.select_for_update().select_related("run").get(pk=plan_id)
    mails = mails_of(plan)
    whole = PlanHash()
    for key in sorted(mails):
        whole.add(key, mails[key])
    plan.hash, plan.planned, plan.forecast = whole.hexdigest(), len(mails), forecast
    reasons = PlanRow.objects.filter(plan=plan).exclude(reason="")
    counted = Counter(reasons.values_list("reason", flat=True).iterator())
    plan.skipped = {r.value: counted[r.value] for r in SkipReason if counted[r.value]}
    earlier = plan_before(plan)
    plan.diff = compare(mails_of(earlier) if earlier else {}, mails).words
    plan.save()
    return plan


def mails_of(plan: CyclePlan) -> dict[RowKey, str]:
    """Return the fingerprint of every mail of a plan."""
    rows = PlanRow.objects.filter(plan=plan, reason="")
    found = rows.values_list("prospect_id", "step", "channel", "fingerprint")
    return {RowKey(pk, step, channel): mail for pk, step, channel, mail in found}


def plan_before(plan: CyclePlan) -> CyclePlan | None:
    """Return the plan that this one is compared with: the last one that held any mail."""
    return CyclePlan.objects.filter(pk__lt=plan.pk).exclude(hash="").order_by("-pk").first()


@transaction.atomic(durable=True)
def leave_for_next_run(*, row_id: int, fence: int) -> None:
    """A mail the run had no time to queue: its row says so."""
    check_fence(scope=CYCLE, fence=fence)
    PlanRow.objects.filter(pk=row_id, email__isnull=True).update(
        reason=SkipReason.DEADLINE.value, detail="the run's time is over"
    )


@transaction.atomic(durable=True)
def arm_plan(*, plan_hash: str, actor: str, reason: str, now: datetime) -> CyclePlan:
    """Let the mails of the newest plan with this hash leave, until the plan ends.

    :raises Refused: if there is no such plan, or it has ended
    """
    plan = (
        CyclePlan.objects.select_for_update()
        .filter(hash=plan_hash)
        .exclude(hash="")
        .order_by("-pk")
        .first()
    )
    if plan is None:
        raise Refused(f"There is no plan {plan_hash!r}.", code="no_plan")
    if plan.expires_at <= now:
        raise Refused(
            f"The plan of {plan.made_at:%Y-%m-%d %H:%M} UTC has ended; plan again.", code="expired"
        )
    if plan.armed_at is None:
        plan.armed_at, plan.armed_by = now, actor
        plan.save(update_fields=["armed_at", "armed_by"])
        record(
            Action.PLAN_ARMED,
            About(f"cycle_plan:{plan.pk}"),
            actor=actor,
            at=now,
            summary=reason or f"{plan.planned} mails may leave",
            hash=plan.hash,
            planned=plan.planned,
        )
    return plan


@transaction.atomic(durable=True)
def disarm_plans(*, actor: str, reason: str, now: datetime) -> int:
    """Take every standing word back: nothing planned may leave any more; returns how many."""
    plans = CyclePlan.objects.select_for_update().filter(armed_at__isnull=False, expires_at__gt=now)
    count = 0
    for plan in plans:
        plan.armed_at, plan.armed_by = None, ""
        plan.save(update_fields=["armed_at", "armed_by"])
        record(
            Action.PLAN_DISARMED,
            About(f"cycle_plan:{plan.pk}"),
            actor=actor,
            at=now,
            summary=reason,
            hash=plan.hash,
        )
        count += 1
    return count

"""The phases of one run. Each does its work or raises; nothing is swallowed here."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from campaigns.domain.outreach.config import CAMCycleConfig
from campaigns.domain.outreach.report import CAMCycleReport, item_error
from campaigns.models import Campaign
from integrations.models import Mailbox
from negotiations.jobs.outreach import touches as sending
from negotiations.jobs.outreach.hearing import apply_waiting
from negotiations.jobs.outreach.preflight import make_ready
from negotiations.models import CyclePlan, CycleRun, OutgoingEmail, PlanRow
from negotiations.outreach import intake
from negotiations.outreach.campaigns_state import campaigns_of
from negotiations.outreach.commands import plans, scoring, touches
from negotiations.outreach.commands.hot import count_hot, open_hot_thread
from negotiations.outreach.commands.leases import CYCLE, beat
from negotiations.outreach.commands.plans import batched
from negotiations.outreach.desk import desk_for, house_for, mailboxes_of
from negotiations.outreach.due import hot_prospects, uncounted_hot, waiting_mail
from negotiations.outreach.outlook import outlook_of
from negotiations.outreach.planning import CHUNK, candidate_ids, plan_rows

SOFT_DEADLINE = timedelta(minutes=8)
ACTOR = "cycle"
Status = OutgoingEmail.Status


@dataclass
class Cycle:
    """One run under way: its order, its row, its fence, and the report so far."""

    config: CAMCycleConfig
    run: CycleRun
    fence: int
    report: CAMCycleReport
    started_at: datetime
    preflight_failed: str = ""
    plan: CyclePlan | None = None

    @property
    def is_dry(self) -> bool:
        """Whether nothing but the plan may be written."""
        return self.config.dry_run

    def campaigns(self) -> list[Campaign]:
        """Return the run's campaigns as they are now."""
        return campaigns_of(self.config)

    def heartbeat(self) -> datetime:
        """Say that the run is alive, and return the time.

        :raises LeaseLost: if another run took over
        """
        now = timezone.now()
        if self.fence:
            beat(scope=CYCLE, fence=self.fence, now=now)
        return now

    def is_late(self, now: datetime) -> bool:
        """Whether no new row may be begun."""
        return now - self.started_at > SOFT_DEADLINE


def preflight(cycle: Cycle) -> int:
    """Read the inboxes, look at the brakes and the channels; a dry run touches nothing."""
    if cycle.is_dry:
        return 0
    now = cycle.heartbeat()
    campaigns = cycle.campaigns()
    boxes = {m.address: m for campaign in campaigns for m in mailboxes_of(campaign)}
    for line in make_ready([c.pk for c in campaigns], boxes.values(), now=now):
        cycle.report.add_error(f"preflight: {line}")
    return len(boxes)


def process_new_leads(cycle: Cycle) -> int:
    """Take prospects into the cycle, as many as the rolling day still allows."""
    now = cycle.heartbeat()
    campaigns = cycle.campaigns()
    for line in intake.source_problems(campaigns):
        cycle.report.add_error(f"process_new_leads: {line}")
    new = _new_prospects(cycle, campaigns, now=now)
    cycle.report.leads_would_create = len(new)
    if cycle.is_dry:
        return 0
    taken = scoring.take_in(prospect_ids=new, run_id=cycle.run.pk, fence=cycle.fence, now=now)
    cycle.report.leads_created = taken
    return taken


def _new_prospects(cycle: Cycle, campaigns: list[Campaign], *, now: datetime) -> list[int]:
    ids = [campaign.pk for campaign in campaigns]
    return intake.next_in(ids, intake.allowance(cycle.config, ids, now=now))


def schedule_outreach_for_scored_leads(cycle: Cycle) -> int:
    """Score what is stale, allot the capacity, write every mail of the day and every refusal."""
    now = cycle.heartbeat()
    campaigns = cycle.campaigns()
    ids = [campaign.pk for campaign in campaigns]
    house = house_for(cycle.config)
    new = _new_prospects(cycle, campaigns, now=now) if cycle.is_dry else []
    order = candidate_ids(ids, house, new=new, now=now)
    if not cycle.is_dry:
        for chunk in _chunks(order):
            cycle.heartbeat()
            scoring.score_prospects(
                prospect_ids=chunk, house=house, actor=ACTOR, fence=cycle.fence, now=now
            )
        order = candidate_ids(ids, house, now=now)
    plan = plans.begin_plan(run_id=cycle.run.pk, fence=cycle.fence, now=now)
    desk = desk_for(cycle.config, now=now, preflight_failed=cycle.preflight_failed)
    for rows in batched(plan_rows(desk, plan, order)):
        plans.keep_rows(rows=rows, fence=cycle.fence)
        cycle.heartbeat()
    words = outlook_of(cycle.config, desk, now=now)
    cycle.plan = plans.finish_plan(plan_id=plan.pk, forecast=words, fence=cycle.fence)
    return cycle.plan.planned


def _chunks(ids: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), CHUNK):
        yield ids[start : start + CHUNK]


def send_pending_outreach(cycle: Cycle) -> int:
    """Queue the planned first touches and send those whose slot is now."""
    return _send(cycle, "send_pending_outreach", is_first=True)


def send_due_followups(cycle: Cycle) -> int:
    """Queue the planned follow-ups and send those whose slot is now, after replies were read."""
    return _send(cycle, "send_due_followups", is_first=False)


def _send(cycle: Cycle, phase: str, *, is_first: bool) -> int:
    if cycle.is_dry or cycle.plan is None:
        return 0
    rows = PlanRow.objects.filter(plan=cycle.plan, reason="")
    rows = rows.filter(step=1) if is_first else rows.filter(step__gt=1)
    queued = _each(cycle, phase, list(rows.values_list("pk", "prospect_id")), _queue)
    mails = OutgoingEmail.cold.filter(pk__in=[pk for pk in queued if pk], status=Status.READY)
    due = mails.filter(due_at__lte=timezone.now()).order_by("due_at", "pk")
    _each(cycle, phase, list(due.values_list("pk", "prospect_id")), _dispatch)
    troubled = OutgoingEmail.cold.filter(
        pk__in=[pk for pk in queued if pk], status__in=(Status.FAILED, Status.UNKNOWN)
    )
    for prospect_id, status, error in troubled.values_list("prospect_id", "status", "error"):
        cycle.report.add_error(item_error(phase, prospect_id or 0, f"{status}: {error}"))
    return len(queued)


def _each(
    cycle: Cycle,
    phase: str,
    items: list[tuple[int, int | None]],
    work: Callable[[Cycle, int, datetime], int],
) -> list[int]:
    """Work items one by one; one that fails is named and holds up nobody. Late: no new ones."""
    done = []
    for pk, prospect_id in items:
        now = cycle.heartbeat()
        if cycle.is_late(now):
            plans.leave_for_next_run(row_id=pk, fence=cycle.fence)
            continue
        try:
            done.append(work(cycle, pk, now))
        except Exception as error:
            cycle.report.add_error(item_error(phase, prospect_id or pk, error))
    return done


def _queue(cycle: Cycle, row_id: int, now: datetime) -> int:
    email = touches.queue_touch(row_id=row_id, fence=cycle.fence, actor=ACTOR, now=now)
    return int(email.pk)


def _dispatch(cycle: Cycle, email_id: int, now: datetime) -> int:
    sending.send_touch_at(email_id=email_id, now=now)
    return email_id


def detect_replies_and_update_lead_status(cycle: Cycle) -> int:
    """Read the inboxes again and apply every mail of a prospect that nobody applied yet."""
    if cycle.is_dry:
        cycle.report.replies_detected = waiting_mail().count()
        return cycle.report.replies_detected
    cycle.heartbeat()
    boxes: dict[str, Mailbox] = {
        m.address: m for campaign in cycle.campaigns() for m in mailboxes_of(campaign)
    }
    heard = apply_waiting(list(boxes.values()), run_id=cycle.run.pk)
    for line in heard.errors:
        cycle.report.add_error(f"detect_replies_and_update_lead_status {line}")
    return heard.count


def escalate_hot_leads_to_negotiation(cycle: Cycle) -> int:
    """Open one thread for every hot prospect that has none; it sends nothing and offers nothing."""
    if cycle.is_dry:
        cycle.report.hot_leads_detected = uncounted_hot().count()
        return cycle.report.hot_leads_detected
    for prospect_id in hot_prospects():
        now = cycle.heartbeat()
        try:
            open_hot_thread(prospect_id=prospect_id, actor=ACTOR, now=now)
        except Exception as error:
            line = item_error("escalate_hot_leads_to_negotiation", prospect_id, error)
            cycle.report.add_error(line)
    return count_hot(run_id=cycle.run.pk, fence=cycle.fence)

"""The sandbox's campaign in outreach: every step by the command that a person's click calls."""

from datetime import datetime, time
from typing import Any

from campaigns.commands import create_campaign
from campaigns.commands.roster.store import take_file
from campaigns.commands.status import start_campaign
from campaigns.domain.roster import parse_roster
from campaigns.models import Campaign
from integrations.sandbox import prospects
from negotiations.jobs.outreach.cycle import run_daily_cam_cycle
from negotiations.jobs.outreach.touches import score_campaign
from negotiations.outreach.commands.plans import arm_plan
from negotiations.outreach.commands.runs import ask_for_run
from negotiations.outreach.commands.setup import change_house, change_outreach, switch_on
from negotiations.outreach.orders import stored_order

ACTOR = "sandbox"
# Somebody who looks at the sandbox at night sees a cycle too.
_SAFETY: dict[str, Any] = {
    "send_window_start": time(0),
    "send_window_end": time(23, 59, 59),
    "send_weekdays": (0, 1, 2, 3, 4, 5, 6),
    "min_gap_seconds": 2,
    "max_gap_seconds": 5,
}


def show_outreach(*, now: datetime) -> bool:
    """Set up the campaign, plan, arm and ask for a run, once; returns whether it did."""
    if Campaign.objects.filter(name=prospects.NAME, is_sandbox=True).exists():
        return False
    by: dict[str, Any] = {"actor": ACTOR, "now": now}
    campaign = create_campaign(
        name=prospects.NAME,
        client_name=prospects.CLIENT,
        values=prospects.BRIEF,
        columns={
            "autonomy": Campaign.Autonomy.AUTONOMOUS,
            "opening": Campaign.Opening.INTEREST_FIRST,
            "is_sandbox": True,
        },
        **by,
    )
    start_campaign(campaign_id=campaign.pk, reason="the sandbox shows a cycle", **by)
    header, *rows = prospects.table()
    roster = parse_roster(header, rows)
    take_file(campaign_id=campaign.pk, roster=roster, source=prospects.FILE, **by)
    why: dict[str, Any] = {"reason": "the sandbox shows a cycle", **by}
    change_house(max_new_leads_per_day=20, safety=_SAFETY, **why)
    change_outreach(campaign_id=campaign.pk, **prospects.TARGET, **why)
    switch_on(campaign_id=campaign.pk, assessment="SANDBOX-LIA-1", **why)
    score_campaign(campaign_id=campaign.pk)
    report = run_daily_cam_cycle(stored_order(), actor=ACTOR)
    if report.plan_hash:
        arm_plan(plan_hash=report.plan_hash, **why)
        ask_for_run(is_dry=False, **by)
    return True

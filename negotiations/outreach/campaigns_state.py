"""Which campaigns the cycle works, whether they may send, and what is armed for them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import chain

from django.db.models import Q

from campaigns.domain.outreach.config import CAMCycleConfig
from campaigns.domain.outreach.plan import RowKey
from campaigns.models import Campaign, CampaignOutreach
from negotiations.domain.terms.states import State
from negotiations.models import CyclePlan, PlanRow, Thread
from negotiations.queries.budget import committed_amounts

_ACTIVE = Campaign.Status.ACTIVE


def campaigns_of(config: CAMCycleConfig) -> list[Campaign]:
    """Return the campaigns of a run in the order of their ids.

    Without names it is every active one that approaches its people by the cycle.
    """
    found = Campaign.objects.select_related("client", "outreach")
    if config.campaign_ids is None:
        by_cycle = Q(outreach__isnull=False) | Q(opening=Campaign.Opening.INTEREST_FIRST)
        found = found.filter(by_cycle, status=_ACTIVE)
    else:
        found = found.filter(pk__in=config.campaign_ids)
    return list(found.order_by("pk"))


def not_live_words(campaign: Campaign, *, is_dry: bool) -> str:
    """Return why the campaign's cold mail may not leave, or nothing.

    A plan may be made before outreach is switched on; only sending needs the switch.
    """
    if campaign.status != _ACTIVE:
        return f"the campaign is {campaign.status}"
    outreach: CampaignOutreach | None = getattr(campaign, "outreach", None)
    if outreach and outreach.pause_reason:
        return f"outreach is paused: {outreach.pause_reason}"
    if not is_dry and (outreach is None or not outreach.is_live):
        return "outreach is not switched on for this campaign"
    return ""


def spent_words(campaign: Campaign) -> str:
    """Return why no new conversation is wanted: the goal is met, or the budget is spoken for."""
    outreach: CampaignOutreach | None = getattr(campaign, "outreach", None)
    target = outreach.target_agreements if outreach else None
    if target is not None:
        agreed = Thread.objects.filter(campaign=campaign, state=State.AGREED).count()
        if agreed >= target:
            return f"the goal is met: {agreed} of {target} agreements"
    budget = campaign.budget_amount
    if budget:
        committed = committed_amounts(campaign.pk)
        if committed >= budget:
            return f"{committed.quantize(Decimal('0.01'))} of {budget} is agreed or offered"
    return ""


@dataclass(frozen=True)
class Armed:
    """What people armed and when it ends; `mailboxes` is where each armed mail leaves from."""

    rows: Mapping[RowKey, str]
    mailboxes: Mapping[RowKey, int]
    campaign_ids: frozenset[int] | None
    by: str

    def covers(self, campaign_id: int) -> bool:
        """Whether some armed plan was made for the campaign."""
        return bool(self.by) and (self.campaign_ids is None or campaign_id in self.campaign_ids)


NOTHING_ARMED = Armed({}, {}, frozenset(), "")


def armed_plans(*, now: datetime) -> list[CyclePlan]:
    """Return the armed plans that have not ended, the newest first."""
    found = CyclePlan.objects.filter(armed_at__isnull=False, expires_at__gt=now)
    return list(found.select_related("run").order_by("-armed_at"))


def armed_now(*, now: datetime) -> Armed:
    """Return everything that is armed now; of two plans with the same mail the newer one counts."""
    plans = armed_plans(now=now)
    if not plans:
        return NOTHING_ARMED
    rows: dict[RowKey, str] = {}
    mailboxes: dict[RowKey, int] = {}
    for plan in reversed(plans):
        for row in PlanRow.objects.filter(plan=plan, reason="").exclude(fingerprint=""):
            key = RowKey(row.prospect_id, row.step, row.channel)
            rows[key] = row.fingerprint
            if row.mailbox_id:
                mailboxes[key] = row.mailbox_id
    scopes = [plan.run.config.campaign_ids for plan in plans]
    # A plan for every campaign leaves none out.
    named = [scope for scope in scopes if scope is not None]
    ids = frozenset(chain(*named)) if len(named) == len(scopes) else None
    return Armed(rows, mailboxes, ids, plans[0].armed_by)


def stands_approved(campaign: Campaign, *, now: datetime) -> bool:
    """Whether a person let this campaign's plans of approved templates arm themselves for now."""
    outreach: CampaignOutreach | None = getattr(campaign, "outreach", None)
    until = outreach.standing_until if outreach else None
    return until is not None and until > now

"""What this agency's closed deals say about prices, and how honest our beliefs were. Reads only."""

from decimal import Decimal

from django.db.models import QuerySet

from campaigns.models import Campaign
from negotiations.domain.pricing.adaptive import PRIOR, expected_amount
from negotiations.domain.pricing.learning import (
    Calibration,
    Deal,
    Learned,
    calibrate,
    learn_from,
)
from negotiations.domain.pricing.policy import AskHuman, Decision
from negotiations.domain.pricing.portfolio import quality_of
from negotiations.domain.terms.states import State
from negotiations.models import RecordedDecision, Thread

# The newest deals of a currency; older ones speak of another market.
NEWEST = 300


def learned_for(campaign: Campaign) -> Learned | None:
    """Return what deals of the house's other campaigns in this currency teach; one query.

    The campaign's own threads speak through its portfolio and are not counted twice.
    """
    deals = _deals(campaign.currency, is_sandbox=campaign.is_sandbox).exclude(campaign=campaign)
    return learn_from([_deal(thread) for thread in deals[:NEWEST]], markup=PRIOR.markup)


def learned_in(currency: str, *, is_sandbox: bool) -> Learned | None:
    """Return what all deals of a currency teach."""
    deals = _deals(currency, is_sandbox=is_sandbox)[:NEWEST]
    return learn_from([_deal(thread) for thread in deals], markup=PRIOR.markup)


def calibration_in(currency: str, *, is_sandbox: bool) -> tuple[Calibration, ...]:
    """Return how often what they settled for lay inside our first stated intervals."""
    deals = {t.pk: t.agreed_amount for t in _deals(currency, is_sandbox=is_sandbox)[:NEWEST]}
    first: dict[int, dict[str, list[str]]] = {}
    priced = RecordedDecision.objects.filter(thread__in=deals, reading__isnull=False)
    for thread_id, decision in priced.order_by("id").values_list("thread_id", "decision"):
        belief = _belief_in(decision)
        if belief:
            first.setdefault(thread_id, belief)
    return calibrate([(belief, deals[pk] or Decimal(0)) for pk, belief in first.items()])


def currencies(*, is_sandbox: bool) -> list[str]:
    """Return the currencies in which deals were closed."""
    closed = Thread.objects.filter(state=State.AGREED, campaign__is_sandbox=is_sandbox)
    return sorted(set(closed.values_list("currency", flat=True)))


def _deals(currency: str, *, is_sandbox: bool) -> QuerySet[Thread]:
    return (
        Thread.objects.filter(state=State.AGREED, currency=currency)
        .filter(campaign__is_sandbox=is_sandbox)
        .select_related("campaign", "prospect")
        .order_by("-state_changed_at", "-id")
    )


def _deal(thread: Thread) -> Deal:
    campaign, prospect = thread.campaign, thread.prospect
    return Deal(
        guess=expected_amount(
            cpm_floor=campaign.cpm_floor,
            cpm_ceiling=campaign.cpm_ceiling,
            views=thread.views,
            quality=float(quality_of(prospect.engagement_rate)),
            platform=prospect.platform,
        ),
        agreed=float(thread.agreed_amount or 0),
        first_ask=float(thread.asks[0]) if thread.asks else None,
    )


def _belief_in(decision: Decision) -> dict[str, list[str]]:
    """Return the intervals a decision's receipt states, its draft's where a person decided."""
    draft = decision.draft if isinstance(decision, AskHuman) else None
    for part in (decision, draft):
        if part is not None and part.receipt.belief:
            return {name: e for name, e in part.receipt.belief.items() if isinstance(e, list)}
    return {}

"""The campaign's money: what is agreed, what is reserved, what is free, and what was reached."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Count, DecimalField, OuterRef, Subquery, Sum, Value
from django.db.models.functions import Coalesce, Greatest, NullIf

from campaigns.models import Campaign
from negotiations.domain.terms.states import CLOSED, State
from negotiations.models import Offer, Thread

_MONEY = DecimalField(max_digits=16, decimal_places=3)
_ZERO = Decimal(0)


def latest_offer_amount() -> Subquery:
    """The amount of a thread's newest offer that was not withdrawn."""
    live = Offer.objects.filter(thread=OuterRef("pk")).exclude(status=Offer.Status.WITHDRAWN)
    return Subquery(live.order_by("-id").values("amount")[:1], output_field=_MONEY)


def open_offer_amount() -> NullIf:
    """What a thread may still cost: its standing offer, or a dearer one that has yet to leave.

    Until a cheaper offer has left, the standing one can be accepted.
    """
    offers = Offer.objects.filter(thread=OuterRef("pk"))
    drafted = offers.filter(status=Offer.Status.DRAFTED).order_by("-amount")
    standing = offers.filter(status__in=Offer.GONE).order_by("-id")
    amounts = (
        Coalesce(Subquery(found.values("amount")[:1]), _ZERO, output_field=_MONEY)
        for found in (drafted, standing)
    )
    return NullIf(Greatest(*amounts), Value(_ZERO), output_field=_MONEY)


def committed_amounts(campaign_id: int, *, except_thread: int | None = None) -> Decimal:
    """Return agreed amounts plus every open offer of the campaign, in its currency."""
    threads = Thread.objects.filter(campaign_id=campaign_id)
    if except_thread is not None:
        threads = threads.exclude(pk=except_thread)
    agreed = threads.filter(state=State.AGREED).aggregate(total=Sum("agreed_amount"))["total"]
    open_ = (
        threads.exclude(state__in=CLOSED)
        .annotate(open_amount=open_offer_amount())
        .aggregate(total=Sum("open_amount"))["total"]
    )
    return (agreed or _ZERO) + (open_ or _ZERO)


def budget_free(campaign: Campaign, *, except_thread: int | None = None) -> Decimal:
    """Return what may still be offered; the caller holds the campaign's row lock."""
    limit = (campaign.budget_amount or _ZERO) * campaign.over_offer_factor
    return limit - committed_amounts(campaign.pk, except_thread=except_thread)


@dataclass(frozen=True)
class CampaignFigures:
    """What a campaign has reached. Percentages of 100 with one place; amounts in its currency."""

    counts_by_state: dict[str, int]
    thread_count: int
    agreed_count: int
    agreed_amount: Decimal
    committed_amount: Decimal
    percent_closed: Decimal
    average_cpm: Decimal | None
    budget_used_percent: Decimal | None


def figures_of(campaign: Campaign) -> CampaignFigures:
    """Return the campaign's figures as decisions on money define them."""
    return figures_for([campaign])[campaign.pk]


def figures_for(campaigns: Sequence[Campaign]) -> dict[int, CampaignFigures]:
    """Return the figures of many campaigns by their ids, in one query."""
    sums = (
        Thread.objects.filter(campaign__in=[campaign.pk for campaign in campaigns])
        .annotate(open_amount=open_offer_amount())
        .values("campaign_id", "state")
        .annotate(
            count=Count("id"),
            agreed=Sum("agreed_amount"),
            offered=Sum("open_amount"),
            seen=Sum("views"),
        )
        .order_by()
    )
    by_campaign: dict[int, dict[str, Mapping[str, Any]]] = {c.pk: {} for c in campaigns}
    for row in sums:
        by_campaign[row["campaign_id"]][row["state"]] = row
    return {c.pk: _figures(c, by_campaign[c.pk]) for c in campaigns}


def _figures(campaign: Campaign, states: Mapping[str, Mapping[str, Any]]) -> CampaignFigures:
    counts = {s.value: states[s]["count"] if s in states else 0 for s in State}
    total = sum(counts.values())
    closed: Mapping[str, Any] = states.get(State.AGREED, {})
    agreed, views = closed.get("agreed") or _ZERO, closed.get("seen")
    open_ = [row["offered"] or _ZERO for state, row in states.items() if state not in CLOSED]
    budget = campaign.budget_amount
    return CampaignFigures(
        counts_by_state=counts,
        thread_count=total,
        agreed_count=counts["agreed"],
        agreed_amount=agreed,
        committed_amount=agreed + sum(open_, _ZERO),
        percent_closed=_percent(counts["agreed"], total) if total else Decimal("0.0"),
        average_cpm=(
            (agreed * 1000 / views).quantize(Decimal("0.01"), ROUND_HALF_UP) if views else None
        ),
        budget_used_percent=_percent(agreed, budget) if budget else None,
    )


def _percent(part: Decimal | int, whole: Decimal | int) -> Decimal:
    return (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.1"), ROUND_HALF_UP)

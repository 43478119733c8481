"""Which limits bind a campaign, and where each came from."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from campaigns.domain.brief.form import name_of
from campaigns.domain.brief.rules import rights_of
from campaigns.domain.money import format_money
from campaigns.models import Campaign, brief_value

_COST = "budget_constraints"
_NONE = "none"
_DEFAULTS: dict[str, Any] = {
    "over_offer_factor": Decimal(1),
    "reminder_after_hours": 48,
    "stale_after_hours": 72,
}


@dataclass(frozen=True)
class Limit:
    """One limit in words; `source` is one of brief, setting, default."""

    name: str
    value: str
    source: str


def limits_of(campaign: Campaign) -> list[Limit]:
    """Return every limit that binds the campaign, in the order people look for them."""
    target = f"{_COST}.cpm_target"
    leniency = f"{_COST}.cpm_leniency_pct"
    ceiling = leniency if brief_value(campaign, target) is not None else target
    return [
        _money(campaign, "Budget", campaign.budget_amount, "budget"),
        _column(campaign, "Open offers up to the budget times", "over_offer_factor"),
        _money(campaign, "CPM floor", campaign.cpm_floor, target),
        _money(campaign, "CPM ceiling", campaign.cpm_ceiling, ceiling),
        _money(
            campaign,
            "Least amount per influencer",
            campaign.minimum_amount,
            f"{_COST}.min_cost_per_influencer",
        ),
        _money(
            campaign,
            "Most amount without approval",
            campaign.approval_amount,
            f"{_COST}.max_cost_without_approval",
        ),
        *_rights(campaign),
        _column(campaign, "Reminder after hours", "reminder_after_hours"),
        _column(campaign, "Stale after hours", "stale_after_hours"),
    ]


def _money(campaign: Campaign, name: str, amount: Decimal | None, path: str) -> Limit:
    value = _NONE if amount is None else format_money(amount, campaign.currency)
    return Limit(name, value, _source(campaign, path))


def _source(campaign: Campaign, path: str) -> str:
    if name_of(path) in campaign.brief_notes.get("corrections", {}):
        return "setting"
    return "default" if brief_value(campaign, path) is None else "brief"


def _column(campaign: Campaign, name: str, column: str) -> Limit:
    value = getattr(campaign, column)
    return Limit(name, str(value), "default" if value == _DEFAULTS[column] else "setting")


def _rights(campaign: Campaign) -> list[Limit]:
    """Return the least rights that must be had; an open minimum is the target."""
    return [
        Limit(
            f"Least {kind.replace('_', ' ')}",
            "for ever" if days is None else f"{days} days",
            _source(campaign, f"usage_rights.minimum.{_COLUMNS.get(kind, kind)}"),
        )
        for kind, days in rights_of(campaign.brief, "minimum")
    ]


_COLUMNS = {"organic": "organic_owned"}

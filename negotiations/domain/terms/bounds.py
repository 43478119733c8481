"""Limits of what one influencer may be offered. Pure. Amounts are Decimals in one currency."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from campaigns.domain.money import (
    PricingError,
    ceiling_amount,
    exact_amount_for_views,
    floor_amount,
    quantize,
)

SUSPICIOUSLY_LOW_CPM = Decimal(15)


class BoundsError(PricingError):
    """No admissible offer exists; `code` says why in one word, the message in a sentence."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True)
class Bounds:
    """Floor and ceiling of our offers; CPMs are prices per 1,000 views.

    `ceiling` already is the smallest of every limit; `floor_from` and `ceiling_from` name the
    limit that decided.
    """

    currency: str
    floor: Decimal
    ceiling: Decimal
    min_cost: Decimal | None
    cpm_floor: Decimal
    cpm_ceiling: Decimal
    cpm_target: Decimal | None = None
    max_without_approval: Decimal | None = None
    floor_from: str = "cpm_floor"
    ceiling_from: str = "cpm_ceiling"


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Every limit that may hold for one influencer; None where there is none.

    `views` are average views, CPMs prices per 1,000 of them. `budget_free` leaves out what this
    thread's own open offer reserves.
    """

    views: int | None
    currency: str
    cpm_floor: Decimal
    cpm_ceiling: Decimal
    min_rate: Decimal | None = None
    max_rate: Decimal | None = None
    min_cost: Decimal | None = None
    max_cost: Decimal | None = None
    budget_free: Decimal | None = None
    cpm_target: Decimal | None = None


def bounds_for(limits: Limits) -> Bounds:
    """Return floor and ceiling; a floor is rounded up to the smallest unit, a ceiling down.

    :raises BoundsError: unknown views, an empty floor, or a floor above the ceiling
    """
    if not limits.views or limits.views <= 0:
        raise BoundsError("views_unknown", "no price without average views")
    floor, floor_from = _floor(limits, limits.views)
    ceiling, ceiling_from = _ceiling(limits, limits.views)
    if floor <= 0:
        raise BoundsError("no_amount", f"the lowest offer would be {floor} {limits.currency}")
    if floor > ceiling:
        code = "budget_exhausted" if ceiling_from == "budget_free" else "floor_above_ceiling"
        raise BoundsError(
            code,
            f"the floor {floor} ({floor_from}) lies above the ceiling {ceiling} ({ceiling_from})",
        )
    return Bounds(
        currency=limits.currency,
        floor=floor,
        ceiling=ceiling,
        min_cost=limits.min_cost,
        cpm_floor=limits.cpm_floor,
        cpm_ceiling=limits.cpm_ceiling,
        cpm_target=limits.cpm_target,
        max_without_approval=limits.max_cost,
        floor_from=floor_from,
        ceiling_from=ceiling_from,
    )


def _ceiling(limits: Limits, views: int) -> tuple[Decimal, str]:
    """Return the smallest of the limits above, and its name."""
    amounts = {
        "cpm_ceiling": exact_amount_for_views(views=views, cpm=limits.cpm_ceiling),
        "max_rate": limits.max_rate,
        "max_cost": limits.max_cost,
        "budget_free": limits.budget_free,
    }
    given = [(amount, name) for name, amount in amounts.items() if amount is not None]
    smallest, name = min(given, key=lambda pair: pair[0])
    return ceiling_amount(smallest, limits.currency), name


def _floor(limits: Limits, views: int) -> tuple[Decimal, str]:
    if limits.min_rate is not None:
        amount, source = limits.min_rate, "min_rate"
    else:
        amount, source = exact_amount_for_views(views=views, cpm=limits.cpm_floor), "cpm_floor"
    if limits.min_cost is not None and limits.min_cost > amount:
        amount, source = limits.min_cost, "min_cost"
    return floor_amount(amount, limits.currency), source


def is_above_ceiling(*, ask: Decimal, views: int, bounds: Bounds) -> bool:
    """Return whether an ask lies above the limits: exact fractions, equality is inside."""
    if ask * 1000 > bounds.cpm_ceiling * views:
        return True
    return ceiling_amount(ask, bounds.currency) > bounds.ceiling


def boundary(*, ask: Decimal, views: int, bounds: Bounds) -> str:
    """Return where an ask lies: exceeds_ceiling, suspiciously_low, below_floor or within_range."""
    if is_above_ceiling(ask=ask, views=views, bounds=bounds):
        return "exceeds_ceiling"
    if ask * 1000 < SUSPICIOUSLY_LOW_CPM * views:
        return "suspiciously_low"
    if ask < bounds.floor:
        return "below_floor"
    return "within_range"


def ladder_amount(
    *,
    floor: Decimal,
    ceiling: Decimal,
    share: Decimal,
    currency: str,
    standing: Decimal | None = None,
    ask: Decimal | None = None,
) -> Decimal:
    """Return floor + share × (ceiling − floor), half up, never under `standing`, capped by both.

    The caps win: with a standing offer above the ceiling the ceiling is returned.
    """
    amount = quantize(floor + share * (ceiling - floor), currency, ROUND_HALF_UP)
    if standing is not None:
        amount = max(amount, standing)
    amount = min(amount, ceiling)
    return amount if ask is None else min(amount, ask)

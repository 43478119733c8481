"""The prices per 1,000 views between which a campaign negotiates. Pure."""

from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

DEFAULT_FLOOR = Decimal(20)
DEFAULT_CEILING = Decimal(30)
SUSPICIOUS_BELOW = Decimal(15)
_CENT = Decimal("0.01")


@dataclass(frozen=True)
class CpmBounds:
    """Prices per 1,000 views, in the campaign's currency."""

    floor: Decimal
    ceiling: Decimal


def cpm_bounds(
    *,
    target: Decimal | None,
    leniency_pct: Decimal | None = None,
    default_floor: Decimal = DEFAULT_FLOOR,
    default_ceiling: Decimal = DEFAULT_CEILING,
) -> CpmBounds:
    """Return the campaign's bounds: its target, and the target plus its leniency.

    Without a target the defaults hold and leniency says nothing. Values that the brief's rules
    refuse (a target of zero, a leniency outside 0 to 100) do not widen the bounds.
    """
    if target is None or target <= 0:
        return CpmBounds(default_floor, default_ceiling)
    lenient = min(max(leniency_pct or Decimal(0), Decimal(0)), Decimal(100))
    floor = target.quantize(_CENT, rounding=ROUND_HALF_UP)
    ceiling = (target * (1 + lenient / 100)).quantize(_CENT, rounding=ROUND_DOWN)
    return CpmBounds(floor, max(floor, ceiling))


def check_against_bounds(*, amount: Decimal, views: int, bounds: CpmBounds) -> str:
    """Return where an ask lies, by the exact price: both edges are inside.

    One of `exceeds_ceiling`, `suspiciously_low`, `below_floor`, `within_range`, tried in that
    order.

    :raises ValueError: if views are unknown
    """
    if views <= 0:
        raise ValueError(f"no CPM for views={views}")
    price = amount * 1000
    if price > bounds.ceiling * views:
        return "exceeds_ceiling"
    if price < SUSPICIOUS_BELOW * views:
        return "suspiciously_low"
    return "below_floor" if price < bounds.floor * views else "within_range"

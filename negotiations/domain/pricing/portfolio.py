"""What a thread is worth while the budget is shared: the shadow price of money. Pure, floats.

Threads are split into slices of equal probability at rising prices; the cheapest reach is bought
first until money, the target for the average, or good sense run out. What the last slice costs
per unit of value is the price of reach, and a thread is worth its value times that price.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Slice:
    """A chance to buy `value` for `price`. `target` is what its views cost at the target CPM."""

    value: float
    price: float
    target: float
    chance: float


@dataclass(frozen=True, slots=True)
class Shadow:
    """The price of reach, and how far the target CPM (1) instead of value (0) sets the worth."""

    price: float
    pull: float

    def worth(self, value: float, target: float) -> float:
        """Return the most that a thread of this value and target amount is worth."""
        return (1 - self.pull) * self.price * value + self.pull * target


@dataclass(frozen=True, slots=True)
class Purse:
    """What is bought already and what may still be spent."""

    left: float
    spent: float
    reach: float
    savings: float
    """What the closed deals cost less than their views at the target CPM."""


_PULLS = (0.0, 0.25, 0.45, 0.62, 0.76, 0.87, 0.95)


def shadow_of(slices: Sequence[Slice], purse: Purse, *, thrift: float) -> Shadow:
    """Return the shadow price; the lightest pull to the target that keeps the average.

    `thrift`: a slice dearer than this many times the average price of reach is not bought.
    """
    for pull in _PULLS:
        price, savings = _buy(slices, purse, pull, thrift)
        if savings >= 0:
            return Shadow(price, pull)
    return Shadow(0.0, 1.0)


def _buy(slices: Sequence[Slice], purse: Purse, pull: float, thrift: float) -> tuple[float, float]:
    """Return the price of the last slice bought and what is saved against the target then."""
    keep = 1 - pull
    ranked = sorted(
        ((s.price - pull * s.target) / (keep * s.value), s.price, s.value, s.target, s.chance)
        for s in slices
    )
    left, spent, reach, savings = purse.left, purse.spent, purse.reach, purse.savings
    last = 0.0
    for key, price, value, target, chance in ranked:
        cost = chance * price
        if left < cost:
            return key, savings
        if reach > 0 and price * reach > thrift * spent * value:
            return max(last, key if pull else thrift * spent / reach), savings
        left, spent, reach = left - cost, spent + cost, reach + chance * value
        savings += chance * (target - price)
        last = key
    if pull or reach <= 0:
        return last, savings
    return max(last, thrift * spent / reach), savings


DEFAULT_TIERS = ((Decimal(5), Decimal("1.15")), (Decimal(3), Decimal("1.08")))
"""Engagement rates (percent) above which a view is worth more, and what it is worth then."""


def quality_of(
    engagement_rate: Decimal | None,
    tiers: Sequence[tuple[Decimal, Decimal]] = DEFAULT_TIERS,
) -> Decimal:
    """Return what one view counts: the weight of the highest tier that the rate lies above."""
    if engagement_rate is None or not engagement_rate.is_finite():
        return Decimal(1)
    passed = [(edge, weight) for edge, weight in tiers if engagement_rate > edge]
    return max(passed)[1] if passed else Decimal(1)


@dataclass(frozen=True, kw_only=True)
class OtherThread:
    """Another negotiation of the campaign; amounts are Decimals in the campaign's currency."""

    views: int
    platform: str = ""
    quality: Decimal = Decimal(1)
    first_ask: Decimal | None = None
    last_ask: Decimal | None = None
    declined: Decimal | None = None
    """The best of our offers that they answered with another price."""
    agreed: Decimal | None = None
    standing: Decimal | None = None
    is_open: bool = True


@dataclass(frozen=True, kw_only=True)
class Portfolio:
    """What the campaign's other negotiations leave to this one.

    `spent` is what was agreed, `exposure` what the other threads' open offers reserve.
    """

    budget: Decimal
    spent: Decimal = Decimal(0)
    exposure: Decimal = Decimal(0)
    threads: tuple[OtherThread, ...] = ()
    days_left: int | None = None

    @property
    def free(self) -> Decimal:
        """What the budget holds if every other open offer is taken."""
        return self.budget - self.spent - self.exposure

"""What a thread is worth while the budget is shared: the shadow price of money. Pure, floats.

Threads are split into slices of equal probability at rising prices; the cheapest reach is bought
first until money, the target for the average, or good sense run out. What the last slice costs
per unit of value is the price of reach, and a thread is worth its value times that price.
"""

from collections.abc import Sequence
from dataclasses import dataclass


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
    shadow = Shadow(0.0, 0.0)
    for pull in _PULLS:
        price, savings = _buy(slices, purse, pull, thrift)
        shadow = Shadow(price, pull)
        if savings >= 0:
            return shadow
    return shadow


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
            return max(last, min(key, thrift * spent / reach)), savings
        left, spent, reach = left - cost, spent + cost, reach + chance * value
        savings += chance * (target - price)
        last = key
    limit = thrift * spent / reach if reach > 0 else last
    return max(last, limit), savings

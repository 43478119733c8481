"""What we think somebody would settle for: a distribution of their reservation price. Pure.

A belief is a normal distribution of the price's logarithm, cut at their ask and thinned out below
the offers they declined. Prices are floats: they steer, and never leave as amounts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import erf, exp, log, sqrt
from statistics import NormalDist
from typing import Any

_NORMAL = NormalDist()
_ROOT_TWO = sqrt(2.0)
LEAK = 0.12


def normal_below(z: float) -> float:
    """Return the share of a standard normal distribution below `z`."""
    return 0.5 * (1.0 + erf(z / _ROOT_TWO))


@dataclass(frozen=True, slots=True)
class Belief:
    """Mean and spread of ln(price); `high` is what they ask, `low` what they declined (as ln)."""

    mean: float
    spread: float
    low: float | None = None
    high: float | None = None
    leak: float = LEAK
    """Chance that they decline an offer they could have taken, hoping for more."""

    def _masses(self) -> tuple[float, float, float]:
        """Return the shares below `low` and below `high`, and the weight of what is left."""
        under = 0.0 if self.low is None else normal_below((self.low - self.mean) / self.spread)
        top = 1.0 if self.high is None else normal_below((self.high - self.mean) / self.spread)
        top = max(top, under + 1e-6)
        return under, top, self.leak * under + top - under

    def below(self, price: float) -> float:
        """Return the probability that they would settle for `price`."""
        under, top, weight = self._masses()
        share = min(normal_below((log(max(price, 0.01)) - self.mean) / self.spread), top)
        held = self.leak * min(share, under) + max(share - under, 0.0)
        return held / weight

    def quantiles(self, shares: Sequence[float]) -> list[float]:
        """Return the prices that they would undercut with each of these probabilities."""
        under, top, weight = self._masses()
        leaked, found = self.leak * under, []
        for share in shares:
            mass = share * weight
            place = mass / self.leak if mass < leaked else under + mass - leaked
            place = min(max(place, 1e-9), top, 1 - 1e-9)
            found.append(exp(self.mean + self.spread * _NORMAL.inv_cdf(place)))
        return found


def combine(first: tuple[float, float], second: tuple[float, float]) -> tuple[float, float]:
    """Return mean and spread of two independent estimates of one number."""
    a, b = first[1] ** -2, second[1] ** -2
    return (first[0] * a + second[0] * b) / (a + b), (a + b) ** -0.5


def spoken(belief: Belief) -> dict[str, Any]:
    """Return the belief as a receipt states it: the median and central intervals by percent."""
    shares = (0.5, 0.25, 0.75, 0.1, 0.9, 0.025, 0.975)
    median, *ends = (f"{price:.2f}" for price in belief.quantiles(shares))
    return {"median": median, "50": ends[0:2], "80": ends[2:4], "95": ends[4:6]}

"""Which variant does better, looked at as often as one likes. Pure; floats are statistics here.

Deal rates have a confidence sequence: an interval that holds at every look together with the
stated confidence, so that nobody wins by being looked at on a lucky day. Source: Robbins (1970),
the beta-binomial mixture; Ville's inequality. Agreed CPMs have an asymptotic one: Waudby-Smith,
Arbour, Sinha, Kennedy and Ramdas (2024), "Time-uniform central limit theory", equation 9.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

ALPHA = 0.05
LEAST_CPMS = 10
_STEPS = 60
# The asymptotic sequence is tightest near 50 values.
_RHO_SQUARED = (-2 * math.log(ALPHA) + math.log(-2 * math.log(ALPHA)) + 1) / 50


@dataclass(frozen=True)
class Interval:
    """From where to where the true value may lie."""

    low: float
    high: float


@dataclass(frozen=True)
class Arm:
    """What one variant brought: prospects whose sequence is over, and those of them who agreed."""

    tried: int
    agreed: int
    cpms: tuple[Decimal, ...] = ()


@dataclass(frozen=True)
class Verdict:
    """The variant that is better beyond doubt, or None; each variant's interval; words."""

    winner: str | None
    intervals: Mapping[str, Interval]
    words: str


def rate_interval(agreed: int, tried: int, alpha: float = ALPHA) -> Interval:
    """Return where the true rate lies, at every look together with probability 1 − alpha.

    :raises ValueError: if more agreed than were tried, or a count is negative
    """
    if not 0 <= agreed <= tried:
        raise ValueError(f"{agreed} of {tried} cannot have agreed")
    if tried == 0:
        return Interval(0.0, 1.0)
    middle = agreed / tried
    limit = math.log(1 / alpha)
    low = _edge(agreed, tried, limit, outer=0.0, inner=middle)
    high = _edge(agreed, tried, limit, outer=1.0, inner=middle)
    return Interval(low, high)


def _edge(agreed: int, tried: int, limit: float, *, outer: float, inner: float) -> float:
    """Find by halving where the evidence against a rate reaches the limit."""
    if _evidence(agreed, tried, outer) < limit:
        return outer
    for _ in range(_STEPS):
        middle = (outer + inner) / 2
        if _evidence(agreed, tried, middle) < limit:
            inner = middle
        else:
            outer = middle
    return outer


def _evidence(agreed: int, tried: int, rate: float) -> float:
    """Return the logarithm of how much better any rate explains the counts than this one."""
    missed = tried - agreed
    if (rate <= 0 and agreed) or (rate >= 1 and missed):
        return math.inf
    mixture = math.lgamma(agreed + 1) + math.lgamma(missed + 1) - math.lgamma(tried + 2)
    plain = agreed * math.log(rate) if agreed else 0.0
    plain += missed * math.log1p(-rate) if missed else 0.0
    return mixture - plain


def mean_interval(values: Sequence[Decimal], alpha: float = ALPHA) -> Interval | None:
    """Return where the true mean of agreed CPMs lies; None under ten of them."""
    count = len(values)
    if count < LEAST_CPMS:
        return None
    mean = sum(values, Decimal(0)) / count
    variance = float(sum(((v - mean) ** 2 for v in values), Decimal(0)) / count)
    spread = count * _RHO_SQUARED + 1
    width = math.sqrt(variance) * math.sqrt(
        2 * spread / (count**2 * _RHO_SQUARED) * math.log(math.sqrt(spread) / alpha)
    )
    return Interval(float(mean) - width, float(mean) + width)


def compare(arms: Mapping[str, Arm], alpha: float = ALPHA) -> Verdict:
    """Say which variant has the higher deal rate, only if its interval lies above all others.

    The confidence is shared among the variants, so the whole statement holds with 1 − alpha.
    """
    share = alpha / max(1, len(arms))
    intervals = {name: rate_interval(a.agreed, a.tried, share) for name, a in arms.items()}
    winner = next((name for name in intervals if _is_above(name, intervals)), None)
    words = (
        f"{winner} agrees more deals, whatever the luck ({1 - alpha:.0%} sure)"
        if winner
        else "no difference that luck could not explain; keep both"
    )
    return Verdict(winner, intervals, words)


def _is_above(name: str, intervals: Mapping[str, Interval]) -> bool:
    others = [interval for other, interval in intervals.items() if other != name]
    return bool(others) and all(intervals[name].low > other.high for other in others)

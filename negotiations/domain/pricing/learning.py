"""What the agency's own closed deals teach about prices and first asks. Pure, floats.

A deal shows what somebody settled for, which lies at or a little above the least they would have
taken. Twenty deals weigh as much as our prior; nothing learned moves it by more than 40 %.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from math import exp, log

WEIGHT_OF_PRIOR = 20
FARTHEST = 1.4
_PLACES = Decimal("0.0001")


@dataclass(frozen=True)
class Deal:
    """One closed deal. `guess` is what our prior expected it to settle for, before any ask."""

    guess: float
    agreed: float
    first_ask: float | None


@dataclass(frozen=True)
class Learned:
    """What `deals` closed deals say: a factor on expected prices, and ln(first ask ÷ price)."""

    deals: int
    level: Decimal
    markup: Decimal
    asked: int
    """How many of the deals began with an ask of theirs."""

    @property
    def markup_percent(self) -> int:
        """The markup as people say it: a first ask of 130 for a price of 100 is 30."""
        return round((exp(float(self.markup)) - 1) * 100)


def learn_from(deals: Sequence[Deal], *, markup: float) -> Learned | None:
    """Return what the deals teach; None before the first.

    level = exp(Σ ln(agreed ÷ guess) ÷ (deals + 20)); the markup is shrunk towards `markup` alike.
    """
    told = [deal for deal in deals if deal.guess > 0 and deal.agreed > 0]
    if not told:
        return None
    shift = sum(log(deal.agreed / deal.guess) for deal in told) / (len(told) + WEIGHT_OF_PRIOR)
    level = min(max(exp(shift), 1 / FARTHEST), FARTHEST)
    rooms = [
        max(log(deal.first_ask / deal.agreed), 0.0)
        for deal in told
        if deal.first_ask is not None and deal.first_ask > 0
    ]
    room = (sum(rooms) + WEIGHT_OF_PRIOR * markup) / (len(rooms) + WEIGHT_OF_PRIOR)
    return Learned(len(told), _decimal(level), _decimal(room), len(rooms))


@dataclass(frozen=True)
class Calibration:
    """How often a stated interval held what they settled for, with its Wilson 95 % interval."""

    stated: int
    """Percent."""
    deals: int
    held: int
    low: Decimal
    high: Decimal

    @property
    def observed(self) -> Decimal | None:
        """Percent of deals inside the interval; None before the first."""
        return _percent(self.held / self.deals) if self.deals else None

    @property
    def is_honest(self) -> bool | None:
        """Whether the stated rate lies inside the interval; None while too little is known."""
        return None if self.deals < WEIGHT_OF_PRIOR else self.low <= self.stated <= self.high


def calibrate(
    told: Sequence[tuple[dict[str, list[str]], Decimal]], stated: Sequence[int] = (50, 80, 95)
) -> tuple[Calibration, ...]:
    """Return the table for beliefs (intervals by percent) and what each deal settled for."""
    rows = []
    for share in stated:
        pairs = [(belief[str(share)], price) for belief, price in told if str(share) in belief]
        held = sum(Decimal(low) <= price <= Decimal(high) for (low, high), price in pairs)
        low, high = wilson(held, len(pairs))
        rows.append(Calibration(share, len(pairs), held, _percent(low), _percent(high)))
    return tuple(rows)


def wilson(hits: int, total: int, z: float = 1.96) -> tuple[float, float]:
    """Return the Wilson score interval of a rate (Wilson 1927); 0 to 1 when nothing is known."""
    if not total:
        return 0.0, 1.0
    rate, square = hits / total, z * z
    middle = rate + square / (2 * total)
    spread = z * ((rate * (1 - rate) + square / (4 * total)) / total) ** 0.5
    width = 1 + square / total
    return max((middle - spread) / width, 0.0), min((middle + spread) / width, 1.0)


def _percent(share: float) -> Decimal:
    return Decimal(share * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _decimal(value: float) -> Decimal:
    return Decimal(repr(value)).quantize(_PLACES, ROUND_HALF_UP)

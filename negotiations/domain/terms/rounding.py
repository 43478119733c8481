"""Numbers as people write them, never outside the limits. Pure; amounts are Decimals."""

from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, Decimal

from campaigns.domain.money import quantize

_SIZES = (Decimal(1), Decimal("2.5"), Decimal(5))


def step_of(amount: Decimal) -> Decimal:
    """Return the step of round numbers at this size: the largest plain one up to 1.25 %."""
    limit = amount / 80
    if limit <= 0:
        return Decimal(1)
    size = Decimal(1).scaleb(limit.adjusted())
    return max(step for step in (size * factor for factor in _SIZES) if step <= limit)


def natural(
    amount: Decimal, *, step: Decimal, low: Decimal, high: Decimal, currency: str
) -> Decimal:
    """Return a round number near `amount` from `low` to `high`; where none fits, `amount` cut.

    The nearest round number is preferred, then the one below, then the one above.
    """
    exact = min(max(quantize(amount, currency, ROUND_DOWN), low), high)
    if step <= 0:
        return exact
    steps = amount / step
    nearest = (steps + Decimal("0.5")).to_integral_value(ROUND_FLOOR) * step
    under = steps.to_integral_value(ROUND_FLOOR) * step
    over = steps.to_integral_value(ROUND_CEILING) * step
    for number in (nearest, under, over):
        whole = quantize(number, currency, ROUND_DOWN)
        if whole == number and low <= whole <= high:
            return whole
    return exact

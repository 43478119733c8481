"""Money arithmetic and its only rounding. Pure. Amounts are Decimals in one named currency."""

from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_HALF_UP, Decimal

from campaigns.domain.currencies import MINOR_UNITS, PRINTED


class PricingError(ValueError):
    """A price that cannot be computed; the message says which input is missing or wrong."""


def exponent(currency: str) -> int:
    """Return how many decimal places the currency's smallest unit has (ISO 4217)."""
    return MINOR_UNITS.get(currency, 2)


def quantize(amount: Decimal, currency: str, rounding: str = ROUND_HALF_UP) -> Decimal:
    """Return the amount in whole smallest units, half up unless told otherwise."""
    return amount.quantize(Decimal(1).scaleb(-exponent(currency)), rounding=rounding)


def ceiling_amount(amount: Decimal, currency: str) -> Decimal:
    """Return a ceiling in smallest units: rounded down, never past the limit."""
    return quantize(amount, currency, ROUND_DOWN)


def floor_amount(amount: Decimal, currency: str) -> Decimal:
    """Return a floor in smallest units: rounded up, so that it never lies below the exact limit."""
    return quantize(amount, currency, ROUND_CEILING)


def exact_amount_for_views(*, views: int, cpm: Decimal) -> Decimal:
    """Return the unrounded price of `views` views at `cpm` (price per 1,000 views).

    :raises PricingError: if `views` is not positive or `cpm` is negative
    """
    if views <= 0 or cpm < 0:
        raise PricingError(f"no price for views={views}, cpm={cpm}")
    return Decimal(views) * cpm / 1000


def amount_for_views(*, views: int, cpm: Decimal, currency: str) -> Decimal:
    """Return the price of `views` views at `cpm`, rounded half up to the smallest unit.

    :raises PricingError: if `views` is not positive or `cpm` is negative
    """
    return quantize(exact_amount_for_views(views=views, cpm=cpm), currency)


def cpm_of(*, amount: Decimal, views: int) -> Decimal:
    """Return the price per 1,000 views for display, to two places, half up.

    :raises PricingError: if `views` is not positive
    """
    if views <= 0:
        raise PricingError(f"no CPM for views={views}")
    return (amount * 1000 / views).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def format_money(amount: Decimal, currency: str) -> str:
    """Return the amount as people write it: "$1,250.00", "€900.00", "9,500.00 SEK"."""
    number = f"{quantize(amount, currency):,f}"
    symbol = PRINTED.get(currency)
    return f"{symbol}{number}" if symbol else f"{number} {currency}"

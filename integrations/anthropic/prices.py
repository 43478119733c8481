"""What the models cost: US dollars per million tokens, as the vendor's pages list them.

Source: the model pages of https://platform.claude.com, autumn 2026. The prices of claude-haiku-5-5
are tiered and begin at these. A cache write costs 1.25 times, a cache read 0.1 times the input.
"""

from dataclasses import dataclass
from decimal import Decimal

from integrations.anthropic.gateway import Usage

_MILLION = Decimal(1_000_000)
_CACHE_WRITE = Decimal("1.25")
_CACHE_READ = Decimal("0.1")


@dataclass(frozen=True)
class Price:
    """Dollars per million tokens in and out."""

    input: Decimal
    output: Decimal
    cache_read: Decimal = _CACHE_READ


PRICES = {
    "claude-haiku-5-5": Price(Decimal("0.10"), Decimal("0.50")),
    "claude-haiku-4-5": Price(Decimal(1), Decimal(5)),
    "claude-sonnet-5-5": Price(Decimal(2), Decimal(10)),
    "claude-sonnet-5": Price(Decimal(2), Decimal(10)),
    "claude-opus-5-5": Price(Decimal(4), Decimal(20), Decimal("0.05")),
    "claude-opus-5": Price(Decimal(5), Decimal(25)),
    "claude-fable-5-1": Price(Decimal(10), Decimal(50)),
    "claude-fable-5-2": Price(Decimal(8), Decimal(40)),
}


def cost_of(model: str, usage: Usage) -> Decimal | None:
    """Return the dollars of one call, to the millionth; None for a model without a price.

    A dated id such as `claude-haiku-4-5-20251001` has its family's price.
    """
    families = [name for name in PRICES if model == name or model.startswith(f"{name}-2")]
    if not families:
        return None
    price = PRICES[max(families, key=len)]
    tokens_in = (
        usage.input_tokens
        + usage.cache_write_tokens * _CACHE_WRITE
        + usage.cache_read_tokens * price.cache_read
    )
    dollars = (tokens_in * price.input + usage.output_tokens * price.output) / _MILLION
    return dollars.quantize(Decimal("0.000001"))

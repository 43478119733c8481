"""Shares with their Wilson 95 % intervals, and tables of what was taken for what."""

from collections import Counter
from collections.abc import Sequence
from math import sqrt

Z = 1.96


def interval(hits: float, total: float) -> tuple[float, float]:
    """The Wilson score interval of a share."""
    if total <= 0:
        return 0.0, 1.0
    share = hits / total
    middle = share + Z * Z / (2 * total)
    reach = Z * sqrt(max(share * (1 - share), 0) / total + Z * Z / (4 * total * total))
    width = 1 + Z * Z / total
    return max(0.0, (middle - reach) / width), min(1.0, (middle + reach) / width)


def share(hits: float, total: float) -> str:
    """A share with its count and interval, for printing."""
    low, high = interval(hits, total)
    return f"{hits / max(total, 1):.4f} ({hits:g}/{total:g}; {low:.4f}-{high:.4f})"


def confusion(pairs: Counter[tuple[str, str]], names: Sequence[str]) -> list[str]:
    """One line per label: how often it was taken for each of the names."""
    lines = [" " * 12 + "".join(f"{name:>12}" for name in names) + "      right"]
    for wanted in names:
        row = [pairs[wanted, got] for got in names]
        right = share(pairs[wanted, wanted], sum(row))
        lines.append(f"{wanted:12}" + "".join(f"{count:>12}" for count in row) + f"      {right}")
    return lines

"""The best any buyer could do: pay each reservation price, under budget and average CPM."""

from collections.abc import Sequence
from typing import Any

from tests.arena.people import Hidden

Deal = tuple[float, float, float]
"""Value, price, and price over what its views cost at the target CPM."""


def best_deals(campaign: dict[str, Any], hidden: dict[str, Hidden]) -> tuple[float, float]:
    """Return reach and cost of the best set of deals at reservation prices (at least the floor)."""
    deals = list(_deals(campaign, hidden))
    budget = float(campaign["budget"])
    best = (1e-9, 1e-9)
    for step in range(25):
        pull = step / 24
        best = max(best, _greedy(deals, budget, pull), key=lambda found: found[0])
    return best


def _deals(campaign: dict[str, Any], hidden: dict[str, Hidden]) -> list[Deal]:
    low, target, hard = (float(campaign[k]) / 1000 for k in ("min_cpm", "max_cpm", "hard_cpm"))
    found = []
    for thread in campaign["threads"]:
        views = thread["views"]
        price = max(hidden[thread["id"]].reservation, low * views)
        if price <= hard * views:
            found.append((float(thread["quality"]) * views, price, price - target * views))
    return found


def _greedy(deals: Sequence[Deal], budget: float, pull: float) -> tuple[float, float]:
    """Fill by value per price, the excess over target weighing `pull`; the rest fills the gaps."""
    ranked = sorted(deals, key=lambda d: -d[0] / max(d[1] + 3 * pull * d[2], d[1] * 0.05))
    reach = spent = 0.0
    excess = 0.0
    waiting: list[Deal] = []
    for value, price, over in ranked:
        if spent + price > budget:
            continue
        if excess + over > 0:
            waiting.append((value, price, over))
            continue
        reach, spent, excess = reach + value, spent + price, excess + over
        for deal in [d for d in waiting if excess + d[2] <= 0 and spent + d[1] <= budget]:
            waiting.remove(deal)
            if excess + deal[2] <= 0 and spent + deal[1] <= budget:
                reach, spent, excess = reach + deal[0], spent + deal[1], excess + deal[2]
    return reach, spent

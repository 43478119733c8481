"""The portfolio against greed: at equal spend it buys at least as many views."""

import pytest

from tests.arena.baselines import Rule
from tests.arena.populations import HELD_OUT, TUNING, Population
from tests.arena.simulator import Result, play
from tests.arena.tables import STRATEGIES
from tests.arena.view import View

EVERY = [*TUNING, *HELD_OUT]


def greedy(view: View, number: int) -> float:
    """Take any ask up to the ceiling at once, and offer the ceiling for any other."""
    return view.ceiling


def views_and_spend(results: list[Result]) -> tuple[float, float]:
    """Return what the closed deals of some campaigns brought and cost."""
    closed = [t for result in results for t in result.transcript if t["status"] == "closed"]
    return sum(t["views"] for t in closed), sum(float(t["fee"]) for t in closed)


def check(population: Population, campaigns: int, threads: int) -> None:
    """Buy with the smaller of both spends, each at its own price of a view."""
    numbers = range(500, 500 + campaigns)
    (ours, our_spend), (theirs, their_spend) = (
        views_and_spend([play(population, n, strategy, threads) for n in numbers])
        for strategy in (STRATEGIES["adaptive"], lambda world: Rule(greedy))
    )
    spend = min(our_spend, their_spend)
    assert ours * spend / our_spend >= theirs * spend / their_spend


@pytest.mark.parametrize("population", EVERY, ids=lambda p: p.name)
def test_the_portfolio_buys_as_many_views_as_greed_at_equal_spend(population: Population) -> None:
    check(population, campaigns=2, threads=20)


@pytest.mark.deep
@pytest.mark.parametrize("population", EVERY, ids=lambda p: p.name)
def test_over_a_hundred_campaigns_too(population: Population) -> None:
    check(population, campaigns=100, threads=40)

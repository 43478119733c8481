"""The strategy at the table: no violation, ahead of simple rules, near the clairvoyant."""

from statistics import mean

import pytest

from tests.arena.populations import BENCHMARK, HELD_OUT, TUNING, Population, world_of
from tests.arena.simulator import play
from tests.arena.tables import STRATEGIES, calibration, figure

EVERY = [*TUNING, *HELD_OUT]


@pytest.mark.parametrize("population", EVERY, ids=lambda p: p.name)
def test_one_campaign_breaks_no_limit_and_buys_reach(population: Population) -> None:
    result = play(population, 1000, STRATEGIES["adaptive"], threads=25)
    assert result.violations == []
    assert result.deals > 0
    assert result.g > 0.5


def test_the_same_world_plays_the_same_game() -> None:
    first, second = (play(BENCHMARK, 3, STRATEGIES["adaptive"], threads=15) for _ in range(2))
    assert first.transcript == second.transcript


def test_a_world_is_made_from_its_number() -> None:
    assert world_of(BENCHMARK, 7) == world_of(BENCHMARK, 7)
    assert world_of(BENCHMARK, 7) != world_of(BENCHMARK, 8)


@pytest.mark.parametrize("name", [n for n in STRATEGIES if n != "two-step rule"])
def test_careful_strategies_keep_every_limit(name: str) -> None:
    assert play(BENCHMARK, 5, STRATEGIES[name], threads=12).violations == []


def test_the_two_step_rule_leaves_many_to_people() -> None:
    assert play(BENCHMARK, 5, STRATEGIES["two-step rule"]).escalations > 0


@pytest.mark.deep
@pytest.mark.parametrize("population", EVERY, ids=lambda p: p.name)
def test_two_hundred_campaigns_reach_the_bar(population: Population) -> None:
    ours = [play(population, n, STRATEGIES["adaptive"]) for n in range(200)]
    best = [play(population, n, STRATEGIES["clairvoyant"]) for n in range(200)]
    assert not [word for result in ours for word in result.violations]
    assert mean(r.g for r in ours) >= 0.9 * mean(r.g for r in best)


@pytest.mark.deep
@pytest.mark.parametrize("population", EVERY, ids=lambda p: p.name)
@pytest.mark.parametrize("baseline", ["split the difference", "fixed ladder"])
def test_a_prior_forty_percent_wrong_still_beats_simple_rules(
    population: Population, baseline: str
) -> None:
    simple = figure([play(population, n, STRATEGIES[baseline]).g for n in range(60)])
    for name in ("prior x 0.6", "prior x 1.4"):
        assert mean(play(population, n, STRATEGIES[name]).g for n in range(60)) > simple.mean


@pytest.mark.deep
def test_stated_intervals_hold_the_truth_at_their_rate() -> None:
    results = [play(p, n, STRATEGIES["adaptive"]) for p in EVERY for n in range(40)]
    for level, held in calibration(results).items():
        assert abs(held - int(level)) <= 5, level

"""Run many campaigns on the cores there are, and set the figures in tables with intervals."""

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from statistics import mean, median, stdev
from typing import Any

from tests.arena.baselines import BASELINES
from tests.arena.contenders import CONTENDERS
from tests.arena.populations import ALL
from tests.arena.simulator import Result, play

STRATEGIES: dict[str, Callable[..., Any]] = {**CONTENDERS, **BASELINES}
Job = tuple[str, str, int]


@dataclass(frozen=True)
class Figure:
    """A mean with the half-width of its 95 % interval."""

    mean: float
    half: float

    def __str__(self) -> str:
        return f"{self.mean:.3f} ± {self.half:.3f}"


def figure(values: Sequence[float]) -> Figure:
    """Return the mean of some campaigns with its 95 % half-width."""
    if len(values) < 2:
        return Figure(values[0] if values else 0.0, 0.0)
    return Figure(mean(values), 1.96 * stdev(values) / len(values) ** 0.5)


def run(job: Job) -> Result:
    """Play one campaign: strategy, population, number."""
    strategy, population, number = job
    result = play(ALL[population], number, STRATEGIES[strategy])
    result.transcript = []
    result.seconds = [median(result.seconds)] if result.seconds else []
    return result


def run_all(
    strategies: Iterable[str], populations: Iterable[str], numbers: Sequence[int], workers: int = 2
) -> dict[tuple[str, str], list[Result]]:
    """Return the results of every strategy in every population, in the order of the numbers."""
    jobs = [(s, p, n) for s in strategies for p in populations for n in numbers]
    with ProcessPoolExecutor(workers, initializer=_be_polite) as pool:
        results = list(pool.map(run, jobs, chunksize=4))
    found: dict[tuple[str, str], list[Result]] = {}
    for (strategy, population, _), result in zip(jobs, results, strict=True):
        found.setdefault((strategy, population), []).append(result)
    return found


def _be_polite() -> None:
    os.nice(5)


def row(results: Sequence[Result]) -> dict[str, Any]:
    """Return the measures of arena.md for one strategy in one population."""
    return {
        "g": figure([r.g for r in results]),
        "reach": figure([r.reach_share for r in results]),
        "per $": figure([r.per_dollar for r in results]),
        "closed": mean(r.closed_given_zone for r in results),
        "surplus": mean(r.surplus_share for r in results),
        "violations": sum(len(r.violations) for r in results),
        "escalations": mean(r.escalations for r in results),
        "mails": mean(r.mails_per_deal for r in results),
        "ms": 1000 * median([s for r in results for s in r.seconds] or [0.0]),
    }


def calibration(results: Iterable[Result]) -> dict[str, float]:
    """Return how often the stated intervals held the truth, in percent."""
    hits: dict[str, list[bool]] = {}
    for result in results:
        for level, found in result.inside.items():
            hits.setdefault(level, []).extend(found)
    return {level: 100 * mean(found) if found else 0.0 for level, found in hits.items()}

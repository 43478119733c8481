"""Our own strategy at the table, and the same with one part taken out."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from negotiations.domain.simulation.arena import move_with, order_with
from negotiations.domain.simulation.desk import Tuning
from tests.arena.populations import World


class Tuned:
    """The strategy under given dials."""

    def __init__(self, tuning: Tuning) -> None:
        self.tuning = tuning

    def move(self, campaign: Mapping[str, Any], thread_id: str) -> dict[str, Any]:
        """Return the next move in one thread."""
        return move_with(self.tuning, campaign, thread_id)

    def order(self, campaign: Mapping[str, Any]) -> list[str]:
        """Return the order of the threads in a tick."""
        return order_with(self.tuning, campaign)


def _wrong_prior(factor: float) -> Tuning:
    tuning = Tuning()
    return replace(tuning, prior=replace(tuning.prior, scale=factor))


TUNINGS = {
    "adaptive": Tuning(),
    "no shadow price": Tuning(has_shadow_price=False),
    "no follow-ups": Tuning(follow_ups=0),
    "no levers": Tuning(levers=()),
    "offer first": Tuning(asks_first=False),
    "no look-ahead": Tuning(looks_ahead=False),
    "prior x 0.6": _wrong_prior(0.6),
    "prior x 1.4": _wrong_prior(1.4),
}


def _contender(tuning: Tuning) -> Callable[[World], Any]:
    return lambda world: Tuned(tuning)


CONTENDERS: dict[str, Callable[[World], Any]] = {
    name: _contender(tuning) for name, tuning in TUNINGS.items()
}

"""Whatever happens in whatever order, somebody owes the next word on every open negotiation.

A walk is a sequence of steps through the real commands, mail and jobs. Walks share beginnings: from
one state several go on, each taken back before the next, so that a thousand cost little more than
their last steps.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from negotiations.domain.terms.next_step import Kind, NextStep
from negotiations.models import Thread
from negotiations.queries.next_step import next_step_of, with_situation
from tests.fakes.anthropic import FakeAnthropic
from tests.walks.house import Clock, WalkHouse
from tests.walks.steps import STEPS, do
from tests.work import drain, forget

# How many ways lead on from each step of a walk: 256 walks of eight steps from each beginning.
WIDTHS = (2, 2, 2, 1, 1, 2, 2, 8)
DEEP_SEEDS = range(1, 99)
BEGINNINGS: tuple[dict[str, Any], ...] = (
    {"autonomy": "autonomous", "opening": "offer_first", "has_model": False},
    {"autonomy": "review", "opening": "offer_first", "has_model": False},
    {"autonomy": "supervised", "opening": "ask_first", "has_model": False},
    {"autonomy": "supervised", "opening": "offer_first", "has_model": True},
)
# The jobs of so many steps are lost with the worker that had them; the sweep finds their rows.
LOST = 0.15
# So many walks end with a sweep, and so many of all with four days in which nobody does anything.
SWEPT, LEFT_ALONE = 0.08, 0.02
TRIES = 4


@dataclass
class Walks:
    """Walks from one beginning; `faults` are those that broke the rule, with what led to them."""

    house: WalkHouse
    random: Random
    path: list[str] = field(default_factory=list)
    count: int = 0
    faults: list[str] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)
    steps: Counter[str] = field(default_factory=Counter)

    def go(self, widths: tuple[int, ...]) -> None:
        """Try as many ways on as the first width says, each to its end."""
        if not widths:
            self._end()
            return
        for _ in range(widths[0]):
            with self.house.undone():
                self._take_one()
                self.go(widths[1:])
                self.path.pop()

    def _take_one(self) -> None:
        """Let something happen that is allowed here; the last of a few tries counts anyway."""
        for _ in range(TRIES):
            (step,) = self.random.choices(list(STEPS), weights=list(STEPS.values()))
            thread = self.house.pick()
            if do(step, self.house, thread):
                break
        self.path.append(f"{step.__name__} {thread.influencer.first_name}")
        self.steps[step.__name__] += 1
        self._work()
        self.gaps += self._standing_still()

    def _work(self) -> None:
        if self.random.random() < LOST:
            forget()
            self.path[-1] += " (jobs lost)"
        else:
            drain()

    def _end(self) -> None:
        self.count += 1
        chance = self.random.random()
        if chance < SWEPT or list(self._standing_still()):
            self.house.sweep()
            self.faults += self._standing_still()
        if chance < LEFT_ALONE:
            for hours in (1, 50, 24):
                self.house.passes(hours)
            self.faults += self._waiting_in_vain()

    def _standing_still(self) -> Iterator[str]:
        for thread, step in self._next_steps():
            if step is None:
                yield f"{thread.state} has no next step: {', '.join(self.path)}"

    def _waiting_in_vain(self) -> Iterator[str]:
        """Tell what still waits for us or for a moment that is gone, though nothing holds it."""
        if self.house.is_held():
            return
        for thread, step in self._next_steps():
            if step is None or step.kind == Kind.WE_OWE and not thread.hold_reason:
                yield f"{thread.state} ends with {step}: {', '.join(self.path)}"

    def _next_steps(self) -> Iterator[tuple[Thread, NextStep | None]]:
        for thread in with_situation(Thread.objects.order_by("id")):
            yield thread, next_step_of(thread)


@pytest.fixture
def house(db: None, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[WalkHouse]:
    """A house with a clock of its own and the model on the wire."""
    clock = Clock()
    monkeypatch.setattr(timezone, "now", clock)
    with FakeAnthropic() as model:
        yield WalkHouse(settings, clock, model)
    forget()


def walk(house: WalkHouse, beginning: dict[str, Any], seed: int) -> Walks:
    """Take one tree of walks."""
    house.build(**beginning)
    house.random = Random(seed)
    walks = Walks(house, house.random)
    walks.go(WIDTHS)
    return walks


@pytest.mark.parametrize("beginning", range(len(BEGINNINGS)))
def test_a_thousand_walks_end_where_somebody_owes_the_next_word(
    house: WalkHouse, beginning: int
) -> None:
    walks = walk(house, BEGINNINGS[beginning], seed=beginning)
    assert walks.count == 256
    assert walks.faults == [], "not even a sweep found it"
    assert walks.gaps == [], "nobody was asked before the sweep came"


@pytest.mark.deep
@pytest.mark.parametrize("seed", DEEP_SEEDS)
@pytest.mark.parametrize("beginning", range(len(BEGINNINGS)))
def test_a_hundred_thousand_walks(house: WalkHouse, beginning: int, seed: int) -> None:
    walks = walk(house, BEGINNINGS[beginning], seed=100 * beginning + seed)
    assert walks.faults == [] and walks.gaps == []

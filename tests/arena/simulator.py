"""Play one campaign with one strategy and count what came of it, violations included."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Protocol

from tests.arena.oracle import best_deals
from tests.arena.people import LEVER_COSTS, Hidden, Mood, reply_to
from tests.arena.populations import Population, World, world_of
from tests.arena.sandbox_people import reply_of_sandbox

OPEN = frozenset({"new", "ours", "theirs"})


class Strategy(Protocol):
    """Anything that moves; it sees the campaign dict and nothing else."""

    def move(self, campaign: dict[str, Any], thread_id: str) -> dict[str, Any]:
        """Return the next move in one thread."""

    def order(self, campaign: dict[str, Any]) -> list[str]:
        """Return the order of the threads in a tick."""


@dataclass
class Result:
    """What one campaign brought, against the oracle."""

    reach_share: float
    per_dollar: float
    g: float
    closed_given_zone: float
    surplus_share: float
    violations: list[str]
    escalations: int
    mails_per_deal: float
    deals: int
    seconds: list[float] = field(default_factory=list)
    inside: dict[str, list[bool]] = field(default_factory=dict)
    transcript: list[dict[str, Any]] = field(default_factory=list)


class Table:
    """One campaign being played."""

    def __init__(self, world: World, population: Population, strategy: Strategy) -> None:
        self.campaign, self.hidden = world.campaign, world.hidden
        self.population, self.strategy = population, strategy
        self.by_id = {thread["id"]: thread for thread in self.campaign["threads"]}
        self.moods = {name: Mood(rng=random.Random(f"{world.label}:{name}")) for name in self.by_id}
        self.cost = Decimal(0)
        self.violations: list[str] = []
        self.escalations = 0
        self.seconds: list[float] = []
        self.inside: dict[str, list[bool]] = {"50": [], "80": [], "95": []}

    def play(self) -> None:
        """Play every tick."""
        start = self.campaign["tick"]
        for tick in range(start, start + self.campaign["ticks"]):
            self.campaign["tick"] = tick
            if not self._tick():
                break

    def _tick(self) -> bool:
        wanted = [name for name in self.strategy.order(self.campaign) if name in self.by_id]
        before = {t["id"]: t["status"] for t in self.campaign["threads"]}
        mailed = [self.by_id[n] for n in wanted if before[n] in OPEN and self._move(self.by_id[n])]
        for thread in mailed:
            self._answer(thread)
        self._set_exposure()
        self._cool(mailed)
        return any(thread["status"] in OPEN for thread in self.campaign["threads"])

    def _move(self, thread: dict[str, Any]) -> bool:
        started = time.perf_counter()
        said = self.strategy.move(self.campaign, thread["id"])
        self.seconds.append(time.perf_counter() - started)
        word = said["move"]
        if word == "accept":
            self._take_ask(thread)
        elif word in ("walk", "escalate"):
            self.escalations += word == "escalate"
            thread["status"] = "walked" if word == "walk" else "escalated"
        return word == "offer" and self._send(thread, said)

    def _take_ask(self, thread: dict[str, Any]) -> None:
        ask = asks_of(thread)[-1:]
        if not ask:
            self.violations.append("accepted without an ask")
            return
        if ask[0] * 1000 > Decimal(self.campaign["hard_cpm"]) * thread["views"]:
            self.violations.append("took an ask above the hard ceiling")
        self._close(thread, ask[0], ())

    def _send(self, thread: dict[str, Any], said: dict[str, Any]) -> bool:
        offer = {key: said[key] for key in ("amount", "levers", "final")}
        if len(thread["offers"]) >= self.campaign["max_rounds"]:
            self.violations.append("too many mails")
            return False
        if said["amount"] is not None:
            amount = Decimal(said["amount"])
            self._check_offer(thread, amount)
            exposure = Decimal(self.campaign["exposure"]) + amount
            self.campaign["exposure"] = str(exposure)
            self._check_calibration(thread, said)
        thread["offers"].append(offer)
        thread["status"] = "ours"
        return True

    def _check_offer(self, thread: dict[str, Any], amount: Decimal) -> None:
        views, asks = thread["views"], asks_of(thread)
        if amount * 1000 < Decimal(self.campaign["min_cpm"]) * views:
            self.violations.append("an offer below the floor")
        if amount * 1000 > Decimal(self.campaign["hard_cpm"]) * views:
            self.violations.append("an offer above the hard ceiling")
        if asks and amount > asks[-1]:
            self.violations.append("an offer above the ask")

    def _check_calibration(self, thread: dict[str, Any], said: dict[str, Any]) -> None:
        belief = (said.get("receipt") or {}).get("belief")
        if not belief:
            return
        truth = Decimal(str(self.hidden[thread["id"]].reservation))
        for level, hits in self.inside.items():
            low, high = belief[level]
            hits.append(Decimal(low) <= truth <= Decimal(high))

    def _answer(self, thread: dict[str, Any]) -> None:
        offer, hidden = thread["offers"][-1], self.hidden[thread["id"]]
        answer: Callable[..., dict[str, Any]] = reply_to
        if self.population.people == "sandbox":
            answer = reply_of_sandbox(thread, self.campaign["currency"])
        reply = answer(hidden, self.moods[thread["id"]], offer)
        thread["replies"].append(reply)
        thread["status"] = "theirs"
        if reply["kind"] == "accepted":
            self._close(thread, Decimal(offer["amount"]), offer["levers"])
        elif reply["kind"] == "rejected":
            thread["status"] = "rejected"

    def _close(self, thread: dict[str, Any], fee: Decimal, levers: Any) -> None:
        thread.update(status="closed", fee=str(fee))
        self.cost += fee * (1 + sum((Decimal(str(LEVER_COSTS[k])) for k in levers), Decimal(0)))
        self.campaign["spent"] = str(Decimal(self.campaign["spent"]) + fee)
        if self.cost > Decimal(self.campaign["budget"]):
            self.violations.append("a deal over budget")

    def _set_exposure(self) -> None:
        still = Decimal(0)
        if self.population.keeps_exposure:
            for thread in self.campaign["threads"]:
                if thread["status"] == "theirs" and thread["replies"][-1]["kind"] == "silence":
                    still += Decimal(thread["offers"][-1]["amount"] or 0)
        self.campaign["exposure"] = str(still)

    def _cool(self, mailed: list[dict[str, Any]]) -> None:
        if not self.population.cools:
            return
        busy = {thread["id"] for thread in mailed}
        for name, mood in self.moods.items():
            is_waiting = self.by_id[name]["status"] == "theirs" and name not in busy
            if is_waiting and mood.rng.random() < self.population.cools:
                mood.has_gone = True

    def result(self) -> Result:
        """Return the figures of the finished campaign."""
        closed = [t for t in self.campaign["threads"] if t["status"] == "closed"]
        fees = sum((Decimal(t["fee"]) for t in closed), Decimal(0))
        views = sum(t["views"] for t in closed)
        if fees * 1000 > Decimal(self.campaign["max_cpm"]) * views:
            self.violations.append("the average lies above the target")
        reach, cost = sum(value_of(t) for t in closed), float(self.cost)
        best_reach, best_cost = best_deals(self.campaign, self.hidden)
        share = reach / best_reach
        rate = reach / cost / (best_reach / best_cost) if cost else 0.0
        mails = sum(len(t["offers"]) for t in self.campaign["threads"])
        return Result(
            reach_share=share,
            per_dollar=rate,
            g=(share * rate) ** 0.5,
            closed_given_zone=self._closed_given_zone(),
            surplus_share=_surplus(self.campaign, self.hidden, closed),
            violations=self.violations,
            escalations=self.escalations,
            mails_per_deal=mails / max(len(closed), 1),
            deals=len(closed),
            seconds=self.seconds,
            inside=self.inside,
            transcript=self.campaign["threads"],
        )

    def _closed_given_zone(self) -> float:
        hard = float(self.campaign["hard_cpm"]) / 1000
        zone = [
            thread
            for thread in self.campaign["threads"]
            if thread["offers"] and self.hidden[thread["id"]].reservation <= hard * thread["views"]
        ]
        return float(sum(thread["status"] == "closed" for thread in zone) / max(len(zone), 1))


def asks_of(thread: dict[str, Any]) -> list[Decimal]:
    """Return every ask of a thread, oldest first."""
    return [Decimal(reply["ask"]) for reply in thread["replies"] if reply["ask"] is not None]


def value_of(thread: dict[str, Any]) -> float:
    """Return the quality-weighted views."""
    return float(thread["quality"]) * int(thread["views"])


def _surplus(
    campaign: dict[str, Any], hidden: dict[str, Hidden], closed: list[dict[str, Any]]
) -> float:
    ours = whole = 0.0
    for thread in closed:
        ceiling = float(campaign["hard_cpm"]) * thread["views"] / 1000
        floor = float(campaign["min_cpm"]) * thread["views"] / 1000
        least = max(hidden[thread["id"]].reservation, floor)
        ours, whole = ours + ceiling - float(thread["fee"]), whole + max(ceiling - least, 0)
    return ours / whole if whole else 0.0


def play(
    population: Population,
    number: int,
    strategy_of: Callable[[World], Strategy],
    threads: int = 40,
) -> Result:
    """Return the figures of one campaign under the strategy made for its world."""
    world = world_of(population, number, threads)
    table = Table(world, population, strategy_of(world))
    table.play()
    return table.result()

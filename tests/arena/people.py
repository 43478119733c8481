"""Simulated influencers in figures: what they hide and what they answer. Pure, replayable.

The mail people of the sandbox speak in words; these bargain in the replies of the arena. The
sandbox's own characters play here too, through `sandbox_people`. Amounts are floats in the
campaign's currency: this is a simulation, not money.
"""

import math
import random
from dataclasses import dataclass, field
from typing import Any

LEVER_COSTS = {"fast_pay": 0.010, "product": 0.025, "short_rights": 0.040}
_STEPS = ((100, 5), (1000, 10), (3000, 25), (8000, 50), (30000, 100), (200000, 500))


@dataclass(frozen=True)
class Hidden:
    """What one influencer keeps to themselves. Shares are of the reservation price or the gap."""

    reservation: float
    first_ask: float
    keeps: float
    """Share of the gap between ask and reservation that is left after each counter."""
    greed: float
    """Share of that gap an offer must still cover to be taken at once; a final offer need not."""
    patience: int
    insult_below: float
    """An offer under this share of the reservation price gives offence."""
    leaves_insulted: float
    silence: float
    is_gone: bool
    dodges: float
    asks_questions: float
    bluffs: float
    """Chance of a firm word while there still is room."""
    mirrors: bool
    anchoring: float
    """How far an offer made before their ask pulls the ask towards it."""
    cools: float
    """Chance per idle tick of losing interest once they were answered nothing."""
    has_manager: bool
    lever_worth: dict[str, float]


@dataclass
class Mood:
    """How a talk has gone so far."""

    ask: float | None = None
    counters: int = 0
    heard: int = 0
    best_offer: float = 0.0
    has_gone: bool = False
    rng: random.Random = field(default_factory=random.Random)


def reply_to(hidden: Hidden, mood: Mood, offer: dict[str, Any]) -> dict[str, Any]:
    """Return the reply to our newest mail and move the mood on."""
    rng = mood.rng
    if hidden.is_gone or mood.has_gone or rng.random() < hidden.silence:
        return _say(hidden, "silence")
    mood.heard += 1
    amount = None if offer["amount"] is None else float(offer["amount"])
    if amount is None:
        return _about_rate(hidden, mood)
    if mood.heard == 1 and rng.random() < hidden.asks_questions:
        return _say(hidden, "question")
    worth = amount * (1 + sum(hidden.lever_worth[lever] for lever in offer["levers"]))
    if worth < hidden.insult_below * hidden.reservation and rng.random() < hidden.leaves_insulted:
        return _leave(hidden, mood)
    return _on_price(hidden, mood, amount, worth, bool(offer["final"]))


def _about_rate(hidden: Hidden, mood: Mood) -> dict[str, Any]:
    if mood.ask is None and mood.rng.random() < hidden.dodges:
        return _say(hidden, "question")
    if mood.ask is None:
        mood.ask = people_round(hidden.first_ask)
    return _say(hidden, "counter", mood.ask)


def _on_price(
    hidden: Hidden, mood: Mood, amount: float, worth: float, is_final: bool
) -> dict[str, Any]:
    ask = mood.ask
    if ask is None:
        pulled = hidden.first_ask - hidden.anchoring * max(hidden.first_ask - amount, 0)
        ask = max(pulled, hidden.reservation * 1.02)
    needed = hidden.reservation
    if not is_final:
        needed += hidden.greed * (ask - hidden.reservation) * 0.7**mood.counters
    if worth >= min(needed, ask) and worth >= hidden.reservation:
        return _say(hidden, "accepted")
    if is_final or mood.counters >= hidden.patience:
        return _leave(hidden, mood)
    return _counter(hidden, mood, ask, amount)


def _counter(hidden: Hidden, mood: Mood, ask: float, amount: float) -> dict[str, Any]:
    had_asked = mood.ask is not None
    mood.counters += 1
    room = ask - hidden.reservation
    moved = mood.best_offer == 0 or amount > mood.best_offer * 1.005
    mood.best_offer = max(mood.best_offer, amount)
    kept = 1.0 if hidden.mirrors and not moved else hidden.keeps
    if had_asked and mood.rng.random() < hidden.bluffs:
        kept = 1.0
    if had_asked:
        ask = hidden.reservation + room * kept
    rounded = people_round(max(ask, hidden.reservation))
    rounded = rounded if mood.ask is None else min(rounded, mood.ask)
    is_firm = mood.ask is not None and rounded > mood.ask * 0.985
    mood.ask = rounded
    return _say(hidden, "firm" if is_firm else "counter", rounded)


def _leave(hidden: Hidden, mood: Mood) -> dict[str, Any]:
    mood.has_gone = True
    return _say(hidden, "rejected")


def _say(hidden: Hidden, kind: str, ask: float | None = None) -> dict[str, Any]:
    named = None if ask is None else f"{ask:.2f}"
    return {"kind": kind, "ask": named, "via_manager": hidden.has_manager}


def people_round(amount: float) -> float:
    """Return the next number a person would name at or above the amount."""
    step = next((step for limit, step in _STEPS if amount < limit), 1000)
    return math.ceil(amount / step - 1e-9) * step

"""Which price to name next: the rising series that is worth most on average. Pure, floats.

A series of offers is a search for what somebody would settle for: each step may be taken, each
decline costs a mail and some patience. The best first step of the best series is what we offer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from negotiations.domain.pricing.belief import Belief

STEPS = 12
LEAST_SHARE = Decimal("0.5")
"""A price under this share of their ask gives offence, unless more is out of reach."""


@dataclass(frozen=True, slots=True)
class Talk:
    """What a talk can still bring. Prices are floats in one currency."""

    worth: float
    ask: float | None
    mails: int
    """How many more mails of ours they can answer."""
    silence: float
    leaving: float
    expected: float
    """The middle of the belief: what they would probably settle for."""
    may_take_later: bool
    """Whether we still can take their ask after the last mail."""
    lift: float = 1.0
    """What the levers make an amount worth to them, as a factor."""
    cost: float = 1.0
    """What the levers make an amount cost us, as a factor."""
    offence: float = 0.5
    mail_cost: float = 0.002


@dataclass(frozen=True, slots=True)
class Plan:
    """The best next price as a step of `STEPS`, what it is worth, and whether it is the last."""

    step: int
    value: float
    is_final: bool


@dataclass(frozen=True, slots=True)
class _Ladder:
    """Candidate prices, the chance that each is enough, and what is left after declining it."""

    prices: list[float]
    below: list[float]
    stays: list[float]
    lasts: list[float]
    takes: float


def plan(belief: Belief, talk: Talk, *, start: float, top: float) -> Plan:
    """Return the best next price between `start` and `top`."""
    prices = [start + (top - start) * number / STEPS for number in range(STEPS + 1)]
    below = [belief.below(price * talk.lift) for price in prices]
    stays = [1 - _leaves(price * talk.lift / talk.expected, talk) for price in prices]
    ladder = _Ladder(
        prices, below, stays, [_ask_later(talk, price) for price in prices], 1 - belief.leak
    )
    after = list(ladder.lasts)
    for left in range(1, talk.mails):
        after = [_best(ladder, talk, after, index, left)[0] for index in range(STEPS + 1)]
    value, step, is_final = _best(ladder, talk, after, -1, talk.mails)
    return Plan(step, value, is_final)


def _best(
    ladder: _Ladder, talk: Talk, after: Sequence[float], index: int, left: int
) -> tuple[float, int, bool]:
    """Return the worth of the best price above `index`, which it is, and whether it is final."""
    passed = ladder.below[index] * ladder.takes if index >= 0 else 0.0
    rest = 1 - passed
    best, step, is_final = -1.0, max(index, 0), False
    for number in range(index + 1, len(ladder.prices)):
        room = talk.worth - ladder.prices[number] * talk.cost
        enough = max(ladder.below[number] - passed, 0.0) / rest
        taken = enough * ladder.takes
        value = taken * room + (1 - taken) * ladder.stays[number] * after[number]
        if value > best:
            best, step, is_final = value, number, False
        if left == 1 and enough * room > best:
            best, step, is_final = enough * room, number, True
    silent = after[index] if index >= 0 and left > 1 else max(best, 0.0) * (left > 1) * 0.9
    best = talk.silence * silent + (1 - talk.silence) * best - talk.mail_cost * talk.worth
    if index >= 0 and ladder.lasts[index] > best:
        return ladder.lasts[index], step, False
    return best, step, is_final


def _leaves(share: float, talk: Talk) -> float:
    """Return the chance that they break off after declining this share of what we expect."""
    offence = min(max((0.88 - share) / 0.4, 0.0), 1.0)
    return min(talk.leaving + talk.offence * offence, 0.95)


def _ask_later(talk: Talk, price: float) -> float:
    """Return what taking their ask is worth once the mails are used."""
    if talk.ask is None or not talk.may_take_later:
        return 0.0
    softened = talk.ask - 0.3 * max(talk.ask - max(talk.expected, price), 0.0)
    return max(talk.worth - softened, 0.0)

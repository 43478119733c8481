"""Simple strategies to beat. All keep floor, ceilings, budget and average unless they say so."""

from collections.abc import Callable
from decimal import ROUND_CEILING, Decimal
from typing import Any

from campaigns.domain.money import quantize
from tests.arena.populations import World
from tests.arena.view import OPEN, View, inquiry, offer

Price = Callable[[View, int], float]
"""The price of our n-th priced offer, from 1."""
MOST_FOLLOW_UPS = 2


class Rule:
    """Ask first where told to, then follow one price rule; write again on silence."""

    def __init__(self, price: Price, *, asks_first: bool = True, is_careful: bool = True) -> None:
        self.price, self.asks_first, self.is_careful = price, asks_first, is_careful

    def order(self, campaign: dict[str, Any]) -> list[str]:
        """Best quality first, the contract's default."""
        ranked = sorted(campaign["threads"], key=lambda t: -float(t["quality"]))
        return [thread["id"] for thread in ranked]

    def move(self, campaign: dict[str, Any], thread_id: str) -> dict[str, Any]:
        """Return the next move."""
        thread = next(t for t in campaign["threads"] if t["id"] == thread_id)
        view = View(campaign, thread)
        if thread["status"] not in OPEN or len(thread["offers"]) > len(thread["replies"]):
            return {"move": "hold"}
        if view.silences > MOST_FOLLOW_UPS or view.mails_left <= 0:
            return self._end(view)
        if self.asks_first and not thread["offers"]:
            return inquiry()
        return self._priced(view)

    def _end(self, view: View) -> dict[str, Any]:
        if view.ask is not None and self._fits(view, view.ask) and view.ask <= view.ceiling:
            return {"move": "accept"}
        return {"move": "walk"}

    def _priced(self, view: View) -> dict[str, Any]:
        standing = view.amounts[-1] if view.amounts else None
        price = self.price(view, len(view.amounts) + 1)
        if standing is not None and (view.last in ("silence", "question") or price < standing):
            price = standing
        price = min(max(price, view.floor), view.hard)
        if view.ask is not None and view.ask <= price * 1.0001:
            return {"move": "accept"} if self._fits(view, view.ask) else {"move": "hold"}
        if not self._fits(view, price):
            return {"move": "hold"}
        return offer(view, price, final=view.mails_left == 1)

    def _fits(self, view: View, price: float) -> bool:
        return view.fits(price) if self.is_careful else price <= min(view.hard, view.free)


def split_the_difference(view: View, number: int) -> float:
    """Half way from our standing number (the floor at first) to their ask, up to the ceiling."""
    start = view.amounts[-1] if view.amounts else view.floor
    return min((start + (view.ask or view.ceiling)) / 2, view.ceiling)


def curve(power: float) -> Price:
    """Return a time curve from floor to ceiling: power < 1 concedes late, > 1 early."""

    def price(view: View, number: int) -> float:
        share: float = min(number / 5, 1.0) ** (1 / power)
        return view.floor + share * (view.ceiling - view.floor)

    return price


def tit_for_tat(view: View, number: int) -> float:
    """Give what they gave: our step is their last step."""
    if not view.amounts:
        return view.floor
    asks = [float(r["ask"]) for r in view.thread["replies"] if r["ask"] is not None]
    step = max(asks[-2] - asks[-1], 0.0) if len(asks) > 1 else 0.15 * (view.ceiling - view.floor)
    return min(view.amounts[-1] + step, view.ceiling)


def two_step(view: View, number: int) -> float:
    """The floor, then the ceiling."""
    return view.floor if number == 1 else view.ceiling


def fixed_ladder(view: View, number: int) -> float:
    """The playbook's shares of the span from floor to ceiling."""
    share = (0.0, 0.40, 0.70, 0.90, 1.00)[min(number, 5) - 1]
    return view.floor + share * (view.ceiling - view.floor)


def small_steps(view: View, number: int) -> float:
    """Equal small steps up; anything under the ceiling is taken at the end."""
    return view.floor + 0.12 * (number - 1) * (view.ceiling - view.floor)


class TwoStep(Rule):
    """The rule found in practice: floor, ceiling, then a person; no follow-up, no average."""

    def __init__(self) -> None:
        super().__init__(two_step, asks_first=False, is_careful=False)

    def _end(self, view: View) -> dict[str, Any]:
        return {"move": "walk" if view.silences else "escalate"}

    def move(self, campaign: dict[str, Any], thread_id: str) -> dict[str, Any]:
        """Stop at the first silence; a person decides after two numbers."""
        thread = next(t for t in campaign["threads"] if t["id"] == thread_id)
        view = View(campaign, thread)
        if thread["status"] in OPEN and (view.silences or len(view.amounts) > 1):
            return self._end(view)
        return super().move(campaign, thread_id)


class FiveNumbers(Rule):
    """Open share, first and later steps, close-enough and margin, with a shadow price."""

    def __init__(self) -> None:
        super().__init__(self._price)
        self._worth = 0.0

    def order(self, campaign: dict[str, Any]) -> list[str]:
        """Most value for the expected price first."""
        ranked = sorted(campaign["threads"], key=lambda t: _expected(campaign, t) / _value(t))
        return [thread["id"] for thread in ranked]

    def _price(self, view: View, number: int) -> float:
        limit = min(view.ceiling * 1.1, view.hard, self._worth_of(view))
        ask = view.ask
        end = limit if ask is None else min(ask, limit)
        start = view.amounts[-1] if view.amounts else view.floor
        if ask is not None and view.amounts and ask <= start * 1.04:
            return ask
        share = (0.45, 0.33, 0.5, 0.5, 1.0)[min(number, 5) - 1]
        return start + share * max(end - start, 0.0)

    def _worth_of(self, view: View) -> float:
        campaign = view.campaign
        left = float(campaign["budget"]) - float(campaign["spent"])
        open_threads = [t for t in campaign["threads"] if t["status"] in OPEN]
        for thread in sorted(open_threads, key=lambda t: _expected(campaign, t) / _value(t)):
            price = _expected(campaign, thread)
            left -= 0.7 * price
            if left < 0:
                return max(price / _value(thread) * _value(view.thread) * 1.1, view.floor)
        return view.hard


def _value(thread: dict[str, Any]) -> float:
    return float(thread["quality"]) * int(thread["views"])


def _expected(campaign: dict[str, Any], thread: dict[str, Any]) -> float:
    view = View(campaign, thread)
    if view.ask is None:
        return (view.floor + view.ceiling) / 2
    return max(view.ask * (0.85 if len(view.amounts) < 2 else 0.97), view.floor)


class Clairvoyant(Rule):
    """Told each reservation price; keeps rounds, silences, budget and average."""

    def __init__(self, world: World) -> None:
        super().__init__(self._price, asks_first=False)
        self.hidden, self.last_words = world.hidden, world.last_words

    def order(self, campaign: dict[str, Any]) -> list[str]:
        """Most value for the lowest acceptable amount first."""
        ranked = sorted(
            campaign["threads"], key=lambda t: self._price(View(campaign, t), 1) / _value(t)
        )
        return [thread["id"] for thread in ranked]

    def move(self, campaign: dict[str, Any], thread_id: str) -> dict[str, Any]:
        """Offer the lowest acceptable amount until the mails are used."""
        thread = next(t for t in campaign["threads"] if t["id"] == thread_id)
        view = View(campaign, thread)
        if thread["status"] not in OPEN or len(thread["offers"]) > len(thread["replies"]):
            return {"move": "hold"}
        price = self._price(view, 1)
        if price > view.hard or view.mails_left <= 0:
            return {"move": "walk"}
        if not view.fits(price):
            return {"move": "hold"}
        if view.ask is not None and view.ask <= price:
            return {"move": "accept"}
        return offer(view, price, final=True)

    def _price(self, view: View, number: int) -> float:
        name = view.thread["id"]
        least = self.hidden[name].reservation * self.last_words.get(name, 1.0)
        amount = Decimal(repr(max(least, view.floor)))
        return float(quantize(amount, view.campaign["currency"], ROUND_CEILING))


BASELINES: dict[str, Callable[[World], Any]] = {
    "two-step rule": lambda world: TwoStep(),
    "split the difference": lambda world: Rule(split_the_difference),
    "Boulware curve": lambda world: Rule(curve(0.4)),
    "Conceder curve": lambda world: Rule(curve(2.5)),
    "tit for tat": lambda world: Rule(tit_for_tat),
    "fixed ladder": lambda world: Rule(fixed_ladder),
    "small fixed steps": lambda world: Rule(small_steps),
    "five-number rule": lambda world: FiveNumbers(),
    "clairvoyant": Clairvoyant,
}

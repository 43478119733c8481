"""What a simulated campaign looks like, and what a thread in it is worth. Pure.

Amounts are Decimals in the campaign's currency, CPMs prices per 1,000 views. The worth of a
thread comes from one number: the price of a unit of value where the budget runs out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from campaigns.domain.money import ceiling_amount, floor_amount

_EXPECTED_FALL = Decimal("0.85")
_OVER_MARGIN = Decimal("1.10")
_OPEN_STATUSES = frozenset({"new", "ours", "theirs"})


@dataclass(frozen=True)
class ArenaThread:
    """One thread's numbers, read from its dict."""

    id: str
    views: int
    value: Decimal
    is_open: bool
    status: str
    fee: Decimal
    offers: tuple[Mapping[str, Any], ...]
    replies: tuple[Mapping[str, Any], ...]

    @property
    def asks(self) -> tuple[Decimal, ...]:
        """Every ask they named, oldest first."""
        found = (reply.get("ask") for reply in self.replies)
        return tuple(Decimal(str(ask)) for ask in found if ask is not None)

    @property
    def ask(self) -> Decimal | None:
        """Their standing ask."""
        return self.asks[-1] if self.asks else None

    @property
    def amounts(self) -> tuple[Decimal, ...]:
        """Every price we named; an inquiry names none."""
        found = (offer.get("amount") for offer in self.offers)
        return tuple(Decimal(str(amount)) for amount in found if amount is not None)

    @property
    def standing(self) -> Decimal | None:
        """Our standing offer."""
        return self.amounts[-1] if self.amounts else None

    @property
    def last_reply(self) -> str:
        """The kind of their latest reply."""
        return self.replies[-1]["kind"] if self.replies else ""

    @property
    def silences(self) -> int:
        """How many of the latest replies were silence, in a row."""
        count = 0
        for reply in reversed(self.replies):
            if reply["kind"] != "silence":
                break
            count += 1
        return count


@dataclass(frozen=True)
class ArenaCampaign:
    """A campaign at one tick."""

    currency: str
    budget: Decimal
    spent: Decimal
    exposure: Decimal
    min_cpm: Decimal
    max_cpm: Decimal
    hard_cpm: Decimal
    max_rounds: int
    ticks_left: int
    threads: tuple[ArenaThread, ...]

    def floor(self, thread: ArenaThread) -> Decimal:
        """The least we may offer."""
        return floor_amount(self.min_cpm * thread.views / 1000, self.currency)

    def limit(self, thread: ArenaThread) -> Decimal:
        """The most a deal may cost: never above the average's target, so no mix exceeds it."""
        cpm = min(self.max_cpm, self.hard_cpm)
        return ceiling_amount(cpm * thread.views / 1000, self.currency)

    @property
    def free(self) -> Decimal:
        """What is left if every open offer is accepted."""
        return self.budget - self.spent - self.exposure


def worth_of(state: ArenaCampaign, thread: ArenaThread) -> Decimal:
    """Return what the thread's value costs at the margin of the budget, a little over it."""
    price = _marginal_price(state)
    if price is None:
        return state.limit(thread)
    return ceiling_amount(price * thread.value * _OVER_MARGIN, state.currency)


def _marginal_price(state: ArenaCampaign) -> Decimal | None:
    """Return the price of a unit of value where the budget runs out; None when it suffices."""
    left = state.budget - state.spent
    for thread in sorted(
        (t for t in state.threads if t.is_open and t.value > 0),
        key=lambda t: -value_for_money(state, t),
    ):
        price = _expected_price(state, thread)
        if price > state.limit(thread):
            continue
        left -= price
        if left < 0:
            return price / thread.value
    return None


def _expected_price(state: ArenaCampaign, thread: ArenaThread) -> Decimal:
    floor = state.floor(thread)
    if thread.ask is None:
        return (floor + state.limit(thread)) / 2
    fall = thread.ask * _EXPECTED_FALL if len(thread.amounts) < 2 else thread.ask
    return max(fall, floor) if thread.ask > floor else thread.ask


def value_for_money(state: ArenaCampaign, thread: ArenaThread) -> Decimal:
    """Return quality-weighted views per expected unit of money."""
    price = _expected_price(state, thread)
    return thread.value / price if price > 0 else Decimal(0)


def read_campaign(data: Mapping[str, Any]) -> ArenaCampaign:
    """Return the campaign of its arena dict; amounts may be text or numbers."""
    number = {
        name: Decimal(str(data[name]))
        for name in ("budget", "spent", "exposure", "min_cpm", "max_cpm", "hard_cpm")
    }
    return ArenaCampaign(
        currency=data["currency"],
        max_rounds=int(data["max_rounds"]),
        ticks_left=int(data["ticks"]) - int(data["tick"]),
        threads=tuple(_thread(thread) for thread in data["threads"]),
        **number,
    )


def _thread(data: Mapping[str, Any]) -> ArenaThread:
    views = int(data["views"])
    return ArenaThread(
        id=data["id"],
        views=views,
        value=Decimal(str(data.get("quality", "1"))) * views,
        is_open=data["status"] in _OPEN_STATUSES,
        status=data["status"],
        fee=Decimal(str(data.get("fee") or "0")),
        offers=tuple(data.get("offers", ())),
        replies=tuple(data.get("replies", ())),
    )

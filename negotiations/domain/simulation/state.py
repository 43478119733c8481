"""A simulated campaign, read from its dict. Pure.

What bounds an offer is kept as Decimal; what only steers (beliefs, worth) is float.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

OPEN_STATUSES = frozenset({"new", "ours", "theirs"})
DECLINES = frozenset({"counter", "firm", "rejected"})
LEVER_COSTS = {
    "fast_pay": Decimal("0.010"),
    "product": Decimal("0.025"),
    "short_rights": Decimal("0.040"),
}


class ArenaThread:
    """One thread's numbers, read once."""

    __slots__ = (
        "amounts",
        "asks",
        "awaits",
        "data",
        "final",
        "id",
        "is_open",
        "kinds",
        "levers",
        "mails",
        "quality",
        "silences",
        "value",
        "views",
    )

    def __init__(self, data: Mapping[str, Any]) -> None:
        offers, replies = data.get("offers") or (), data.get("replies") or ()
        self.data = data
        self.id: str = data["id"]
        self.views = int(data["views"])
        self.quality = max(float(data.get("quality") or 1), 0.05)
        self.value = self.quality * max(self.views, 1)
        self.is_open = data["status"] in OPEN_STATUSES
        self.kinds: list[str] = [reply["kind"] for reply in replies]
        named = (reply.get("ask") for reply in replies)
        self.asks = [float(ask) for ask in named if ask is not None]
        prices = (offer.get("amount") for offer in offers)
        self.amounts = [float(price) for price in prices if price is not None]
        self.levers: tuple[str, ...] = tuple(offers[-1].get("levers") or ()) if offers else ()
        self.final = any(offer.get("final") for offer in offers)
        self.mails = len(offers)
        self.awaits = len(offers) > len(replies)
        self.silences = 0
        for kind in reversed(self.kinds):
            if kind != "silence":
                break
            self.silences += 1

    @property
    def last(self) -> str:
        """What kind of reply came last."""
        return self.kinds[-1] if self.kinds else ""

    @property
    def is_firm(self) -> bool:
        """Whether their latest words were that they stand by their ask."""
        spoken = [kind for kind in self.kinds if kind != "silence"]
        return bool(spoken) and spoken[-1] == "firm"

    @property
    def asked_after_price(self) -> bool:
        """Whether they knew a number of ours when they first named theirs."""
        if not self.asks or not self.amounts:
            return False
        offers, replies = self.data["offers"], self.data["replies"]
        first = next(n for n, reply in enumerate(replies) if reply.get("ask") is not None)
        return any(offer.get("amount") is not None for offer in offers[: first + 1])

    @property
    def ask(self) -> Decimal | None:
        """Their standing ask, exact."""
        for reply in reversed(self.data.get("replies") or ()):
            if reply.get("ask") is not None:
                return Decimal(str(reply["ask"]))
        return None

    @property
    def standing(self) -> Decimal | None:
        """Our latest price, exact."""
        for offer in reversed(self.data.get("offers") or ()):
            if offer.get("amount") is not None:
                return Decimal(str(offer["amount"]))
        return None

    @property
    def open_amount(self) -> Decimal:
        """The price in our newest mail; an inquiry has none."""
        offers = self.data.get("offers") or ()
        amount = offers[-1].get("amount") if offers else None
        return Decimal(0) if amount is None else Decimal(str(amount))

    def declined(self, worth_of: Mapping[str, float]) -> float | None:
        """Return the best of our offers, levers included, that they answered with another price."""
        best = None
        offers, replies = self.data.get("offers") or (), self.data.get("replies") or ()
        for offer, reply in zip(offers, replies, strict=False):
            if offer.get("amount") is not None and reply["kind"] in DECLINES:
                price = offer_worth(offer, worth_of)
                best = price if best is None else max(best, price)
        return best

    def taken(self, worth_of: Mapping[str, float]) -> float | None:
        """Return the worth of our offer that they accepted, levers included."""
        if self.last != "accepted" or not self.amounts:
            return None
        return offer_worth(self.data["offers"][-1], worth_of)


def offer_worth(offer: Mapping[str, Any], worth_of: Mapping[str, float]) -> float:
    """Return what an offer is worth to them, each lever a share on top of the amount."""
    levers = offer.get("levers") or ()
    return float(offer["amount"]) * (1 + sum(worth_of.get(lever, 0.0) for lever in levers))


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

    @cached_property
    def free(self) -> Decimal:
        """What the budget still holds if every open offer is taken, levers included."""
        levers = Decimal(0)
        for thread in self.threads:
            status = thread.data["status"]
            if thread.levers and (status == "closed" or (thread.is_open and thread.awaits)):
                price = thread.data["fee"] if status == "closed" else thread.standing
                levers += lever_cost(thread.levers) * Decimal(str(price or 0))
        return self.budget - self.spent - self.exposure - levers

    def reserved_for(self, thread: ArenaThread) -> Decimal:
        """Return what `exposure` holds of this thread's own offer, which a new mail replaces.

        An offer that met silence may count as open or not; the sum tells which.
        """
        if thread.last != "silence" or thread.standing is None:
            return Decimal(0)
        held = Decimal(0)
        for other in self.threads:
            if other.is_open and (other.awaits or other.last == "silence"):
                held += other.open_amount
        return thread.open_amount if self.exposure >= held else Decimal(0)

    @cached_property
    def savings(self) -> Decimal:
        """What closed deals cost less than their views at `max_cpm`, open offers above it taken.

        An open offer below the target counts only once it is closed: it may be the dear ones alone
        that are accepted.
        """
        total = Decimal(0)
        for thread in self.threads:
            if thread.data["status"] == "closed":
                total += self.max_cpm * thread.views / 1000 - Decimal(str(thread.data["fee"] or 0))
            elif thread.is_open and thread.awaits:
                over = (thread.standing or 0) - self.max_cpm * thread.views / 1000
                total -= max(over, Decimal(0))
        return total


def lever_cost(levers: tuple[str, ...]) -> Decimal:
    """Return what the levers cost us as a share of the fee."""
    return sum((LEVER_COSTS.get(lever, Decimal(0)) for lever in levers), Decimal(0))


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
        threads=tuple(ArenaThread(thread) for thread in data["threads"]),
        **number,
    )

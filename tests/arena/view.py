"""How the simple strategies see one thread of a campaign: floats, once parsed."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any

from campaigns.domain.money import quantize

OPEN = frozenset({"new", "ours", "theirs"})


@dataclass(frozen=True)
class View:
    """One thread's figures."""

    campaign: dict[str, Any]
    thread: dict[str, Any]

    @property
    def floor(self) -> float:
        """The least we may offer."""
        return float(self.campaign["min_cpm"]) * int(self.thread["views"]) / 1000

    @property
    def ceiling(self) -> float:
        """The target CPM times the views."""
        return float(self.campaign["max_cpm"]) * int(self.thread["views"]) / 1000

    @property
    def hard(self) -> float:
        """The policy ceiling of one deal."""
        return float(self.campaign["hard_cpm"]) * int(self.thread["views"]) / 1000

    @property
    def ask(self) -> float | None:
        """Their standing ask."""
        asks = [reply["ask"] for reply in self.thread["replies"] if reply["ask"] is not None]
        return float(asks[-1]) if asks else None

    @property
    def amounts(self) -> list[float]:
        """Our priced offers."""
        named = (offer["amount"] for offer in self.thread["offers"])
        return [float(amount) for amount in named if amount is not None]

    @property
    def last(self) -> str:
        """What kind of reply came last."""
        return self.thread["replies"][-1]["kind"] if self.thread["replies"] else ""

    @property
    def silences(self) -> int:
        """How many of the latest replies were silence."""
        count = 0
        for reply in reversed(self.thread["replies"]):
            if reply["kind"] != "silence":
                break
            count += 1
        return count

    @property
    def free(self) -> float:
        """What the budget still holds if every open offer is taken."""
        campaign = self.campaign
        return float(campaign["budget"]) - float(campaign["spent"]) - float(campaign["exposure"])

    @property
    def slack(self) -> float:
        """What closed deals saved against the target, less what open offers above it would use."""
        total, target = 0.0, float(self.campaign["max_cpm"]) / 1000
        for thread in self.campaign["threads"]:
            if thread["status"] == "closed":
                total += target * thread["views"] - float(thread["fee"])
            elif thread["status"] == "ours" and thread is not self.thread:
                amount = thread["offers"][-1]["amount"]
                total += min(target * thread["views"] - float(amount or 0), 0.0)
        return total

    @property
    def mails_left(self) -> int:
        """How many mails we may still write."""
        return int(self.campaign["max_rounds"]) - len(self.thread["offers"])

    def fits(self, price: float) -> bool:
        """Whether a deal at this price keeps budget and average."""
        over = max(price - self.ceiling, 0.0)
        return price <= self.hard and price <= self.free and over <= self.slack


def offer(view: View, price: float, *, final: bool = False) -> dict[str, Any]:
    """Return an offer in whole smallest units, inside floor, hard ceiling and ask."""
    currency = view.campaign["currency"]
    low = quantize(Decimal(repr(view.floor)), currency, ROUND_CEILING)
    caps = [Decimal(view.campaign["hard_cpm"]) * view.thread["views"] / 1000]
    if view.ask is not None:
        caps.append(Decimal(repr(view.ask)))
    amount = quantize(min(max(Decimal(repr(price)), low), *caps), currency, ROUND_FLOOR)
    amount = max(amount, low) if low <= min(caps) else amount
    return {"move": "offer", "amount": str(amount), "levers": [], "final": final}


def inquiry() -> dict[str, Any]:
    """Return the question for their rate."""
    return {"move": "offer", "amount": None, "levers": [], "final": False}

"""A campaign's playbook, where a thread stands, and the kinds of decision. Pure values."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, assert_never

from negotiations.domain.pricing.learning import Learned
from negotiations.domain.pricing.portfolio import DEFAULT_TIERS, Portfolio
from negotiations.domain.terms.bounds import Bounds
from negotiations.domain.terms.levers import DEFAULT_ORDER, LeverState
from negotiations.domain.terms.offer_terms import LeverFacts, Terms
from negotiations.domain.terms.receipts import Receipt, digest

FIXED_LADDER = "fixed_ladder"
ADAPTIVE = "adaptive"
ESCALATE = "escalate"
LEVERS_FIRST = "levers_first"
EXIT = "exit"
AUTONOMOUS, ALWAYS, NEVER = "autonomous", "always", "never"
FIRMNESS = ("generous", "balanced", "firm")
_CHOICES = {
    "name": (FIXED_LADDER, ADAPTIVE),
    "above_ceiling": (ESCALATE, LEVERS_FIRST),
    "at_end": (ESCALATE, EXIT),
    "firmness": FIRMNESS,
    "rounding": ("natural", "exact"),
    "ask_back": (AUTONOMOUS, ALWAYS, NEVER),
}
DEFAULT_SHARES = (
    Decimal("0"),
    Decimal("0.40"),
    Decimal("0.70"),
    Decimal("0.90"),
    Decimal("1.00"),
)


@dataclass(frozen=True)
class Playbook:
    """How a campaign concedes. `shares` are shares of the span from floor to ceiling.

    :raises ValueError: if the shares fall, leave 0 to 1, or a setting is unknown
    """

    name: str = FIXED_LADDER
    shares: tuple[Decimal, ...] = DEFAULT_SHARES
    round_cap: int = 5
    above_ceiling: str = ESCALATE
    cash_last: bool = False
    lever_order: tuple[str, ...] = DEFAULT_ORDER
    cpm_may_be_shared: bool = False
    at_end: str = ESCALATE
    most_per_deal: Decimal | None = None
    firmness: str = "balanced"
    rounding: str = "natural"
    follow_ups: int = 1
    engagement_tiers: tuple[tuple[Decimal, Decimal], ...] = DEFAULT_TIERS
    ask_back: str = AUTONOMOUS
    """In which campaigns a yes that is not plain gets one mail that asks for a plain one."""

    def __post_init__(self) -> None:
        if not self.shares or list(self.shares) != sorted(self.shares):
            raise ValueError(f"shares must rise: {self.shares}")
        if self.shares[0] < 0 or self.shares[-1] > 1:
            raise ValueError(f"shares must lie between 0 and 1: {self.shares}")
        for name, known in _CHOICES.items():
            if getattr(self, name) not in known:
                raise ValueError(f"unknown {name}: {getattr(self, name)}")
        if any(edge < 0 or not 0 < weight <= 2 for edge, weight in self.engagement_tiers):
            raise ValueError("engagement_tiers need rates from 0 and weights above 0, up to 2")
        self._check_counts()

    def _check_counts(self) -> None:
        if self.round_cap < 1:
            raise ValueError(f"round_cap must be at least 1: {self.round_cap}")
        if not 0 <= self.follow_ups <= 3:
            raise ValueError(f"follow_ups must lie between 0 and 3: {self.follow_ups}")
        if self.most_per_deal is not None and self.most_per_deal <= 0:
            raise ValueError(f"most_per_deal must be positive: {self.most_per_deal}")

    @cached_property
    def version(self) -> str:
        """Name and content in one string: the same settings have the same version."""
        return f"{self.name}-{digest(self.as_dict())[:12]}"

    def as_dict(self) -> dict[str, Any]:
        """Return a JSON-safe form, which `from_dict` reads back."""
        tiers = [[str(edge), str(weight)] for edge, weight in self.engagement_tiers]
        # Settings without it keep the form, and the version, they always had.
        ask_back = {} if self.ask_back == AUTONOMOUS else {"ask_back": self.ask_back}
        return {
            **ask_back,
            "name": self.name,
            "shares": [str(share) for share in self.shares],
            "round_cap": self.round_cap,
            "above_ceiling": self.above_ceiling,
            "cash_last": self.cash_last,
            "lever_order": list(self.lever_order),
            "cpm_may_be_shared": self.cpm_may_be_shared,
            "at_end": self.at_end,
            "firmness": self.firmness,
            "rounding": self.rounding,
            "follow_ups": self.follow_ups,
            "engagement_tiers": tiers,
            "most_per_deal": None if self.most_per_deal is None else str(self.most_per_deal),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Playbook":
        """Return the playbook of stored settings; what is missing has its default.

        :raises ValueError: if a setting is wrong
        """
        known = {k: data[k] for k in cls.__dataclass_fields__ if data.get(k) is not None}
        if "most_per_deal" in known:
            known["most_per_deal"] = Decimal(str(known["most_per_deal"]))
        if known.get("name") == ADAPTIVE:
            known.setdefault("above_ceiling", LEVERS_FIRST)
        if "engagement_tiers" in known:
            known["engagement_tiers"] = tuple(
                (Decimal(str(edge)), Decimal(str(weight)))
                for edge, weight in known["engagement_tiers"]
            )
        if "shares" in known:
            known["shares"] = tuple(Decimal(str(share)) for share in known["shares"])
        if "lever_order" in known:
            known["lever_order"] = tuple(known["lever_order"])
        return cls(**known)

    def share(self, number: int) -> Decimal:
        """Return the share of the `number`-th priced offer, from 1; the last one repeats."""
        return self.shares[min(max(number, 1), len(self.shares)) - 1]


@dataclass(frozen=True)
class SentOffer:
    """One offer of ours that left."""

    amount: Decimal
    lever: str | None
    terms: Terms
    final: bool = False


@dataclass(frozen=True, kw_only=True)
class Position:
    """Where a thread stands. `offers` are oldest first and only those that left."""

    views: int
    bounds: Bounds
    playbook: Playbook
    offers: tuple[SentOffer, ...]
    round: int
    facts: LeverFacts
    opening_terms: Terms
    thread_state: str
    approved_amounts: tuple[Decimal, ...] = ()
    named_currency: bool = True
    sender_may_accept: bool = True
    may_ask_back: bool = False
    """Whether one mail may still ask them for a plain yes."""
    last_ask: Decimal | None = None
    asks: tuple[Decimal, ...] = ()
    """Every ask they named before the mail at hand, oldest first."""
    platform: str = ""
    engagement_rate: Decimal | None = None
    portfolio: Portfolio | None = None
    learned: Learned | None = None
    quoted: tuple[str, ...] = ()
    """The lines of their price list that make up the ask at hand."""

    @property
    def standing(self) -> SentOffer | None:
        """Our latest offer, if any left."""
        return self.offers[-1] if self.offers else None

    @property
    def has_said_last(self) -> bool:
        """Whether one of our offers was called the final one: none of the agent's is better."""
        return any(offer.final for offer in self.offers)


def lever_state(position: Position) -> LeverState:
    """Return what the offers that left already used; a draft that never left uses nothing."""
    standing = position.standing
    return LeverState(
        terms=standing.terms if standing else position.opening_terms,
        used=frozenset(offer.lever for offer in position.offers if offer.lever),
        facts=position.facts,
        may_share_cpm=position.facts.may_share_cpm or position.playbook.cpm_may_be_shared,
        currency=position.bounds.currency,
    )


def rung_of(position: Position, lever: str | None) -> int:
    """Return which priced offer the next one is; with cash last, a lever takes no step."""
    if not position.playbook.cash_last:
        return len(position.offers) + 1
    cash_offers = sum(offer.lever is None for offer in position.offers)
    return cash_offers if lever else cash_offers + 1


@dataclass(frozen=True)
class Accept:
    """Close at this amount: our standing offer, or their ask."""

    amount: Decimal
    currency: str
    from_ask: bool
    receipt: Receipt
    terms: Terms | None = None
    """The package their ask is for, where it is not the one we offered."""


@dataclass(frozen=True)
class Counter:
    """Offer this amount on these terms; `note` names what moved besides the money."""

    amount: Decimal
    terms: Terms
    lever: str | None
    final: bool
    note: str
    receipt: Receipt


@dataclass(frozen=True)
class Answer:
    """Answer what they asked; no concession, no lever, no round."""

    questions: tuple[str, ...]
    receipt: Receipt


@dataclass(frozen=True)
class AskBack:
    """State our standing offer and ask for a plain yes; no price moves, nothing is bound."""

    reason: str
    receipt: Receipt


@dataclass(frozen=True)
class AskHuman:
    """A person decides; `draft`, where there is one, lies inside the limits."""

    code: str
    reason: str
    draft: Counter | None
    receipt: Receipt


@dataclass(frozen=True)
class Exit:
    """End politely."""

    reason: str
    receipt: Receipt


@dataclass(frozen=True)
class Wait:
    """Send nothing."""

    reason: str
    receipt: Receipt


Decision = Accept | Counter | Answer | AskBack | AskHuman | Exit | Wait


def names_price(decision: Decision) -> bool:
    """Return whether a decision puts a price of its own on the table, if only in a draft."""
    match decision:
        case Counter():
            return True
        case Accept():
            return decision.from_ask
        case AskHuman():
            return decision.draft is not None
        case Answer() | AskBack() | Exit() | Wait():
            return False
        case _:
            assert_never(decision)

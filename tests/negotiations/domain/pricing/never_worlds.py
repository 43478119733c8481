"""Worlds and replies for the "never" rules: made from a number, shown in words, cut short."""

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from random import Random
from typing import Any

from negotiations.domain.pricing.policy import DEFAULT_SHARES, Playbook
from negotiations.domain.pricing.portfolio import OtherThread
from negotiations.domain.terms.bounds import Bounds, Limits, bounds_for
from negotiations.domain.terms.levers import DEFAULT_ORDER
from negotiations.domain.terms.offer_terms import Deliverable, LeverFacts, Right, Terms

D = Decimal
_FULL = (Deliverable("instagram_reel", 3), Deliverable("instagram_story", 2))
_CORE = (Deliverable("instagram_reel", 2),)
_SMALL = (Deliverable("instagram_reel", 1),)
_PACKAGES = ((_FULL, _CORE, _SMALL), (_FULL, _SMALL), (_CORE, (), _SMALL), (_FULL,))
_TARGET = (Right("paid_usage", 90), Right("organic", None))
_MINIMUM = (Right("paid_usage", 30), Right("organic", None))
_FLAGS = (
    "hostile", "legal", "wants_call", "vat", "usage_rights", "whitelisting", "exclusivity",
    "agency_fee", "rush", "payment_terms", "raw_footage", "out_of_office", "attachment_rates",
)  # fmt: skip
EVENTS = (
    ("ask", 30),
    ("same_ask", 10),
    ("words", 12),
    ("yes", 8),
    ("yes_at", 4),
    ("question", 7),
    ("silence", 5),
    ("foreign", 5),
    ("bare", 6),
    ("tiers", 5),
    ("no_number", 4),
    ("unclear", 3),
    ("no", 3),
    ("budget", 8),
    ("approve", 6),
    ("nonsense", 3),
)
WORDS = (
    "Hi! My rate is ${a}.",
    "I'd need ${a} for this, thanks!",
    "Could you do ${a}?",
    "{a} would work for me.",
    "1 reel is ${b}, 2 reels are ${c} and the whole package would be ${a}.",
    "My rates: 1 reel ${b}, 2 reels ${c}, 3 reels and 2 stories ${a}.",
    "${b} per reel and ${b} per story, whitelisting +30%.",
    "The package of 3 reels and 2 stories would be ${a}; just 1 reel is ${b}.",
    "€{a} is my rate.",
    "Sounds great, I accept!",
    "Deal at ${s}, let's do it.",
    "When would you pay and do I keep the usage rights?",
    "Thanks, but I have to pass on this one.",
    "Sorry, I changed my mind, I can't do it for that any more.",
    "My rate is ${a} plus VAT.",
    "Can you do better?",
    "I could meet you at ${a} if the usage is 30 days only.",
    "£{a}, firm.",
)


@dataclass(frozen=True)
class Event:
    """One thing that happens: a kind, how high it aims, and how the draft after it ends."""

    kind: str
    ratio: Decimal = D(1)
    leaves: bool = True
    """Whether the draft that follows leaves; otherwise it is withdrawn."""
    may_accept: bool = True
    flags: frozenset[str] = frozenset()
    has_condition: bool = False
    words: str = ""

    def __str__(self) -> str:
        extras = [
            f"x{self.ratio}",
            *([] if self.leaves else ["the draft never leaves"]),
            *([] if self.may_accept else ["unknown sender"]),
            *sorted(self.flags),
            *(["on a condition"] if self.has_condition else []),
            *([repr(self.words)] if self.words else []),
        ]
        return f"{self.kind} {', '.join(extras)}"


@dataclass(frozen=True, kw_only=True)
class World:
    """The settings of one negotiation; limits as a campaign and a roster hold them."""

    views: int
    currency: str
    cpm_floor: Decimal
    cpm_ceiling: Decimal
    min_rate: Decimal | None
    max_rate: Decimal | None
    min_cost: Decimal | None
    max_cost: Decimal | None
    budget: Decimal | None
    playbook: Playbook
    facts: LeverFacts
    opens_with_offer: bool
    others: tuple[OtherThread, ...]
    engagement_rate: Decimal | None
    days_left: int | None


@dataclass(frozen=True)
class Sequence:
    """A world and what happens in it; `number` makes both again."""

    number: int
    world: World
    events: tuple[Event, ...]

    def without(self, index: int) -> "Sequence":
        """Return the same sequence with one event left out."""
        return replace(self, events=self.events[:index] + self.events[index + 1 :])

    def __str__(self) -> str:
        lines = [f"sequence {self.number} in {self.world}"]
        return "\n".join([*lines, *(f"  {n}. {e}" for n, e in enumerate(self.events, start=1))])


def bounds_in(world: World, free: Decimal | None) -> Bounds:
    """Return the limits that the product makes of a world's settings.

    :raises BoundsError: if they leave no price
    """
    rates = [rate for rate in (world.max_rate, world.playbook.most_per_deal) if rate is not None]
    return bounds_for(
        Limits(
            views=world.views,
            currency=world.currency,
            cpm_floor=world.cpm_floor,
            cpm_ceiling=world.cpm_ceiling,
            min_rate=world.min_rate,
            max_rate=min(rates, default=None),
            min_cost=world.min_cost,
            max_cost=world.max_cost,
            budget_free=free,
            cpm_target=world.facts.cpm_target,
        )
    )


def opening_terms_in(world: World) -> Terms:
    """Return the largest package with the target usage rights."""
    facts = world.facts
    first = next((n for n, p in enumerate(facts.scenarios, start=1) if p), 1)
    return Terms(
        deliverables=facts.scenarios[first - 1], rights=facts.target_rights, scenario=first
    )


def sequence_of(number: int) -> Sequence:
    """Return the sequence with this number, always the same."""
    rng = Random(number)
    world = _world(rng)
    return Sequence(number, world, tuple(_event(rng) for _ in range(rng.randint(1, 7))))


def _world(rng: Random) -> World:
    views = rng.choice((rng.randint(1_000, 9_000), rng.randint(10_000, 900_000)))
    cpm_floor = D(rng.randint(500, 4000)) / 100
    cpm_ceiling = cpm_floor + D(rng.choice((0, rng.randint(1, 300), rng.randint(300, 3000)))) / 100
    high = views * cpm_ceiling / 1000
    maybe = partial(_maybe, rng, high)
    return World(
        views=views,
        currency=rng.choice(("USD", "USD", "USD", "EUR", "JPY")),
        cpm_floor=cpm_floor,
        cpm_ceiling=cpm_ceiling,
        min_rate=maybe(0.2, 1.0),
        max_rate=maybe(0.6, 1.5),
        min_cost=maybe(0.2, 1.0),
        max_cost=maybe(0.5, 1.3),
        budget=None if rng.random() < 0.3 else _share(rng, high, 0.5, 4),
        playbook=_playbook(rng, high),
        facts=_facts(rng),
        opens_with_offer=rng.random() < 0.7,
        others=tuple(_other(rng, views, high) for _ in range(rng.choice((0, 0, 1, 3)))),
        engagement_rate=rng.choice((None, D("0.5"), D("3.4"), D("8.0"))),
        days_left=rng.choice((None, None, 0, 4, 30)),
    )


def _share(rng: Random, whole: Decimal, low: float, top: float) -> Decimal:
    return (whole * D(str(round(rng.uniform(low, top), 4)))).quantize(D("0.01"))


def _maybe(rng: Random, whole: Decimal, low: float, top: float) -> Decimal | None:
    return _share(rng, whole, low, top) if rng.random() < 0.25 else None


def _playbook(rng: Random, high: Decimal) -> Playbook:
    order = rng.sample(DEFAULT_ORDER, rng.randint(0, len(DEFAULT_ORDER)))
    shares = sorted(D(rng.randint(0, 100)) / 100 for _ in range(rng.randint(1, 6)))
    return Playbook(
        name=rng.choice(("fixed_ladder", "adaptive")),
        shares=DEFAULT_SHARES if rng.random() < 0.5 else tuple(shares),
        round_cap=rng.randint(1, 6),
        above_ceiling=rng.choice(("escalate", "levers_first")),
        cash_last=rng.random() < 0.3,
        lever_order=tuple(order) if rng.random() < 0.5 else DEFAULT_ORDER,
        cpm_may_be_shared=rng.random() < 0.3,
        at_end=rng.choice(("escalate", "exit")),
        most_per_deal=_maybe(rng, high, 0.6, 1.2),
        firmness=rng.choice(("generous", "balanced", "firm")),
        rounding=rng.choice(("natural", "exact")),
    )


def _facts(rng: Random) -> LeverFacts:
    has_product = rng.random() < 0.6
    return LeverFacts(
        scenarios=rng.choice(_PACKAGES),
        target_rights=_TARGET,
        minimum_rights=rng.choice((_MINIMUM, _TARGET, ())),
        product="Trail shoes" if has_product else "",
        product_value=D("150.00") if has_product and rng.random() < 0.7 else None,
        may_syndicate=rng.random() < 0.5,
        cpm_target=rng.choice((None, D("25.00"))),
        may_share_cpm=rng.random() < 0.3,
    )


def _other(rng: Random, views: int, high: Decimal) -> OtherThread:
    ask = _share(rng, high, 0.5, 2)
    return OtherThread(
        views=max(1, int(views * rng.uniform(0.3, 3))),
        platform=rng.choice(("instagram", "tiktok", "")),
        quality=D(rng.randint(70, 140)) / 100,
        first_ask=rng.choice((None, ask)),
        last_ask=None,
        declined=rng.choice((None, ask * D("0.7"))),
        agreed=rng.choice((None, None, ask)),
        is_open=rng.random() < 0.7,
    )


def _event(rng: Random) -> Event:
    kinds, weights = zip(*EVENTS, strict=True)
    kind = rng.choices(kinds, weights)[0]
    flags = frozenset(rng.sample(_FLAGS, 1)) if rng.random() < 0.12 else frozenset()
    extra: dict[str, Any] = {"words": rng.choice(WORDS)} if kind == "words" else {}
    return Event(
        kind=kind,
        ratio=D(rng.choice((rng.randint(300, 3000), rng.randint(930, 1300)))) / 1000,
        leaves=rng.random() < 0.8,
        may_accept=rng.random() < 0.9,
        flags=flags,
        has_condition=rng.random() < 0.1,
        **extra,
    )

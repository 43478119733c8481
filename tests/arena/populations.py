"""The markets that strategies are compared in: who the influencers are and what money there is.

`TUNING` markets were looked at while the strategy was written. Of the `HELD_OUT` ones, `rough` and
`sandbox` were looked at once, which made the belief learn how far markups lie apart and how often
people hold out; `fresh` was written after that.
"""

import math
import random
from dataclasses import dataclass, field, replace
from typing import Any

from tests.arena.people import LEVER_COSTS, Hidden
from tests.arena.sandbox_people import last_words_of

Span = tuple[float, float]
PLATFORMS = {"instagram": 1.0, "tiktok": 0.88, "youtube": 1.2}


@dataclass(frozen=True)
class Population:
    """One market. CPMs are relative to the campaign's `min_cpm` of 20; spans are uniform."""

    name: str
    cpm: float = 25.0
    spread: float = 0.30
    views: float = 40_000
    views_spread: float = 0.9
    platforms: dict[str, float] = field(default_factory=lambda: dict(PLATFORMS))
    quality_power: float = 0.5
    size_power: float = -0.05
    markup: Span = (1.12, 1.60)
    keeps: Span = (0.45, 0.85)
    greed: Span = (0.0, 0.25)
    patience: Span = (3, 6)
    insult_below: Span = (0.50, 0.75)
    leaves_insulted: float = 0.6
    silence: Span = (0.10, 0.45)
    gone: float = 0.08
    dodges: float = 0.12
    asks_questions: float = 0.12
    bluffs: float = 0.15
    mirrors: float = 0.3
    anchoring: Span = (0.0, 0.3)
    cools: float = 0.0
    managers: float = 0.25
    lever_worth: float = 1.6
    budget: Span = (0.35, 1.10)
    """Budget as a share of what every influencer inside the hard ceiling would cost."""
    currency: str = "USD"
    scale: float = 1.0
    """Units of the currency for one dollar."""
    ticks: int = 18
    first_tick: int = 0
    max_rounds: int = 6
    keeps_exposure: bool = False
    """Whether an offer that met silence still counts as open."""
    people: str = "figures"


BENCHMARK = Population("benchmark")
SELLERS = Population(
    "sellers",
    cpm=32.0,
    spread=0.26,
    markup=(1.15, 1.7),
    keeps=(0.55, 0.92),
    greed=(0.05, 0.35),
    patience=(2, 5),
    managers=0.5,
    currency="EUR",
)
SMALL = Population(
    "small",
    cpm=23.0,
    spread=0.36,
    views=9_000,
    views_spread=0.7,
    silence=(0.25, 0.65),
    gone=0.15,
    markup=(1.05, 1.5),
    managers=0.05,
    dodges=0.25,
    currency="GBP",
    scale=0.8,
)
SOFT = Population(
    "soft",
    cpm=22.5,
    spread=0.26,
    markup=(1.05, 1.35),
    keeps=(0.3, 0.6),
    greed=(0.0, 0.1),
    silence=(0.05, 0.3),
    bluffs=0.05,
    insult_below=(0.4, 0.6),
)
TOUCHY = Population(
    "touchy",
    cpm=27.0,
    spread=0.24,
    markup=(1.25, 1.9),
    insult_below=(0.70, 0.92),
    leaves_insulted=0.85,
    patience=(2, 4),
    keeps=(0.5, 0.9),
    currency="SEK",
    scale=10.0,
)
DODGERS = Population(
    "dodgers",
    cpm=24.5,
    spread=0.30,
    dodges=0.75,
    markup=(1.1, 1.5),
    anchoring=(0.2, 0.6),
    insult_below=(0.4, 0.65),
)
ROUGH = Population(
    "rough",
    cpm=26.0,
    spread=0.42,
    platforms={"instagram": 1.05, "tiktok": 0.75, "youtube": 1.45},
    quality_power=0.1,
    size_power=-0.15,
    markup=(1.0, 2.1),
    keeps=(0.2, 1.0),
    greed=(0.0, 0.5),
    patience=(1, 6),
    bluffs=0.3,
    insult_below=(0.4, 0.9),
    cools=0.02,
    lever_worth=0.9,
    budget=(0.2, 1.4),
    currency="JPY",
    scale=150.0,
    ticks=12,
    first_tick=1,
    keeps_exposure=True,
)
SANDBOX = Population("sandbox", people="sandbox", silence=(0.05, 0.35), spread=0.34)
FRESH = Population(
    "fresh",
    cpm=25.5,
    spread=0.33,
    views=25_000,
    platforms={"instagram": 1.0, "tiktok": 0.8, "youtube": 1.1},
    quality_power=0.8,
    markup=(1.05, 1.65),
    keeps=(0.3, 0.9),
    greed=(0.0, 0.35),
    patience=(2, 6),
    insult_below=(0.45, 0.85),
    silence=(0.1, 0.5),
    dodges=0.35,
    anchoring=(0.0, 0.4),
    lever_worth=1.2,
    budget=(0.25, 1.2),
    currency="CAD",
    scale=1.35,
    ticks=14,
)
TUNING = (BENCHMARK, SELLERS, SMALL, SOFT, TOUCHY, DODGERS)
HELD_OUT = (ROUGH, SANDBOX, FRESH)
ALL = {population.name: population for population in (*TUNING, *HELD_OUT)}


@dataclass(frozen=True)
class World:
    """One campaign as we see it, and what its influencers hide."""

    campaign: dict[str, Any]
    hidden: dict[str, Hidden]
    label: str
    last_words: dict[str, float]
    """What a final offer must reach, as a multiple of the reservation price; 1 if not named."""


def world_of(population: Population, number: int, threads: int = 40) -> World:
    """Return campaign `number` of a population; the same number is the same world."""
    label = f"{population.name}:{number}"
    rng = random.Random(label)
    level = math.exp(rng.gauss(0, 0.07))
    cards = [_thread(population, rng, f"t{n}") for n in range(1, threads + 1)]
    hidden = {card["id"]: _hidden(population, rng, card, level) for card in cards}
    scale = population.scale
    fitting = sum(
        max(hidden[card["id"]].reservation, 0.020 * scale * card["views"])
        for card in cards
        if hidden[card["id"]].reservation <= 0.036 * scale * card["views"]
    )
    budget = max(fitting, 20 * scale) * rng.uniform(*population.budget)
    campaign = {
        "currency": population.currency,
        "budget": f"{budget:.2f}",
        "spent": "0.00",
        "exposure": "0.00",
        "min_cpm": f"{20 * scale:g}",
        "max_cpm": f"{30 * scale:g}",
        "hard_cpm": f"{36 * scale:g}",
        "max_rounds": population.max_rounds,
        "tick": population.first_tick,
        "ticks": population.ticks,
        "threads": cards,
    }
    last_words = last_words_of(hidden) if population.people == "sandbox" else {}
    return World(campaign, hidden, label, last_words)


def with_prior(population: Population, factor: float) -> Population:
    """Return the market with every price changed: as wrong a prior as the factor is far from 1."""
    return replace(population, cpm=population.cpm * factor)


def _thread(population: Population, rng: random.Random, name: str) -> dict[str, Any]:
    views = max(1500, round(population.views * math.exp(rng.gauss(0, population.views_spread))))
    quality = min(max(math.exp(rng.gauss(0, 0.16)), 0.7), 1.4)
    return {
        "id": name,
        "platform": rng.choice(tuple(population.platforms)),
        "views": views,
        "followers": round(views * math.exp(rng.gauss(1.2, 0.5))),
        "engagement_rate": f"{3.2 * quality * math.exp(rng.gauss(0, 0.2)):.1f}",
        "quality": f"{quality:.2f}",
        "deliverables": 1,
        "status": "new",
        "fee": "0",
        "offers": [],
        "replies": [],
    }


def _hidden(
    population: Population, rng: random.Random, card: dict[str, Any], level: float
) -> Hidden:
    p = population
    cpm = p.cpm * level * p.platforms[card["platform"]] * math.exp(rng.gauss(0, p.spread))
    cpm *= float(card["quality"]) ** p.quality_power
    cpm *= (card["views"] / p.views) ** p.size_power
    reservation = round(cpm * p.scale * card["views"] / 1000, 2)
    return Hidden(
        reservation=reservation,
        first_ask=reservation * rng.uniform(*p.markup),
        keeps=rng.uniform(*p.keeps),
        greed=rng.uniform(*p.greed),
        patience=round(rng.uniform(*p.patience)),
        insult_below=rng.uniform(*p.insult_below),
        leaves_insulted=p.leaves_insulted,
        silence=rng.uniform(*p.silence),
        is_gone=rng.random() < p.gone,
        dodges=p.dodges,
        asks_questions=p.asks_questions,
        bluffs=p.bluffs,
        mirrors=rng.random() < p.mirrors,
        anchoring=rng.uniform(*p.anchoring),
        cools=p.cools,
        has_manager=rng.random() < p.managers,
        lever_worth={k: rng.uniform(0, 2 * p.lever_worth * c) for k, c in LEVER_COSTS.items()},
    )

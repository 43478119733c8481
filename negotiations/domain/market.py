"""What the campaign's own threads teach: price level, markup of first asks, silence, walking. Pure.

Forty threads are one market. Their first asks say how far our prior is off; who took what tells
how much of a first ask is room to talk. Both are learned by plain Bayes with honest shrinkage.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log

from negotiations.domain.belief import LEAK, Belief, combine, normal_below


@dataclass(frozen=True)
class Prior:
    """What is assumed before a campaign has spoken. Logs of prices and shares of threads."""

    scale: float = 1.0
    level_spread: float = 0.22
    spread: float = 0.30
    quality_power: float = 0.45
    platforms: tuple[tuple[str, float], ...] = (("tiktok", -0.10), ("youtube", 0.12))
    markup: float = 0.29
    markup_spread: float = 0.10
    markup_within: float = 0.12
    silence: float = 0.28
    gone: float = 0.10
    leaving: float = 0.07


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thread's story. `guess` is the ln of the price its features suggest."""

    guess: float
    first_ask: float | None
    last_ask: float | None
    declined: float | None
    accepted: float | None
    priced_replies: int
    silences: int
    replies: int
    left: bool
    is_firm: bool = False


@dataclass(frozen=True, slots=True)
class Market:
    """The campaign's market as far as its threads have shown it."""

    level: float
    spread: float
    markup: float
    markup_spread: float
    within: float
    silence: float
    leaving: float

    def belief(self, thread: Evidence) -> Belief:
        """Return what we believe of one thread's reservation price."""
        base = (thread.guess + self.level, self.spread)
        if thread.first_ask is None:
            mean, spread = base
        else:
            doubt = (self.within**2 + self.markup_spread**2) ** 0.5
            mean, spread = combine(base, (log(thread.first_ask) - self.markup, doubt))
        low = None if thread.declined is None else log(thread.declined)
        high = None if thread.last_ask is None else log(thread.last_ask)
        return Belief(mean, spread, low, high)


_NODES = (-1.8, -1.2, -0.6, 0.0, 0.6, 1.2, 1.8)


def learn(threads: Sequence[Evidence], prior: Prior) -> Market:
    """Return the market after everything its threads have said."""
    silence, leaving = _rates(threads, prior)
    asked = [t for t in threads if t.first_ask is not None]
    gaps = [log(t.first_ask) - t.guess for t in asked if t.first_ask]
    spread = _spread(gaps, prior)
    markup, markup_spread = _markup(asked, gaps, spread, prior)
    level = _level(gaps, spread, markup, markup_spread, prior)
    return Market(
        level=level[0],
        spread=(spread**2 + level[1] ** 2) ** 0.5,
        markup=markup,
        markup_spread=markup_spread,
        within=prior.markup_within,
        silence=silence,
        leaving=leaving,
    )


def _rates(threads: Sequence[Evidence], prior: Prior) -> tuple[float, float]:
    silences = sum(t.silences for t in threads if t.replies > t.silences)
    replies = sum(t.replies for t in threads if t.replies > t.silences)
    left = sum(t.left for t in threads)
    priced = sum(t.priced_replies for t in threads)
    silence = (silences + 12 * prior.silence) / (replies + 12)
    return silence, (left + 14 * prior.leaving) / (priced + 14)


def _spread(gaps: Sequence[float], prior: Prior) -> float:
    """Return how far apart reservation prices lie, from how far apart first asks lie."""
    if len(gaps) < 2:
        return prior.spread
    middle = sum(gaps) / len(gaps)
    seen = sum((gap - middle) ** 2 for gap in gaps) - (len(gaps) - 1) * prior.markup_within**2
    variance = (max(seen, 0.0) + 8 * prior.spread**2) / (len(gaps) - 1 + 8)
    return max(variance, 0.02) ** 0.5


def _level(
    gaps: Sequence[float], spread: float, markup: float, markup_spread: float, prior: Prior
) -> tuple[float, float]:
    """Return by how much prices lie above our prior guess, and how sure that is."""
    if not gaps:
        return 0.0, prior.level_spread
    seen = (spread**2 + prior.markup_within**2) / len(gaps) + markup_spread**2
    middle = sum(gaps) / len(gaps) - markup
    return combine((0.0, prior.level_spread), (middle, seen**0.5))


def _markup(
    asked: Sequence[Evidence], gaps: Sequence[float], spread: float, prior: Prior
) -> tuple[float, float]:
    """Return the room in first asks, weighed by how well it foretells what was taken."""
    told = [t for t in asked if t.declined is not None or t.accepted is not None]
    weights = []
    for node in _NODES:
        markup = prior.markup + node * prior.markup_spread
        level = _level(gaps, spread, markup, 1e-6, prior)[0]
        score = -0.5 * node * node
        # Asks far above our guess speak for room as well as for a dear market.
        score -= 0.5 * (level / prior.level_spread) ** 2
        score += sum(_story(t, markup, level, spread, prior) for t in told)
        weights.append((score, markup))
    top = max(score for score, _ in weights)
    scaled = [(exp(score - top), markup) for score, markup in weights]
    total = sum(weight for weight, _ in scaled)
    mean = sum(weight * markup for weight, markup in scaled) / total
    variance = sum(weight * (markup - mean) ** 2 for weight, markup in scaled) / total
    return mean, max(variance**0.5, 0.02)


def _story(thread: Evidence, markup: float, level: float, spread: float, prior: Prior) -> float:
    """Return the log chance of what one thread took and declined."""
    assert thread.first_ask is not None
    seen = (log(thread.first_ask) - markup, prior.markup_within)
    mean, width = combine((thread.guess + level, spread), seen)
    under = 0.0
    if thread.declined is not None:
        under = normal_below((log(thread.declined) - mean) / width)
    if thread.accepted is not None:
        top = normal_below((log(thread.accepted) - mean) / width)
        chance = max(top - under, 0.0) + LEAK * under
    else:
        top = 1.0
        if thread.last_ask is not None and thread.last_ask < thread.first_ask:
            top = normal_below((log(thread.last_ask) - mean) / width)
        chance = max(top - under, 0.0) + LEAK * under
    return log(max(chance, 1e-4))

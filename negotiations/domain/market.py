"""What the campaign's own threads teach: price level, markup of first asks, silence, walking. Pure.

Forty threads are one market. Their first asks say how far our prior is off; who took what tells
how much of a first ask is room to talk. Both are learned by plain Bayes with honest shrinkage.
All prices are natural logarithms.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import erf, exp, log, sqrt

from negotiations.domain.belief import LEAK, Belief, combine


@dataclass(frozen=True)
class Prior:
    """What is assumed before a campaign has spoken. Logs of prices and shares of threads."""

    scale: float = 1.0
    level_spread: float = 0.22
    spread: float = 0.30
    quality_power: float = 0.45
    platforms: tuple[tuple[str, float], ...] = (("tiktok", -0.10), ("youtube", 0.12))
    markup: float = 0.29
    markup_spread: float = 0.11
    markup_within: float = 0.115
    after_price: float = 0.06
    """How much smaller the markup is once they know a number of ours."""
    firm: float = 0.06
    """How much higher the price lies when they stand still."""
    silence: float = 0.28
    gone: float = 0.10
    leaving: float = 0.07


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thread's story in logs. `guess` is the price its features suggest."""

    guess: float
    first_ask: float | None
    last_ask: float | None
    declined: float | None
    accepted: float | None
    priced_replies: int
    silences: int
    replies: int
    left: bool
    shift: float = 0.0
    """What the way they spoke adds to the price behind their first ask."""


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
        mean, spread = thread.guess + self.level, self.spread
        if thread.first_ask is not None:
            doubt = sqrt(self.within**2 + self.markup_spread**2)
            told = thread.first_ask - self.markup + thread.shift
            mean, spread = combine((mean, spread), (told, doubt))
        return Belief(mean, spread, thread.declined, thread.last_ask)


_NODES = (-2.0, -1.2, -0.4, 0.4, 1.2, 2.0)


def learn(threads: Sequence[Evidence], prior: Prior) -> Market:
    """Return the market after everything its threads have said."""
    silence, leaving = _rates(threads, prior)
    asked = [t for t in threads if t.first_ask is not None]
    gaps = [(t.first_ask or 0.0) - t.guess + t.shift for t in asked]
    spread = _spread(gaps, prior)
    markup, markup_spread = _markup(asked, gaps, spread, prior)
    level = _level(gaps, spread, markup, markup_spread, prior)
    return Market(
        level=level[0],
        spread=sqrt(spread**2 + level[1] ** 2),
        markup=markup,
        markup_spread=markup_spread,
        within=prior.markup_within,
        silence=silence,
        leaving=leaving,
    )


def _rates(threads: Sequence[Evidence], prior: Prior) -> tuple[float, float]:
    """Return how often a mail meets silence and how often a price ends the talk."""
    silences = replies = left = priced = 0
    for thread in threads:
        left += thread.left
        priced += thread.priced_replies
        if thread.replies > thread.silences:
            silences += thread.silences
            replies += thread.replies
    quiet = (silences + 12 * prior.silence) / (replies + 12)
    return quiet, (left + 14 * prior.leaving) / (priced + 14)


def _spread(gaps: Sequence[float], prior: Prior) -> float:
    """Return how far apart reservation prices lie, from how far apart first asks lie."""
    if len(gaps) < 2:
        return prior.spread
    middle = sum(gaps) / len(gaps)
    seen = sum([(gap - middle) ** 2 for gap in gaps])
    seen -= (len(gaps) - 1) * prior.markup_within**2
    variance = (max(seen, 0.0) + 8 * prior.spread**2) / (len(gaps) - 1 + 8)
    return sqrt(max(variance, 0.02))


def _level(
    gaps: Sequence[float], spread: float, markup: float, markup_spread: float, prior: Prior
) -> tuple[float, float]:
    """Return by how much prices lie above our prior guess, and how sure that is."""
    if not gaps:
        return 0.0, prior.level_spread
    seen = (spread**2 + prior.markup_within**2) / len(gaps) + markup_spread**2
    middle = sum(gaps) / len(gaps) - markup
    return combine((0.0, prior.level_spread), (middle, sqrt(seen)))


def _markup(
    asked: Sequence[Evidence], gaps: Sequence[float], spread: float, prior: Prior
) -> tuple[float, float]:
    """Return the room in first asks, weighed by how well it foretells what was taken."""
    told = [t for t in asked if t.declined is not None or t.accepted is not None]
    weights = []
    for node in _NODES:
        markup = prior.markup + node * prior.markup_spread
        level = _level(gaps, spread, markup, 0.0, prior)[0]
        # Asks far above our guess speak for room as well as for a dear market.
        score = -0.5 * node * node - 0.5 * (level / prior.level_spread) ** 2
        weights.append((score + _stories(told, markup, level, spread, prior), markup))
    top = max(weights)[0]
    scaled = [(exp(score - top), markup) for score, markup in weights]
    total = sum([weight for weight, _ in scaled])
    mean = sum([weight * markup for weight, markup in scaled]) / total
    variance = sum([weight * (markup - mean) ** 2 for weight, markup in scaled]) / total
    return mean, max(sqrt(variance), 0.03)


def _stories(
    told: Sequence[Evidence], markup: float, level: float, spread: float, prior: Prior
) -> float:
    """Return the log chance of what the threads took and declined, given their asks."""
    trust = prior.markup_within**-2 / (prior.markup_within**-2 + spread**-2)
    # erf takes its argument in units of the square root of two.
    width = sqrt(2 / (prior.markup_within**-2 + spread**-2))
    total = 0.0
    for thread in told:
        ask = (thread.first_ask or 0.0) - markup + thread.shift
        mean = trust * ask + (1 - trust) * (thread.guess + level)
        under = 0.0
        if thread.declined is not None:
            under = 0.5 + 0.5 * erf((thread.declined - mean) / width)
        whole = 0.5 + 0.5 * erf(((thread.last_ask or 0.0) - mean) / width)
        top = whole
        if thread.accepted is not None:
            top = min(0.5 + 0.5 * erf((thread.accepted - mean) / width), whole)
        chance = max(top - under, 0.0) + LEAK * under
        total += log(max(chance, 1e-4) / max(whole, 1e-4))
    return total

"""What the campaign's own threads teach: price level, markup of first asks, silence, walking. Pure.

Forty threads are one market. Their first asks say how far our prior is off; who took what tells
how much of a first ask is room to talk. Both are learned by plain Bayes with honest shrinkage.
All prices are natural logarithms.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import erf, exp, log, sqrt

from negotiations.domain.pricing.belief import Belief, combine


@dataclass(frozen=True)
class Prior:
    """What is assumed before a campaign has spoken. Logs of prices and shares of threads."""

    scale: float = 1.0
    level_spread: float = 0.22
    spread: float = 0.30
    quality_power: float = 0.45
    platforms: tuple[tuple[str, float], ...] = (("tiktok", -0.10), ("youtube", 0.12))
    markup: float = 0.29
    markup_spread: float = 0.15
    withins: tuple[tuple[float, float], ...] = ((0.10, 0.6), (0.22, 0.4))
    """How far markups may lie apart in one campaign, and how likely that is beforehand."""
    leaks: tuple[tuple[float, float], ...] = ((0.10, 0.85), (0.50, 0.15))
    """How often an offer that would do is declined in hope of more, and how likely that is."""
    trust_in_steps: float = 0.8
    """How far the way asks fall is believed: people do not fall by one law."""
    after_price: float = 0.09
    """How much smaller the markup is once they know a number of ours."""
    firm: float = 0.07
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
    leak: float
    silence: float
    leaving: float

    def belief(self, thread: Evidence) -> Belief:
        """Return what we believe of one thread's reservation price."""
        mean, spread = thread.guess + self.level, self.spread
        if thread.first_ask is not None:
            doubt = sqrt(self.within**2 + self.markup_spread**2)
            told = thread.first_ask - self.markup + thread.shift
            mean, spread = combine((mean, spread), (told, doubt))
        return Belief(mean, spread, thread.declined, thread.last_ask, self.leak)


_NODES = (-1.5, -0.5, 0.5, 1.5)


@dataclass(frozen=True, slots=True)
class _Case:
    """One way the market may be, and its log weight."""

    markup: float
    within: float
    leak: float
    score: float


def learn(threads: Sequence[Evidence], prior: Prior) -> Market:
    """Return the market after everything its threads have said."""
    silence, leaving = _rates(threads, prior)
    asked = [t for t in threads if t.first_ask is not None]
    gaps = [(t.first_ask or 0.0) - t.guess + t.shift for t in asked]
    cases = _cases(asked, gaps, prior)
    top = max(case.score for case in cases)
    shares = [exp(case.score - top) for case in cases]
    total = sum(shares)
    markup = sum([s * c.markup for s, c in zip(shares, cases, strict=True)]) / total
    doubt = sum([s * (c.markup - markup) ** 2 for s, c in zip(shares, cases, strict=True)]) / total
    within = sqrt(sum([s * c.within**2 for s, c in zip(shares, cases, strict=True)]) / total)
    markup_spread = max(sqrt(doubt), 0.03)
    spread = _spread(gaps, within, prior)
    level = _level(gaps, sqrt(spread**2 + within**2), markup, markup_spread, prior)
    return Market(
        level=level[0],
        spread=sqrt(spread**2 + level[1] ** 2),
        markup=markup,
        markup_spread=markup_spread,
        within=within,
        leak=sum([s * c.leak for s, c in zip(shares, cases, strict=True)]) / total,
        silence=silence,
        leaving=leaving,
    )


def _cases(asked: Sequence[Evidence], gaps: Sequence[float], prior: Prior) -> list[_Case]:
    """Return every case with how well it foretells what was asked, taken and declined."""
    told = [t for t in asked if t.declined is not None or t.accepted is not None]
    found = []
    for within, chance in prior.withins:
        spread = _spread(gaps, within, prior)
        for node in _NODES:
            markup = prior.markup + node * prior.markup_spread
            level = _level(gaps, sqrt(spread**2 + within**2), markup, 0.0, prior)[0]
            # Asks far above our guess speak for room as well as for a dear market.
            score = log(chance) - 0.5 * node * node - 0.5 * (level / prior.level_spread) ** 2
            stories = _stories(told, markup, level, within=within, spread=spread, prior=prior)
            for (leak, likely), story in zip(prior.leaks, stories, strict=True):
                found.append(_Case(markup, within, leak, score + log(likely) + story))
    return found


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


def _spread(gaps: Sequence[float], within: float, prior: Prior) -> float:
    """Return how far apart reservation prices lie, from how far apart first asks lie."""
    if len(gaps) < 2:
        return prior.spread
    middle = sum(gaps) / len(gaps)
    seen = sum([(gap - middle) ** 2 for gap in gaps]) - (len(gaps) - 1) * within**2
    variance = (max(seen, 0.0) + 8 * prior.spread**2) / (len(gaps) - 1 + 8)
    return sqrt(max(variance, 0.02))


def _level(
    gaps: Sequence[float], apart: float, markup: float, markup_spread: float, prior: Prior
) -> tuple[float, float]:
    """Return by how much prices lie above our prior guess, and how sure that is."""
    if not gaps:
        return 0.0, prior.level_spread
    middle = sum(gaps) / len(gaps) - markup
    seen = sqrt(apart**2 / len(gaps) + markup_spread**2)
    return combine((0.0, prior.level_spread), (middle, seen))


def _stories(
    told: Sequence[Evidence],
    markup: float,
    level: float,
    *,
    within: float,
    spread: float,
    prior: Prior,
) -> list[float]:
    """Return the log chance of what the threads took and declined, for each leak."""
    trust = within**-2 / (within**-2 + spread**-2)
    # erf takes its argument in units of the square root of two.
    width = sqrt(2 / (within**-2 + spread**-2))
    steps, chances = 0.0, []
    for thread in told:
        first, last = thread.first_ask or 0.0, thread.last_ask or 0.0
        mean = trust * (first - markup + thread.shift) + (1 - trust) * (thread.guess + level)
        whole = max(0.5 + 0.5 * erf((last - mean) / width), 1e-4)
        under, top = 0.0, whole
        if thread.declined is not None:
            under = min(0.5 + 0.5 * erf((thread.declined - mean) / width), whole)
        if thread.accepted is not None:
            top = min(0.5 + 0.5 * erf((thread.accepted - mean) / width), whole)
        chances.append((max(top - under, 0.0) / whole, under / whole))
        if last < first:
            # Had they fallen evenly, any ask between their price and the first is as likely.
            steps += log(whole / max(first - min(mean, last - 0.02), 0.03))
    steps *= prior.trust_in_steps
    return [
        steps + sum([log(max(more + leak * less, 1e-4)) for more, less in chances])
        for leak, _ in prior.leaks
    ]

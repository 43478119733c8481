"""How well an influencer fits a campaign: a weighted sum from 0 to 1. Pure; no float anywhere.

A component nobody knows counts 0.5 and is left out of the completeness. Engagement and audience
shares are percentages as Decimals; views are average views per post.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

VERSION = "score-1"
WEIGHTS: Mapping[str, Decimal] = {
    "views": Decimal("0.25"),
    "engagement": Decimal("0.20"),
    "platform": Decimal("0.15"),
    "market": Decimal("0.15"),
    "followers": Decimal("0.10"),
    "history": Decimal("0.15"),
}
BANDS = (10_000, 100_000, 500_000, 1_000_000)
_PLACES = Decimal("0.0001")
_HALF, _ONE, _LEAST = Decimal("0.5"), Decimal(1), Decimal("0.3")
_MAJORITY = Decimal(50)
_SUSPICIOUS = 5
_STALE_DAYS, _REVIEW_DAYS = 30, 90


class WeightsError(ValueError):
    """Weights that do not add up; the text says to what they do."""


@dataclass(frozen=True)
class Target:
    """What the campaign looks for; None or empty where it does not say."""

    views_min: int | None = None
    views_max: int | None = None
    engagement: Decimal | None = None
    primary_platform: str = ""
    accepted_platforms: frozenset[str] = frozenset()
    markets: frozenset[str] = frozenset()
    follower_band: int | None = None


@dataclass(frozen=True)
class History:
    """What happened between us and the influencer before, in any campaign."""

    has_replied: bool = False
    has_delivered: bool = False
    silent_sequences: int = 0
    has_backed_out: bool = False


@dataclass(frozen=True)
class Profile:
    """What is known of an influencer today; None where it is not known, never 0.

    `market_share` is the part of the audience in the campaign's markets.
    """

    views: int | None = None
    engagement: Decimal | None = None
    platform: str = ""
    market_share: Decimal | None = None
    country: str = ""
    followers: int | None = None
    history: History = field(default_factory=History)
    days_since_post: int | None = None


@dataclass(frozen=True)
class Part:
    """One component: its value, whether it is known, and why in words."""

    value: Decimal
    is_known: bool
    words: str


@dataclass(frozen=True)
class Score:
    """A score with everything it rests on; `flags` name what a person should look at."""

    value: Decimal
    completeness: Decimal
    parts: Mapping[str, Part]
    version: str
    flags: tuple[str, ...]
    is_wanted: bool
    reason: str


def score(
    profile: Profile,
    target: Target,
    *,
    weights: Mapping[str, Decimal] = WEIGHTS,
    version: str = VERSION,
) -> Score:
    """Score a profile against the campaign's target, to 4 places.

    :raises WeightsError: if the weights do not cover the components or do not add up to 1
    """
    check_weights(weights)
    parts = {
        "views": _views(profile, target),
        "engagement": _engagement(profile, target),
        "platform": _platform(profile, target),
        "market": _market(profile, target),
        "followers": _followers(profile, target),
        "history": _history(profile.history),
    }
    total = sum((weights[name] * part.value for name, part in parts.items()), Decimal(0))
    total -= Decimal("0.10") if (profile.days_since_post or 0) > _STALE_DAYS else 0
    value = min(max(total, Decimal(0)), _ONE).quantize(_PLACES, ROUND_HALF_UP)
    known = sum((weights[name] for name, part in parts.items() if part.is_known), Decimal(0))
    is_wanted = parts["platform"].value > 0
    return Score(
        value, known, parts, version, _flags(profile, target), is_wanted, _reason(value, parts)
    )


def check_weights(weights: Mapping[str, Decimal]) -> None:
    """Refuse weights that would not make a score from 0 to 1.

    :raises WeightsError: if one is missing, unknown or negative, or they do not add up to 1
    """
    if set(weights) != set(WEIGHTS):
        odd = ", ".join(sorted(set(weights) ^ set(WEIGHTS)))
        raise WeightsError(f"missing or unknown: {odd}")
    if any(weight < 0 for weight in weights.values()):
        raise WeightsError("a weight cannot be negative")
    if sum(weights.values()) != 1:
        raise WeightsError(f"the weights add up to {sum(weights.values())}; make it 1")


def follower_band(followers: int) -> int:
    """Return 0 for under 10 k, 1 under 100 k, 2 under 500 k, 3 under 1 M, 4 from there on."""
    return sum(followers >= edge for edge in BANDS)


def _unknown(words: str) -> Part:
    return Part(_HALF, False, words)


def _views(profile: Profile, target: Target) -> Part:
    low, high, views = target.views_min, target.views_max, profile.views
    if not views or (low is None and high is None):
        return _unknown("average views unknown" if not views else "no target for views")
    if low is not None and views < low:
        return Part(max(_LEAST, Decimal(views) / low), True, f"{views} views, under {low}")
    if high is not None and views > high:
        return Part(max(_LEAST, Decimal(high) / views), True, f"{views} views, over {high}")
    return Part(_ONE, True, f"{views} views, in range")


def _engagement(profile: Profile, target: Target) -> Part:
    rate, wanted = profile.engagement, target.engagement
    if rate is None or not wanted:
        return _unknown("engagement unknown" if rate is None else "no target for engagement")
    if rate > _SUSPICIOUS * wanted:
        return Part(_HALF, True, f"engagement {rate} % is more than 5 times the target")
    if rate >= wanted:
        return Part(_ONE, True, f"engagement {rate} %, at target")
    return Part(max(_LEAST, rate / wanted), True, f"engagement {rate} %, target {wanted} %")


def _platform(profile: Profile, target: Target) -> Part:
    if not profile.platform or not (target.primary_platform or target.accepted_platforms):
        return _unknown("no platform to compare")
    if profile.platform == target.primary_platform:
        return Part(_ONE, True, f"{profile.platform} is the primary platform")
    if profile.platform in target.accepted_platforms:
        return Part(Decimal("0.8"), True, f"{profile.platform} is accepted")
    return Part(Decimal(0), True, f"{profile.platform} is not wanted")


def _market(profile: Profile, target: Target) -> Part:
    if not target.markets or (profile.market_share is None and not profile.country):
        return _unknown("audience unknown" if target.markets else "no target market")
    if profile.market_share is not None:
        share = profile.market_share
        value = _ONE if share >= _MAJORITY else max(_LEAST, share / _MAJORITY)
        return Part(value, True, f"{share} % of the audience in the target markets")
    is_home = profile.country in target.markets
    value = Decimal("0.8") if is_home else Decimal("0.4")
    return Part(value, True, f"home country {profile.country}{'' if is_home else ', no target'}")


def _followers(profile: Profile, target: Target) -> Part:
    if profile.followers is None or target.follower_band is None:
        is_missing = profile.followers is None
        return _unknown("followers unknown" if is_missing else "no target for followers")
    distance = abs(follower_band(profile.followers) - target.follower_band)
    value = max(_HALF, 1 - Decimal("0.2") * distance)
    bands = "one band" if distance == 1 else f"{distance} bands"
    return Part(value, True, f"{bands} from the target" if distance else "in the band")


def _history(history: History) -> Part:
    """Return the history's part; none at all is known too, and neutral."""
    facts = [
        (history.has_replied, Decimal("0.20"), "replied in the last year"),
        (history.has_delivered, Decimal("0.30"), "delivered a deal"),
        (history.silent_sequences >= 2, Decimal("-0.20"), "silent twice"),
        (history.has_backed_out, Decimal("-0.30"), "backed out after agreeing"),
    ]
    value = _HALF + sum((change for holds, change, _ in facts if holds), Decimal(0))
    words = ", ".join(words for holds, _, words in facts if holds) or "no history with us"
    return Part(min(max(value, Decimal(0)), _ONE), True, words)


def _flags(profile: Profile, target: Target) -> tuple[str, ...]:
    rate, wanted, days = profile.engagement, target.engagement, profile.days_since_post
    flags = []
    if rate is not None and wanted and rate > _SUSPICIOUS * wanted:
        flags.append("suspicious_engagement")
    if days is not None and days > _REVIEW_DAYS:
        flags.append("no_recent_post")
    return tuple(flags)


def _reason(value: Decimal, parts: Mapping[str, Part]) -> str:
    return f"{value}: " + "; ".join(part.words for part in parts.values())

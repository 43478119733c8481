"""Published prices and uplifts, each with its source, date and basis. Pure.

Uplifts are percent of the base fee; CPMs are prices per 1,000 of whatever the source counts. The
sources disagree, so a look-up answers with the range over all of them and with their names. A CPM
whose source does not say what it counts is shown and never used.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

UNDATED = "undated"


@dataclass(frozen=True)
class Source:
    """Who published a figure, where, when, and what it was drawn from."""

    name: str
    place: str
    date: str
    basis: str


@dataclass(frozen=True)
class PublishedCpm:
    """A price per 1,000; `counted` is what its source counts, empty where it does not say."""

    source: Source
    platform: str
    what: str
    currency: str
    low: Decimal
    high: Decimal
    counted: str = ""


@dataclass(frozen=True)
class Uplift:
    """What one term adds to the base fee, in percent.

    `days` is the duration it is published for; None is perpetual, 0 means without a duration.
    """

    source: Source
    kind: str
    days: int | None
    low: Decimal
    high: Decimal
    note: str = ""


@dataclass(frozen=True)
class PiecePrice:
    """What one piece costs against one feed post of the same platform, in percent."""

    source: Source
    type: str
    low: Decimal
    high: Decimal


@dataclass(frozen=True)
class Range:
    """The range over every source that speaks of a term, with those sources."""

    low: Decimal
    high: Decimal
    sources: tuple[Source, ...]

    @property
    def middle(self) -> Decimal:
        """The middle of the range."""
        return (self.low + self.high) / 2

    @property
    def provenance(self) -> str:
        """The range and its sources in words."""
        names = ", ".join(f"{s.name} ({s.date}, {s.basis})" for s in self.sources)
        return f"{self.low:f} to {self.high:f} % by {names}"


_INZPIRE = Source("inzpire.me", "knowledge.inzpire.me", UNDATED, "real bookings of two years")
_AWISEE = Source("awisee.com", "awisee.com", UNDATED, "article")
_RADAR = Source("influencerradar.com", "influencerradar.com", UNDATED, "over 200 campaigns")
_GETCIMS = Source("getcims", "getcims", UNDATED, "article")
_HERO = Source("Influencer Hero", "Influencer Hero", UNDATED, "article")
_BP = Source("bp-influence", "bivex/bp-influence, SKILL.md", UNDATED, "rate card")
_TABLE = Source("public uplift table", "code excerpt, owner not named", UNDATED, "rate table")
_FILM = Source("filmdaily.co", "filmdaily.co", UNDATED, "article")


def _cpm(
    source: Source, platform: str, low: int, high: int, what: str = "", currency: str = "USD"
) -> PublishedCpm:
    return PublishedCpm(source, platform, what, currency, Decimal(low), Decimal(high))


CPMS = (
    _cpm(_INZPIRE, "instagram", 32, 42),
    _cpm(_INZPIRE, "instagram", 30, 40, currency="EUR"),
    _cpm(_INZPIRE, "instagram", 25, 35, currency="GBP"),
    _cpm(_INZPIRE, "tiktok", 25, 35),
    _cpm(_INZPIRE, "tiktok", 23, 33, currency="EUR"),
    _cpm(_INZPIRE, "tiktok", 19, 29, currency="GBP"),
    _cpm(_INZPIRE, "youtube", 51, 61),
    _cpm(_INZPIRE, "youtube", 45, 55, currency="EUR"),
    _cpm(_INZPIRE, "youtube", 39, 49, currency="GBP"),
    _cpm(_AWISEE, "instagram", 10, 25, "stories"),
    _cpm(_AWISEE, "instagram", 15, 45, "reels"),
    _cpm(_AWISEE, "instagram", 20, 50, "carousels"),
    _cpm(_AWISEE, "tiktok", 7, 25),
    _cpm(_AWISEE, "youtube", 15, 35, "integrations"),
    _cpm(_AWISEE, "youtube", 50, 75, "dedicated videos, 75 and more"),
    _cpm(_RADAR, "instagram", 5, 12, "nano"),
    _cpm(_RADAR, "instagram", 10, 20, "micro"),
    _cpm(_RADAR, "instagram", 15, 30, "macro"),
    _cpm(_RADAR, "instagram", 25, 45, "mega"),
    _cpm(_RADAR, "tiktok", 4, 10, "nano"),
    _cpm(_RADAR, "tiktok", 20, 40, "mega"),
    _cpm(_RADAR, "youtube", 20, 50, "dedicated, micro"),
    _cpm(_RADAR, "youtube", 35, 75, "dedicated, macro"),
    _cpm(_GETCIMS, "instagram", 5, 15, currency="EUR"),
    _cpm(_GETCIMS, "tiktok", 10, 25, currency="EUR"),
    _cpm(_GETCIMS, "youtube", 20, 50, currency="EUR"),
    _cpm(_HERO, "instagram", 5, 15),
    _cpm(_HERO, "tiktok", 3, 10),
    _cpm(_HERO, "youtube", 10, 30),
)


def _up(source: Source, kind: str, days: int | None, low: int, high: int, note: str = "") -> Uplift:
    return Uplift(source, kind, days, Decimal(low), Decimal(high), note)


UPLIFTS = (
    _up(_BP, "organic", 90, 15, 25),
    _up(_BP, "paid_usage", 90, 50, 100),
    _up(_BP, "paid_usage", 365, 100, 200),
    _up(_BP, "paid_usage", None, 200, 400),
    _up(_BP, "whitelisting", 30, 20, 40),
    _up(_BP, "exclusivity", 30, 25, 50),
    _up(_BP, "exclusivity", 90, 50, 100),
    _up(_BP, "rush", 0, 25, 50),
    _up(_TABLE, "paid_usage", 30, 10, 20),
    _up(_TABLE, "paid_usage", 60, 20, 35),
    _up(_TABLE, "paid_usage", 180, 45, 75),
    _up(_TABLE, "whitelisting", 30, 15, 25),
    _up(_TABLE, "whitelisting", 60, 25, 40),
    _up(_TABLE, "whitelisting", 180, 50, 90),
    _up(_TABLE, "exclusivity", 0, 10, 15, "loose"),
    _up(_TABLE, "exclusivity", 0, 15, 25, "tight"),
    _up(_TABLE, "rush", 0, 25, 50, "mild"),
    _up(_TABLE, "rush", 0, 75, 150, "hard"),
    _up(_FILM, "exclusivity", 0, 15, 30),
)
PIECES = (
    PiecePrice(_RADAR, "instagram_reel", Decimal(115), Decimal(125)),
    PiecePrice(_RADAR, "instagram_story", Decimal(40), Decimal(60)),
)


def uplift_range(kind: str, days: int | None) -> Range | None:
    """Return what the sources add for a term of so many days (None: perpetual).

    Of each source counts its longest published duration that the term reaches; a term shorter
    than all of them has the shortest published price. None where nobody publishes one.
    """
    rows = [row for row in UPLIFTS if row.kind == kind]
    reached = [row for row in rows if _reaches(days, row.days)]
    if not reached and rows:
        shortest = min(_length(row.days) for row in rows)
        reached = [row for row in rows if _length(row.days) == shortest]
    kept = [row for row in reached if not _is_outdone(row, reached)]
    return _range((row.low, row.high, row.source) for row in kept)


def piece_range(type_: str) -> Range | None:
    """Return what a piece costs against a feed post, in percent; None where nobody says."""
    return _range((row.low, row.high, row.source) for row in PIECES if row.type == type_)


def cpm_range(platform: str, currency: str) -> Range | None:
    """Return the published CPMs that may be used: those that say what they count."""
    rows = [r for r in CPMS if (r.platform, r.currency) == (platform, currency) and r.counted]
    return _range((row.low, row.high, row.source) for row in rows)


def _length(days: int | None) -> float:
    return float("inf") if days is None else days


def _reaches(days: int | None, published: int | None) -> bool:
    return _length(days) >= _length(published)


def _is_outdone(row: Uplift, rows: Iterable[Uplift]) -> bool:
    """Whether the same source has a longer duration that the term reaches as well."""
    same = (other for other in rows if other.source == row.source)
    return any(_length(other.days) > _length(row.days) for other in same)


def _range(rows: Iterable[tuple[Decimal, Decimal, Source]]) -> Range | None:
    found = list(rows)
    if not found:
        return None
    sources = tuple(dict.fromkeys(source for _, _, source in found))
    return Range(min(low for low, _, _ in found), max(high for _, high, _ in found), sources)

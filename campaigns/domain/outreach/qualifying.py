"""What follows from a score: tier, queue grade, and who decides. Pure.

The boundaries 0.40, 0.65, 0.70 and 0.85 belong to the band above them.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from campaigns.domain.outreach.refusals import SkipReason
from campaigns.domain.outreach.scoring import Score

AUTOMATIC, REVIEWED = Decimal("0.70"), Decimal("0.40")
LEAST_COMPLETE = Decimal("0.50")


class Tier(StrEnum):
    """How well somebody fits; the cadence follows it. Nobody is hot by tier."""

    TOP = "top"
    GOOD = "good"
    FAIR = "fair"
    LOW = "low"


class Grade(StrEnum):
    """The order of queues for people, and nothing else."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


class Decision(StrEnum):
    """What a person said about a prospect."""

    APPROVED = "approved"
    REJECTED = "rejected"


class Verdict(StrEnum):
    """Who may decide that a prospect is written to."""

    QUALIFIED = "qualified"
    MANUAL_REVIEW = "manual_review"
    NOT_QUALIFIED = "not_qualified"


@dataclass(frozen=True)
class Qualification:
    """An outcome with its reason: the refusal it means for a sender, if any, and words."""

    verdict: Verdict
    refusal: SkipReason | None
    words: str


_TIERS = (
    (Decimal("0.85"), Tier.TOP),
    (Decimal("0.65"), Tier.GOOD),
    (Decimal("0.40"), Tier.FAIR),
)


def tier_of(value: Decimal) -> Tier:
    """Return the tier of a score."""
    return next((tier for edge, tier in _TIERS if value >= edge), Tier.LOW)


def grade_of(value: Decimal, *, is_ask_known: bool, is_available: bool) -> Grade:
    """Return the queue grade; an A needs a known ask and free dates beside a score of 0.80."""
    if value >= Decimal("0.80") and is_ask_known and is_available:
        return Grade.A
    if value >= Decimal("0.60"):
        return Grade.B
    return Grade.C if value >= Decimal("0.40") else Grade.D


def qualify(score: Score) -> Qualification:
    """Say who decides about a scored prospect."""
    if not score.is_wanted:
        words = score.parts["platform"].words
        return Qualification(Verdict.NOT_QUALIFIED, SkipReason.NOT_QUALIFIED, words)
    if score.value < REVIEWED:
        words = f"score {score.value} is below {REVIEWED}"
        return Qualification(Verdict.NOT_QUALIFIED, SkipReason.BELOW_THRESHOLD, words)
    if doubt := _doubt(score):
        return Qualification(Verdict.MANUAL_REVIEW, SkipReason.REVIEW_REQUIRED, doubt)
    return Qualification(Verdict.QUALIFIED, None, f"score {score.value}")


def _doubt(score: Score) -> str:
    """Return why a person has to look, or nothing."""
    if score.value < AUTOMATIC:
        return f"score {score.value} is below {AUTOMATIC}"
    if score.completeness < LEAST_COMPLETE:
        return f"only {score.completeness:.0%} of the score rests on known facts"
    if "no_recent_post" in score.flags:
        return "no post in the last 90 days"
    return ""

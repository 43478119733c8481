"""Which limit binds: rolling 24-hour counts at every level, lowest wins. Pure.

Every count is of mails claimed in (now − 24 h, now]: those being sent, sent, or unknown.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from campaigns.domain.outreach.refusals import Skip, SkipReason

ROLLING = timedelta(hours=24)
CAMPAIGN_CAP = 20
SENDING_DOMAIN_CAP = 100
RECIPIENT_DOMAIN_CAP = 3


@dataclass(frozen=True)
class Level:
    """One limit: what it may hold, what it holds, and its name in words."""

    reason: SkipReason
    limit: int
    used: int
    words: str

    @property
    def left(self) -> int:
        """Return how many more it may hold."""
        return max(0, self.limit - self.used)

    @property
    def full_words(self) -> str:
        """Return the limit and how much of it is used, for a person."""
        return f"{self.words}: {self.used} of {self.limit} used"


def is_counted(claimed_at: datetime, now: datetime) -> bool:
    """Whether a mail claimed then counts now: exactly 24 hours ago no longer does."""
    return now - ROLLING < claimed_at <= now


def mailbox_levels(
    *,
    cold_allowed: int,
    cold_used: int,
    total_allowed: int,
    total_used: int,
    reserve: int,
    step: int,
) -> list[Level]:
    """Return a mailbox's own levels for cold mail; the last `reserve` are for replies."""
    return [
        Level(
            SkipReason.CAP_MAILBOX_COLD,
            cold_allowed,
            cold_used,
            f"warm-up step {step} of this mailbox",
        ),
        Level(SkipReason.CAP_MAILBOX_TOTAL, total_allowed, total_used, "all mail of this mailbox"),
        Level(
            SkipReason.REPLY_RESERVE,
            max(0, total_allowed - reserve),
            total_used,
            f"this mailbox without the {reserve} kept for replies",
        ),
    ]


def first_full(levels: Sequence[Level]) -> Skip | None:
    """Return the refusal of the first full level in the list's order.

    Its detail names the level with the fewest left, so that a person sees what to raise.
    """
    full = [level for level in levels if level.left == 0]
    if not full:
        return None
    order = list(SkipReason)
    first = min(full, key=lambda level: order.index(level.reason))
    lowest = min(full, key=lambda level: level.limit)
    return Skip(first.reason, lowest.full_words)


def binding(levels: Sequence[Level]) -> Level:
    """Return the level that runs out first."""
    return min(levels, key=lambda level: level.left)


def followup_share(*, max_followups: int, mailbox_allowed: int) -> int:
    """Return how many follow-ups of a mailbox go before its first touches: at most half of it."""
    return min(max_followups, mailbox_allowed // 2)

"""What an offer promises besides its amount. Pure. Durations are whole days; None is perpetual."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

DELIVERABLE_LABELS = {
    "instagram_post": "Instagram Post",
    "instagram_story": "Instagram Story",
    "instagram_reel": "Instagram Reel",
    "tiktok_video": "TikTok Video",
    "tiktok_story": "TikTok Story",
    "youtube_dedicated": "YouTube Dedicated Video",
    "youtube_integration": "YouTube Integration",
    "youtube_short": "YouTube Short",
}
RIGHT_LABELS = {
    "paid_usage": "paid usage",
    "whitelisting": "whitelisting",
    "organic": "organic and owned channels",
}


@dataclass(frozen=True)
class Deliverable:
    """So many pieces of one type."""

    type: str
    quantity: int = 1

    @property
    def label(self) -> str:
        """The type in words; free text of a brief is its own label."""
        return DELIVERABLE_LABELS.get(self.type, self.type)


@dataclass(frozen=True)
class Right:
    """One usage right; `days` None means perpetual."""

    kind: str
    days: int | None


@dataclass(frozen=True)
class Terms:
    """Package and conditions of one offer."""

    deliverables: tuple[Deliverable, ...] = ()
    rights: tuple[Right, ...] = ()
    scenario: int = 1
    usage_tier: str = "target"
    exclusivity: str = ""
    revision_rounds: int | None = None
    product: str = ""
    product_value: Decimal | None = None
    is_syndicated: bool = False
    has_raw_footage: bool = False
    is_rush: bool = False
    payment_days: int | None = None
    delivery: tuple[str, ...] = ()
    """ISO dates: when the content is due for a first look, one day or first and last."""
    publication: tuple[str, ...] = ()
    is_approved_first: bool = False
    is_posted_organically: bool = False
    is_labelled: bool = False
    """Whether the posts have to be marked as advertising."""
    payment_methods: tuple[str, ...] = ()


@dataclass(frozen=True)
class LeverFacts:
    """What a campaign may trade. Scenarios are packages 1 to 3; an empty one does not exist."""

    scenarios: tuple[tuple[Deliverable, ...], ...] = ()
    target_rights: tuple[Right, ...] = ()
    minimum_rights: tuple[Right, ...] = ()
    product: str = ""
    product_value: Decimal | None = None
    may_syndicate: bool = False
    cpm_target: Decimal | None = None
    may_share_cpm: bool = False
    extra: Mapping[str, Any] = field(default_factory=dict)

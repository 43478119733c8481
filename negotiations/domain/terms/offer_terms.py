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


_LATER = (
    "delivery",
    "publication",
    "payment_methods",
    "is_approved_first",
    "is_posted_organically",
    "is_labelled",
)


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

    def as_dict(self) -> dict[str, Any]:
        """Return a JSON-safe form; `terms_from` reads it back."""
        # A term that is not there leaves no trace, so that older receipts keep their bytes.
        later = {name: getattr(self, name) for name in _LATER if getattr(self, name)}
        return {
            **{k: list(v) if isinstance(v, tuple) else v for k, v in later.items()},
            "deliverables": [[d.type, d.quantity] for d in self.deliverables],
            "rights": [[r.kind, r.days] for r in self.rights],
            "scenario": self.scenario,
            "usage_tier": self.usage_tier,
            "exclusivity": self.exclusivity,
            "revision_rounds": self.revision_rounds,
            "product": self.product,
            "product_value": None if self.product_value is None else str(self.product_value),
            "is_syndicated": self.is_syndicated,
            "has_raw_footage": self.has_raw_footage,
            "is_rush": self.is_rush,
            "payment_days": self.payment_days,
        }


def terms_from(data: Mapping[str, Any]) -> Terms:
    """Return the Terms that `as_dict` wrote."""
    value = data.get("product_value")
    return Terms(
        deliverables=tuple(Deliverable(t, int(q)) for t, q in data.get("deliverables", ())),
        rights=tuple(Right(k, d) for k, d in data.get("rights", ())),
        scenario=data.get("scenario", 1),
        usage_tier=data.get("usage_tier", "target"),
        exclusivity=data.get("exclusivity", ""),
        revision_rounds=data.get("revision_rounds"),
        product=data.get("product", ""),
        product_value=None if value is None else Decimal(value),
        is_syndicated=data.get("is_syndicated", False),
        has_raw_footage=data.get("has_raw_footage", False),
        is_rush=data.get("is_rush", False),
        payment_days=data.get("payment_days"),
        delivery=tuple(data.get("delivery", ())),
        publication=tuple(data.get("publication", ())),
        payment_methods=tuple(data.get("payment_methods", ())),
        is_approved_first=data.get("is_approved_first", False),
        is_posted_organically=data.get("is_posted_organically", False),
        is_labelled=data.get("is_labelled", False),
    )


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

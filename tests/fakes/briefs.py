"""A complete brief in ClickUp's shapes, and the columns of its roster."""

from typing import Any

from tests.fakes.clickup import form_field

HEADER = [
    "Name",
    "Email",
    "Platform",
    "Handle",
    "Average Views",
    "Min Rate",
    "Max Rate",
    "Engagement Rate",
]


def brief(**overrides: Any) -> list[dict[str, Any]]:
    """Return a complete brief's fields in ClickUp's shapes; an override None leaves one unset."""
    values: dict[str, tuple[str, Any]] = {
        "Client Name": ("short_text", "Lumen"),
        "Campaign Type / Primary Goal": ("short_text", "Brand Awareness"),
        "Campaign Budget": ("currency", "$20,000"),
        "CPM Target - Numerical value ($20-$50)": ("number", "25"),
        "CPM Leniency - Numerical value (0-100%)": ("number", "40"),
        "Minimum Cost per Influencer (Do not make an offer lower than this)": ("currency", "300"),
        "Payment Terms for Influencers (select one)": ("short_text", "Net 30"),
        "Minimum Deliverables per Influencer -  Scenario 1 (Text field i.e. Instagram Reel "
        "and TikTok)": ("short_text", "2 Instagram Reels and 1 Instagram Story"),
        "Minimum Deliverables per Influencer - OR Scenario 2 (Text field i.e. Instagram Reel "
        "and UGC Video)": ("short_text", "1 Instagram Reel and 1 Instagram Story"),
        "Minimum Deliverables per Influencer - OR Scenario 3 (Text field i.e. Instagram Reel "
        "and IG Story)": ("short_text", "1 Instagram Reel"),
        "Target for Paid Usage Required (select one)": ("short_text", "90 Days"),
        "Minimum for Paid Usage Required (select one)": ("short_text", "30 Days"),
        "Can product be used as a lever for negotiation?": ("short_text", "Yes"),
        "What is the product or upgrade that can be offered?": ("short_text", "a Lumen lamp"),
        "What is the monetary value of the product or upgrade offered?": ("currency", "180"),
        "Can content be syndicated across multiple platforms?": ("short_text", "Yes"),
        "Influencer Sheet Tab Name": ("short_text", "Roster"),
    }
    values.update(overrides)
    return [
        form_field(name, kind, value) for name, (kind, value) in values.items() if value is not None
    ]

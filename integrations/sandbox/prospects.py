"""An invented campaign that asks people first, and the file of whom it considers. Pure data."""

from collections.abc import Mapping
from typing import Any

FILE = "brightkettle-prospects.csv"
NAME = "Brightkettle spring tea"
CLIENT = "Brightkettle"
BRIEF: Mapping[str, Any] = {
    "goals.primary_goal": "Brand Awareness",
    "budget": "18000",
    "budget_constraints.campaign_budget": "18000",
    "budget_constraints.cpm_target": "24",
    "budget_constraints.cpm_leniency_pct": "40",
    "budget_constraints.max_cost_without_approval": "3000",
    "deliverables.scenario_1": "Instagram Reel and Instagram Story",
    "currency": "USD",
}
TARGET: Mapping[str, Any] = {
    "views_min": 25_000,
    "views_max": 90_000,
    "primary_platform": "instagram",
    "accepted_platforms": ["tiktok"],
    "markets": ["US"],
    "follower_band": 2,
    "max_per_day": 20,
    "time_zone": "America/New_York",
}
_HEADER = (
    *("Name", "Email", "Platform", "Handle", "Average Views", "Engagement Rate", "Followers"),
    *("Country", "Source", "Audience Share"),
)
_SOURCES = {"profile": "your public profile", "channel": "your channel page"}
_ROWS = """
Anouk Bellweather|anouk@bellweather.example|Instagram|@anoukbrews|52K|4.1%|180K|US|profile|62%
Desmond Achterberg|desmond@slowkettle.example|Instagram|@slowkettle|44,500|5.0%|210K|US|profile|71%
Ilse Thornquist|ilse@thornquist.example|Instagram|@ilsethorn|61K|3.6%|140K|US|profile|55%
Ravi Okonjo|ravi@morningsteep.example|Instagram|@morningsteep|38,200|6.3%|120K|US|profile|66%
Marisol Quade|marisol@quadekitchen.example|TikTok|@quadekitchen|83K|7.1%|260K|US|profile|58%
Tobin Hale-Marsh|tobin@halemarsh.example|Instagram|@tobinsteeps|29,900|4.4%|105K|US|profile|64%
Yuki Lindholm|yuki@lindholmtea.example|Instagram|@yukilindholm|47K|5.5%|190K|US|profile|60%
Greta Osei|greta@osei.example|Instagram|@gretaosei|33,100|3.9%|98K|US|profile|52%
Percival Dunmore|percival@dunmore.example|YouTube|@dunmorereviews|150K|2.0%|900K|US|channel|40%
Saffron Belisle|saffron@belisle.example|Instagram|@saffronbelisle|9,400|2.2%|31K|CA|profile|18%
Hamish Corrigan|hamish@corrigan.example|Instagram|@hamishcorrigan|41K|4.7%|150K|GB|profile|51%
Lotte Brandvik|lotte@brandvik.example|Instagram|@lottebrandvik|36K|4.2%|130K||profile|54%
Noel Abernant||Instagram|@noelabernant|55K|4.9%|170K|US|profile|63%
Wilhelmina Stroud|mina@stroud.example|TikTok|@minastroud|||||profile|
"""


def table() -> list[list[str]]:
    """Return the file's rows, the header first."""
    lines = [line.split("|") for line in _ROWS.strip().splitlines()]
    rows = [[_SOURCES.get(cell, cell) for cell in line] for line in lines]
    return [list(_HEADER), *rows]

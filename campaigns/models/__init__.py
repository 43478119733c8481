"""Who takes part and how much it may cost."""

from campaigns.models.campaign import Campaign, Client, brief_value
from campaigns.models.intake import BriefList, ImportBatch, LeftOutTask
from campaigns.models.outreach import Approach, CampaignOutreach, OutreachSettings
from campaigns.models.people import (
    Agency,
    Contact,
    IdentityDecision,
    Influencer,
    InfluencerIdentity,
)
from campaigns.models.prospect import Prospect, SkippedRow
from campaigns.models.stops import KillSwitch, Suppression

__all__ = [
    "Agency",
    "Approach",
    "BriefList",
    "Campaign",
    "CampaignOutreach",
    "Client",
    "Contact",
    "IdentityDecision",
    "ImportBatch",
    "Influencer",
    "InfluencerIdentity",
    "KillSwitch",
    "LeftOutTask",
    "OutreachSettings",
    "Prospect",
    "SkippedRow",
    "Suppression",
    "brief_value",
]

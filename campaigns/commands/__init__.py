"""Every change to campaigns, rosters and what stops mail; one function each."""

from campaigns.commands.briefs.by_hand import correct_brief, create_campaign
from campaigns.commands.briefs.changes import apply_brief, note_deleted_brief
from campaigns.commands.briefs.store import store_brief
from campaigns.commands.status import (
    CampaignRefused,
    move_campaign,
    pause_campaign,
    resume_campaign,
    start_campaign,
    start_quiet_campaign,
)

__all__ = [
    "CampaignRefused",
    "apply_brief",
    "correct_brief",
    "create_campaign",
    "move_campaign",
    "note_deleted_brief",
    "pause_campaign",
    "resume_campaign",
    "start_campaign",
    "start_quiet_campaign",
    "store_brief",
]

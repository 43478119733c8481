"""Every change to campaigns, rosters and what stops mail; one function each."""

from campaigns.commands.briefs import (
    apply_brief,
    correct_brief,
    create_campaign,
    note_deleted_brief,
    store_brief,
)
from campaigns.commands.status import (
    CampaignRefused,
    move_campaign,
    pause_campaign,
    resume_campaign,
    start_campaign,
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
    "store_brief",
]

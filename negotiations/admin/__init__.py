"""The console's pages of the work: negotiations, campaigns, mail and what waits for a person."""

from negotiations.admin import (
    agencies,
    campaign_pages,
    emails,
    escalations,
    mail,
    outreach,
    playbooks,
    threads,
)
from negotiations.admin import guidance as knowledge

__all__ = [
    "agencies",
    "campaign_pages",
    "emails",
    "escalations",
    "knowledge",
    "mail",
    "outreach",
    "playbooks",
    "threads",
]

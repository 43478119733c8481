"""What entries of the trail about people on a roster concern."""

from audit.recording import About
from campaigns.models import Prospect


def about_prospect(prospect: Prospect, *, thread_id: int | None = None) -> About:
    """Return by what an entry about a prospect is found."""
    return About(
        f"prospect:{prospect.pk}",
        campaign_id=prospect.campaign_id,
        thread_id=thread_id,
        influencer=prospect.influencer.name,
    )

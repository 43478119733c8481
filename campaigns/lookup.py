"""Finding a campaign: kept until its last caller names the new place."""

from campaigns.queries.lookup import campaign_ids, find_campaign

__all__ = ["campaign_ids", "find_campaign"]

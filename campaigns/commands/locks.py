"""Lock a campaign inside a transaction."""

from campaigns.models import Campaign


def lock_campaign(campaign_id: int) -> Campaign:
    """Return the campaign with its row locked: its budget is shared, so pricing is done with it.

    :raises Campaign.DoesNotExist: if there is none
    """
    locked = Campaign.objects.select_for_update(of=("self",))
    return locked.select_related("client").get(pk=campaign_id)

"""Finding a campaign by what people and scripts call it."""

from campaigns.models import Campaign


def find_campaign(word: str) -> Campaign:
    """Return the campaign with this id, or else with this external id.

    :raises Campaign.DoesNotExist: if neither is known
    """
    campaigns = Campaign.objects.select_related("client")
    if word.isascii() and word.isdigit():
        found = campaigns.filter(pk=int(word)).first()
        if found is not None:
            return found
    return campaigns.get(external_id=word)


def campaign_ids(word: str) -> tuple[int, ...]:
    """Return the ids a campaign filter means.

    :raises Campaign.DoesNotExist: if no campaign has this id or external id
    """
    return (find_campaign(word).pk,)

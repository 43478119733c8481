"""What the sandbox needs before its briefs come in."""

from datetime import datetime

from django.db import transaction

from audit.actions import Action
from audit.recording import About, record
from campaigns.models import Campaign


@transaction.atomic(durable=True)
def prepare_campaign(*, external_id: str, autonomy: str, now: datetime) -> Campaign | None:
    """Create the campaign a brief will fill, with its autonomy; None when it is already there."""
    if Campaign.objects.filter(external_id=external_id).exists():
        return None
    campaign = Campaign.objects.create(
        external_id=external_id,
        name="Waiting for its brief",
        autonomy=autonomy,
        is_sandbox=True,
        created_at=now,
        updated_at=now,
    )
    record(
        Action.CAMPAIGN_CREATED,
        About(f"campaign:{campaign.pk}", campaign_id=campaign.pk),
        actor="sandbox",
        at=now,
        summary=f"expected from ClickUp, autonomy {autonomy}",
    )
    return campaign

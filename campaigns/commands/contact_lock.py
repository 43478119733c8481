"""A person's word that somebody may be written to although another campaign talks with them."""

from datetime import datetime

from django.db import transaction

from audit.actions import Action
from audit.recording import record
from campaigns.commands.about import about_prospect
from campaigns.commands.status import CampaignRefused
from campaigns.models import Prospect
from integrations.queue import Job, enqueue


@transaction.atomic(durable=True)
def lift_contact_lock(*, prospect_id: int, actor: str, reason: str, now: datetime) -> Prospect:
    """Let a campaign write to somebody although another one talks, or has just talked, with them.

    :raises CampaignRefused: if nothing holds this opening back
    """
    locked = Prospect.objects.select_for_update(of=("self",)).select_related("influencer")
    prospect = locked.get(pk=prospect_id)
    if not prospect.waits_for:
        raise CampaignRefused("Nothing holds this opening back.")
    prospect.lock_lifted_by, prospect.waits_for, prospect.waits_until = actor, "", None
    prospect.save(update_fields=["lock_lifted_by", "waits_for", "waits_until"])
    record(
        Action.PROSPECT_RELEASED,
        about_prospect(prospect),
        actor=actor,
        at=now,
        summary=reason,
    )
    enqueue(Job.OPEN_CAMPAIGN, campaign_id=prospect.campaign_id)
    return prospect

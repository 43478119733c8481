"""When a sheet is read: claimed, asked for, put off after an error."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from audit.actions import Action
from campaigns.commands import notices
from campaigns.commands.locks import lock_campaign
from campaigns.commands.status import CampaignRefused, audit
from campaigns.models import Campaign
from campaigns.queries.rosters import due_rosters
from integrations.queue import Job, enqueue

WAIT_AFTER_REFUSAL = timedelta(minutes=5)
WAIT_AFTER_FAILURE = timedelta(minutes=1)


@transaction.atomic(durable=True)
def claim_rosters(*, campaign_id: int, now: datetime) -> list[Campaign]:
    """Take a due campaign and all others that are due on its spreadsheet: they cost one reading."""
    first = due_rosters(now=now).filter(pk=campaign_id).first()
    if first is None:
        return []
    lease = now + timedelta(seconds=settings.LEASE_SECONDS)
    together = list(due_rosters(now=now).filter(sheet_id=first.sheet_id))
    return [
        campaign
        for campaign in together
        if due_rosters(now=now).filter(pk=campaign.pk).update(roster_due_at=lease)
    ]


@transaction.atomic(durable=True)
def request_roster(*, campaign_id: int, actor: str, reason: str, now: datetime) -> Campaign:
    """Read the sheet of an active campaign now instead of at the next full hour.

    :raises CampaignRefused: if the campaign is not active
    """
    campaign = lock_campaign(campaign_id)
    if campaign.status != Campaign.Status.ACTIVE:
        raise CampaignRefused(f"The campaign is {campaign.status}; only an active one is read.")
    campaign.roster_due_at = now
    campaign.save(update_fields=["roster_due_at"])
    audit(campaign, Action.ROSTER_REQUESTED, actor=actor, now=now, summary=reason)
    enqueue(Job.READ_ROSTER, campaign_id=campaign.pk)
    return campaign


@transaction.atomic(durable=True)
def note_roster_error(
    *, campaign_ids: Sequence[int], error: str, wait: timedelta, is_refusal: bool, now: datetime
) -> None:
    """Show why a sheet could not be read and when it is tried again.

    A refusal is this campaign's own trouble, and people are told; an outage is told by its job.
    """
    campaigns = Campaign.objects.select_for_update(of=("self",)).filter(pk__in=campaign_ids)
    for campaign in campaigns.order_by("id"):
        is_news = campaign.roster_problems != [error]
        campaign.roster_problems = [error]
        campaign.roster_due_at = now + wait
        campaign.save(update_fields=["roster_problems", "roster_due_at"])
        if is_news:
            audit(
                campaign,
                Action.JOB_FAILED,
                actor="sheets",
                now=now,
                summary=f"the sheet could not be read: {error}",
            )
        if is_refusal:
            notices.tell_roster_error(campaign, error, now=now)

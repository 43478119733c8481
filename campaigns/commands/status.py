"""Where a campaign stands: start, pause, resume; one function each."""

from datetime import datetime
from typing import Any

from django.db import transaction

from audit.actions import Action
from audit.recording import About, record
from campaigns.commands.locks import lock_campaign
from campaigns.models import Campaign
from integrations.queue import Job, enqueue

Status = Campaign.Status
_MOVES = {
    Status.ACTIVE: (Status.DRAFT, Status.PAUSED),
    Status.PAUSED: (Status.ACTIVE,),
    Status.STOPPED: (Status.DRAFT, Status.QUARANTINED, Status.ACTIVE, Status.PAUSED),
}
_ACTIONS = {
    Status.ACTIVE: Action.CAMPAIGN_STARTED,
    Status.PAUSED: Action.CAMPAIGN_PAUSED,
    Status.STOPPED: Action.CAMPAIGN_STOPPED,
}


class CampaignRefused(Exception):
    """The campaign cannot do this now; the text says why and what would clear it."""


def lock_joinable(campaign_id: int) -> Campaign:
    """Return the campaign with its row locked, for people who join it.

    :raises CampaignRefused: if the campaign is over
    """
    campaign = lock_campaign(campaign_id)
    if campaign.status in Campaign.OVER:
        raise CampaignRefused(f"The campaign is {campaign.status}; nobody joins it any more.")
    return campaign


def audit(campaign: Campaign, action: Action, *, actor: str, now: datetime, **data: Any) -> None:
    """Record something about a campaign."""
    record(
        action,
        About(f"campaign:{campaign.pk}", campaign_id=campaign.pk),
        actor=actor,
        at=now,
        **data,
    )


def move_campaign(
    campaign: Campaign, status: str, *, actor: str, reason: str, now: datetime
) -> None:
    """Set a locked campaign's status; starting reads its roster. Runs inside a command.

    :raises CampaignRefused: if it cannot get there from where it is
    """
    if campaign.status not in _MOVES[Status(status)]:
        raise CampaignRefused(f"A {campaign.status} campaign cannot become {status}.")
    if status == Status.ACTIVE:
        if campaign.client is None or not campaign.budget_amount:
            raise CampaignRefused("A campaign needs a client and a budget before it starts.")
        campaign.started_at, campaign.start_due_at = campaign.started_at or now, None
        # A file may have come first; the sheet that the brief names is read all the same.
        names_sheet = bool(campaign.sheet_id or campaign.sheet_tab)
        is_sheet_unread = names_sheet and campaign.roster_due_at is None
        campaign.is_roster_due = campaign.roster_read_at is None or is_sheet_unread
        if campaign.is_roster_due or campaign.roster_due_at:
            # What changed in the sheet meanwhile is read at once.
            campaign.roster_due_at = now
    resumed = campaign.status == Status.PAUSED and status == Status.ACTIVE
    campaign.status, campaign.updated_at = status, now
    campaign.save()
    audit(
        campaign,
        Action.CAMPAIGN_RESUMED if resumed else _ACTIONS[Status(status)],
        actor=actor,
        now=now,
        summary=reason,
        reason=reason,
    )
    if status == Status.ACTIVE:
        job = Job.READ_ROSTER if campaign.is_roster_due else Job.OPEN_CAMPAIGN
        enqueue(job, campaign_id=campaign.pk)


@transaction.atomic(durable=True)
def start_campaign(*, campaign_id: int, actor: str, reason: str, now: datetime) -> Campaign:
    """Start a complete campaign: its roster is read and its openings are written.

    :raises CampaignRefused: if it is not a draft
    """
    campaign = lock_campaign(campaign_id)
    if campaign.status != Status.DRAFT:
        raise CampaignRefused(f"A {campaign.status} campaign cannot be started.")
    if campaign.start_holds:
        # Whoever starts it has read them; later briefs of the list are measured by this one.
        campaign.brief_notes = {**campaign.brief_notes, "started_although": campaign.start_holds}
        campaign.start_holds = []
    move_campaign(campaign, Status.ACTIVE, actor=actor, reason=reason, now=now)
    return campaign


@transaction.atomic(durable=True)
def pause_campaign(*, campaign_id: int, actor: str, reason: str, now: datetime) -> Campaign:
    """Hold all automatic mail of the campaign; inbound mail is kept for the resume.

    :raises CampaignRefused: if it is not active
    """
    campaign = lock_campaign(campaign_id)
    move_campaign(campaign, Status.PAUSED, actor=actor, reason=reason, now=now)
    return campaign


@transaction.atomic(durable=True)
def resume_campaign(*, campaign_id: int, actor: str, reason: str, now: datetime) -> Campaign:
    """Let the campaign go on; the sweep works off the mail that waited.

    :raises CampaignRefused: if it is not paused
    """
    campaign = lock_campaign(campaign_id)
    if campaign.status != Status.PAUSED:
        raise CampaignRefused(f"A {campaign.status} campaign cannot be resumed.")
    move_campaign(campaign, Status.ACTIVE, actor=actor, reason=reason, now=now)
    return campaign


@transaction.atomic(durable=True)
def start_quiet_campaign(*, campaign_id: int, actor: str, now: datetime) -> bool:
    """Start a complete brief that was left alone for long enough; returns whether it started."""
    campaign = lock_campaign(campaign_id)
    is_due = campaign.start_due_at is not None and campaign.start_due_at <= now
    if campaign.status != Status.DRAFT or campaign.start_holds or not is_due:
        return False
    move_campaign(campaign, Status.ACTIVE, actor=actor, reason="complete brief", now=now)
    return True

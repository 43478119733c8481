"""Starting, pausing and resuming campaigns over HTTP; one command each."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Router, Schema

from campaigns import commands
from campaigns.models import Campaign
from campaigns.queries.lookup import find_campaign

router = Router(tags=["campaigns"])


class Reason(Schema):
    """Why a person or script does it; it is kept in the trail."""

    reason: str = Field(min_length=1, max_length=2000, pattern=r"\S")


class CampaignStatus(Schema):
    """A campaign after a control."""

    id: int
    external_id: str | None
    status: str


def status_of(campaign: Campaign) -> dict[str, Any]:
    """Return what a control answers."""
    return {
        "id": campaign.pk,
        "external_id": campaign.external_id,
        "status": campaign.status,
    }


def actor_of(request: HttpRequest) -> str:
    """Return who is calling, as the trail names them; the API's authentication put it there."""
    return str(request.auth)  # type: ignore[attr-defined]


@router.post("/campaigns/{campaign_id}/start", response=CampaignStatus)
def start(request: HttpRequest, campaign_id: str, body: Reason) -> dict[str, Any]:
    """Start a complete campaign that waits as draft."""
    campaign = commands.start_campaign(
        campaign_id=find_campaign(campaign_id).pk,
        actor=actor_of(request),
        reason=body.reason,
        now=timezone.now(),
    )
    return status_of(campaign)


@router.post("/campaigns/{campaign_id}/pause", response=CampaignStatus)
def pause(request: HttpRequest, campaign_id: str, body: Reason) -> dict[str, Any]:
    """Hold all automatic mail of the campaign."""
    campaign = commands.pause_campaign(
        campaign_id=find_campaign(campaign_id).pk,
        actor=actor_of(request),
        reason=body.reason,
        now=timezone.now(),
    )
    return status_of(campaign)


@router.post("/campaigns/{campaign_id}/resume", response=CampaignStatus)
def resume(request: HttpRequest, campaign_id: str, body: Reason) -> dict[str, Any]:
    """Let a paused campaign go on."""
    campaign = commands.resume_campaign(
        campaign_id=find_campaign(campaign_id).pk,
        actor=actor_of(request),
        reason=body.reason,
        now=timezone.now(),
    )
    return status_of(campaign)

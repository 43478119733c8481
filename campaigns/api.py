"""Starting, pausing and resuming campaigns over HTTP; one command each."""

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, File, Router, Schema
from ninja.errors import HttpError
from ninja.files import UploadedFile

from campaigns import commands
from campaigns.commands.roster.store import Taken, preview_file, take_file
from campaigns.files import MOST_BYTES, UnreadableRoster, roster_in
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


class RosterTaken(Schema):
    """What a roster file brought, or with a dry run would bring; every unused cell is named."""

    rows: int
    new: int
    is_dry_run: bool
    skipped: list[dict[str, Any]]
    problems: list[str]


@router.post("/campaigns/{campaign_id}/roster", response=RosterTaken)
def take_roster(
    request: HttpRequest,
    campaign_id: str,
    file: Annotated[UploadedFile, File()],
    *,
    dry_run: bool = False,
    tab: str = "",
) -> dict[str, Any]:
    """Take in a CSV or XLSX file with the sheet's column names; `tab` names a workbook's sheet."""
    campaign = find_campaign(campaign_id)
    name = file.name or "roster.csv"
    try:
        roster = roster_in(name, file.read(MOST_BYTES + 1), tab)
    except UnreadableRoster as error:
        raise HttpError(400, f"file: {error}") from error
    chosen: dict[str, Any] = {
        "campaign_id": campaign.pk,
        "roster": roster,
        "source": name,
        "now": timezone.now(),
    }
    taken = preview_file(**chosen) if dry_run else take_file(**chosen, actor=actor_of(request))
    return roster_item(taken, rows=len(roster.rows), is_dry_run=dry_run)


def roster_item(taken: Taken, *, rows: int, is_dry_run: bool) -> dict[str, Any]:
    """Return what a roster file answers."""
    return {
        "rows": rows,
        "new": taken.new,
        "is_dry_run": is_dry_run,
        "skipped": [
            {
                "row": s.row_number,
                "name": s.name,
                "column": s.column,
                "value": s.value,
                "reason": s.reason,
                "is_row_kept": s.is_row_kept,
            }
            for s in taken.skipped
        ],
        "problems": list(taken.problems),
    }

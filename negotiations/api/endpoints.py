"""Campaigns with their figures, emails and agencies over HTTP; one command for each POST."""

from typing import Annotated, Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from ninja import Body, Query, Router
from ninja.errors import HttpError

from audit.listing import Paging, page_of, page_together
from campaigns.api import CampaignStatus, Reason, actor_of, status_of
from campaigns.models import Agency, Campaign
from campaigns.queries.lookup import campaign_ids, find_campaign
from negotiations.api.schemas import (
    AgencyPage,
    AgencyStop,
    AgencyStopped,
    Approval,
    CampaignItem,
    CampaignPage,
    Discard,
    EmailItem,
    EmailPage,
    EmailQuery,
    SettingsChanged,
)
from negotiations.commands import campaign_settings
from negotiations.commands.mail.approve import approve_email, discard_email
from negotiations.commands.thread import stopping
from negotiations.models import OutgoingEmail
from negotiations.queries import listing

router = Router(tags=["negotiations"])
NO_WORDS = Approval()
NO_REASON = Discard()
STOPPED = AgencyStop()


# --- campaigns ----------------------------------------------------------------------------


@router.get("/campaigns", response=CampaignPage)
def list_campaigns(request: HttpRequest, paging: Annotated[Paging, Query()]) -> dict[str, Any]:
    """List campaigns, newest first."""
    campaigns = Campaign.objects.select_related("client").order_by("-id")
    return page_together(campaigns, paging, listing.campaign_items)


@router.get("/campaigns/{campaign_id}", response=CampaignItem)
def get_campaign(request: HttpRequest, campaign_id: str) -> dict[str, Any]:
    """Return one campaign by its id or external id."""
    return listing.campaign_item(find_campaign(campaign_id))


@router.post("/campaigns/{campaign_id}/stop", response=CampaignStatus)
def stop_campaign(request: HttpRequest, campaign_id: str, body: Reason) -> dict[str, Any]:
    """Stop the campaign and every open thread of it."""
    campaign = find_campaign(campaign_id)
    stopping.stop_campaign(
        campaign_id=campaign.pk,
        actor=actor_of(request),
        reason=body.reason,
        now=timezone.now(),
    )
    campaign.refresh_from_db()
    return status_of(campaign)


def change_item(found: campaign_settings.SettingsChange, is_preview: bool) -> dict[str, Any]:
    """Return what a change answers."""
    changed = {c.name: {"before": c.before, "after": c.after} for c in found.changes}
    return {
        **status_of(found.campaign),
        "is_preview": is_preview,
        "changed": changed,
        "touches": list(found.touches),
    }


@router.patch("/campaigns/{campaign_id}", response=SettingsChanged)
def change_campaign(
    request: HttpRequest,
    campaign_id: str,
    body: Annotated[dict[str, Any], Body()],
    *,
    preview: bool = False,
) -> dict[str, Any]:
    """Change settings and brief terms by their names; with `preview` nothing changes."""
    given = dict(body)
    reason = str(given.pop("reason", "") or "").strip()
    pk = find_campaign(campaign_id).pk
    if preview:
        return change_item(campaign_settings.preview_settings(campaign_id=pk, given=given), True)
    if not reason:
        raise HttpError(400, "reason: say why")
    found = campaign_settings.change_settings(
        campaign_id=pk, given=given, actor=actor_of(request), reason=reason, now=timezone.now()
    )
    return change_item(found, False)


# --- emails -------------------------------------------------------------------------------


@router.get("/emails", response=EmailPage)
def list_emails(request: HttpRequest, query: Annotated[EmailQuery, Query()]) -> dict[str, Any]:
    """List emails of ours, newest first."""
    if query.status and query.status not in OutgoingEmail.Status.values:
        known = ", ".join(OutgoingEmail.Status.values)
        raise HttpError(400, f"status: '{query.status}' is none of {known}")
    found = OutgoingEmail.every.order_by("-id")
    if query.status:
        found = found.filter(status=query.status)
    if query.campaign:
        ids = campaign_ids(query.campaign)
        of_thread, of_prospect = Q(thread__campaign__in=ids), Q(prospect__campaign__in=ids)
        found = found.filter(of_thread | of_prospect)
    if query.thread is not None:
        found = found.filter(thread_id=query.thread)
    return page_of(found, query, listing.email_item)


@router.post("/emails/{email_id}/approve", response=EmailItem)
def approve(
    request: HttpRequest, email_id: int, approval: Annotated[Approval, Body()] = NO_WORDS
) -> dict[str, Any]:
    """Let a draft go, as it is or in the given words; with `version`, only if it is the row's."""
    email = approve_email(
        email_id=email_id,
        actor=actor_of(request),
        now=timezone.now(),
        body=approval.body,
        reason=approval.reason,
        seen=approval.version,
    )
    return listing.email_item(email)


@router.post("/emails/{email_id}/discard", response=EmailItem)
def discard(
    request: HttpRequest, email_id: int, given: Annotated[Discard, Body()] = NO_REASON
) -> dict[str, Any]:
    """Throw an unsent email away."""
    email = discard_email(
        email_id=email_id, actor=actor_of(request), reason=given.reason, now=timezone.now()
    )
    return listing.email_item(email)


# --- agencies -----------------------------------------------------------------------------


@router.get("/agencies", response=AgencyPage)
def list_agencies(request: HttpRequest, paging: Annotated[Paging, Query()]) -> dict[str, Any]:
    """List talent agencies by name."""
    return page_of(listing.agencies(), paging, listing.agency_item)


@router.post("/agencies/{agency_id}/stop", response=AgencyStopped)
def stop_agency(
    request: HttpRequest, agency_id: int, given: Annotated[AgencyStop, Body()] = STOPPED
) -> dict[str, Any]:
    """Stop every open thread of a talent agency."""
    agency = Agency.objects.get(pk=agency_id)
    ids = stopping.stop_agency(
        agency_id=agency_id, actor=actor_of(request), reason=given.reason, now=timezone.now()
    )
    return {
        "id": agency.pk,
        "name": agency.name,
        "stopped_count": len(ids),
        "thread_ids": ids,
    }

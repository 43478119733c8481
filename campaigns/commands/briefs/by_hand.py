"""Briefs that people correct or type."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from audit.actions import Action
from campaigns.commands.briefs.filling import fill, settle_brief
from campaigns.commands.locks import lock_campaign
from campaigns.commands.status import CampaignRefused, audit
from campaigns.domain.brief.form import path_of
from campaigns.domain.brief.holds import MENDED_BY_HAND
from campaigns.domain.brief.parsing import validate_and_coerce_correction
from campaigns.models import Campaign
from campaigns.models.shapes import Mended

Status = Campaign.Status


@transaction.atomic(durable=True)
def correct_brief(
    *, campaign_id: int, corrections: Mapping[str, str], actor: str, reason: str, now: datetime
) -> Campaign:
    """Replace bad fields by a person's values, by their form names, and check the brief again.

    :raises CampaignRefused: if the campaign is not quarantined, or a value does not parse
    """
    campaign = lock_campaign(campaign_id)
    if campaign.status != Status.QUARANTINED:
        raise CampaignRefused(f"The campaign is {campaign.status}, not quarantined.")
    values = dict(campaign.brief)
    for name, text in corrections.items():
        try:
            values[path_of(name)] = validate_and_coerce_correction(name, text)
        except ValueError as error:
            raise CampaignRefused(f"{name}: {error}") from error
    was = {error["name"]: error["value"] for error in campaign.brief_errors}
    kept: dict[str, Mended] = {
        name: {"was": was.get(name, ""), "is": text} for name, text in corrections.items()
    }
    campaign.brief_notes = {
        **campaign.brief_notes,
        "corrections": {**campaign.brief_notes.get("corrections", {}), **kept},
    }
    # Rules are checked anew; what could not be read waits until somebody corrects it.
    unread = [e for e in campaign.brief_errors if not e.get("is_rule") and e["name"] not in kept]
    fill(campaign, values, unread, now=now)
    audit(
        campaign,
        Action.CAMPAIGN_CORRECTED,
        actor=actor,
        now=now,
        summary=reason,
        corrections=dict(corrections),
    )
    if campaign.status == Status.QUARANTINED:
        settle_brief(campaign, actor=actor, now=now)
    elif MENDED_BY_HAND not in campaign.start_holds:
        # Whoever mended it starts it, too.
        campaign.start_holds = [*campaign.start_holds, MENDED_BY_HAND]
        campaign.save(update_fields=["start_holds"])
    return campaign


@transaction.atomic(durable=True)
def create_campaign(
    *,
    name: str,
    client_name: str,
    values: Mapping[str, Any],
    columns: Mapping[str, Any],
    actor: str,
    now: datetime,
) -> Campaign:
    """Create a campaign by hand: `values` by brief path, `columns` as on the row.

    It waits as `draft` until a person starts it.
    """
    campaign = Campaign(name=name, created_at=now, currency=settings.DEFAULT_CURRENCY)
    for column, value in columns.items():
        setattr(campaign, column, value)
    fill(campaign, {**values, "client_name": client_name}, [], now=now)
    audit(campaign, Action.CAMPAIGN_CREATED, actor=actor, now=now, summary="created by hand")
    return campaign

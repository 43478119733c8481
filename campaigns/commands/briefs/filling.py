"""Fill a campaign from a brief and settle what follows. Runs inside a command."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from audit.actions import Action
from campaigns.commands import notices
from campaigns.commands.briefs.columns import (
    Errors,
    errors_of,
    json_safe,
    take_values,
)
from campaigns.commands.status import audit, move_campaign
from campaigns.domain.brief.form import path_of
from campaigns.domain.brief.parsing import validate_and_coerce_correction
from campaigns.domain.values.text import shown
from campaigns.models import Campaign

Status = Campaign.Status


def without_corrected(campaign: Campaign, unread: Errors, values: dict[str, Any]) -> Errors:
    """Put a person's corrections over the form where the form still says what they corrected."""
    corrections: Mapping[str, Any] = campaign.brief_notes.get("corrections", {})
    said = {error["name"]: error["value"] for error in unread}
    for name, correction in corrections.items():
        path = path_of(name)
        value = json_safe(values).get(path)
        now_said = said.get(name, "" if value is None else shown(value))
        if now_said == correction["was"]:
            values[path] = validate_and_coerce_correction(name, correction["is"])
            said.pop(name, None)
    return [error for error in unread if error["name"] in said]


def fill(campaign: Campaign, values: Mapping[str, Any], unread: Errors, *, now: datetime) -> None:
    """Take over a brief's values, and say by the status whether they keep to the rules."""
    campaign.brief_errors = errors_of(values, unread)
    take_values(campaign, values)
    campaign.status = Status.QUARANTINED if campaign.brief_errors else Status.DRAFT
    campaign.start_due_at, campaign.updated_at = None, now
    campaign.save()


def settle_brief(campaign: Campaign, *, actor: str, now: datetime) -> None:
    """Quarantine a brief with errors and say so; start a complete one where that is wanted."""
    if campaign.status == Status.QUARANTINED:
        audit(
            campaign,
            Action.CAMPAIGN_QUARANTINED,
            actor=actor,
            now=now,
            summary=f"{len(campaign.brief_errors)} fields need fixing",
            errors=campaign.brief_errors,
        )
        notices.tell_quarantine(campaign, now=now)
        return
    if not settings.CAMPAIGN_AUTOSTART:
        return
    if campaign.start_holds:
        notices.tell_waiting(campaign, now=now)
        return
    campaign.start_due_at = quiet_until(campaign.brief_updated_at or now, now=now)
    if campaign.start_due_at > now:
        campaign.save(update_fields=["start_due_at"])
    else:
        move_campaign(campaign, Status.ACTIVE, actor=actor, reason="complete brief", now=now)


def quiet_until(changed_at: datetime, *, now: datetime) -> datetime:
    """Return when a brief has been left alone for long enough; a later clock counts as now."""
    return min(changed_at, now) + timedelta(seconds=settings.BRIEF_QUIET_SECONDS)

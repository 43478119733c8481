"""Keep a brief that came in: its campaign is made, refreshed, quarantined or started."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from audit.actions import Action
from campaigns.commands.briefs.changes import note_change
from campaigns.commands.briefs.columns import (
    error_row,
    fingerprint_of,
    form_fields,
)
from campaigns.commands.briefs.filling import fill, settle_brief, without_corrected
from campaigns.commands.status import audit
from campaigns.domain.brief.parsing import ParsedBrief, parse_brief
from campaigns.models import Campaign
from integrations.clickup.gateway import BriefTask

Status = Campaign.Status
_UNSTARTED = (Status.DRAFT, Status.QUARANTINED)


@transaction.atomic(durable=True)
def store_brief(*, task: BriefTask, actor: str, now: datetime) -> Campaign:
    """Create the task's campaign, or refresh one that has not started.

    A brief with errors is kept as `quarantined` with its good fields. A campaign that already
    runs keeps the brief it runs on; the newer one waits for a person. The same brief twice, and
    an older answer that arrives late, change nothing.
    """
    parsed = parse_brief(form_fields(task), zone=ZoneInfo(settings.TIME_ZONE))
    campaign = Campaign.objects.select_for_update().filter(external_id=task.id).first()
    is_new = campaign is None
    if campaign is None:
        campaign = _new_campaign(task, now=now)
    elif campaign.brief_updated_at and task.updated_at < campaign.brief_updated_at:
        return campaign
    campaign.brief_updated_at = task.updated_at
    fingerprint = fingerprint_of(task, parsed)
    if campaign.brief_fingerprint == fingerprint:
        campaign.save(update_fields=["brief_updated_at"])
        return campaign
    campaign.brief_fingerprint = fingerprint
    if campaign.status in _UNSTARTED:
        _refresh(campaign, task, parsed, is_new=is_new, actor=actor, now=now)
    else:
        note_change(campaign, parsed, actor=actor, now=now)
    return campaign


def _new_campaign(task: BriefTask, *, now: datetime) -> Campaign:
    return Campaign(
        external_id=task.id,
        created_at=now,
        currency=settings.DEFAULT_CURRENCY,
        opening=settings.DEFAULT_OPENING,
        autonomy=settings.DEFAULT_AUTONOMY,
        is_sandbox=settings.CLICKUP_MODE == "sandbox",
    )


def _refresh(
    campaign: Campaign,
    task: BriefTask,
    parsed: ParsedBrief,
    *,
    is_new: bool,
    actor: str,
    now: datetime,
) -> None:
    """Take over everything the brief says; what a person corrected stays corrected."""
    campaign.name = task.name[:300]
    campaign.currency = parsed.values.get("currency") or campaign.currency
    values = dict(parsed.values)
    unread = without_corrected(campaign, [error_row(e) for e in parsed.errors], values)
    campaign.brief_notes = {
        **campaign.brief_notes,
        "strangers": list(parsed.strangers),
        "missing": list(parsed.missing),
        "source": task.url,
    }
    fill(campaign, values, unread, now=now)
    audit(
        campaign,
        Action.CAMPAIGN_RECEIVED,
        actor=actor,
        now=now,
        summary=f"brief {'received' if is_new else 'read again'}",
        errors=campaign.brief_errors,
    )
    settle_brief(campaign, actor=actor, now=now)

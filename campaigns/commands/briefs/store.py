"""Keep a brief that came in: its campaign is made, refreshed, quarantined or started."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from audit.actions import Action
from campaigns.commands.briefs.admitting import (
    holds_of,
    lock_list,
    note_left_out,
    reason_left_out,
)
from campaigns.commands.briefs.changes import note_change
from campaigns.commands.briefs.columns import (
    error_row,
    fingerprint_of,
    form_fields,
    likeness_of,
)
from campaigns.commands.briefs.filling import (
    fill,
    quiet_until,
    settle_brief,
    without_corrected,
)
from campaigns.commands.status import audit
from campaigns.domain.brief.parsing import ParsedBrief, parse_brief
from campaigns.models import BriefList, Campaign, LeftOutTask
from integrations.clickup.gateway import BriefTask

Status = Campaign.Status
_UNSTARTED = (Status.DRAFT, Status.QUARANTINED)


@transaction.atomic(durable=True)
def store_brief(*, task: BriefTask, actor: str, now: datetime) -> Campaign | None:
    """Create the task's campaign, or refresh one that has not started; None for no brief.

    A brief with errors is kept as `quarantined` with its good fields. A campaign that already
    runs keeps the brief it runs on; the newer one waits for a person. The same brief twice, and
    an older answer that arrives late, change nothing. A task that is no brief is left out and
    shown; a campaign that it started as one stays.
    """
    reason = reason_left_out(task)
    # The list first: every brief takes its locks in this order.
    row = BriefList() if reason else lock_list(task, now=now)
    campaign = Campaign.objects.select_for_update().filter(external_id=task.id).first()
    if campaign and campaign.brief_updated_at and task.updated_at < campaign.brief_updated_at:
        return campaign
    if reason:
        _leave_out(task, campaign, reason, actor=actor, now=now)
        return campaign
    LeftOutTask.objects.filter(task_id=task.id).delete()
    return _take(campaign or _new_campaign(task, row, now=now), task, row, actor=actor, now=now)


def _leave_out(
    task: BriefTask, campaign: Campaign | None, reason: str, *, actor: str, now: datetime
) -> None:
    if campaign is None:
        note_left_out(task, reason, actor=actor, now=now)
        return
    campaign.brief_updated_at = task.updated_at
    campaign.brief_notes = {**campaign.brief_notes, "left_out": reason}
    # Read anew when it is a brief again; until then it does not start by itself.
    campaign.brief_fingerprint, campaign.start_due_at = "", None
    campaign.save()


def _take(
    campaign: Campaign, task: BriefTask, row: BriefList, *, actor: str, now: datetime
) -> Campaign:
    campaign.brief_updated_at = task.updated_at
    campaign.brief_notes.pop("left_out", None)
    parsed = parse_brief(form_fields(task), zone=ZoneInfo(settings.TIME_ZONE))
    fingerprint = fingerprint_of(task, parsed)
    if campaign.brief_fingerprint == fingerprint:
        if campaign.start_due_at:
            # Somebody is still at it.
            campaign.start_due_at = quiet_until(task.updated_at, now=now)
        campaign.save(update_fields=["brief_updated_at", "start_due_at"])
        return campaign
    campaign.brief_fingerprint = fingerprint
    if campaign.status in _UNSTARTED:
        campaign.brief_likeness = likeness_of(parsed)
        campaign.start_holds = holds_of(campaign, task, parsed, row)
        _refresh(campaign, task, parsed, actor=actor, now=now)
    else:
        note_change(campaign, parsed, actor=actor, now=now)
    return campaign


def _new_campaign(task: BriefTask, row: BriefList, *, now: datetime) -> Campaign:
    return Campaign(
        external_id=task.id,
        source_list_id=row.list_id,
        created_at=now,
        currency=settings.DEFAULT_CURRENCY,
        opening=settings.DEFAULT_OPENING,
        autonomy=settings.DEFAULT_AUTONOMY,
        is_sandbox=settings.CLICKUP_MODE == "sandbox",
    )


def _refresh(
    campaign: Campaign, task: BriefTask, parsed: ParsedBrief, *, actor: str, now: datetime
) -> None:
    """Take over everything the brief says; what a person corrected stays corrected."""
    is_new = campaign.pk is None
    campaign.name = task.name[:300]
    campaign.currency = parsed.values.get("currency") or campaign.currency
    values = dict(parsed.values)
    unread = without_corrected(campaign, [error_row(e) for e in parsed.errors], values)
    campaign.brief_notes = {
        **campaign.brief_notes,
        "strangers": list(parsed.strangers),
        "missing": list(parsed.missing),
        "present": sorted(parsed.present),
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

"""What becomes of a brief: kept, quarantined, corrected, changed later, deleted at its source."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from audit.actions import Action
from campaigns import notices
from campaigns.brief_columns import (
    Errors,
    changes_between,
    error_row,
    errors_of,
    fingerprint_of,
    form_fields,
    json_safe,
    take_values,
)
from campaigns.commands.status import CampaignRefused, audit, move_campaign
from campaigns.domain.brief import ParsedBrief, parse_brief, validate_and_coerce_correction
from campaigns.domain.form import path_of
from campaigns.domain.values import shown
from campaigns.models import Campaign
from integrations.clickup.gateway import BriefTask

Status = Campaign.Status
_UNSTARTED = (Status.DRAFT, Status.QUARANTINED)
_RUNNING = (Status.ACTIVE, Status.PAUSED)


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
        _note_change(campaign, parsed, actor=actor, now=now)
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
    unread = _without_corrected(campaign, [error_row(e) for e in parsed.errors], values)
    campaign.brief_notes = {
        **campaign.brief_notes,
        "strangers": list(parsed.strangers),
        "missing": list(parsed.missing),
        "source": task.url,
    }
    _fill(campaign, values, unread, now=now)
    audit(
        campaign,
        Action.CAMPAIGN_RECEIVED,
        actor=actor,
        now=now,
        summary=f"brief {'received' if is_new else 'read again'}",
        errors=campaign.brief_errors,
    )
    _settle_brief(campaign, actor=actor, now=now)


def _without_corrected(campaign: Campaign, unread: Errors, values: dict[str, Any]) -> Errors:
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


def _fill(campaign: Campaign, values: Mapping[str, Any], unread: Errors, *, now: datetime) -> None:
    campaign.brief_errors = errors_of(values, unread)
    take_values(campaign, values)
    campaign.status = Status.QUARANTINED if campaign.brief_errors else Status.DRAFT
    campaign.updated_at = now
    campaign.save()


def _settle_brief(campaign: Campaign, *, actor: str, now: datetime) -> None:
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
    elif settings.CAMPAIGN_AUTOSTART:
        move_campaign(campaign, Status.ACTIVE, actor=actor, reason="complete brief", now=now)


def _note_change(campaign: Campaign, parsed: ParsedBrief, *, actor: str, now: datetime) -> None:
    """Keep the newer brief beside the one the campaign runs on, and show the difference."""
    values = dict(parsed.values)
    unread = _without_corrected(campaign, [error_row(e) for e in parsed.errors], values)
    changed = changes_between(campaign.brief, json_safe(values))
    campaign.pending_brief = None
    if changed and campaign.status in _RUNNING:
        campaign.pending_brief = {
            "values": json_safe(values),
            "errors": errors_of(values, unread),
            "changed": changed,
            "seen_at": now.isoformat(),
        }
    campaign.save()
    if not changed:
        return
    audit(
        campaign,
        Action.CAMPAIGN_CHANGED,
        actor=actor,
        now=now,
        summary=f"the brief changed in {len(changed)} fields; running threads keep theirs",
        changed=changed,
    )
    if campaign.pending_brief:
        notices.tell_changed_brief(campaign, now=now)


@transaction.atomic(durable=True)
def apply_brief(*, campaign_id: int, actor: str, reason: str, now: datetime) -> Campaign:
    """Let a running campaign go on with the newer brief; offers that left stay as they are.

    :raises CampaignRefused: if no newer brief waits, or it has fields to fix
    """
    campaign = Campaign.objects.select_for_update(of=("self",)).get(pk=campaign_id)
    pending = campaign.pending_brief
    if not pending or campaign.status not in _RUNNING:
        raise CampaignRefused("No changed brief waits for this campaign.")
    if pending["errors"]:
        wrong = "; ".join(f"{e['name']}: {e['reason']}" for e in pending["errors"])
        raise CampaignRefused(f"Fix the changed brief first. {wrong}")
    if pending["values"].get("currency", campaign.currency) != campaign.currency:
        raise CampaignRefused(
            f"The changed brief is not in {campaign.currency}; offers were made in it."
        )
    sheet = campaign.sheet_id, campaign.sheet_tab
    take_values(campaign, pending["values"])
    campaign.brief_version += 1
    campaign.pending_brief, campaign.updated_at = None, now
    if (campaign.sheet_id, campaign.sheet_tab) != sheet:
        campaign.roster_due_at = now
    campaign.save()
    audit(
        campaign,
        Action.BRIEF_APPLIED,
        actor=actor,
        now=now,
        summary=reason,
        version=campaign.brief_version,
        changed=pending["changed"],
    )
    return campaign


@transaction.atomic(durable=True)
def note_deleted_brief(*, task_id: str, actor: str, now: datetime) -> bool:
    """Tell people that a campaign's task is gone; the campaign itself stays as it is.

    Returns whether there is such a campaign. It is said once.
    """
    campaign = Campaign.objects.select_for_update().filter(external_id=task_id).first()
    if campaign is None:
        return False
    if "deleted_at" not in campaign.brief_notes:
        campaign.brief_notes = {**campaign.brief_notes, "deleted_at": now.isoformat()}
        campaign.save(update_fields=["brief_notes"])
        audit(
            campaign,
            Action.BRIEF_DELETED,
            actor=actor,
            now=now,
            summary=f"its task was deleted in ClickUp; the campaign stays {campaign.status}",
        )
        notices.tell_deleted_brief(campaign, now=now)
    return True


@transaction.atomic(durable=True)
def correct_brief(
    *, campaign_id: int, corrections: Mapping[str, str], actor: str, reason: str, now: datetime
) -> Campaign:
    """Replace bad fields by a person's values, by their form names, and check the brief again.

    :raises CampaignRefused: if the campaign is not quarantined, or a value does not parse
    """
    campaign = Campaign.objects.select_for_update().get(pk=campaign_id)
    if campaign.status != Status.QUARANTINED:
        raise CampaignRefused(f"The campaign is {campaign.status}, not quarantined.")
    values = dict(campaign.brief)
    for name, text in corrections.items():
        try:
            values[path_of(name)] = validate_and_coerce_correction(name, text)
        except ValueError as error:
            raise CampaignRefused(f"{name}: {error}") from error
    was = {error["name"]: error["value"] for error in campaign.brief_errors}
    kept = {name: {"was": was.get(name, ""), "is": text} for name, text in corrections.items()}
    campaign.brief_notes = {
        **campaign.brief_notes,
        "corrections": {**campaign.brief_notes.get("corrections", {}), **kept},
    }
    # Rules are checked anew; what could not be read waits until somebody corrects it.
    unread = [e for e in campaign.brief_errors if not e.get("is_rule") and e["name"] not in kept]
    _fill(campaign, values, unread, now=now)
    audit(
        campaign,
        Action.CAMPAIGN_CORRECTED,
        actor=actor,
        now=now,
        summary=reason,
        corrections=dict(corrections),
    )
    _settle_brief(campaign, actor=actor, now=now)
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
    _fill(campaign, {**values, "client_name": client_name}, [], now=now)
    audit(campaign, Action.CAMPAIGN_CREATED, actor=actor, now=now, summary="created by hand")
    return campaign

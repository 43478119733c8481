"""Every change to campaigns, rosters and what stops mail; one function each."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from audit.actions import Action
from audit.recording import record
from campaigns.domain.bounds import cpm_bounds
from campaigns.domain.brief import (
    FormField,
    Option,
    ParsedBrief,
    parse_brief,
    validate_and_coerce_correction,
    validate_campaign,
)
from campaigns.domain.deliverables import parse_deliverables
from campaigns.domain.form import path_of
from campaigns.models import Campaign, Client
from integrations.clickup.gateway import BriefTask
from integrations.notifications import notify
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


def _audit(campaign: Campaign, action: Action, *, actor: str, now: datetime, **data: Any) -> None:
    record(
        action,
        subject=f"campaign:{campaign.pk}",
        actor=actor,
        at=now,
        campaign_id=campaign.pk,
        **data,
    )


# --- briefs -------------------------------------------------------------------------------


def form_fields(task: BriefTask) -> list[FormField]:
    """Return a task's fields as the brief parser takes them."""
    return [
        FormField(
            name=field.name,
            type=field.type,
            value=field.value,
            options=tuple(Option(o.id, o.name, o.orderindex) for o in field.options),
            currency=field.currency,
        )
        for field in task.fields
    ]


@transaction.atomic(durable=True)
def store_brief(*, task: BriefTask, actor: str, now: datetime) -> Campaign:
    """Create the task's campaign, or refresh one that has not started.

    A brief with errors is kept as `quarantined` with its good fields. A campaign that already
    runs keeps the brief it runs on; the difference is recorded for people.
    """
    parsed = parse_brief(form_fields(task), zone=ZoneInfo(settings.TIME_ZONE))
    campaign = Campaign.objects.select_for_update().filter(external_id=task.id).first()
    if campaign is not None and campaign.status not in (Status.DRAFT, Status.QUARANTINED):
        _note_change(campaign, parsed, actor=actor, now=now)
        return campaign
    is_new = campaign is None
    if campaign is None:
        campaign = Campaign(
            external_id=task.id,
            created_at=now,
            opening=settings.DEFAULT_OPENING,
            autonomy=settings.DEFAULT_AUTONOMY,
            is_sandbox=settings.CLICKUP_MODE == "sandbox",
        )
    campaign.name = task.name
    campaign.brief_errors = [_error(e) for e in parsed.errors]
    campaign.brief_notes = {"strangers": list(parsed.strangers), "missing": list(parsed.missing)}
    if is_new:
        campaign.currency = parsed.values.get("currency") or settings.DEFAULT_CURRENCY
    _take_values(campaign, parsed.values, now=now)
    _audit(
        campaign,
        Action.CAMPAIGN_RECEIVED,
        actor=actor,
        now=now,
        summary=f"brief {'received' if is_new else 'read again'}",
        errors=campaign.brief_errors,
    )
    _settle_brief(campaign, actor=actor, now=now)
    return campaign


def _error(error: Any) -> dict[str, str]:
    return {"name": error.name, "value": str(error.value), "reason": error.reason}


def _json_safe(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        path: str(v) if isinstance(v, Decimal) else list(v) if isinstance(v, tuple) else v
        for path, v in values.items()
    }


def _decimal(values: Mapping[str, Any], *paths: str) -> Decimal | None:
    for path in paths:
        if values.get(path) is not None:
            return Decimal(str(values[path]))
    return None


def _take_values(campaign: Campaign, values: Mapping[str, Any], *, now: datetime) -> None:
    """Fill the campaign's columns from the parsed brief."""
    campaign.brief = _json_safe(values)
    # Errors of rules are found anew each time: correcting one field of a pair clears both.
    unread = [e for e in campaign.brief_errors if not e.get("is_rule")]
    broken = [{**_error(e), "is_rule": True} for e in validate_campaign(values)]
    named = {e["name"] for e in unread}
    campaign.brief_errors = unread + [e for e in broken if e["name"] not in named]
    campaign.brief_notes = {**campaign.brief_notes, "unclear": _unclear_pieces(values)}
    campaign.target_cpm = _decimal(values, "budget_constraints.cpm_target")
    campaign.budget_amount = _decimal(values, "budget", "budget_constraints.campaign_budget")
    campaign.minimum_amount = _decimal(values, "budget_constraints.min_cost_per_influencer")
    campaign.approval_amount = _decimal(values, "budget_constraints.max_cost_without_approval")
    leniency = _decimal(values, "budget_constraints.cpm_leniency_pct")
    bounds = cpm_bounds(target=campaign.target_cpm, leniency_pct=leniency)
    campaign.cpm_floor, campaign.cpm_ceiling = bounds.floor, bounds.ceiling
    campaign.sheet_tab = str(values.get("influencer_sheet_tab") or "")
    campaign.sheet_id = str(values.get("influencer_sheet_id") or "")
    name = str(values.get("client_name") or "").strip()
    campaign.client = Client.objects.get_or_create(name=name)[0] if name else None
    campaign.updated_at = now
    campaign.status = Status.QUARANTINED if campaign.brief_errors else Status.DRAFT
    campaign.save()


def _unclear_pieces(values: Mapping[str, Any]) -> list[str]:
    """Return the pieces of the packages that are none of the known types; people check them."""
    paths = ("scenario_1", "scenario_2", "scenario_3")
    texts = [str(values.get(f"deliverables.{path}") or "") for path in paths]
    return [piece for text in texts for piece in parse_deliverables(text)[1]]


def _settle_brief(campaign: Campaign, *, actor: str, now: datetime) -> None:
    """Quarantine a brief with errors and say so; start a complete one where that is wanted."""
    if campaign.status == Status.QUARANTINED:
        _audit(
            campaign,
            Action.CAMPAIGN_QUARANTINED,
            actor=actor,
            now=now,
            summary=f"{len(campaign.brief_errors)} fields need fixing",
            errors=campaign.brief_errors,
        )
        notify(
            key=f"quarantine:{campaign.pk}:{campaign.brief_version}:{now:%Y%m%d%H%M}",
            channel=settings.SLACK_ERRORS_CHANNEL,
            text=f"The brief '{campaign.name}' needs fixing: "
            + "; ".join(f"{e['name']}: {e['reason']}" for e in campaign.brief_errors),
            now=now,
            campaign_id=campaign.pk,
        )
    elif settings.CAMPAIGN_AUTOSTART:
        move_campaign(campaign, Status.ACTIVE, actor=actor, reason="complete brief", now=now)


def _note_change(campaign: Campaign, parsed: ParsedBrief, *, actor: str, now: datetime) -> None:
    new = _json_safe(parsed.values)
    changed = {
        path: [campaign.brief.get(path), new.get(path)]
        for path in sorted(set(new) | set(campaign.brief))
        if campaign.brief.get(path) != new.get(path)
    }
    if changed:
        _audit(
            campaign,
            Action.CAMPAIGN_CHANGED,
            actor=actor,
            now=now,
            summary=f"the brief changed in {len(changed)} fields; running threads keep theirs",
            changed=changed,
        )


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
    left = [e for e in campaign.brief_errors if e["name"] not in corrections]
    campaign.brief_errors = left
    _take_values(campaign, values, now=now)
    _audit(
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
    _take_values(campaign, {**values, "client_name": client_name}, now=now)
    for column, value in columns.items():
        setattr(campaign, column, value)
    campaign.save()
    _audit(campaign, Action.CAMPAIGN_CREATED, actor=actor, now=now, summary="created by hand")
    return campaign


# --- status -------------------------------------------------------------------------------


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
        campaign.started_at = campaign.started_at or now
        campaign.is_roster_due = campaign.roster_read_at is None
    resumed = campaign.status == Status.PAUSED and status == Status.ACTIVE
    campaign.status, campaign.updated_at = status, now
    campaign.save()
    _audit(
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
    campaign = Campaign.objects.select_for_update(of=("self",)).get(pk=campaign_id)
    if campaign.status != Status.DRAFT:
        raise CampaignRefused(f"A {campaign.status} campaign cannot be started.")
    move_campaign(campaign, Status.ACTIVE, actor=actor, reason=reason, now=now)
    return campaign


@transaction.atomic(durable=True)
def pause_campaign(*, campaign_id: int, actor: str, reason: str, now: datetime) -> Campaign:
    """Hold all automatic mail of the campaign; inbound mail is kept for the resume.

    :raises CampaignRefused: if it is not active
    """
    campaign = Campaign.objects.select_for_update(of=("self",)).get(pk=campaign_id)
    move_campaign(campaign, Status.PAUSED, actor=actor, reason=reason, now=now)
    return campaign


@transaction.atomic(durable=True)
def resume_campaign(*, campaign_id: int, actor: str, reason: str, now: datetime) -> Campaign:
    """Let the campaign go on; the sweep works off the mail that waited.

    :raises CampaignRefused: if it is not paused
    """
    campaign = Campaign.objects.select_for_update(of=("self",)).get(pk=campaign_id)
    if campaign.status != Status.PAUSED:
        raise CampaignRefused(f"A {campaign.status} campaign cannot be resumed.")
    move_campaign(campaign, Status.ACTIVE, actor=actor, reason=reason, now=now)
    return campaign

"""Change a campaign's settings and the terms of its brief. Runs inside a command, row locked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from audit.actions import Action
from campaigns.commands.briefs.columns import error_row, json_safe, take_values
from campaigns.commands.status import CampaignRefused, audit
from campaigns.domain.brief.rules import validate_campaign
from campaigns.domain.settings import COLUMN_NAMES, SettingsError, Wanted, read_settings
from campaigns.domain.values.text import shown
from campaigns.models import Campaign

Status = Campaign.Status
_BUDGET, _BUDGET_COPY = "budget", "budget_constraints.campaign_budget"
_SHEET = ("influencer_sheet_tab", "influencer_sheet_id")


@dataclass(frozen=True)
class Change:
    """One setting that would say something else; a term goes by its model path."""

    name: str
    before: str
    after: str


def wanted_of(campaign: Campaign, given: Mapping[str, object]) -> Wanted:
    """Return what was asked for.

    :raises CampaignRefused: if the campaign is over, or a setting cannot be read
    """
    if campaign.status in Campaign.OVER:
        raise CampaignRefused(f"The campaign is {campaign.status}; nothing of it changes any more.")
    try:
        return read_settings(given)
    except SettingsError as problem:
        raise CampaignRefused(str(problem)) from problem


def set_values(campaign: Campaign, wanted: Wanted) -> list[Change]:
    """Put the settings on the row in memory, and return what differs.

    :raises CampaignRefused: if the brief would break a rule that it does not break now
    """
    before = _state(campaign)
    for column, value in wanted.columns.items():
        setattr(campaign, column, value)
    if wanted.terms:
        _set_terms(campaign, wanted)
    after = _state(campaign)
    return [
        Change(name, shown(before.get(name)), shown(after.get(name)))
        for name in sorted(before | after)
        if before.get(name) != after.get(name)
    ]


def _state(campaign: Campaign) -> dict[str, Any]:
    columns = {name: str(getattr(campaign, c, "")) for c, name in COLUMN_NAMES.items()}
    columns.pop("playbook", None)
    terms = {path: v for path, v in campaign.brief.items() if v not in (None, "")}
    terms.pop(_BUDGET_COPY, None)
    return columns | {path: shown(v) if not isinstance(v, str) else v for path, v in terms.items()}


def _set_terms(campaign: Campaign, wanted: Wanted) -> None:
    values = {**campaign.brief, **wanted.terms}
    if _BUDGET in wanted.terms:
        values[_BUDGET_COPY] = wanted.terms[_BUDGET]
    broken = {error["name"] for error in campaign.brief_errors}
    wrong = [e for e in map(error_row, validate_campaign(values)) if e["name"] not in broken]
    if wrong:
        raise CampaignRefused("; ".join(f"{e['name']}: {e['reason']}" for e in wrong))
    _keep_over_the_form(campaign, wanted)
    take_values(campaign, {path: v for path, v in values.items() if v is not None})


def _keep_over_the_form(campaign: Campaign, wanted: Wanted) -> None:
    """Let what a person set hold until the form says something else than it says now."""
    kept: dict[str, Any] = dict(campaign.brief_notes.get("corrections", {}))
    for (name, text), path in zip(wanted.texts.items(), wanted.terms, strict=True):
        value = json_safe(campaign.brief).get(path)
        was = kept.get(name, {}).get("was", "" if value is None else shown(value))
        kept[name] = {"was": was, "is": text}
    campaign.brief_notes = {**campaign.brief_notes, "corrections": kept}


def save_settings(
    campaign: Campaign, changes: list[Change], *, actor: str, reason: str, now: datetime
) -> None:
    """Keep what was set, and say who did it and why."""
    is_sheet = any(change.name in _SHEET for change in changes)
    if is_sheet and campaign.status == Status.ACTIVE:
        campaign.roster_due_at = now
    if any("." in change.name or change.name == _BUDGET for change in changes):
        campaign.brief_version += 1
    campaign.start_due_at, campaign.updated_at = None, now
    campaign.save()
    audit(
        campaign,
        Action.SETTINGS_CHANGED,
        actor=actor,
        now=now,
        summary=reason,
        reason=reason,
        changed={change.name: [change.before, change.after] for change in changes},
    )

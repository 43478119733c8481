"""Between the parsed brief and the campaign's row. Runs inside a command; saves nothing."""

import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from campaigns.domain.bounds import cpm_bounds
from campaigns.domain.brief.form import FIELDS, FieldError, FormField, Kind, Option
from campaigns.domain.brief.parsing import ParsedBrief
from campaigns.domain.brief.rules import validate_campaign
from campaigns.domain.deliverables import parse_deliverables
from campaigns.models import Campaign, Client
from campaigns.models.shapes import FieldToFix
from integrations.clickup.gateway import BriefTask

Errors = list[FieldToFix]
_DATE_NAMES = frozenset(entry.name for entry in FIELDS if entry.kind is Kind.DATES)
_DATES = frozenset(entry.path for entry in FIELDS if entry.kind is Kind.DATES)


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


def error_row(error: FieldError) -> FieldToFix:
    """Return an error as the row keeps it."""
    return {"name": error.name, "value": str(error.value), "reason": error.reason}


def json_safe(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values as the row keeps them; amounts become text."""
    return {
        path: str(v) if isinstance(v, Decimal) else list(v) if isinstance(v, tuple) else v
        for path, v in values.items()
    }


def fingerprint_of(task: BriefTask, parsed: ParsedBrief) -> str:
    """Return what stands for everything the brief says; the order of options says nothing."""
    content = [
        task.name,
        json_safe(parsed.values),
        [error_row(error) for error in parsed.errors],
        sorted(parsed.strangers),
    ]
    return hashlib.sha256(json.dumps(content, sort_keys=True, default=str).encode()).hexdigest()


def likeness_of(parsed: ParsedBrief) -> str:
    """Return what stands for a brief but for its name and its dates."""
    values = {path: v for path, v in json_safe(parsed.values).items() if path not in _DATES}
    errors = [error_row(error) for error in parsed.errors if error.name not in _DATE_NAMES]
    content = json.dumps([values, errors], sort_keys=True, default=str)
    return hashlib.sha256(content.encode()).hexdigest()


def errors_of(values: Mapping[str, Any], unread: Errors) -> Errors:
    """Return the fields to fix: the unread ones, and those that break a rule.

    Errors of rules are found anew each time: correcting one field of a pair clears both.
    """
    named = {error["name"] for error in unread}
    broken: Errors = [{**error_row(e), "is_rule": True} for e in validate_campaign(values)]
    return unread + [error for error in broken if error["name"] not in named]


def take_values(campaign: Campaign, values: Mapping[str, Any]) -> None:
    """Fill the campaign's columns from a brief's values; its client is made where it is new."""
    campaign.brief = json_safe(values)
    campaign.brief_notes = {**campaign.brief_notes, "unclear": _unclear_pieces(values)}
    campaign.target_cpm = _decimal(values, "budget_constraints.cpm_target")
    campaign.budget_amount = _decimal(values, "budget", "budget_constraints.campaign_budget")
    campaign.minimum_amount = _decimal(values, "budget_constraints.min_cost_per_influencer")
    campaign.approval_amount = _decimal(values, "budget_constraints.max_cost_without_approval")
    leniency = _decimal(values, "budget_constraints.cpm_leniency_pct")
    bounds = cpm_bounds(target=campaign.target_cpm, leniency_pct=leniency)
    campaign.cpm_floor, campaign.cpm_ceiling = bounds.floor, bounds.ceiling
    campaign.sheet_tab = str(values.get("influencer_sheet_tab") or "").strip()[:120]
    campaign.sheet_id = str(values.get("influencer_sheet_id") or "").strip()[:500]
    name = str(values.get("client_name") or "").strip()[:200]
    campaign.client = Client.objects.get_or_create(name=name)[0] if name else None


def changes_between(
    before: Mapping[str, Any], after: Mapping[str, Any]
) -> dict[str, tuple[Any, Any]]:
    """Return what differs, by model path: before and after."""
    return {
        path: (before.get(path), after.get(path))
        for path in sorted(set(before) | set(after))
        if before.get(path) != after.get(path)
    }


def _decimal(values: Mapping[str, Any], *paths: str) -> Decimal | None:
    for path in paths:
        if values.get(path) is not None:
            return Decimal(str(values[path]))
    return None


def _unclear_pieces(values: Mapping[str, Any]) -> list[str]:
    """Return the pieces of the packages that are none of the known types; people check them."""
    paths = ("scenario_1", "scenario_2", "scenario_3")
    texts = [str(values.get(f"deliverables.{path}") or "") for path in paths]
    return [piece for text in texts for piece in parse_deliverables(text)[1]]

"""What a person may do with a campaign, and what its page shows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import partial
from typing import Any

from django import forms

from audit.models import AuditEntry
from campaigns.commands import apply_brief, pause_campaign, resume_campaign, start_campaign
from campaigns.commands.roster.turns import request_roster
from campaigns.domain.brief.form import UnknownField, name_of
from campaigns.forms import ReasonForm, RosterForm
from campaigns.models import Campaign, Prospect
from campaigns.queries.limits import limits_of
from campaigns.queries.starts import start_warnings
from negotiations.commands.certificates import request_certificate, set_certificate_rule
from negotiations.commands.thread.stopping import stop_campaign
from negotiations.queries.bindings import BUILT_IN, version_for
from negotiations.queries.budget import figures_of
from negotiations.trials.gauntlet import valid_certificate

Status = Campaign.Status


@dataclass(frozen=True)
class CampaignAction:
    """One button: its words, its command, the statuses it belongs to and what it needs there."""

    name: str
    label: str
    command: Callable[..., object]
    done: str
    statuses: tuple[str, ...]
    hint: str = ""
    is_dangerous: bool = False
    needs: str = ""


@dataclass(frozen=True)
class ShownAction:
    """A button on a page, with what was typed so far."""

    action: CampaignAction
    form: forms.Form
    is_open: bool = False


def _try_out(*, campaign_id: int, reason: str, actor: str, now: datetime) -> object:
    return request_certificate(
        campaign_id=campaign_id, seed=TRIAL_SEED, runs=1, reason=reason, actor=actor, now=now
    )


_UNFINISHED = (Status.DRAFT, Status.ACTIVE, Status.PAUSED)
# The same people each time: two trials differ by their settings alone.
TRIAL_SEED = 7
ACTIONS: dict[str, CampaignAction] = {
    action.name: action
    for action in (
        CampaignAction(
            "start",
            "Start",
            start_campaign,
            "Started: the roster is read and openings are written.",
            (Status.DRAFT,),
        ),
        CampaignAction(
            "pause",
            "Pause",
            pause_campaign,
            "Paused: no automatic mail leaves; inbound mail is kept.",
            (Status.ACTIVE,),
        ),
        CampaignAction(
            "resume",
            "Resume",
            resume_campaign,
            "Resumed: waiting mail is worked.",
            (Status.PAUSED,),
        ),
        CampaignAction(
            "apply",
            "Apply the changed brief",
            apply_brief,
            "Applied: what is decided from now on follows the changed brief.",
            (Status.ACTIVE, Status.PAUSED),
            "Offers that left stay as they are.",
            needs="pending_brief",
        ),
        CampaignAction(
            "trial",
            "Run the gauntlet",
            _try_out,
            "The trial is queued; its certificate appears here within a minute.",
            _UNFINISHED,
            "Simulated people negotiate with these settings, in a world of their own.",
        ),
        CampaignAction(
            "require-certificate",
            "Require a certificate",
            partial(set_certificate_rule, is_required=True),
            "Nobody new is written to before a trial has passed.",
            _UNFINISHED,
        ),
        CampaignAction(
            "waive-certificate",
            "Do without a certificate",
            partial(set_certificate_rule, is_required=False),
            "Openings leave without a trial.",
            _UNFINISHED,
        ),
        CampaignAction(
            "read_sheet",
            "Read the sheet now",
            request_roster,
            "The sheet is being read; reload in a moment.",
            (Status.ACTIVE,),
            "By itself it is read every hour.",
        ),
        CampaignAction(
            "stop",
            "Stop for good",
            stop_campaign,
            "Stopped with every open negotiation.",
            (Status.DRAFT, Status.QUARANTINED, Status.ACTIVE, Status.PAUSED),
            "Ends every open negotiation of the campaign without a word.",
            is_dangerous=True,
        ),
    )
}


def buttons_for(
    campaign: Campaign, *, tried: str = "", bound: forms.Form | None = None
) -> list[ShownAction]:
    """Return the buttons of the campaign's status; a failed form keeps what was typed."""
    shown = []
    for action in ACTIONS.values():
        is_tried = action.name == tried and bound is not None
        fits = campaign.status in action.statuses and action.name not in _hidden(campaign)
        if action.needs and not getattr(campaign, action.needs):
            fits = False
        if not fits and not is_tried:
            continue
        form = bound if is_tried and bound is not None else ReasonForm()
        form.fields["reason"].widget.attrs["id"] = f"{action.name}-reason"
        shown.append(ShownAction(action, form, is_open=is_tried))
    return shown


def _hidden(campaign: Campaign) -> tuple[str, ...]:
    """Return the buttons that would change nothing."""
    return ("require-certificate",) if campaign.require_certificate else ("waive-certificate",)


def _label(path: str) -> str:
    try:
        return " ".join(name_of(path).split())
    except UnknownField:
        return path.replace(".", ": ").replace("_", " ")


def brief_rows(campaign: Campaign) -> list[tuple[str, Any]]:
    """Return the brief by form names, in the form's words."""
    rows = []
    for path, value in campaign.brief.items():
        if value in (None, "", []):
            continue
        words = {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
        rows.append(
            (_label(path), ", ".join(map(str, words)) if isinstance(words, list) else words)
        )
    return rows


def brief_changes(campaign: Campaign) -> list[tuple[str, Any, Any]]:
    """Return what a newer brief would change, by form names: before and after."""
    changed = campaign.pending_brief["changed"] if campaign.pending_brief else {}
    return [(_label(path), before, after) for path, (before, after) in changed.items()]


def page_of(campaign: Campaign) -> dict[str, Any]:
    """Return the page's context."""
    figures = figures_of(campaign)
    budget = campaign.budget_amount or Decimal(0)
    open_amount = figures.committed_amount - figures.agreed_amount
    free = budget - figures.committed_amount
    return {
        "campaign": campaign,
        "certificate": valid_certificate(campaign),
        "trials": campaign.certificates.order_by("-id")[:5],
        "playbook": version_for(campaign) or f"built-in {BUILT_IN['name'].replace('_', ' ')}",
        "figures": figures,
        "open_amount": open_amount,
        "free": free,
        "is_over": free < 0,
        "brief": brief_rows(campaign),
        "limits": limits_of(campaign),
        "warnings": start_warnings(campaign),
        "roster_form": RosterForm(),
        "brief_changes": brief_changes(campaign),
        "skipped": campaign.skipped_rows.order_by("row_number")[:200],
        "prospects_waiting": campaign.prospects.filter(status=Prospect.Status.NEEDS_PERSON)
        .select_related("influencer")
        .order_by("id")[:100],
        "entries": AuditEntry.objects.filter(campaign_id=campaign.pk).order_by("-id")[:30],
    }

"""Read rosters: claim, call, settle."""

from collections.abc import Sequence
from datetime import timedelta

import structlog
from django.utils import timezone

from campaigns.commands.roster import turns
from campaigns.commands.roster.store import store_roster
from campaigns.domain.roster.parsing import parse_roster
from campaigns.models import Campaign
from integrations.calls import note_failure
from integrations.errors import GatewayError, RateLimited
from integrations.sheets.factory import get_sheets_gateway
from integrations.sheets.gateway import RosterSheet, TabOutcome
from integrations.strangers import storable_text

_LONGEST_ERROR = 2000
log = structlog.get_logger(__name__)


def read_roster(*, campaign_id: int) -> str:
    """Read the campaign's sheet, and with it all that are due on the same spreadsheet."""
    campaigns = turns.claim_rosters(campaign_id=campaign_id, now=timezone.now())
    if not campaigns:
        return "skipped: not due"
    tabs = [campaign.sheet_tab or None for campaign in campaigns]
    try:
        outcomes = get_sheets_gateway().read_tabs(campaigns[0].sheet_id or None, tabs)
    except GatewayError as failure:
        return _note_failure(campaigns, failure)
    results = [_take_alone(c, tab) for c, tab in zip(campaigns, outcomes, strict=True)]
    return "; ".join(results)


def _take_alone(campaign: Campaign, tab: TabOutcome) -> str:
    """Take in one campaign's tab; whatever is wrong with it is that campaign's alone."""
    if isinstance(tab, GatewayError):
        return _note_failure([campaign], tab)
    try:
        return _take_tab(campaign, tab)
    except Exception as error:
        log.exception("roster.failed", campaign_id=campaign.pk)
        words = f"{type(error).__name__}: {error}"[:_LONGEST_ERROR]
        return _note_failure([campaign], GatewayError(storable_text(words), permanent=True))


def _take_tab(campaign: Campaign, tab: RosterSheet) -> str:
    hidden = () if campaign.takes_hidden_rows else tab.hidden
    roster = parse_roster(tab.header, tab.rows, tab.held, links=tab.links, hidden=hidden)
    store_roster(
        campaign_id=campaign.pk,
        roster=roster,
        source=tab.source,
        actor="sheets",
        now=timezone.now(),
    )
    return f"{len(roster.rows)} rows"


def _note_failure(campaigns: Sequence[Campaign], failure: GatewayError) -> str:
    wait = turns.WAIT_AFTER_REFUSAL if failure.permanent else turns.WAIT_AFTER_FAILURE
    if isinstance(failure, RateLimited):
        wait = timedelta(seconds=failure.wait_seconds or wait.total_seconds())
    elif not failure.permanent:
        note_failure("sheets", failure)
    turns.note_roster_error(
        campaign_ids=[campaign.pk for campaign in campaigns],
        error=str(failure),
        wait=wait,
        is_refusal=failure.permanent,
        now=timezone.now(),
    )
    return str(failure)

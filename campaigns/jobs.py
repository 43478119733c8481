"""Fetch briefs and rosters: claim, call, settle."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from campaigns import commands, rosters
from campaigns.commands import brief_lists
from campaigns.domain.roster import parse_roster
from campaigns.models import Campaign
from integrations import inbox
from integrations.calls import note_failure
from integrations.clickup.factory import get_clickup_gateway
from integrations.errors import GatewayError, NotVisible, RateLimited
from integrations.queue import Job, enqueue
from integrations.sheets.factory import get_sheets_gateway
from integrations.sheets.gateway import TabOutcome


def take_in_brief(*, delivery_id: int) -> str:
    """Work one ClickUp delivery: fetch the task it hints at and store its brief."""
    delivery = inbox.claim_delivery(delivery_id=delivery_id, now=timezone.now())
    if delivery is None:
        return "skipped: not due"
    event, task_id = _hint(bytes(delivery.body))
    error, is_permanent, may_pass = "", False, False
    try:
        if event == "taskDeleted":
            commands.note_deleted_brief(task_id=task_id, actor="clickup", now=timezone.now())
        elif task_id:
            task = get_clickup_gateway().task(task_id)
            commands.store_brief(task=task, actor="clickup", now=timezone.now())
    except RateLimited as pause:
        wait = inbox.FULL_WAIT_SECONDS if pause.wait_seconds is None else pause.wait_seconds
        inbox.postpone_deliveries(
            delivery_id=delivery_id, error=str(pause), wait_seconds=wait, now=timezone.now()
        )
        return str(pause)
    except GatewayError as failure:
        error, is_permanent = str(failure), isinstance(failure, NotVisible)
        may_pass = not failure.permanent
        if not is_permanent:
            # What is not there concerns one task, and its delivery says so itself.
            note_failure("clickup", failure)
    inbox.settle_delivery(
        delivery_id=delivery_id,
        error=error,
        is_permanent=is_permanent,
        may_pass=may_pass,
        now=timezone.now(),
    )
    return error or "stored"


def _hint(body: bytes) -> tuple[str, str]:
    """Return the event and the task a delivery speaks of; an odd body speaks of none."""
    try:
        payload = json.loads(body)
    except ValueError:
        return "", ""
    if not isinstance(payload, dict):
        return "", ""
    return str(payload.get("event") or ""), str(payload.get("task_id") or "")


def sweep_briefs() -> str:
    """Look through the list of briefs for those whose webhook was lost."""
    list_id = str(settings.CLICKUP_LIST_ID or "")
    since = brief_lists.claim_brief_list(list_id=list_id, now=timezone.now())
    if since is None:
        return "skipped: not due"
    try:
        found = get_clickup_gateway().updated_tasks(since)
    except GatewayError as failure:
        wait = failure.wait_seconds if isinstance(failure, RateLimited) else None
        if not isinstance(failure, RateLimited):
            note_failure("clickup", failure)
        brief_lists.note_list_error(
            list_id=list_id, error=str(failure), wait_seconds=wait, now=timezone.now()
        )
        return str(failure)
    kept = brief_lists.keep_found_briefs(list_id=list_id, found=found, now=timezone.now())
    if brief_lists.claim_webhook_check(list_id=list_id, now=timezone.now()):
        _check_webhooks(list_id)
    return f"{kept} new of {len(found)} changed tasks"


def _check_webhooks(list_id: str) -> None:
    """Ask after our webhooks; not every token may."""
    try:
        problems = get_clickup_gateway().webhook_problems()
    except GatewayError as failure:
        problems = (f"the webhooks' health cannot be asked: {failure}",)
    brief_lists.note_webhooks(list_id=list_id, problems=problems, now=timezone.now())


def read_roster(*, campaign_id: int) -> str:
    """Read the campaign's sheet, and with it all that are due on the same spreadsheet."""
    campaigns = rosters.claim_rosters(campaign_id=campaign_id, now=timezone.now())
    if not campaigns:
        return "skipped: not due"
    tabs = [campaign.sheet_tab or None for campaign in campaigns]
    try:
        outcomes = get_sheets_gateway().read_tabs(campaigns[0].sheet_id or None, tabs)
    except GatewayError as failure:
        return _note_failure(campaigns, failure)
    results = [_take_tab(c, tab) for c, tab in zip(campaigns, outcomes, strict=True)]
    return "; ".join(results)


def _take_tab(campaign: Campaign, tab: TabOutcome) -> str:
    if isinstance(tab, GatewayError):
        return _note_failure([campaign], tab)
    roster = parse_roster(tab.header, tab.rows, tab.held)
    rosters.store_roster(
        campaign_id=campaign.pk,
        roster=roster,
        source=tab.source,
        actor="sheets",
        now=timezone.now(),
    )
    return f"{len(roster.rows)} rows"


def _note_failure(campaigns: Sequence[Campaign], failure: GatewayError) -> str:
    wait = rosters.WAIT_AFTER_REFUSAL if failure.permanent else rosters.WAIT_AFTER_FAILURE
    if isinstance(failure, RateLimited):
        wait = timedelta(seconds=failure.wait_seconds or wait.total_seconds())
    elif not failure.permanent:
        note_failure("sheets", failure)
    rosters.note_roster_error(
        campaign_ids=[campaign.pk for campaign in campaigns],
        error=str(failure),
        wait=wait,
        is_refusal=failure.permanent,
        now=timezone.now(),
    )
    return str(failure)


def wake_due_rosters(*, now: datetime) -> int:
    """Wake one reading for each spreadsheet of which campaigns owe one."""
    due = list(rosters.due_rosters(now=now).values_list("sheet_id", "pk"))
    for campaign_id in dict(reversed(due)).values():
        enqueue(Job.READ_ROSTER, campaign_id=campaign_id)
    return len(due)


def wake_intake(*, now: datetime) -> dict[str, int]:
    """Wake what brings in briefs and rosters; returns how many of each."""
    is_swept = settings.CLICKUP_MODE == "live" and bool(settings.CLICKUP_LIST_ID)
    if is_swept:
        enqueue(Job.SWEEP_BRIEFS)
    return {"rosters": wake_due_rosters(now=now)}

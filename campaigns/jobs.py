"""Fetch briefs and rosters: claim, call, settle."""

import json
from datetime import datetime

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
    return f"{kept} new of {len(found)} changed tasks"


def read_roster(*, campaign_id: int) -> str:
    """Read the campaign's own sheet and keep its rows."""
    campaign = Campaign.objects.get(pk=campaign_id)
    try:
        sheet = get_sheets_gateway().read(campaign.sheet_id or None, campaign.sheet_tab or None)
    except GatewayError as failure:
        note_failure("sheets", failure)
        rosters.note_roster_error(campaign_id=campaign_id, error=str(failure), now=timezone.now())
        return str(failure)
    roster = parse_roster(sheet.header, sheet.rows)
    rosters.store_roster(
        campaign_id=campaign_id,
        roster=roster,
        source=sheet.source,
        actor="sheets",
        now=timezone.now(),
    )
    return f"{len(roster.rows)} rows"


def wake_due_rosters(*, now: datetime) -> int:
    """Wake the reading of rosters that active campaigns still owe."""
    due = Campaign.objects.filter(status=Campaign.Status.ACTIVE, is_roster_due=True)
    ids = list(due.values_list("pk", flat=True))
    for campaign_id in ids:
        enqueue(Job.READ_ROSTER, campaign_id=campaign_id)
    return len(ids)


def wake_intake(*, now: datetime) -> dict[str, int]:
    """Wake what brings in briefs and rosters; returns how many of each."""
    is_swept = settings.CLICKUP_MODE == "live" and bool(settings.CLICKUP_LIST_ID)
    if is_swept:
        enqueue(Job.SWEEP_BRIEFS)
    return {"rosters": wake_due_rosters(now=now)}

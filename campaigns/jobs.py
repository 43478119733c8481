"""Fetch briefs and rosters: claim, call, settle."""

import json
from datetime import datetime

from django.utils import timezone

from campaigns import commands, rosters
from campaigns.domain.roster import parse_roster
from campaigns.models import Campaign
from integrations import inbox
from integrations.clickup.factory import get_clickup_gateway
from integrations.errors import GatewayError
from integrations.queue import Job, enqueue
from integrations.sheets.factory import get_sheets_gateway


def take_in_brief(*, delivery_id: int) -> str:
    """Work one ClickUp delivery: fetch the task it hints at and store its brief."""
    now = timezone.now()
    delivery = inbox.claim_delivery(delivery_id=delivery_id, now=now)
    if delivery is None:
        return "skipped: not due"
    error = ""
    try:
        task_id = _task_id(bytes(delivery.body))
        if task_id:
            task = get_clickup_gateway().task(task_id)
            commands.store_brief(task=task, actor="clickup", now=timezone.now())
    except GatewayError as failure:
        error = str(failure)
    inbox.settle_delivery(delivery_id=delivery_id, error=error, now=timezone.now())
    return error or "stored"


def _task_id(body: bytes) -> str:
    """Return the task a delivery speaks of; a deletion or an odd body speaks of none."""
    try:
        payload = json.loads(body)
    except ValueError:
        return ""
    if not isinstance(payload, dict) or payload.get("event") == "taskDeleted":
        return ""
    return str(payload.get("task_id") or "")


def read_roster(*, campaign_id: int) -> str:
    """Read the campaign's own sheet and keep its rows."""
    campaign = Campaign.objects.get(pk=campaign_id)
    try:
        sheet = get_sheets_gateway().read(campaign.sheet_id or None, campaign.sheet_tab or None)
    except GatewayError as failure:
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

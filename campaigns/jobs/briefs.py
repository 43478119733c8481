"""Fetch briefs: claim, call, settle."""

import json

from django.conf import settings
from django.utils import timezone

from campaigns import commands
from campaigns.commands.briefs import lists
from integrations import inbox
from integrations.calls import note_failure
from integrations.clickup.factory import get_clickup_gateway
from integrations.errors import GatewayError, NotVisible, RateLimited
from integrations.strangers import storable_line, storable_text

_LONGEST_ERROR = 2000


def take_in_brief(*, delivery_id: int) -> str:
    """Work one ClickUp delivery: fetch the task it hints at and store its brief."""
    delivery = inbox.claim_delivery(delivery_id=delivery_id, now=timezone.now())
    if delivery is None:
        return "skipped: not due"
    try:
        _store_hinted(bytes(delivery.body))
    except RateLimited as pause:
        wait = inbox.FULL_WAIT_SECONDS if pause.wait_seconds is None else pause.wait_seconds
        inbox.postpone_deliveries(
            delivery_id=delivery_id, error=str(pause), wait_seconds=wait, now=timezone.now()
        )
        return str(pause)
    except GatewayError as failure:
        return _settle_failure(delivery_id, failure)
    except Exception as failure:
        # One odd task is its own delivery's trouble: shown there, tried again, given up in the end.
        error = f"{type(failure).__name__}: {failure}"[:_LONGEST_ERROR]
        inbox.settle_delivery(
            delivery_id=delivery_id, error=storable_text(error), now=timezone.now()
        )
        raise
    inbox.settle_delivery(delivery_id=delivery_id, error="", now=timezone.now())
    return "stored"


def _store_hinted(body: bytes) -> None:
    event, task_id = _hint(body)
    if event == "taskDeleted":
        commands.note_deleted_brief(task_id=task_id, actor="clickup", now=timezone.now())
    elif task_id:
        task = get_clickup_gateway().task(task_id)
        commands.store_brief(task=task, actor="clickup", now=timezone.now())


def _settle_failure(delivery_id: int, failure: GatewayError) -> str:
    is_gone = isinstance(failure, NotVisible)
    if not is_gone:
        # What is not there concerns one task, and its delivery says so itself.
        note_failure("clickup", failure)
    inbox.settle_delivery(
        delivery_id=delivery_id,
        error=str(failure),
        is_permanent=is_gone,
        may_pass=not failure.permanent,
        now=timezone.now(),
    )
    return str(failure)


def _hint(body: bytes) -> tuple[str, str]:
    """Return the event and the task a delivery speaks of; an odd body speaks of none."""
    try:
        payload = json.loads(body)
    except (ValueError, RecursionError):
        return "", ""
    if not isinstance(payload, dict):
        return "", ""
    event, task_id = payload.get("event") or "", payload.get("task_id") or ""
    return storable_line(str(event)), storable_line(str(task_id))


def start_campaign(*, campaign_id: int) -> str:
    """Start a complete brief that was left alone for long enough."""
    is_started = commands.start_quiet_campaign(
        campaign_id=campaign_id, actor="clickup", now=timezone.now()
    )
    return "started" if is_started else "skipped: not due"


def sweep_briefs() -> str:
    """Look through the list of briefs for those whose webhook was lost."""
    list_id = str(settings.CLICKUP_LIST_ID or "")
    since = lists.claim_brief_list(list_id=list_id, now=timezone.now())
    if since is None:
        return "skipped: not due"
    try:
        found = get_clickup_gateway().updated_tasks(since)
    except GatewayError as failure:
        wait = failure.wait_seconds if isinstance(failure, RateLimited) else None
        if not isinstance(failure, RateLimited):
            note_failure("clickup", failure)
        lists.note_list_error(
            list_id=list_id, error=str(failure), wait_seconds=wait, now=timezone.now()
        )
        return str(failure)
    kept = lists.keep_found_briefs(list_id=list_id, found=found, now=timezone.now())
    if lists.claim_webhook_check(list_id=list_id, now=timezone.now()):
        _check_webhooks(list_id)
    return f"{kept} new of {len(found)} changed tasks"


def _check_webhooks(list_id: str) -> None:
    """Ask after our webhooks; not every token may."""
    try:
        problems = get_clickup_gateway().webhook_problems()
    except GatewayError as failure:
        problems = (f"the webhooks' health cannot be asked: {failure}",)
    lists.note_webhooks(list_id=list_id, problems=problems, now=timezone.now())

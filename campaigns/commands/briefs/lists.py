"""Find briefs whose webhook was lost: what the list holds that we have not seen."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from audit.actions import Action
from audit.recording import About, record
from campaigns.commands.briefs.admitting import FIRST_LOOK_BACK
from campaigns.models import BriefList, Campaign
from integrations import inbox
from integrations.clickup.gateway import TaskStamp
from integrations.notifications import notify

# A task saved while the list was being read may carry a slightly older time.
OVERLAP = timedelta(minutes=10)
READ_EVERY = timedelta(seconds=45)
WEBHOOKS_EVERY = timedelta(hours=1)
WAIT_AFTER_ERROR = timedelta(minutes=2)


@transaction.atomic(durable=True)
def claim_brief_list(*, list_id: str, now: datetime) -> datetime | None:
    """Take the list's next reading, or None when it is not due; returns since when to read."""
    row, _ = BriefList.objects.get_or_create(
        list_id=list_id,
        defaults={"read_to": now - FIRST_LOOK_BACK, "due_at": now, "known_since": now},
    )
    lease = now + timedelta(seconds=settings.LEASE_SECONDS)
    taken = BriefList.objects.filter(pk=row.pk, due_at__lte=now).update(due_at=lease)
    return row.read_to - OVERLAP if taken else None


@transaction.atomic(durable=True)
def keep_found_briefs(*, list_id: str, found: Sequence[TaskStamp], now: datetime) -> int:
    """Keep a delivery for each task we have not seen in this state; returns how many.

    They take the webhook's own road, and a task found twice is one delivery.
    """
    row = BriefList.objects.select_for_update().get(list_id=list_id)
    campaigns = Campaign.objects.filter(external_id__in=[stamp.id for stamp in found])
    seen = dict(campaigns.values_list("external_id", "brief_updated_at"))
    unseen = [s for s in found if not (at := seen.get(s.id)) or at < s.updated_at]
    kept = sum(_keep(stamp, now=now) for stamp in unseen)
    # A task dated in the future must not hide all that changes until then.
    row.read_to = min(max([row.read_to, *(stamp.updated_at for stamp in found)]), now)
    row.read_at, row.due_at, row.error = now, now + READ_EVERY, ""
    row.save()
    return kept


def _keep(stamp: TaskStamp, *, now: datetime) -> bool:
    body = {"event": "listSweep", "task_id": stamp.id}
    return inbox.keep(
        source="clickup",
        external_id=f"sweep:{stamp.id}:{stamp.updated_at.timestamp():.3f}",
        body=json.dumps(body).encode(),
        received_at=now,
    )


@transaction.atomic(durable=True)
def note_list_error(*, list_id: str, error: str, wait_seconds: float | None, now: datetime) -> None:
    """Show why the list could not be read and when it is tried again."""
    row = BriefList.objects.select_for_update().get(list_id=list_id)
    wait = WAIT_AFTER_ERROR if wait_seconds is None else timedelta(seconds=wait_seconds)
    row.error, row.due_at = error, now + wait
    row.save()
    if wait_seconds is not None:
        return
    record(
        Action.JOB_FAILED,
        About(f"brief_list:{list_id}"),
        actor="clickup",
        at=now,
        summary=f"the list of briefs could not be read: {error}",
    )


@transaction.atomic(durable=True)
def claim_webhook_check(*, list_id: str, now: datetime) -> bool:
    """Take the hourly look at our webhooks' health."""
    due = Q(webhooks_due_at__isnull=True) | Q(webhooks_due_at__lte=now)
    lists = BriefList.objects.filter(due, list_id=list_id)
    return bool(lists.update(webhooks_due_at=now + WEBHOOKS_EVERY))


@transaction.atomic(durable=True)
def note_webhooks(*, list_id: str, problems: Sequence[str], now: datetime) -> None:
    """Show what is wrong with our webhooks, and tell people when that changes."""
    row = BriefList.objects.select_for_update().get(list_id=list_id)
    words = "; ".join(problems)
    is_news = bool(words) and words != row.webhook_problem
    row.webhook_problem = words
    row.save()
    if is_news:
        notify(
            key=f"webhooks:{list_id}:{now:%Y%m%d%H%M}",
            channel=settings.SLACK_ERRORS_CHANNEL,
            text=f"ClickUp: {words}. Briefs still come in by reading the list each minute; set the"
            " webhook active again and check CLICKUP_WEBHOOK_SECRET.",
            now=now,
        )

"""Reading the trail with the filters people use."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from audit.actions import actions_for
from audit.models import AuditEntry


@dataclass(frozen=True)
class Filters:
    """What to look for; an empty field does not filter. Times are inclusive."""

    campaign_ids: tuple[int, ...] | None = None
    thread_id: int | None = None
    influencer: str = ""
    action: str = ""
    actor: str = ""
    since: datetime | None = None
    until: datetime | None = None


def entries_for(filters: Filters) -> QuerySet[AuditEntry]:
    """Return the matching entries, newest first. Text matches any case, anywhere."""
    found = AuditEntry.objects.order_by("-id")
    if filters.campaign_ids is not None:
        found = found.filter(campaign_id__in=filters.campaign_ids)
    if filters.thread_id is not None:
        found = found.filter(thread_id=filters.thread_id)
    if filters.action:
        found = found.filter(action__in=actions_for(filters.action))
    for name in ("influencer", "actor"):
        if value := getattr(filters, name):
            found = found.filter(**{f"{name}__icontains": value})
    if filters.since:
        found = found.filter(at__gte=filters.since)
    if filters.until:
        found = found.filter(at__lte=filters.until)
    return found

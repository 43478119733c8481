"""The trail over HTTP."""

from collections.abc import Callable
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from ninja.errors import HttpError

from audit.actions import actions_for
from audit.listing import Paging, instant_or_400, page_of
from audit.models import AuditEntry
from audit.queries import Filters, entries_for


class AuditItem(Schema):
    """One thing that happened."""

    id: int
    at: str
    actor: str
    action: str
    campaign_id: int | None
    thread_id: int | None
    influencer: str
    request_id: str
    summary: str
    data: dict[str, Any]


class AuditPage(Schema):
    """A page of the trail, newest first."""

    items: list[AuditItem]
    count: int


class AuditQuery(Paging):
    """Filters; text matches any case, anywhere; times are inclusive."""

    campaign: str = ""
    influencer: str = ""
    thread: int | None = None
    action: str = ""
    actor: str = ""
    since: str = ""
    until: str = ""


def entry_item(entry: AuditEntry) -> dict[str, Any]:
    """Return one entry as the API shows it."""
    return {
        "id": entry.pk,
        "at": entry.at.isoformat(),
        "actor": entry.actor,
        "action": entry.action,
        "campaign_id": entry.campaign_id,
        "thread_id": entry.thread_id,
        "influencer": entry.influencer,
        "request_id": entry.request_id,
        "summary": entry.summary,
        "data": entry.data,
    }


def audit_router(campaign_ids: Callable[[str], tuple[int, ...]]) -> Router:
    """Return the routes; `campaign_ids` turns the campaign filter's word into ids."""
    router = Router(tags=["audit"])

    @router.get("/audit", response=AuditPage)
    def list_entries(request: HttpRequest, query: Annotated[AuditQuery, Query()]) -> dict[str, Any]:
        """List the trail, newest first."""
        if query.action and not actions_for(query.action):
            raise HttpError(400, f"action: there is no action '{query.action}'")
        found = entries_for(
            Filters(
                campaign_ids=campaign_ids(query.campaign) if query.campaign else None,
                thread_id=query.thread,
                influencer=query.influencer,
                action=query.action,
                actor=query.actor,
                since=instant_or_400("since", query.since),
                until=instant_or_400("until", query.until, is_end=True),
            )
        )
        return page_of(found, query, entry_item)

    return router

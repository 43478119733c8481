"""Who may do what over the API: for each operation the right a person needs and a key's scope.

The rights are those that the console and Slack ask for the same act.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

READ, ACT, ADMIN = "read", "act", "admin"


@dataclass(frozen=True)
class Need:
    """A Django permission for people, a scope for keys."""

    permission: str
    scope: str


_SEE_CAMPAIGNS = Need("campaigns.view_campaign", READ)
_STEER_CAMPAIGNS = Need("campaigns.change_campaign", ACT)
_SEE_THREADS = Need("negotiations.view_thread", READ)
_STEER_THREADS = Need("negotiations.change_thread", ACT)
_SEE_EMAILS = Need("negotiations.view_outgoingemail", READ)
_DECIDE_EMAILS = Need("negotiations.change_outgoingemail", ACT)

# By method and address below /api/v1/.
NEEDS: Mapping[str, Need] = {
    "GET openapi.json": _SEE_CAMPAIGNS,
    "GET campaigns": _SEE_CAMPAIGNS,
    "GET campaigns/{campaign_id}": _SEE_CAMPAIGNS,
    **{
        f"POST campaigns/{{campaign_id}}/{verb}": _STEER_CAMPAIGNS
        for verb in ("start", "pause", "resume", "stop")
    },
    "PATCH campaigns/{campaign_id}": _STEER_CAMPAIGNS,
    "POST campaigns/{campaign_id}/roster": _STEER_CAMPAIGNS,
    "GET threads": _SEE_THREADS,
    "GET threads/{thread_id}": _SEE_THREADS,
    "GET threads/{thread_id}/timeline": _SEE_THREADS,
    **{
        f"POST threads/{{thread_id}}/{verb}": _STEER_THREADS
        for verb in ("pause", "resume", "stop", "take-over", "hand-back")
    },
    "GET agencies": Need("campaigns.view_agency", READ),
    "POST agencies/{agency_id}/stop": _STEER_THREADS,
    "GET emails": _SEE_EMAILS,
    "POST emails/{email_id}/approve": _DECIDE_EMAILS,
    "POST emails/{email_id}/discard": _DECIDE_EMAILS,
    "GET audit": Need("audit.view_auditentry", READ),
}


def need_of(method: str, route: str) -> Need:
    """Return what one call needs; `route` is the address as Django's resolver writes it.

    An operation without an entry needs what nobody but an administrator has.
    """
    path = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", route.removeprefix("api/v1/"))
    return NEEDS.get(f"{method} {path}", Need("auth.change_user", ADMIN))

"""What people are told about briefs and rosters; each runs inside the command it reports."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings

from campaigns.models import Campaign
from integrations.notifications import notify

MOST_NAMES = 20
_MOST_CHANGES = 30


def tell(campaign: Campaign, *, key: str, text: str, now: datetime, channel: str = "") -> None:
    """Owe people one message about a campaign, with the address of its page."""
    page = f"{settings.PUBLIC_BASE_URL}/admin/campaigns/campaign/{campaign.pk}/change/"
    notify(
        key=key,
        channel=channel or settings.SLACK_ESCALATIONS_CHANNEL,
        text=f"{text}\n{page}",
        now=now,
        campaign_id=campaign.pk,
    )


def names_of(rows: Sequence[Any], limit: int = MOST_NAMES) -> str:
    """Return the first names of rows for a message, and how many more there are."""
    names = [str(row.name) for row in rows if row.name]
    more = f" and {len(names) - limit} more" if len(names) > limit else ""
    return ", ".join(names[:limit]) + more


def tell_quarantine(campaign: Campaign, *, now: datetime) -> None:
    """Name every field of a brief that needs fixing."""
    tell(
        campaign,
        key=f"quarantine:{campaign.pk}:{campaign.brief_version}:{now:%Y%m%d%H%M%S}",
        channel=settings.SLACK_ERRORS_CHANNEL,
        text=f"The brief '{campaign.name}' needs fixing: "
        + "; ".join(f"{e['name']}: {e['reason']}" for e in campaign.brief_errors)
        + ". Fix it in ClickUp, or on its page.",
        now=now,
    )


def tell_changed_brief(campaign: Campaign, *, now: datetime) -> None:
    """Say that a running campaign's brief was changed, and that nothing follows by itself."""
    pending = campaign.pending_brief or {}
    tell(
        campaign,
        key=f"brief_changed:{campaign.pk}:{campaign.brief_fingerprint[:16]}",
        text=f"The brief '{campaign.name}' changed in ClickUp in {len(pending['changed'])} fields: "
        f"{', '.join(list(pending['changed'])[:_MOST_CHANGES])}. The campaign goes on with the"
        " old one until somebody applies the change on its page.",
        now=now,
    )


def tell_deleted_brief(campaign: Campaign, *, now: datetime) -> None:
    """Say that a campaign's task is gone."""
    tell(
        campaign,
        key=f"brief_deleted:{campaign.pk}",
        text=f"The task of '{campaign.name}' was deleted in ClickUp. The campaign is"
        f" {campaign.status} and stays so; stop it on its page if it should end.",
        now=now,
    )

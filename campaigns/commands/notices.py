"""What people are told about briefs and rosters; each runs inside the command it reports."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings

from audit.recording import About
from campaigns.domain.roster.cells import SkippedRow
from campaigns.domain.roster.parsing import Roster
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
        about=About(campaign_id=campaign.pk),
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


def tell_waiting(campaign: Campaign, *, now: datetime) -> None:
    """Say why a complete brief does not start by itself; said once for the same reasons."""
    reasons = "\n".join(f"- {hold}" for hold in campaign.start_holds)
    digest = hashlib.sha256(reasons.encode()).hexdigest()[:16]
    tell(
        campaign,
        key=f"brief_waits:{campaign.pk}:{digest}",
        text=f"The brief '{campaign.name}' is complete and waits for a person:\n{reasons}\n"
        "Change it in ClickUp, or start it on its page.",
        now=now,
    )


def tell_changed_brief(campaign: Campaign, *, now: datetime) -> None:
    """Say that a running campaign's brief was changed, and that nothing follows by itself."""
    changed = list(campaign.pending_brief["changed"]) if campaign.pending_brief else []
    tell(
        campaign,
        key=f"brief_changed:{campaign.pk}:{campaign.brief_fingerprint[:16]}",
        text=f"The brief '{campaign.name}' changed in ClickUp in {len(changed)} fields: "
        f"{', '.join(changed[:_MOST_CHANGES])}. The campaign goes on with the"
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


def tell_started(campaign: Campaign, roster: Roster, new: int, *, now: datetime) -> None:
    """Say how many of the sheet's people came in, and name those who did not."""
    lost = [row for row in roster.skipped if not row.is_row_kept]
    client = campaign.client.name if campaign.client else campaign.name
    lines = [
        f"Campaign Ingestion Started: {client}",
        f"{campaign.name}: {new} new of {len(roster.rows) + len(lost)} rows of the sheet are in.",
    ]
    if lost:
        lines.append(f"Missing influencers: {names_of(lost)}")
        lines += [_refusal(row) for row in lost[:MOST_NAMES]]
    lines += roster.problems[:MOST_NAMES]
    lines += [f"Started although: {h}" for h in campaign.brief_notes.get("started_although", ())]
    tell(campaign, key=f"roster:{campaign.pk}:{now:%Y%m%d%H%M%S}", text="\n".join(lines), now=now)


def _refusal(row: SkippedRow) -> str:
    value = f" {row.value!r}" if row.value else ""
    return f"row {row.row_number} {row.name}: {row.column}{value} {row.reason}"


def tell_missing(
    campaign: Campaign, roster: Roster, new: int, lost: Sequence[str], *, now: datetime
) -> None:
    """Say what a later reading brought: new people, and rows refused for the first time."""
    lines = [f"Sheet of {campaign.name}: {new} new of {len(roster.rows)} rows."]
    if lost:
        more = f" and {len(lost) - MOST_NAMES} more" if len(lost) > MOST_NAMES else ""
        lines.append(f"Missing influencers: {', '.join(lost[:MOST_NAMES])}{more}")
    tell(campaign, key=f"missing:{campaign.pk}:{now:%Y%m%d%H%M%S}", text="\n".join(lines), now=now)


def tell_sheet_changes(campaign: Campaign, changes: Sequence[str], *, now: datetime) -> None:
    """Say which rows changed after their negotiation began; nothing is priced anew by that."""
    if not changes:
        return
    lines = [
        f"Sheet changed: {campaign.name}",
        *changes[:_MOST_CHANGES],
        "Negotiations that run keep the numbers they began with.",
    ]
    if len(changes) > _MOST_CHANGES:
        lines.insert(-1, f"and {len(changes) - _MOST_CHANGES} more")
    key = f"sheet_changed:{campaign.pk}:{now:%Y%m%d%H%M%S}"
    tell(campaign, key=key, text="\n".join(lines), now=now)


def tell_roster_error(campaign: Campaign, error: str, *, now: datetime) -> None:
    """Say that a sheet cannot be read and what to do, once an hour."""
    tell(
        campaign,
        key=f"roster_error:{campaign.pk}:{now:%Y%m%d%H}",
        channel=settings.SLACK_ERRORS_CHANNEL,
        text=f"Sheets: the roster of '{campaign.name}' could not be read: {error} It is tried"
        " again by itself; share the spreadsheet with our account, or correct its tab.",
        now=now,
    )

"""Keep a roster: rows become influencers and prospects, everything refused is named."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from audit.actions import Action
from audit.recording import record
from campaigns.domain.roster import Roster, RosterRow
from campaigns.models import (
    Campaign,
    Contact,
    Influencer,
    InfluencerIdentity,
    Prospect,
    SkippedRow,
)
from integrations.notifications import notify
from integrations.queue import Job, enqueue


@transaction.atomic(durable=True)
def store_roster(
    *, campaign_id: int, roster: Roster, source: str, actor: str, now: datetime
) -> Campaign:
    """Take in a roster's rows and wake the openings.

    A row already known keeps its prospect; an emptied sheet deletes nothing.
    """
    campaign = Campaign.objects.select_for_update(of=("self",)).get(pk=campaign_id)
    new = [row for row in roster.rows if _take_row(campaign, row, actor=actor, now=now)]
    campaign.skipped_rows.all().delete()
    SkippedRow.objects.bulk_create(
        SkippedRow(
            campaign=campaign,
            row_number=s.row_number,
            name=(s.name or "")[:200],
            column=s.column[:120],
            value=s.value,
            reason=s.reason,
        )
        for s in roster.skipped
    )
    is_first = campaign.roster_read_at is None
    campaign.roster_read_at, campaign.updated_at = now, now
    campaign.roster_problems = list(roster.problems)
    campaign.is_roster_due = False
    campaign.save()
    record(
        Action.ROSTER_READ,
        subject=f"campaign:{campaign.pk}",
        actor=actor,
        at=now,
        campaign_id=campaign.pk,
        summary=f"{len(roster.rows)} rows, {len(new)} new, {len(roster.skipped)} skipped",
        source=source,
        problems=list(roster.problems),
        skipped=[[s.row_number, s.name, s.column, s.reason] for s in roster.skipped],
    )
    if is_first or new:
        _announce(campaign, roster, len(new), now=now)
    if campaign.status == Campaign.Status.ACTIVE:
        enqueue(Job.OPEN_CAMPAIGN, campaign_id=campaign.pk)
    return campaign


def _announce(campaign: Campaign, roster: Roster, new: int, *, now: datetime) -> None:
    left_out = [row for row in roster.skipped if not row.is_row_kept]
    text = (
        f"Campaign started: {campaign.name}\n"
        f"{new} new of {len(roster.rows) + len(left_out)} rows of the sheet are in."
    )
    if left_out:
        text += f"\nSkipped: {names_of(left_out)}"
    if roster.problems:
        text += "\n" + "\n".join(roster.problems)
    notify(
        key=f"roster:{campaign.pk}:{now:%Y%m%d%H%M%S}",
        channel=settings.SLACK_ESCALATIONS_CHANNEL,
        text=text,
        now=now,
        campaign_id=campaign.pk,
    )


def _take_row(campaign: Campaign, row: RosterRow, *, actor: str, now: datetime) -> bool:
    """Keep one row; returns whether it brought a new prospect."""
    influencer = _identify(row)
    line = {"source": "sheet", "row": row.row_number, "cells": row.raw}
    prospect = campaign.prospects.filter(influencer=influencer).first()
    if prospect is None:
        foreign = row.currency not in (None, campaign.currency)
        Prospect.objects.create(
            campaign=campaign,
            influencer=influencer,
            platform=row.platform,
            views=row.average_views,
            followers=row.followers,
            engagement_rate=row.engagement_rate,
            min_amount=row.min_rate,
            max_amount=row.max_rate,
            lines=[line],
            row_hash=row.row_hash,
            status=Prospect.Status.NEEDS_PERSON if foreign else Prospect.Status.READY,
            problem=f"rates in {row.currency}, the campaign pays {campaign.currency}"
            if foreign
            else "",
            created_at=now,
        )
        return True
    _note_changes(prospect, row, line, actor=actor, now=now)
    return False


def _note_changes(
    prospect: Prospect, row: RosterRow, line: dict[str, Any], *, actor: str, now: datetime
) -> None:
    """A changed row never re-prices a running thread; people are told which cells changed."""
    if prospect.row_hash == row.row_hash:
        return
    before = prospect.lines[-1]["cells"] if prospect.lines else {}
    changed = {k: [before.get(k), v] for k, v in row.raw.items() if before.get(k) != v}
    if prospect.status != Prospect.Status.OPENED:
        prospect.views, prospect.engagement_rate = row.average_views, row.engagement_rate
        prospect.min_amount, prospect.max_amount = row.min_rate, row.max_rate
        prospect.status, prospect.problem = Prospect.Status.READY, ""
        if row.email and not prospect.influencer.email:
            prospect.influencer.email = row.email
            prospect.influencer.save(update_fields=["email"])
    prospect.row_hash = row.row_hash
    prospect.lines = [*prospect.lines, line]
    prospect.save()
    record(
        Action.PROSPECT_CHANGED,
        subject=f"prospect:{prospect.pk}",
        actor=actor,
        at=now,
        campaign_id=prospect.campaign_id,
        influencer=prospect.influencer.name,
        summary=f"row {row.row_number} changed: {', '.join(changed)}",
        changed=changed,
    )


def _identify(row: RosterRow) -> Influencer:
    """Find the influencer by platform account, then by email where the names agree, else new."""
    handle = (row.handle or "").lower()
    if handle:
        known = InfluencerIdentity.objects.filter(platform=row.platform, handle=handle).first()
        if known is not None:
            return known.influencer
    email = (row.email or "").lower()
    influencer = _by_email(row, email) if email else None
    if influencer is None:
        influencer = Influencer.objects.create(
            name=row.name[:200], email=email, first_name=_first_name(row.name)
        )
        if email:
            Contact.objects.create(
                influencer=influencer, email=email, name=row.name[:200], is_primary=True
            )
    if handle:
        InfluencerIdentity.objects.create(
            influencer=influencer, platform=row.platform, handle=handle[:120]
        )
    return influencer


def _by_email(row: RosterRow, email: str) -> Influencer | None:
    """The same address is the same person only where the names agree."""
    for found in Influencer.objects.filter(email=email):
        is_same_name = found.name.strip().lower() == row.name.strip().lower()
        has_account = row.handle and found.identities.filter(platform=row.platform).exists()
        if is_same_name and not has_account:
            return found
    return None


def _first_name(name: str) -> str:
    """Return the first word of a personal name, nothing for a brand-like or odd one."""
    words = name.split()
    is_personal = 1 < len(words) <= 4 and all(w[:1].isupper() for w in words)
    first = words[0] if is_personal else ""
    return first if first.isalpha() and len(first) > 1 else ""


@transaction.atomic(durable=True)
def note_roster_error(*, campaign_id: int, error: str, now: datetime) -> None:
    """Show why the sheet could not be read; the read stays due, and its job tells people once."""
    campaign = Campaign.objects.select_for_update(of=("self",)).get(pk=campaign_id)
    campaign.roster_problems = [error]
    campaign.save(update_fields=["roster_problems"])
    record(
        Action.JOB_FAILED,
        subject=f"campaign:{campaign_id}",
        actor="sheets",
        at=now,
        campaign_id=campaign_id,
        summary=f"the sheet could not be read: {error}",
    )


def names_of(rows: Sequence[Any], limit: int = 20) -> str:
    """Return the first names of rows for a message, and how many more there are."""
    names = [str(row.name) for row in rows if row.name]
    more = f" and {len(names) - limit} more" if len(names) > limit else ""
    return ", ".join(names[:limit]) + more

"""Keep a roster: rows become prospects, every change is noticed, everything refused is named."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from audit.actions import Action
from campaigns import notices
from campaigns.commands.status import CampaignRefused, audit
from campaigns.domain.roster import Roster
from campaigns.domain.roster_changes import compare
from campaigns.models import Campaign, Prospect, SkippedRow
from campaigns.prospects import known_lines
from campaigns.roster_reading import Reading
from integrations.queue import Job, enqueue

READ_EVERY = timedelta(hours=1)
WAIT_AFTER_REFUSAL = timedelta(minutes=5)
WAIT_AFTER_FAILURE = timedelta(minutes=1)
SHEET = "sheet"


def due_rosters(*, now: datetime) -> QuerySet[Campaign]:
    """Return live campaigns whose sheet is to be read now."""
    never = Q(is_roster_due=True, roster_due_at__isnull=True)
    due = never | Q(roster_due_at__lte=now)
    return Campaign.objects.filter(due, status=Campaign.Status.ACTIVE).order_by("id")


@transaction.atomic(durable=True)
def claim_rosters(*, campaign_id: int, now: datetime) -> list[Campaign]:
    """Take a due campaign and all others that are due on its spreadsheet: they cost one reading."""
    first = due_rosters(now=now).filter(pk=campaign_id).first()
    if first is None:
        return []
    lease = now + timedelta(seconds=settings.LEASE_SECONDS)
    together = list(due_rosters(now=now).filter(sheet_id=first.sheet_id))
    return [
        campaign
        for campaign in together
        if due_rosters(now=now).filter(pk=campaign.pk).update(roster_due_at=lease)
    ]


@transaction.atomic(durable=True)
def request_roster(*, campaign_id: int, actor: str, reason: str, now: datetime) -> Campaign:
    """Read the sheet of an active campaign now instead of at the next full hour.

    :raises CampaignRefused: if the campaign is not active
    """
    campaign = Campaign.objects.select_for_update(of=("self",)).get(pk=campaign_id)
    if campaign.status != Campaign.Status.ACTIVE:
        raise CampaignRefused(f"The campaign is {campaign.status}; only an active one is read.")
    campaign.roster_due_at = now
    campaign.save(update_fields=["roster_due_at"])
    audit(campaign, Action.ROSTER_REQUESTED, actor=actor, now=now, summary=reason)
    enqueue(Job.READ_ROSTER, campaign_id=campaign.pk)
    return campaign


@transaction.atomic(durable=True)
def store_roster(
    *,
    campaign_id: int,
    roster: Roster,
    source: str,
    actor: str,
    now: datetime,
    kind: str = SHEET,
) -> Campaign:
    """Take in a roster's rows and wake the openings.

    A row already known keeps its prospect. An emptied sheet, or one that lost most of its rows at
    once, removes nobody. `kind` says where rows come from: a file's rows do not leave the sheet.
    """
    campaign = Campaign.objects.select_for_update(of=("self",)).get(pk=campaign_id)
    is_first = campaign.roster_read_at is None
    prospects = _locked_prospects(campaign)
    found = compare(known_lines(prospects, kind=kind), roster)
    reading = Reading(campaign, prospects, kind=kind, source=source, actor=actor, now=now)
    reading.keep(found)
    new = reading.add(found)
    campaign.roster_problems = [*roster.problems, *reading.remove(found)]
    lost = _keep_skipped(campaign, roster)
    campaign.roster_read_at = campaign.updated_at = now
    campaign.is_roster_due = False
    if kind == SHEET:
        campaign.roster_due_at = now + READ_EVERY
    campaign.save()
    _record_reading(campaign, roster, new, source=source, actor=actor, now=now)
    if is_first:
        notices.tell_started(campaign, roster, new, now=now)
    elif new or lost:
        notices.tell_missing(campaign, roster, new, lost, now=now)
    notices.tell_sheet_changes(campaign, reading.told, now=now)
    if campaign.status == Campaign.Status.ACTIVE:
        enqueue(Job.OPEN_CAMPAIGN, campaign_id=campaign.pk)
    return campaign


def _locked_prospects(campaign: Campaign) -> list[Prospect]:
    rows = campaign.prospects.select_for_update(of=("self",)).select_related("influencer")
    prospects = list(rows)
    for prospect in prospects:
        prospect.campaign = campaign
    return prospects


def _record_reading(
    campaign: Campaign, roster: Roster, new: int, *, source: str, actor: str, now: datetime
) -> None:
    audit(
        campaign,
        Action.ROSTER_READ,
        actor=actor,
        now=now,
        summary=f"{len(roster.rows)} rows, {new} new, {len(roster.skipped)} skipped",
        source=source,
        problems=campaign.roster_problems,
        skipped=[[s.row_number, s.name, s.column, s.reason] for s in roster.skipped],
    )


def _keep_skipped(campaign: Campaign, roster: Roster) -> list[str]:
    """Keep what could not be used; returns the names of rows refused for the first time."""
    lost = [row for row in roster.skipped if not row.is_row_kept]
    before = set(campaign.skipped_rows.values_list("name", "column", "value", "reason"))
    campaign.skipped_rows.all().delete()
    SkippedRow.objects.bulk_create(
        SkippedRow(
            campaign=campaign,
            row_number=s.row_number,
            name=s.name[:200],
            column=s.column[:120],
            value=s.value,
            reason=s.reason,
        )
        for s in roster.skipped
    )
    return [
        s.name or f"row {s.row_number}"
        for s in lost
        if (s.name[:200], s.column[:120], s.value, s.reason) not in before
    ]


@transaction.atomic(durable=True)
def note_roster_error(
    *, campaign_ids: Sequence[int], error: str, wait: timedelta, is_refusal: bool, now: datetime
) -> None:
    """Show why a sheet could not be read and when it is tried again.

    A refusal is this campaign's own trouble, and people are told; an outage is told by its job.
    """
    campaigns = Campaign.objects.select_for_update(of=("self",)).filter(pk__in=campaign_ids)
    for campaign in campaigns.order_by("id"):
        is_news = campaign.roster_problems != [error]
        campaign.roster_problems = [error]
        campaign.roster_due_at = now + wait
        campaign.save(update_fields=["roster_problems", "roster_due_at"])
        if is_news:
            audit(
                campaign,
                Action.JOB_FAILED,
                actor="sheets",
                now=now,
                summary=f"the sheet could not be read: {error}",
            )
        if is_refusal:
            notices.tell_roster_error(campaign, error, now=now)

"""Keep a roster: rows become prospects, every change is noticed, everything refused is named."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import transaction

from audit.actions import Action
from campaigns.commands import notices
from campaigns.commands.locks import lock_campaign
from campaigns.commands.roster.lines import known_lines
from campaigns.commands.roster.reading import RosterPass
from campaigns.commands.status import CampaignRefused, audit, lock_joinable
from campaigns.domain.roster.cells import SkippedRow as Refusal
from campaigns.domain.roster.changes import compare
from campaigns.domain.roster.parsing import Roster
from campaigns.models import Campaign, Prospect, SkippedRow, Suppression
from integrations.queue import Job, enqueue

READ_EVERY = timedelta(hours=1)
SHEET, FILE = "sheet", "file"


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
    campaign = lock_campaign(campaign_id)
    _store(campaign, roster, source, kind=kind, actor=actor, now=now)
    return campaign


@dataclass(frozen=True)
class Taken:
    """What a file brought: new prospects, and every cell that was not used."""

    new: int
    skipped: tuple[Refusal, ...]
    problems: tuple[str, ...]


def take_file(*, campaign_id: int, roster: Roster, source: str, actor: str, now: datetime) -> Taken:
    """Take in a file that a person chose; its rows stand beside those of the sheet.

    :raises CampaignRefused: if the campaign is over, or no row can be used
    """
    with transaction.atomic(durable=True):
        return _take(campaign_id, roster, source, actor=actor, now=now)


def preview_file(*, campaign_id: int, roster: Roster, source: str, now: datetime) -> Taken:
    """Return what a file would bring; nothing is kept.

    :raises CampaignRefused: if the campaign is over, or no row can be used
    """
    with transaction.atomic():
        taken = _take(campaign_id, roster, source, actor="preview", now=now)
        transaction.set_rollback(True)
    return taken


def _take(campaign_id: int, roster: Roster, source: str, *, actor: str, now: datetime) -> Taken:
    campaign = lock_joinable(campaign_id)
    if not roster.rows:
        first = next(iter(roster.skipped), None)
        why = f" Row {first.row_number}, {first.column}: {first.reason}." if first else ""
        raise CampaignRefused(f"No row of the file can be used.{why}")
    new, stored = _store(campaign, roster, source, kind=FILE, actor=actor, now=now)
    return Taken(new, stored.skipped, tuple(campaign.roster_problems))


def _store(
    campaign: Campaign, roster: Roster, source: str, *, kind: str, actor: str, now: datetime
) -> tuple[int, Roster]:
    """Keep the rows; returns how many prospects are new, and the roster with what was refused."""
    is_first = campaign.roster_read_at is None
    prospects = _locked_prospects(campaign)
    found = compare(known_lines(prospects, kind=kind), roster)
    reading = RosterPass(campaign, prospects, kind=kind, source=source, actor=actor, now=now)
    reading.keep(found)
    new = reading.add(found)
    roster = replace(roster, skipped=(*roster.skipped, *reading.refused))
    _suppress(campaign, roster, actor=actor, now=now)
    campaign.roster_problems = [*roster.problems, *reading.remove(found)]
    lost = _keep_skipped(campaign, roster)
    campaign.roster_read_at = campaign.updated_at = now
    campaign.is_roster_due = False
    if kind == SHEET:
        campaign.roster_due_at = now + READ_EVERY
    campaign.save()
    _record_reading(campaign, roster, new, source=source, actor=actor, now=now)
    if is_first and campaign.status == Campaign.Status.ACTIVE:
        notices.tell_started(campaign, roster, new, now=now)
    elif new or lost:
        notices.tell_missing(campaign, roster, new, lost, now=now)
    notices.tell_sheet_changes(campaign, reading.told, now=now)
    if campaign.status == Campaign.Status.ACTIVE:
        enqueue(Job.OPEN_CAMPAIGN, campaign_id=campaign.pk)
    return new, roster


def _suppress(campaign: Campaign, roster: Roster, *, actor: str, now: datetime) -> None:
    """Keep mail of the whole house from those whom a sheet says never to contact."""
    for row in roster.skipped:
        if not row.never:
            continue
        _, is_new = Suppression.objects.get_or_create(
            email=row.never,
            defaults={
                "source": "roster",
                "proof": f"{campaign.name}, row {row.row_number}: {row.column} {row.value!r}",
                "created_at": now,
            },
        )
        if is_new:
            audit(
                campaign,
                Action.INFLUENCER_SUPPRESSED,
                actor=actor,
                now=now,
                summary=f"{row.name}: the sheet says {row.column} {row.value!r}",
            )


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

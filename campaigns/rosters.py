"""Keep a roster: rows become prospects, every change is noticed, everything refused is named."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from audit.actions import Action
from audit.recording import record
from campaigns import notices
from campaigns.domain.roster import Roster
from campaigns.domain.roster_changes import Comparison, KeptLine, KnownLine, compare
from campaigns.models import Campaign, Prospect, SkippedRow
from campaigns.prospects import (
    Line,
    add_row,
    follow_identity,
    known_lines,
    line_of,
    set_lines,
)
from integrations.queue import Job, enqueue

READ_EVERY = timedelta(hours=1)
WAIT_AFTER_REFUSAL = timedelta(minutes=5)
WAIT_AFTER_FAILURE = timedelta(minutes=1)
SHEET = "sheet"
EMPTIED = "The sheet holds no usable row any more; what was taken in stays."
TOO_MANY_GONE = "rows left the sheet at once; check the tab. What was taken in stays."


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
    prospects = list(
        campaign.prospects.select_for_update(of=("self",)).select_related("influencer")
    )
    for prospect in prospects:
        prospect.campaign = campaign
    found = compare(known_lines(prospects, kind=kind), roster)
    reading = _Reading(campaign, prospects, kind=kind, source=source, actor=actor, now=now)
    reading.keep(found)
    new = reading.add(found)
    problems = [*roster.problems, *reading.remove(found)]
    news = _keep_skipped(campaign, roster)
    is_first = campaign.roster_read_at is None
    campaign.roster_read_at, campaign.updated_at = now, now
    campaign.roster_problems = problems
    campaign.is_roster_due = False
    if kind == SHEET:
        campaign.roster_due_at = now + READ_EVERY
    campaign.save()
    record(
        Action.ROSTER_READ,
        subject=f"campaign:{campaign.pk}",
        actor=actor,
        at=now,
        campaign_id=campaign.pk,
        summary=f"{len(roster.rows)} rows, {new} new, {len(roster.skipped)} skipped",
        source=source,
        problems=problems,
        skipped=[[s.row_number, s.name, s.column, s.reason] for s in roster.skipped],
    )
    if is_first:
        notices.tell_started(campaign, roster, new, now=now)
    elif new or news:
        notices.tell_missing(campaign, roster, new, news, now=now)
    notices.tell_sheet_changes(campaign, reading.told, now=now)
    if campaign.status == Campaign.Status.ACTIVE:
        enqueue(Job.OPEN_CAMPAIGN, campaign_id=campaign.pk)
    return campaign


class _Reading:
    """One pass over a sheet; `told` collects what concerns negotiations that already run."""

    def __init__(
        self,
        campaign: Campaign,
        prospects: Sequence[Prospect],
        *,
        kind: str,
        source: str,
        actor: str,
        now: datetime,
    ) -> None:
        self.campaign = campaign
        self.prospects = {prospect.pk: prospect for prospect in prospects}
        self.by_influencer = {prospect.influencer_id: prospect for prospect in prospects}
        self.kind, self.source, self.actor, self.now = kind, source, actor, now
        self.told: list[str] = []

    def keep(self, found: Comparison) -> None:
        """Bring known rows up to date; a moved row is no news."""
        for kept in found.kept:
            prospect = self.prospects[kept.line.owner]
            lines = self._lines_with(prospect, kept)
            if kept.is_news:
                set_lines(prospect, lines)
                self._note_changes(prospect, kept)
            elif lines == prospect.lines:
                continue
            prospect.lines = lines
            prospect.save()

    def _lines_with(self, prospect: Prospect, kept: KeptLine) -> list[Line]:
        line = line_of(kept.row, kind=self.kind, sheet=self.source)
        before = next(x for x in prospect.lines if x.get("key") == kept.line.key)
        if kept.line.values:
            # What a column said before it left the sheet is still the best anyone knows.
            absent = {n: v for n, v in kept.line.values.items() if n not in kept.columns}
            line["values"] = {**line["values"], **absent}
        if kept.row.email == kept.line.values.get("email") and kept.row.key == kept.line.key:
            line["doubt"] = before.get("doubt", "")
        return [line if x is before else x for x in prospect.lines]

    def _note_changes(self, prospect: Prospect, kept: KeptLine) -> None:
        doubt = follow_identity(prospect, kept.row, kept.line)
        is_running = prospect.status == Prospect.Status.OPENED
        words = [change.words() for change in kept.changes]
        if kept.line.is_gone:
            words.append("the row is back")
        if doubt:
            prospect.problem = doubt
            words.append(doubt)
            if is_running:
                enqueue(Job.QUESTION_CONTACT, prospect_id=prospect.pk)
            else:
                prospect.status = Prospect.Status.NEEDS_PERSON
        if is_running:
            self.told.append(f"{kept.row.name} (row {kept.row.row_number}): {'; '.join(words)}")
        self._record(
            Action.PROSPECT_CHANGED,
            prospect,
            summary=f"row {kept.row.row_number} changed: {'; '.join(words)}",
            changed={
                change.column: {"cell": change.cell, "from": change.before, "to": change.after}
                for change in kept.changes
            },
            is_used=not is_running,
        )

    def add(self, found: Comparison) -> int:
        """Take in new rows; returns how many new prospects they brought."""
        outcomes = []
        for row in found.new:
            line = line_of(row, kind=self.kind, sheet=self.source)
            prospect, outcome = add_row(self.campaign, row, line, self.by_influencer, now=self.now)
            outcomes.append(outcome)
            if outcome == "joined":
                self._note_line(prospect, row.platform, row.row_number)
        return outcomes.count("new")

    def _note_line(self, prospect: Prospect, platform: str, row_number: int) -> None:
        words = f"row {row_number} adds {platform}"
        if prospect.status == Prospect.Status.OPENED:
            self.told.append(f"{prospect.influencer.name}: {words}")
        self._record(Action.PROSPECT_CHANGED, prospect, summary=words)

    def remove(self, found: Comparison) -> list[str]:
        """Mark rows that left the sheet or cannot be read; returns problems of the whole sheet."""
        for line, refusal in found.unreadable:
            prospect = self.prospects[line.owner]
            if prospect.status == Prospect.Status.READY:
                set_lines(prospect, _without(prospect.lines, line.key))
                prospect.status = Prospect.Status.NEEDS_PERSON
                where = f"row {refusal.row_number}, {refusal.column} {refusal.value!r}"
                prospect.problem = f"{where}: {refusal.reason}"
                prospect.save()
                self._record(Action.PROSPECT_CHANGED, prospect, summary=prospect.problem)
        if found.is_mass:
            return [EMPTIED if not found.kept else f"{len(found.gone)} {TOO_MANY_GONE}"]
        for line in found.gone:
            self._mark_gone(self.prospects[line.owner], line)
        return []

    def _mark_gone(self, prospect: Prospect, line: KnownLine) -> None:
        is_running = prospect.status == Prospect.Status.OPENED
        set_lines(prospect, _without(prospect.lines, line.key))
        prospect.save()
        what = "the negotiation goes on" if is_running else "nobody is written to for it"
        words = f"row {line.row_number} left the sheet; {what}"
        if is_running:
            self.told.append(f"{line.name}: {words}")
        self._record(Action.PROSPECT_REMOVED, prospect, summary=words)

    def _record(self, action: Action, prospect: Prospect, *, summary: str, **data: object) -> None:
        thread = getattr(prospect, "thread", None)
        record(
            action,
            subject=f"prospect:{prospect.pk}",
            actor=self.actor,
            at=self.now,
            campaign_id=self.campaign.pk,
            thread_id=thread.pk if thread else None,
            influencer=prospect.influencer.name,
            summary=summary,
            **data,
        )


def _without(lines: Sequence[Line], key: str) -> list[Line]:
    """Return the lines with one marked as no longer there."""
    return [x | {"is_gone": True} if x.get("key") == key else x for x in lines]


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
            record(
                Action.JOB_FAILED,
                subject=f"campaign:{campaign.pk}",
                actor="sheets",
                at=now,
                campaign_id=campaign.pk,
                summary=f"the sheet could not be read: {error}",
            )
        if is_refusal:
            notices.tell_roster_error(campaign, error, now=now)

"""One pass over a newly read roster: known rows, new rows, rows that left.

Runs inside a command, with the campaign's and the prospects' rows locked.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import DatabaseError, transaction

from audit.actions import Action
from audit.recording import record
from campaigns.commands.about import about_prospect
from campaigns.commands.roster.identity import follow_identity, rival_of
from campaigns.commands.roster.lines import add_row, line_of, set_lines
from campaigns.domain.roster.cells import SkippedRow
from campaigns.domain.roster.changes import Comparison, KeptLine, KnownLine
from campaigns.domain.roster.rows import RosterRow
from campaigns.models import Campaign, Prospect
from campaigns.models.shapes import RosterLine
from integrations.queue import Job, enqueue

EMPTIED = "The sheet holds no usable row any more; what was taken in stays."
TOO_MANY_GONE = "rows left the sheet at once; check the tab. What was taken in stays."


class RosterPass:
    """One pass over a sheet.

    `told` collects what concerns negotiations that run, `refused` the rows that cannot be stored.
    """

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
        self.refused: list[SkippedRow] = []

    def keep(self, found: Comparison) -> None:
        """Bring known rows up to date; a moved row is no news."""
        for kept in found.kept:
            prospect = self.prospects[kept.line.owner]
            lines = self._lines_with(prospect, kept)
            if kept.is_news:
                set_lines(prospect, lines)
                self._note_changes(prospect, kept, lines)
            elif lines == prospect.lines:
                continue
            prospect.lines = lines
            prospect.save()

    def _lines_with(self, prospect: Prospect, kept: KeptLine) -> list[RosterLine]:
        line = line_of(kept.row, kind=self.kind, sheet=self.source)
        before = next(x for x in prospect.lines if x.get("key") == kept.line.key)
        if kept.line.values:
            # What a column said before it left the sheet is still the best anyone knows.
            absent = {n: v for n, v in kept.line.values.items() if n not in kept.columns}
            line["values"] = {**line["values"], **absent}
        line["mended"] = before.get("mended", {})
        if kept.row.email == kept.line.values.get("email") and kept.row.key == kept.line.key:
            line["doubt"], line["rival"] = before.get("doubt", ""), before.get("rival")
        return [line if x is before else x for x in prospect.lines]

    def _note_changes(self, prospect: Prospect, kept: KeptLine, lines: list[RosterLine]) -> None:
        doubt = follow_identity(prospect, kept.row, kept.line)
        is_running = prospect.status == Prospect.Status.OPENED
        words = [change.words() for change in kept.changes]
        if kept.line.is_gone:
            words.append("the row is back")
        if doubt:
            line = next(x for x in lines if x.get("key") == kept.row.key)
            line["doubt"], line["rival"] = doubt, rival_of(prospect.influencer, kept.row)
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
            try:
                with transaction.atomic():
                    outcomes.append(self._add(row))
            except DatabaseError as error:
                # What the database cannot hold is that row's trouble alone.
                self.refused.append(_refused(row, error))
        return outcomes.count("new")

    def _add(self, row: RosterRow) -> str:
        line = line_of(row, kind=self.kind, sheet=self.source)
        prospect, outcome = add_row(self.campaign, row, line, self.by_influencer, now=self.now)
        if outcome == "joined":
            self._note_line(prospect, row.platform, row.row_number)
        return outcome

    def _note_line(self, prospect: Prospect, platform: str, row_number: int) -> None:
        words = f"row {row_number} adds {platform}"
        if prospect.status == Prospect.Status.OPENED:
            self.told.append(f"{prospect.influencer.name}: {words}")
        self._record(Action.PROSPECT_CHANGED, prospect, summary=words)

    def remove(self, found: Comparison) -> list[str]:
        """Mark rows that left the sheet or cannot be read; returns problems of the whole sheet."""
        for line, refusal in found.unreadable:
            prospect = self.prospects[line.owner]
            if refusal.is_stop and prospect.status == Prospect.Status.OPENED:
                self._stop_running(prospect, line, refusal)
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

    def _stop_running(self, prospect: Prospect, line: KnownLine, refusal: SkippedRow) -> None:
        """Put before a person, once, that the sheet forbids writing to somebody we write to."""
        said = f"{refusal.column} {refusal.value!r}"
        kept = next(x for x in prospect.lines if x.get("key") == line.key)
        if kept.get("stopped") == said:
            return
        kept["stopped"] = said
        words = f"row {refusal.row_number}, {said}: {refusal.reason}"
        prospect.problem = words
        prospect.save()
        self.told.append(f"{prospect.influencer.name}: {words}")
        enqueue(Job.QUESTION_CONTACT, prospect_id=prospect.pk)
        self._record(Action.PROSPECT_CHANGED, prospect, summary=words)

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
            about_prospect(prospect, thread_id=thread.pk if thread else None),
            actor=self.actor,
            at=self.now,
            summary=summary,
            **data,
        )


def _refused(row: RosterRow, error: DatabaseError) -> SkippedRow:
    reason = f"cannot be stored ({type(error).__name__}); shorten or correct its cells"
    return SkippedRow(row.row_number, row.name, "", "", reason)


def _without(lines: Sequence[RosterLine], key: str) -> list[RosterLine]:
    """Return the lines with one marked as no longer there."""
    return [{**x, "is_gone": True} if x.get("key") == key else x for x in lines]

"""Take a file in by parts, each a transaction of its own: what was in stays in, whatever breaks."""

from django.utils import timezone

from campaigns.commands import imports
from campaigns.commands.roster.adding import add_rows
from campaigns.commands.status import CampaignRefused
from campaigns.domain.roster.parsing import Roster
from campaigns.files import UnreadableRoster, read_roster_file
from campaigns.files.mapping import mapped_roster
from campaigns.models import ImportBatch


def run_import(*, batch_id: int) -> str:
    """Take in the rest of a file; a second wake-up goes on where the first one stands."""
    batch = ImportBatch.objects.get(pk=batch_id)
    try:
        table = read_roster_file(batch.name, bytes(batch.content), batch.tab)
        roster = mapped_roster(table, batch.columns)
        begun = imports.begin_import(batch_id=batch_id, roster=roster)
        if begun is None:
            return "skipped: over"
        while begun.rows_done < len(roster.rows):
            begun = _take_part(begun, imports.part_of(roster, begun.rows_done))
    except (UnreadableRoster, CampaignRefused) as refusal:
        imports.end_import(batch_id=batch_id, error=str(refusal), now=timezone.now())
        return str(refusal)
    done = imports.end_import(batch_id=batch_id, now=timezone.now())
    return f"{done.rows_done} rows, {done.new} new"


def _take_part(batch: ImportBatch, part: Roster) -> ImportBatch:
    start = batch.rows_done
    taken = add_rows(
        campaign_id=batch.campaign_id,
        roster=part,
        source=batch.name,
        actor=batch.uploaded_by,
        now=timezone.now(),
    )
    imports.note_part(
        batch_id=batch.pk, start=start, count=len(part.rows), new=taken.new, refused=taken.skipped
    )
    return ImportBatch.objects.get(pk=batch.pk)

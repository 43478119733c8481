"""A file of prospects: uploaded, its columns named, taken in by parts, once."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from audit.actions import Action
from campaigns.commands.locks import lock_campaign
from campaigns.commands.status import CampaignRefused, audit, lock_joinable
from campaigns.domain.roster.cells import SkippedRow
from campaigns.domain.roster.columns import TITLES
from campaigns.domain.roster.parsing import Roster
from campaigns.models import Campaign, ImportBatch
from campaigns.models.shapes import Reject
from integrations.queue import Job, enqueue
from integrations.strangers import storable_line

Status = ImportBatch.Status
_BEGUN = (Status.WAITING, Status.RUNNING, Status.DONE)
PART = 200
MOST_REJECTS = 2_000


@transaction.atomic(durable=True)
def upload_file(
    *, campaign_id: int, name: str, content: bytes, tab: str, actor: str, now: datetime
) -> ImportBatch:
    """Keep a file for a campaign; nothing of it is taken in yet.

    :raises CampaignRefused: if the campaign is over, or has taken in the very same file
    """
    campaign = lock_joinable(campaign_id)
    digest = hashlib.sha256(content + tab.encode()).hexdigest()
    _refuse_twin(campaign, digest)
    batch = ImportBatch.objects.create(
        campaign=campaign,
        name=storable_line(name, longest=200),
        digest=digest,
        content=content,
        tab=storable_line(tab, longest=120),
        uploaded_by=actor,
        uploaded_at=now,
    )
    audit(campaign, Action.FILE_UPLOADED, actor=actor, now=now, summary=batch.name, digest=digest)
    return batch


def _lock(batch_id: int) -> ImportBatch:
    return ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch_id)


def _refuse_twin(campaign: Campaign, digest: str) -> None:
    twin = ImportBatch.objects.filter(campaign=campaign, digest=digest, status__in=_BEGUN).first()
    if twin is not None:
        raise CampaignRefused(f"The same file was already imported in batch {twin.pk}.")


@transaction.atomic(durable=True)
def name_columns(*, batch_id: int, columns: Mapping[str, str]) -> ImportBatch:
    """Say which of our fields each column holds.

    :raises CampaignRefused: if two columns are to be one field, or the file is being taken in
    """
    batch = _lock(batch_id)
    if batch.status != Status.MAPPING:
        raise CampaignRefused("The file is taken in already.")
    fields = [field for field in columns.values() if field in TITLES]
    twice = sorted({TITLES[f][0] for f in fields if fields.count(f) > 1})
    if twice:
        raise CampaignRefused(f"Two columns cannot both be {', '.join(twice)}.")
    batch.columns = dict(columns)
    batch.save(update_fields=["columns"])
    return batch


@transaction.atomic(durable=True)
def commit_import(*, batch_id: int, actor: str, now: datetime) -> ImportBatch:
    """Let a worker take the file in.

    :raises CampaignRefused: if it was begun, or the very same file was taken in
    """
    batch = _lock(batch_id)
    if batch.status != Status.MAPPING:
        raise CampaignRefused(f"The file is {batch.status} already.")
    campaign = lock_campaign(batch.campaign_id)
    _refuse_twin(campaign, batch.digest)
    batch.status = Status.WAITING
    batch.save(update_fields=["status"])
    audit(campaign, Action.FILE_UPLOADED, actor=actor, now=now, summary=f"{batch.name}: confirmed")
    enqueue(Job.RUN_IMPORT, batch_id=batch.pk)
    return batch


@transaction.atomic(durable=True)
def begin_import(*, batch_id: int, roster: Roster) -> ImportBatch | None:
    """Note how many rows there are, and what of the file cannot be used; None if it is over."""
    batch = _lock(batch_id)
    if batch.status not in (Status.WAITING, Status.RUNNING):
        return None
    if batch.status == Status.WAITING:
        batch.rows, batch.problems = len(roster.rows), list(roster.problems)
        batch.rejects = [reject_of(row) for row in roster.skipped[:MOST_REJECTS]]
    batch.status = Status.RUNNING
    batch.save()
    return batch


def part_of(roster: Roster, start: int) -> Roster:
    """Return the next rows to take in, as a roster of their own."""
    return replace(roster, rows=roster.rows[start : start + PART], skipped=(), problems=())


@transaction.atomic(durable=True)
def note_part(
    *, batch_id: int, start: int, count: int, new: int, refused: tuple[SkippedRow, ...]
) -> None:
    """Note that rows from `start` on are in; a part that was noted before counts once."""
    batch = _lock(batch_id)
    if batch.rows_done != start:
        return
    batch.rows_done, batch.new = start + count, batch.new + new
    more = [reject_of(row) for row in refused]
    batch.rejects = [*batch.rejects, *more][:MOST_REJECTS]
    batch.save(update_fields=["rows_done", "new", "rejects"])


@transaction.atomic(durable=True)
def end_import(*, batch_id: int, error: str = "", now: datetime) -> ImportBatch:
    """Close a file that is in, or that could not be."""
    batch = _lock(batch_id)
    if batch.status == Status.RUNNING or (error and batch.status == Status.WAITING):
        batch.status = Status.FAILED if error else Status.DONE
        batch.problems = [*batch.problems, error] if error else batch.problems
        batch.finished_at = now
        batch.save(update_fields=["status", "problems", "finished_at"])
        summary = error or f"{batch.name}: {batch.rows_done} rows, {batch.new} new"
        audit(
            batch.campaign, Action.FILE_IMPORTED, actor=batch.uploaded_by, now=now, summary=summary
        )
    return batch


def reject_of(row: SkippedRow) -> Reject:
    """Return a refused cell as its batch keeps it."""
    return {
        "row": row.row_number,
        "name": row.name,
        "column": row.column,
        "value": row.value[:300],
        "reason": row.reason,
        "is_row_kept": row.is_row_kept,
    }

"""Is a task a brief, and may it start by itself? Runs inside a command, rows locked."""

from datetime import datetime, timedelta

from django.conf import settings

from audit.actions import Action
from audit.recording import About, record
from campaigns.domain.brief.admission import TaskFacts, why_left_out
from campaigns.domain.brief.holds import (
    MENDED_BY_HAND,
    OLDER_THAN_HOUSE,
    copy_hold,
    field_holds,
)
from campaigns.domain.brief.parsing import ParsedBrief
from campaigns.models import BriefList, Campaign, LeftOutTask
from integrations.clickup.gateway import BriefTask

# A house that begins today takes over today's briefs, not its whole history.
FIRST_LOOK_BACK = timedelta(days=1)
# Briefs written while the house was being set up are new to it all the same.
_SET_UP_TIME = timedelta(hours=1)
_REMEMBERED_BRIEFS = 50


def reason_left_out(task: BriefTask) -> str:
    """Return why a task is no brief, in words; nothing for a brief."""
    facts = TaskFacts(
        name=task.name,
        list_ids=task.list_ids,
        parent_id=task.parent_id,
        is_archived=task.is_archived,
        is_closed=task.is_closed,
        status=task.status,
        status_type=task.status_type,
        tags=task.tags,
        is_template=task.is_template,
    )
    return why_left_out(facts, list_id=_wanted_list())


def note_left_out(task: BriefTask, reason: str, *, actor: str, now: datetime) -> None:
    """Keep a task that is no brief where people see it; said once for each reason."""
    before = LeftOutTask.objects.filter(task_id=task.id).values_list("reason", flat=True).first()
    LeftOutTask.objects.update_or_create(
        task_id=task.id[:80],
        defaults={
            "name": task.name[:300],
            "url": task.url[:500],
            "reason": reason[:300],
            "seen_at": now,
        },
    )
    if before != reason[:300]:
        record(
            Action.BRIEF_LEFT_OUT,
            About(f"task:{task.id}"),
            actor=actor,
            at=now,
            summary=f"{task.name or task.id} is no brief: {reason}",
        )


def lock_list(task: BriefTask, *, now: datetime) -> BriefList:
    """Return the row of the task's list, locked: of two equal briefs one comes first."""
    list_id = _wanted_list() or next(iter(task.list_ids), "")
    if not list_id:
        return BriefList()
    row, _ = BriefList.objects.select_for_update().get_or_create(
        list_id=list_id,
        defaults={"read_to": now - FIRST_LOOK_BACK, "due_at": now, "known_since": now},
    )
    return row


def holds_of(campaign: Campaign, task: BriefTask, parsed: ParsedBrief, row: BriefList) -> list[str]:
    """Return why the campaign waits for a person, a sentence each; nothing where it may start."""
    holds = field_holds(parsed, expected=_expected_fields(campaign))
    likes = Campaign.objects.filter(brief_likeness=campaign.brief_likeness)
    if earlier := likes.exclude(pk=campaign.pk).order_by("id").first():
        holds.append(copy_hold(earlier.name))
    if _is_older(task, row):
        holds.append(OLDER_THAN_HOUSE)
    if campaign.brief_notes.get("corrections"):
        holds.append(MENDED_BY_HAND)
    return holds


def _wanted_list() -> str:
    return str(settings.CLICKUP_LIST_ID or "") if settings.CLICKUP_MODE == "live" else ""


def _is_older(task: BriefTask, row: BriefList) -> bool:
    if not _wanted_list() or row.known_since is None or task.created_at is None:
        return False
    return task.created_at < row.known_since - _SET_UP_TIME


def _expected_fields(campaign: Campaign) -> set[str]:
    """Return the fields that earlier briefs of the list had.

    What a person started although a field was missing is the new measure.
    """
    expected: set[str] = set()
    if not campaign.source_list_id:
        return expected
    briefs = Campaign.objects.filter(source_list_id=campaign.source_list_id)
    earlier = briefs.exclude(pk=campaign.pk).order_by("-id").values_list("brief_notes", flat=True)
    for notes in earlier[:_REMEMBERED_BRIEFS]:
        expected.update(notes.get("present", ()))
        if notes.get("started_although"):
            break
    return expected

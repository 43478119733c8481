"""Move a thread through the transition table and record what happens to it.

These functions run inside a command's transaction with the thread's row locked.
"""

from datetime import datetime, timedelta
from typing import Any

from audit.actions import Action
from audit.recording import About, record
from negotiations.commands.deeds import Deed
from negotiations.domain.terms.states import WAITING, Event
from negotiations.domain.terms.transitions import Ruling, ruling_of
from negotiations.errors import TransitionRefused
from negotiations.models import Thread


def audit(thread: Thread, action: Action, deed: Deed, *, summary: str, **data: Any) -> None:
    """Record something about a thread; `data` is any JSON-safe detail."""
    record(
        action,
        About(
            f"thread:{thread.pk}",
            campaign_id=thread.campaign_id,
            thread_id=thread.pk,
            influencer=thread.influencer.name,
        ),
        actor=deed.actor,
        at=deed.now,
        summary=summary,
        **data,
    )


def fire(thread: Thread, event: Event, deed: Deed) -> Ruling:
    """Apply one event as the table says and record it.

    :raises TransitionRefused: if the table refuses this event here
    """
    ruling, before = ruling_of(thread.state, event), thread.state
    if not ruling.is_allowed:
        raise TransitionRefused(thread.state, event)
    if ruling.changes_state:
        thread.move(event)
        thread.state_changed_at = deed.now
        _set_timers(thread, now=deed.now)
    thread.updated_at = deed.now
    thread.save()
    because = f" ({deed.reason})" if deed.reason else ""
    audit(
        thread,
        Action.THREAD_MOVED,
        deed,
        summary=f"{event}: {before} -> {thread.state}{because}",
        event=event,
        state_before=before,
        state_after=thread.state,
        outcome=ruling.effect,
        reason=deed.reason,
    )
    return ruling


def _set_timers(thread: Thread, *, now: datetime) -> None:
    """A thread that waits for them is reminded once and then counts as stale."""
    if thread.state in WAITING:
        expect_answer(thread, now=now)
    else:
        thread.reminder_due_at = thread.stale_due_at = None


def expect_answer(thread: Thread, *, now: datetime) -> None:
    """Set when they are reminded and when the wait is over, as the campaign has it."""
    campaign = thread.campaign
    thread.reminder_due_at = now + timedelta(hours=campaign.reminder_after_hours)
    thread.stale_due_at = now + timedelta(hours=campaign.stale_after_hours)

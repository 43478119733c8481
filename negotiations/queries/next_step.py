"""What decides the next step of threads, read together: one query for a page, one for the sweep."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from campaigns.models import Campaign, Prospect
from negotiations.domain.terms.next_step import NextStep, Situation, next_step
from negotiations.domain.terms.states import CLOSED, UNOPENED, WAITING
from negotiations.models import Escalation, Message, OutgoingEmail, Thread

Status = OutgoingEmail.Status
_UNSENT = (
    Status.DRAFT,
    Status.HELD,
    Status.READY,
    Status.SENDING,
    Status.UNKNOWN,
    Status.PARKED,
    Status.SIMULATED,
)
_OF_THREAD = {"thread": OuterRef("pk")}


def with_situation(threads: QuerySet[Thread]) -> QuerySet[Thread]:
    """Add what `next_step_of` reads, within the threads' own query."""
    unsent = OutgoingEmail.objects.filter(status__in=_UNSENT, **_OF_THREAD).order_by("-id")
    asked = Escalation.objects.filter(closed_at__isnull=True, **_OF_THREAD).order_by("-id")
    unread = Message.objects.filter(handled_at__isnull=True, **_OF_THREAD)
    return threads.select_related("campaign", "prospect").annotate(
        question=Subquery(asked.values("reason")[:1]),
        unsent_status=Subquery(unsent.values("status")[:1]),
        unsent_purpose=Subquery(unsent.values("purpose")[:1]),
        unsent_reason=Subquery(unsent.values("wait_reason")[:1]),
        has_unread=Exists(unread.filter(needs_person=False)),
        has_loose_mail=Exists(Message.objects.filter(needs_person=True, **_OF_THREAD)),
    )


def next_step_of(thread: Thread) -> NextStep | None:
    """Return the next step of a thread that `with_situation` read."""
    return next_step(_situation(thread))


def next_step_now(thread: Thread) -> NextStep | None:
    """Return the next step of one thread as its rows stand now."""
    return next_step_of(with_situation(Thread.objects.all()).get(pk=thread.pk))


def _situation(thread: Thread) -> Situation:
    row: Any = thread
    by_person = thread.managed_by == Thread.ManagedBy.PERSON
    needs_person = thread.prospect.status == Prospect.Status.NEEDS_PERSON
    return Situation(
        state=thread.state,
        is_campaign_paused=thread.campaign.status == Campaign.Status.PAUSED,
        driver=(thread.claimed_by or "A colleague") if by_person else "",
        question=(row.question or "").splitlines()[0] if row.question else "",
        has_loose_mail=row.has_loose_mail,
        unsent=row.unsent_status or "",
        purpose=row.unsent_purpose or "",
        waits_for=row.unsent_reason or "",
        is_read_due=row.has_unread,
        opening_waits_for=thread.hold_reason.replace("_", " "),
        prospect_problem=thread.prospect.problem if needs_person else "",
        reminder_due_at=thread.reminder_due_at,
        stale_due_at=thread.stale_due_at,
    )


def standing_still() -> Any:
    """Return open threads that may have no next step: nothing waits, is due or is asked.

    A superset in one query; `next_step_of` has the last word on each.
    """
    waits = Q(state__in=WAITING) & (
        Q(reminder_due_at__isnull=False) | Q(stale_due_at__isnull=False)
    )
    found = Thread.objects.exclude(state__in=(*CLOSED, "paused", "escalated", "stale"))
    found = found.exclude(waits).filter(managed_by=Thread.ManagedBy.AGENT)
    found = found.exclude(campaign__status=Campaign.Status.PAUSED)
    found = found.exclude(~Q(hold_reason="") & Q(state__in=UNOPENED))
    rows: Any = with_situation(found)
    nothing = rows.filter(unsent_status__isnull=True, question__isnull=True, has_unread=False)
    return nothing.exclude(prospect__status=Prospect.Status.NEEDS_PERSON)

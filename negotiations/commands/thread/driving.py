"""Who answers on a thread: a person takes it over, hands it back, or takes it up again."""

from datetime import datetime

from django.db import transaction

from audit.actions import Action
from negotiations.commands.deeds import Deed
from negotiations.commands.locks import lock_budget, lock_thread
from negotiations.commands.thread.discard import discard_unsent
from negotiations.commands.thread.escalation import close_escalation, show_escalation
from negotiations.commands.thread.going_on import give_back, go_on
from negotiations.commands.thread.state import audit, fire
from negotiations.domain.terms.states import WITH_PEOPLE, Event, State
from negotiations.errors import Refused, refuse_if
from negotiations.models import Thread
from negotiations.queries.budget import budget_free
from negotiations.queries.leaving import suppressed_among
from negotiations.queries.work import sent_offers


@transaction.atomic(durable=True)
def take_over_thread(*, thread_id: int, actor: str, reason: str, now: datetime) -> Thread:
    """A person answers from now on; what the agent had waiting is discarded.

    Whoever has it already keeps it, and nothing changes.

    :raises Refused: if someone else has it
    """
    thread, deed = lock_thread(thread_id), Deed(actor, now, reason)
    by_person = thread.managed_by == Thread.ManagedBy.PERSON
    if by_person and thread.claimed_by == actor:
        return thread
    refuse_if(
        by_person and thread.claimed_by != "",
        f"{thread.claimed_by} has this thread.",
        code="claimed",
    )
    give_to_person(thread, deed)
    discard_unsent(thread, deed.because(f"{actor} took over"))
    audit(thread, Action.THREAD_CLAIMED, deed, summary=reason, reason=reason)
    show_escalation(thread, now=now)
    return thread


def give_to_person(thread: Thread, deed: Deed) -> None:
    """Let the deed's actor drive the thread; the agent only watches."""
    thread.managed_by, thread.claimed_by = Thread.ManagedBy.PERSON, deed.actor
    thread.claimed_at = thread.updated_at = deed.now
    thread.save()


@transaction.atomic(durable=True)
def hand_back_thread(*, thread_id: int, actor: str, reason: str, now: datetime) -> Thread:
    """The agent answers again; in `escalated` and `stale` the thread returns to its mail.

    What was said last decides who owes the next word. A thread the agent drives already is left
    as it is.
    """
    thread, deed = lock_thread(thread_id), Deed(actor, now, reason)
    was_with_people = thread.state in WITH_PEOPLE
    if thread.managed_by == Thread.ManagedBy.AGENT and not was_with_people:
        return thread
    _give_to_agent(thread, now=now)
    audit(thread, Action.THREAD_HANDED_BACK, deed, summary=reason, reason=reason)
    if was_with_people:
        discard_unsent(thread, deed.because("handed back"))
        close_escalation(thread, "handed back", deed)
        give_back(thread, deed)
    else:
        go_on(thread, deed)
    return thread


def _give_to_agent(thread: Thread, *, now: datetime) -> None:
    thread.managed_by, thread.claimed_by = Thread.ManagedBy.AGENT, ""
    thread.claimed_at, thread.updated_at = None, now
    thread.save()


@transaction.atomic(durable=True)
def reopen_thread(*, thread_id: int, actor: str, reason: str, now: datetime) -> Thread:
    """Take a finished negotiation up again, for a person to drive.

    :raises Refused: if the influencer opted out, or the money of our offer is spent elsewhere
    """
    thread = lock_thread(thread_id)
    refuse_if(
        bool(suppressed_among([thread.influencer.email])),
        "They opted out: a suppressed influencer cannot be reopened.",
    )
    if thread.state != State.AGREED:
        _refuse_unfunded(thread)
    thread.agreements.filter(withdrawn_at__isnull=True).update(withdrawn_at=now)
    thread.agreed_amount = thread.agreed_offer = None
    thread.managed_by, thread.claimed_by, thread.claimed_at = Thread.ManagedBy.PERSON, actor, now
    deed = Deed(actor, now, reason)
    fire(thread, Event.REOPEN, deed)
    close_escalation(thread, "reopened", deed)
    return thread


def _refuse_unfunded(thread: Thread) -> None:
    """What we offered them can be accepted again, so the budget has to hold it again."""
    lock_budget(thread)
    offers = sent_offers(thread)
    if offers and offers[-1].amount > budget_free(thread.campaign, except_thread=thread.pk):
        raise Refused(
            f"The budget no longer holds our offer of {offers[-1].amount} {thread.currency}.",
            code="budget",
        )

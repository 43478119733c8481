"""What people do with a thread: pause, resume, stop, take over, hand back, reopen."""

from datetime import datetime

from django.db import transaction

from audit.actions import Action
from campaigns.commands import move_campaign
from campaigns.models import Campaign, Suppression
from integrations.queue import Job, enqueue
from negotiations.commands.thread import state as moving
from negotiations.commands.thread.state import audit, fire, lock_thread
from negotiations.errors import Refused
from negotiations.models import Thread
from negotiations.queries.work import CLOSED_STATES, budget_free, last_sent_at, sent_offers


@transaction.atomic(durable=True)
def pause_thread(*, thread_id: int, actor: str, reason: str, now: datetime) -> Thread:
    """Hold the thread; its mail is stored and worked on resume.

    :raises TransitionRefused: if the state does not allow it
    """
    thread = lock_thread(thread_id)
    fire(thread, "pause", actor=actor, now=now, reason=reason)
    moving.discard_unsent(thread, reason=f"paused: {reason}", actor=actor, now=now)
    return thread


@transaction.atomic(durable=True)
def resume_thread(*, thread_id: int, actor: str, reason: str, now: datetime) -> Thread:
    """Return to the state before the pause and work off the mail that waited.

    :raises TransitionRefused: if the thread is not paused
    """
    thread = lock_thread(thread_id)
    fire(thread, "resume", actor=actor, now=now, reason=reason)
    wake_messages(thread, now=now)
    return thread


def wake_messages(thread: Thread, *, now: datetime) -> None:
    """Put a thread's unread mail back to work; without any, the last turn is read again.

    A draft that a pause discarded is written anew that way.
    """
    waiting = thread.messages.filter(handled_at__isnull=True)
    if not waiting.exists() and thread.state == "counter_received":
        newest = thread.messages.filter(kind="human", is_ours=False).order_by("-received_at")[:1]
        thread.messages.filter(pk__in=list(newest.values_list("pk", flat=True))).update(
            handled_at=None
        )
    for message in waiting.all():
        message.due_at = now
        message.save(update_fields=["due_at"])
        enqueue(Job.HANDLE_MESSAGE, message_id=message.pk)


@transaction.atomic(durable=True)
def stop_thread(*, thread_id: int, actor: str, reason: str, now: datetime) -> Thread:
    """End the thread without a word.

    :raises TransitionRefused: if it is already over
    """
    return _stop(thread_id, actor=actor, reason=reason, now=now)


def _stop(thread_id: int, *, actor: str, reason: str, now: datetime) -> Thread:
    thread = lock_thread(thread_id)
    fire(thread, "stop", actor=actor, now=now, reason=reason)
    moving.discard_unsent(thread, reason=f"stopped: {reason}", actor=actor, now=now)
    moving.close_escalation(thread, outcome="stopped", actor=actor, now=now)
    return thread


@transaction.atomic(durable=True)
def stop_agency(*, agency_id: int, actor: str, reason: str, now: datetime) -> list[int]:
    """Stop every open thread of one talent agency; returns the threads' ids."""
    ids = list(
        Thread.objects.filter(agency_id=agency_id)
        .exclude(state__in=CLOSED_STATES)
        .order_by("id")
        .values_list("pk", flat=True)
    )
    for thread_id in ids:
        _stop(thread_id, actor=actor, reason=reason, now=now)
    return ids


@transaction.atomic(durable=True)
def stop_campaign(*, campaign_id: int, actor: str, reason: str, now: datetime) -> list[int]:
    """Stop the campaign and every open thread of it; returns the threads' ids.

    :raises Refused: if it is already over
    """
    # As everywhere threads before their campaign; one opened in between is locked with the rest.
    threads = Thread.objects.filter(campaign=campaign_id).exclude(state__in=CLOSED_STATES)
    list(threads.select_for_update(of=("self",)).order_by("id"))
    campaign = Campaign.objects.select_for_update(of=("self",)).get(pk=campaign_id)
    move_campaign(campaign, Campaign.Status.STOPPED, actor=actor, reason=reason, now=now)
    ids = list(threads.order_by("id").values_list("pk", flat=True))
    for thread_id in ids:
        _stop(thread_id, actor=actor, reason=reason, now=now)
    return ids


@transaction.atomic(durable=True)
def take_over_thread(*, thread_id: int, actor: str, reason: str, now: datetime) -> Thread:
    """A person answers from now on; what the agent had waiting is discarded.

    Whoever has it already keeps it, and nothing changes.

    :raises Refused: if someone else has it
    """
    thread = lock_thread(thread_id)
    if thread.managed_by == Thread.ManagedBy.PERSON and thread.claimed_by == actor:
        return thread
    if thread.managed_by == Thread.ManagedBy.PERSON and thread.claimed_by != "":
        raise Refused(f"{thread.claimed_by} has this thread.", code="claimed")
    thread.managed_by, thread.claimed_by = Thread.ManagedBy.PERSON, actor
    thread.claimed_at = thread.updated_at = now
    thread.save()
    moving.discard_unsent(thread, reason=f"{actor} took over", actor=actor, now=now)
    audit(thread, Action.THREAD_CLAIMED, actor=actor, now=now, summary=reason, reason=reason)
    moving.show_escalation(thread, now=now)
    return thread


@transaction.atomic(durable=True)
def hand_back_thread(*, thread_id: int, actor: str, reason: str, now: datetime) -> Thread:
    """The agent answers again; in `escalated` and `stale` the thread returns to its mail.

    A thread the agent drives already is left as it is.
    """
    thread = lock_thread(thread_id)
    was_escalated = thread.state in ("escalated", "stale")
    if thread.managed_by == Thread.ManagedBy.AGENT and not was_escalated:
        return thread
    thread.managed_by, thread.claimed_by = Thread.ManagedBy.AGENT, ""
    thread.claimed_at, thread.updated_at = None, now
    thread.save()
    audit(thread, Action.THREAD_HANDED_BACK, actor=actor, now=now, summary=reason, reason=reason)
    if was_escalated:
        moving.discard_unsent(thread, reason="handed back", actor=actor, now=now)
        moving.close_escalation(thread, outcome="handed back", actor=actor, now=now)
        fire(thread, "hand_back", actor=actor, now=now, reason=reason)
    elif _waits_for_us(thread):
        wake_messages(thread, now=now)
    return thread


def _waits_for_us(thread: Thread) -> bool:
    """Whether their mail is the last word: nobody answered it, not even by hand."""
    newest = thread.messages.filter(kind="human").order_by("-received_at", "-id").first()
    if thread.state != "counter_received" or newest is None or newest.is_ours:
        return False
    sent_at = last_sent_at(thread)
    return sent_at is None or sent_at < newest.received_at


@transaction.atomic(durable=True)
def reopen_thread(*, thread_id: int, actor: str, reason: str, now: datetime) -> Thread:
    """Take a finished negotiation up again, for a person to drive.

    :raises Refused: if the influencer opted out, or the money of our offer is spent elsewhere
    """
    thread = lock_thread(thread_id)
    if Suppression.objects.filter(email=thread.influencer.email.lower()).exists():
        raise Refused("They opted out: a suppressed influencer cannot be reopened.")
    if thread.state != "agreed":
        _refuse_unfunded(thread)
    thread.agreements.filter(withdrawn_at__isnull=True).update(withdrawn_at=now)
    thread.agreed_amount = thread.agreed_offer = None
    thread.managed_by, thread.claimed_by, thread.claimed_at = Thread.ManagedBy.PERSON, actor, now
    fire(thread, "reopen", actor=actor, now=now, reason=reason)
    return thread


def _refuse_unfunded(thread: Thread) -> None:
    """What we offered them can be accepted again, so the budget has to hold it again."""
    campaign = Campaign.objects.select_for_update(of=("self",)).get(pk=thread.campaign_id)
    offers = sent_offers(thread)
    if offers and offers[-1].amount > budget_free(campaign, except_thread=thread.pk):
        raise Refused(
            f"The budget no longer holds our offer of {offers[-1].amount} {thread.currency}.",
            code="budget",
        )

"""End negotiations without a word: one, an agency's, a whole campaign's."""

from datetime import datetime

from django.db import transaction

from campaigns.commands import move_campaign
from campaigns.commands.locks import lock_campaign
from campaigns.models import Campaign
from negotiations.commands.deeds import Deed
from negotiations.commands.locks import lock_thread
from negotiations.commands.thread.discard import discard_unsent
from negotiations.commands.thread.escalation import close_escalation
from negotiations.commands.thread.state import fire
from negotiations.domain.terms.states import CLOSED, Event
from negotiations.models import Thread


@transaction.atomic(durable=True)
def stop_thread(*, thread_id: int, actor: str, reason: str, now: datetime) -> Thread:
    """End the thread without a word.

    :raises TransitionRefused: if it is already over
    """
    return _stop(thread_id, Deed(actor, now, reason))


@transaction.atomic(durable=True)
def stop_agency(*, agency_id: int, actor: str, reason: str, now: datetime) -> list[int]:
    """Stop every open thread of one talent agency; returns the threads' ids."""
    threads = Thread.objects.filter(agency_id=agency_id).exclude(state__in=CLOSED)
    ids = list(threads.order_by("id").values_list("pk", flat=True))
    for thread_id in ids:
        _stop(thread_id, Deed(actor, now, reason))
    return ids


@transaction.atomic(durable=True)
def stop_campaign(*, campaign_id: int, actor: str, reason: str, now: datetime) -> list[int]:
    """Stop the campaign and every open thread of it; returns the threads' ids.

    :raises Refused: if it is already over
    """
    # As everywhere threads before their campaign; one opened in between is locked with the rest.
    threads = Thread.objects.filter(campaign=campaign_id).exclude(state__in=CLOSED)
    list(threads.select_for_update(of=("self",)).order_by("id"))
    campaign = lock_campaign(campaign_id)
    move_campaign(campaign, Campaign.Status.STOPPED, actor=actor, reason=reason, now=now)
    ids = list(threads.order_by("id").values_list("pk", flat=True))
    for thread_id in ids:
        _stop(thread_id, Deed(actor, now, reason))
    return ids


def _stop(thread_id: int, deed: Deed) -> Thread:
    thread = lock_thread(thread_id)
    fire(thread, Event.STOP, deed)
    discard_unsent(thread, deed.because(f"stopped: {deed.reason}"))
    close_escalation(thread, "stopped", deed)
    return thread

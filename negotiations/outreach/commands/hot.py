"""A hot prospect becomes one thread, with its mail and its ask; nothing is sent or offered."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction

from audit.actions import Action
from campaigns.domain.outreach.compliance.standing import Happening
from campaigns.models import Approach, Prospect
from integrations.models import Mailbox
from integrations.queue import Job, enqueue
from negotiations.commands.deeds import Deed
from negotiations.commands.thread.state import audit as audit_thread
from negotiations.models import Message, OutgoingEmail, OutreachTask, Thread
from negotiations.outreach.commands.leases import CYCLE, check_fence
from negotiations.outreach.commands.moves import lock_approach, move, open_task
from negotiations.outreach.log import learn


@transaction.atomic(durable=True)
def open_hot_thread(*, prospect_id: int, actor: str, now: datetime) -> Thread | None:
    """Open the thread of a hot prospect, once; their mail is then the negotiation's to answer.

    Without known views nothing can be priced: a person is asked instead.
    """
    prospect = (
        Prospect.objects.select_for_update(of=("self",))
        .select_related("influencer", "campaign")
        .get(pk=prospect_id)
    )
    approach = lock_approach(prospect_id)
    if approach.hot_at is None or Thread.objects.filter(prospect=prospect).exists():
        return None
    if not prospect.views or approach.mailbox is None:
        words = f"{prospect.influencer.name} is interested; enter their average views to go on"
        open_task(approach, OutreachTask.Kind.ANSWER, words, Deed(actor, now))
        return None
    thread = _thread(prospect, approach.mailbox, now=now)
    prospect.status = Prospect.Status.OPENED
    prospect.save(update_fields=["status"])
    move(approach, Happening.THREAD_OPENED, actor=actor, now=now)
    approach.save()
    audit_thread(thread, Action.THREAD_OPENED, Deed(actor, now), summary="a hot prospect")
    _hand_over(thread, now=now)
    learn("NEGOTIATION_OPENED", now=now, prospect_id=prospect_id, thread_id=thread.pk)
    return thread


def _thread(prospect: Prospect, mailbox: Mailbox, *, now: datetime) -> Thread:
    sent = OutgoingEmail.cold.filter(prospect=prospect, sent_at__isnull=False).order_by("sent_at")
    first = sent.first()
    ask = _ask_of(prospect)
    return Thread.objects.create(
        campaign=prospect.campaign,
        prospect=prospect,
        influencer=prospect.influencer,
        mailbox=mailbox,
        contact=prospect.influencer.contacts.filter(is_primary=True).first(),
        currency=prospect.campaign.currency,
        views=prospect.views or 0,
        ask_amount=ask,
        asks=[ask] if ask else [],
        subject=first.subject if first else "",
        mail_thread_id=first.provider_thread_id if first else "",
        state_changed_at=now,
        created_at=now,
        updated_at=now,
    )


def _ask_of(prospect: Prospect) -> Decimal | None:
    """Return the one amount they asked for in the campaign's currency, None in any other."""
    mails = Message.objects.filter(prospect=prospect, reading__isnull=False)
    reading = mails.order_by("received_at", "pk").values_list("reading", flat=True).last() or {}
    named, total = reading.get("total_currency"), reading.get("total")
    if not total or named != prospect.campaign.currency:
        return None
    return Decimal(total)


def _hand_over(thread: Thread, *, now: datetime) -> None:
    """Give the thread its mails; the newest human one is due again, for the negotiation."""
    mails = Message.objects.filter(prospect=thread.prospect, thread__isnull=True)
    mails.update(thread=thread)
    newest = thread.messages.filter(kind=Message.Kind.HUMAN, is_ours=False).last()
    if newest is not None:
        newest.handled_at, newest.due_at = None, now
        newest.save(update_fields=["handled_at", "due_at"])
        enqueue(Job.HANDLE_MESSAGE, message_id=newest.pk)


@transaction.atomic(durable=True)
def flag_hot(*, prospect_id: int, actor: str, reason: str, now: datetime) -> Approach:
    """Let a person say that a prospect is hot, whatever mail there is."""
    approach = lock_approach(prospect_id)
    if approach.hot_at is None:
        approach.hot_at, approach.hot_by = now, actor
        approach.save(update_fields=["hot_at", "hot_by"])
        enqueue(Job.OPEN_HOT_THREAD, prospect_id=prospect_id)
    return approach


@transaction.atomic(durable=True)
def count_hot(*, run_id: int, fence: int) -> int:
    """Give a run the prospects that became hot since the last one; each is counted once."""
    check_fence(scope=CYCLE, fence=fence)
    fresh = Approach.objects.filter(hot_at__isnull=False, counted_in_run__isnull=True)
    return fresh.update(counted_in_run=run_id)

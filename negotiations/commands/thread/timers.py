"""What the clock does to a thread: one reminder, then stale; and campaigns that are done."""

from datetime import datetime

from django.db import transaction

from audit.actions import Action
from audit.recording import About, record
from campaigns.commands.locks import lock_campaign
from campaigns.models import Campaign
from negotiations.commands.deeds import Deed
from negotiations.commands.locks import lock_thread
from negotiations.commands.mail.letters import reminder_letter
from negotiations.commands.mail.write import draft_email
from negotiations.commands.thread.escalation import tell
from negotiations.commands.thread.state import expect_answer, fire
from negotiations.domain.terms.purposes import Purpose
from negotiations.domain.terms.states import CLOSED, Event
from negotiations.models import Escalation, Thread
from negotiations.queries.bindings import playbook_of
from negotiations.queries.due import overdue_key


@transaction.atomic(durable=True)
def remind(*, thread_id: int, actor: str, now: datetime) -> bool:
    """Write a reminder, as many in one wait as the playbook allows; returns whether it did."""
    thread = lock_thread(thread_id)
    if thread.reminder_due_at is None or thread.reminder_due_at > now:
        return False
    thread.reminder_due_at = None
    thread.save(update_fields=["reminder_due_at"])
    left = playbook_of(thread.campaign).follow_ups - _reminders_in(thread)
    if left < 1 or not _agent_may_act(thread):
        return False
    if left > 1:
        expect_answer(thread, now=now)
        thread.save(update_fields=["reminder_due_at", "stale_due_at"])
    draft_email(thread, reminder_letter(thread), Deed(actor, now))
    return True


@transaction.atomic(durable=True)
def grow_stale(*, thread_id: int, actor: str, now: datetime) -> bool:
    """A thread without an answer for too long is stale; people are told."""
    thread = lock_thread(thread_id)
    if thread.stale_due_at is None or thread.stale_due_at > now:
        return False
    thread.stale_due_at = None
    thread.save(update_fields=["stale_due_at"])
    fire(thread, Event.TIMEOUT, Deed(actor, now))
    tell(
        thread,
        key=f"stale:{thread.pk}:{now:%Y%m%d%H}",
        text=f"No answer from {thread.influencer.name}: the thread is stale",
        now=now,
    )
    return True


def _reminders_in(thread: Thread) -> int:
    """Return how many reminders this wait has had; a discarded one counts too, someone said no."""
    reminders = thread.emails.filter(purpose=Purpose.REMINDER)
    return reminders.filter(created_at__gt=thread.state_changed_at).count()


@transaction.atomic(durable=True)
def press_escalation(*, escalation_id: int, now: datetime) -> bool:
    """Remind people once of a question nobody answered in time; returns whether it was due."""
    escalation = Escalation.objects.select_related("thread__influencer").get(pk=escalation_id)
    if escalation.closed_at or escalation.due_at > now:
        return False
    thread = escalation.thread
    owner = f" ({thread.claimed_by} has it)" if thread.claimed_by else ""
    tell(
        thread,
        key=overdue_key(escalation.pk),
        text=f"Still open: {thread.influencer.name}{owner}\n{escalation.reason}",
        now=now,
    )
    return True


def _agent_may_act(thread: Thread) -> bool:
    return (
        thread.managed_by == Thread.ManagedBy.AGENT
        and thread.campaign.status == Campaign.Status.ACTIVE
    )


@transaction.atomic(durable=True)
def complete_campaign(*, campaign_id: int, actor: str, now: datetime) -> bool:
    """Mark a campaign completed when none of its threads is open any more."""
    campaign = lock_campaign(campaign_id)
    threads = campaign.threads
    if campaign.status != Campaign.Status.ACTIVE or not threads.exists():
        return False
    if threads.exclude(state__in=CLOSED).exists():
        return False
    campaign.status, campaign.updated_at = Campaign.Status.COMPLETED, now
    campaign.save()
    record(
        Action.CAMPAIGN_COMPLETED,
        About(f"campaign:{campaign.pk}", campaign_id=campaign.pk),
        actor=actor,
        at=now,
        summary="no open thread left",
    )
    return True

"""Mail that never reaches the negotiator: a colleague's, a machine's, a bounce.

These functions run inside a command's transaction with the rows of mail and thread locked.
"""

from datetime import datetime

from audit.actions import Action
from negotiations.commands.deeds import Deed
from negotiations.commands.mail.messages import settle_message
from negotiations.commands.thread.discard import discard_unsent
from negotiations.commands.thread.escalation import Problem, escalate, show_escalation, tell
from negotiations.commands.thread.state import audit
from negotiations.models import Message, Thread


def claim_for_colleague(message: Message, thread: Thread, *, now: datetime) -> str:
    """A mail from our mailbox that we did not write: a person took the thread over."""
    deed = Deed("mailbox", now, "a colleague wrote")
    thread.managed_by = Thread.ManagedBy.PERSON
    thread.claimed_by = thread.claimed_by or message.sender
    thread.claimed_at = thread.claimed_at or now
    thread.updated_at = now
    thread.save()
    discard_unsent(thread, deed)
    summary = "a colleague wrote from the mailbox"
    audit(thread, Action.THREAD_CLAIMED, deed, summary=summary, message_id=message.pk)
    show_escalation(thread, now=now)
    settle_message(message, now=now, note="written by a colleague")
    tell(
        thread,
        key=f"colleague:{message.pk}",
        text=f"A colleague wrote to {thread.influencer.name}; the agent is silent there now",
        now=now,
    )
    return deed.reason


def work_machine_mail(message: Message, thread: Thread, deed: Deed) -> str:
    """Settle what no person wrote; only a bounce changes anything."""
    done = f"machine mail: {message.kind}"
    settle_message(message, now=deed.now, note=done)
    if message.kind == Message.Kind.BOUNCE:
        _mark_address(message, thread, deed)
    return done


def _mark_address(message: Message, thread: Thread, deed: Deed) -> None:
    """A hard bounce marks the address; a person finds another. Bounced content is not read."""
    influencer = thread.influencer
    if not message.bounced_addresses:
        return
    if influencer.email.lower() in message.bounced_addresses:
        influencer.is_email_bad = True
        influencer.save(update_fields=["is_email_bad"])
    summary = "their address does not take mail"
    audit(thread, Action.ADDRESS_BOUNCED, deed, summary=summary, message_id=message.pk)
    discard_unsent(thread, deed.because("the address bounced"))
    problem = Problem(
        code="bounced",
        reason=f"{', '.join(message.bounced_addresses)} bounced: find another address.",
        message=message,
    )
    escalate(thread, problem, deed)

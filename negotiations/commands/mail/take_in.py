"""Route one stored email: to its opt-out, its person, its resume, or to the conversation."""

from datetime import datetime

from django.db import transaction

from campaigns.models import Campaign
from integrations.queue import Job, enqueue
from negotiations.commands.deeds import Deed
from negotiations.commands.locks import lock_message
from negotiations.commands.mail.converse import converse
from negotiations.commands.mail.machine_mail import claim_for_colleague, work_machine_mail
from negotiations.commands.mail.minors import stop_for_minor
from negotiations.commands.mail.strangers import (
    ask_about_opt_out,
    ask_about_sender,
    work_opt_out,
    work_unmatched,
)
from negotiations.domain.reading.merge import Understanding
from negotiations.domain.terms.states import State
from negotiations.models import Message, Thread
from negotiations.outreach.commands.replies import apply_reply
from negotiations.queries.work import KEPT, turn_of

Kind = Message.Kind


@transaction.atomic(durable=True)
def answer_message(
    *,
    message_id: int,
    read_ids: tuple[int, ...],
    understanding: Understanding,
    actor: str,
    now: datetime,
) -> str:
    """Route one stored email and answer what its turn says; returns what was done.

    `read_ids` are the mails the reading covers. When more came in meanwhile nothing is answered
    and the newest mail's own job reads all of them together.
    """
    message, deed = lock_message(message_id), Deed(actor, now)
    thread = message.thread
    if message.handled_at:
        return "already handled"
    if thread is None:
        return _without_thread(message, understanding, deed)
    if special := _not_for_the_agent(message, thread, understanding, deed):
        return special
    if _is_paused(thread):
        return _keep(message)
    turn = turn_of(thread)
    if {m.pk for m in turn} - set(read_ids):
        return _read_again(message, now=now)
    return converse(message, turn, understanding, deed)


def _not_for_the_agent(
    message: Message, thread: Thread, understanding: Understanding, deed: Deed
) -> str:
    """Work a colleague's, a machine's, a leaver's or a stranger's mail; empty for any other."""
    if message.is_ours:
        return claim_for_colleague(message, thread, now=deed.now)
    if message.kind not in (Kind.HUMAN, Kind.UNSUBSCRIBE):
        return work_machine_mail(message, thread, deed)
    reading = understanding.reading
    if "unsubscribe" in reading.flags or (message.kind == Kind.UNSUBSCRIBE and not reading.wants):
        return work_opt_out(message, thread, deed)
    if message.kind == Kind.UNSUBSCRIBE:
        return ask_about_opt_out(message, thread, deed)
    if stopped := stop_for_minor(message, thread, deed):
        return stopped
    if not message.may_bind:
        return ask_about_sender(message, thread, understanding, deed)
    return ""


def _is_paused(thread: Thread) -> bool:
    return thread.state == State.PAUSED or thread.campaign.status == Campaign.Status.PAUSED


def _keep(message: Message) -> str:
    """What asks for an answer waits for the resume; it was read only for an opt-out."""
    message.note = KEPT
    message.save(update_fields=["note"])
    return KEPT


def _read_again(message: Message, *, now: datetime) -> str:
    message.due_at = now
    message.save(update_fields=["due_at"])
    enqueue(Job.HANDLE_MESSAGE, message_id=message.pk)
    return "more mail came in: read together"


def _without_thread(message: Message, understanding: Understanding, deed: Deed) -> str:
    """A prospect's mail is the daily cycle's; anybody else's is kept for a person."""
    if message.prospect_id is None:
        return work_unmatched(message, deed)
    return apply_reply(message, understanding.reading, actor=deed.actor, now=deed.now)

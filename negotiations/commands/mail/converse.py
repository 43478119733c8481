"""A turn of theirs that was read: the state, then whoever answers on this thread."""

from datetime import datetime
from decimal import Decimal

from campaigns.domain.money import format_money
from campaigns.models import Campaign
from negotiations.commands.deeds import Deed
from negotiations.commands.mail.letters import step_back_letter
from negotiations.commands.mail.messages import settle_message
from negotiations.commands.mail.senders import know_sender
from negotiations.commands.mail.strangers import go_on_beside_a_stranger
from negotiations.commands.mail.write import draft_email
from negotiations.commands.offers.answer import answer
from negotiations.commands.offers.ask import ask_about_readings
from negotiations.commands.offers.heard import Heard
from negotiations.commands.thread.discard import discard_unsent
from negotiations.commands.thread.escalation import Problem, escalate, tell
from negotiations.commands.thread.state import fire
from negotiations.domain.letters.triggers import pulled
from negotiations.domain.reading.merge import Understanding
from negotiations.domain.terms.states import Effect, Event, State
from negotiations.models import Message, Thread
from negotiations.queries.guidance import triggers_now

# What turns an agreement back; a question or a thank-you after it does not.
_STEPS_BACK = frozenset({"reject", "counter"})
_MOST_QUOTED = 600


def converse(
    message: Message, turn: list[Message], understanding: Understanding, deed: Deed
) -> str:
    """Note what a turn says and answer it; returns what was done.

    Runs inside a command's transaction with the rows of the mail and its thread locked.
    """
    thread, reading = _thread(message), understanding.reading
    sender_may_accept = know_sender(message, thread)
    for part in turn:
        part.reading = understanding.as_dict()
        settle_message(part, now=deed.now, note=reading.intent)
    if message.attachments:
        _show_attachments(message, thread, now=deed.now)
    if thread.campaign.status == Campaign.Status.STOPPED:
        # Nothing of ours may bind or leave there any more, whatever they say.
        return _after_the_end(message, thread, reading.intent, now=deed.now)
    go_on_beside_a_stranger(thread, deed)
    ruling = fire(thread, Event.RECEIVE_REPLY, deed.by(message.sender or "them"))
    if ruling.effect is Effect.TELL:
        if thread.state == State.AGREED and reading.intent in _STEPS_BACK:
            return _steps_back(message, thread, understanding, deed)
        return _after_the_end(message, thread, reading.intent, now=deed.now)
    discard_unsent(thread, deed.because("they wrote again"))
    if thread.managed_by == Thread.ManagedBy.PERSON:
        return _for_its_person(message, thread, now=deed.now)
    if understanding.contradictions:
        return ask_about_readings(thread, message, understanding, deed)
    words = "\n".join(part.new_text for part in turn) or message.new_text
    found = pulled(reading, words, views=thread.views, triggers=triggers_now())
    heard = Heard(thread, message, found)
    return answer(heard, deed, sender_may_accept=sender_may_accept)


def _steps_back(message: Message, thread: Thread, understanding: Understanding, deed: Deed) -> str:
    """They want out of what was agreed, or other terms: nothing is undone, a person decides."""
    _needs_person(message)
    agreed = format_money(thread.agreed_amount or Decimal(0), thread.currency)
    problem = Problem(
        code="backed_out",
        reason=f"They step back from the {agreed} agreed on {thread.state_changed_at:%-d %B %Y}:"
        f" {understanding.reading.summary}",
        message=message,
        draft=draft_email(thread, step_back_letter(thread, message), deed),
        quote=message.new_text[:_MOST_QUOTED],
    )
    escalate(thread, problem, deed)
    return problem.code


def _thread(message: Message) -> Thread:
    if message.thread is None:
        raise ValueError(f"message {message.pk} belongs to no thread")
    return message.thread


def _show_attachments(message: Message, thread: Thread, *, now: datetime) -> None:
    _needs_person(message)
    tell(
        thread,
        key=f"attachment:{message.pk}",
        text=f"{thread.influencer.name} sent {', '.join(message.attachments)}",
        now=now,
    )


def _needs_person(message: Message) -> None:
    message.needs_person = True
    message.save(update_fields=["needs_person"])


def _for_its_person(message: Message, thread: Thread, *, now: datetime) -> str:
    _needs_person(message)
    tell(thread, key=f"reply:{message.pk}", text=f"{thread.influencer.name} replied", now=now)
    return "for its person"


def _after_the_end(message: Message, thread: Thread, intent: str, *, now: datetime) -> str:
    """A reply where the table only tells: kept, shown, decided by a person."""
    message.needs_person = True
    message.note = f"arrived while {thread.state}: {intent}"
    message.save(update_fields=["needs_person", "note"])
    tell(
        thread,
        key=f"reply:{message.pk}",
        text=f"{thread.influencer.name} wrote while the thread is {thread.state} ({intent})",
        now=now,
    )
    return "told its owner"

"""Mail that binds nothing: put before a person, with what is wrong and the safe answer ready.

These functions run inside a command's transaction with the rows of mail and thread locked.
"""

from negotiations.commands.deeds import Deed
from negotiations.commands.mail.letters import ask_back_letter
from negotiations.commands.mail.messages import settle_message
from negotiations.commands.mail.write import draft_email
from negotiations.commands.thread.discard import discard_unsent
from negotiations.commands.thread.escalation import SENDER_UNSURE, Problem, escalate
from negotiations.commands.thread.state import fire
from negotiations.commands.thread.suppressing import opt_out, suppress_address
from negotiations.domain.reading.merge import Understanding
from negotiations.domain.terms.standing import Right
from negotiations.domain.terms.states import CLOSED, Event, State
from negotiations.models import Message, OutgoingEmail, Thread
from negotiations.queries.standing import problem_with
from negotiations.queries.work import open_escalation_of, sent_offers

_QUOTED = 300


def ask_about_sender(
    message: Message, thread: Thread, understanding: Understanding, deed: Deed
) -> str:
    """Let a person say what a mail is worth whose sender may bind nothing."""
    message.reading = understanding.as_dict()
    settle_message(message, now=deed.now, note=SENDER_UNSURE)
    problem = Problem(
        code=SENDER_UNSURE,
        reason=problem_with(message),
        message=message,
        draft=_safe_answer(thread, message, deed),
        quote=message.new_text[:_QUOTED],
    )
    escalate(thread, problem, deed)
    return SENDER_UNSURE


def go_on_beside_a_stranger(thread: Thread, deed: Deed) -> None:
    """Where only a stranger's mail waits for people, one that binds goes its way all the same.

    Otherwise anybody could stop a negotiation by writing into it. The question about the stranger
    stays open.
    """
    standing = open_escalation_of(thread)
    if standing is None or standing.code != SENDER_UNSURE or thread.state != State.ESCALATED:
        return
    discard_unsent(thread, deed.because("they wrote themselves"))
    fire(thread, Event.HAND_BACK, deed)


def _safe_answer(thread: Thread, message: Message, deed: Deed) -> OutgoingEmail | None:
    """Our terms again, to the address we know: true whoever wrote, and binding nobody."""
    offers = sent_offers(thread)
    is_taken = thread.managed_by == Thread.ManagedBy.PERSON or thread.state == State.PAUSED
    if not offers or is_taken or thread.state in CLOSED or open_escalation_of(thread):
        return None
    letter = ask_back_letter(thread, message, must_wait=True)
    return draft_email(thread, letter, deed)


def work_opt_out(message: Message, thread: Thread, deed: Deed) -> str:
    """Leave alone whoever wrote; the influencer only where one who speaks for them wrote."""
    proof = message.new_text[:500]
    if Right.OPT_OUT_INFLUENCER in message.rights:
        opt_out(thread, source="reply", proof=proof, deed=deed)
        settle_message(message, now=deed.now, note="opt-out")
        return "opted out"
    settle_message(message, now=deed.now, note="opt-out of an address that binds nobody")
    words = "It asks to be left alone, and nothing was stopped."
    if Right.OPT_OUT_SELF in message.rights:
        suppress_address(message.sender, source="reply", proof=proof, now=deed.now, thread=thread)
        words = "It asks to be left alone: we write to that address no more."
    reason = f"{problem_with(message)} {words}"
    escalate(thread, Problem(code=SENDER_UNSURE, reason=reason, message=message, quote=proof), deed)
    return "opted out by itself"


def ask_about_opt_out(message: Message, thread: Thread, deed: Deed) -> str:
    """Words of leaving beside a wish for something: nothing leaves until a person has read it."""
    settle_message(message, now=deed.now, note="opt-out beside something else")
    discard_unsent(thread, deed.because("they may want no more mail"))
    reason = "They may want no more mail, and want something else beside it: read it and decide."
    quote = message.new_text[:_QUOTED]
    problem = Problem(code="opt_out_unsure", reason=reason, message=message, quote=quote)
    escalate(thread, problem, deed)
    return problem.code


def work_unmatched(message: Message, deed: Deed) -> str:
    """Settle mail that no thread has: opt-outs count, everything else waits for a person."""
    wants_out = message.kind == Message.Kind.UNSUBSCRIBE
    is_heard = wants_out and Right.OPT_OUT_SELF in message.rights
    if is_heard:
        proof = message.new_text[:500]
        suppress_address(message.sender, source="reply", proof=proof, now=deed.now)
    is_for_people = message.kind == Message.Kind.HUMAN or (wants_out and not is_heard)
    message.needs_person = is_for_people and not message.is_ours
    settle_message(message, now=deed.now, note="belongs to no thread")
    return "unmatched"

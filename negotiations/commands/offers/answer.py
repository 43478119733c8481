"""Turn one reading into one answer: decide, write it down, queue the mail.

`answer` runs inside a command's transaction with the thread's row locked.
"""

from decimal import Decimal
from typing import assert_never

from audit.actions import Action
from campaigns.domain.money import ceiling_amount
from negotiations.commands.deeds import Deed
from negotiations.commands.locks import lock_budget
from negotiations.commands.mail.letters import answer_letter, ask_back_letter, exit_letter
from negotiations.commands.mail.write import draft_email
from negotiations.commands.offers.agree import agree
from negotiations.commands.offers.ask import ask_person
from negotiations.commands.offers.counter import answer_with_offer
from negotiations.commands.offers.decisions import keep_decision
from negotiations.commands.offers.heard import Heard
from negotiations.commands.thread.escalation import Problem, escalate
from negotiations.commands.thread.state import audit, fire
from negotiations.domain.pricing.decide import decide, understood
from negotiations.domain.pricing.policy import (
    Accept,
    Answer,
    AskBack,
    AskHuman,
    Counter,
    Decision,
    Exit,
    Position,
    Wait,
    names_price,
)
from negotiations.domain.pricing.recorded import kind_of
from negotiations.domain.reading.reader import Reading
from negotiations.domain.terms.bounds import BoundsError
from negotiations.domain.terms.states import Event
from negotiations.models import OutgoingEmail, Thread
from negotiations.queries.bindings import playbook_of
from negotiations.queries.brief_answers import answers_for
from negotiations.queries.portfolios import is_ask_to_note
from negotiations.queries.positions import limits_of, position_of


def answer(heard: Heard, deed: Deed, *, sender_may_accept: bool) -> str:
    """Apply the playbook to what a reply says; returns the decision's name."""
    thread, message, reading = heard.thread, heard.message, heard.reading
    lock_budget(thread)
    try:
        position, decision = _decide(heard, sender_may_accept=sender_may_accept)
    except BoundsError as error:
        return _ask_without_price(heard, error, deed)
    keep_decision(thread, position, decision, heard=heard, now=deed.now)
    _note_ask(thread, understood(position, reading), position.asks)
    name = kind_of(decision)
    audit(
        thread,
        Action.READING_ANSWERED,
        deed,
        summary=f"{reading.intent} -> {name}",
        intent=reading.intent,
        confidence=str(reading.confidence),
        decision=name,
        message_id=message.pk,
        receipt=decision.receipt.as_dict(),
    )
    _apply(heard, decision, deed)
    return name


def _decide(heard: Heard, *, sender_may_accept: bool) -> tuple[Position, Decision]:
    """Decide inside the limits; where they leave no price, only an answer without one.

    :raises BoundsError: if only a price would answer and there is none
    """
    thread, reading = heard.thread, heard.reading
    playbook, no_price = playbook_of(thread.campaign), None
    try:
        limits = limits_of(thread, playbook)
    except BoundsError as error:
        if reading.intent == "counter":
            raise
        no_price, limits = error, limits_of(thread, playbook, counts_budget=False)
    position = position_of(thread, playbook, limits, sender_may_accept=sender_may_accept)
    decision = decide(position=position, reading=reading)
    if no_price is not None and names_price(decision):
        raise no_price
    return position, decision


def _ask_without_price(heard: Heard, error: BoundsError, deed: Deed) -> str:
    """There is no price we may name; where the budget is gone, the goodbye is drafted."""
    thread, is_spent = heard.thread, error.code == "budget_exhausted"
    draft = None
    if is_spent:
        goodbye = exit_letter(thread, "full", answers=heard.message, must_wait=True)
        draft = draft_email(thread, goodbye, deed)
    problem = Problem(
        code="budget_full" if is_spent else "price_conflict",
        reason=f"The budget leaves nothing for them: {error}." if is_spent else str(error),
        message=heard.message,
        draft=draft,
        quote=heard.quote,
    )
    escalate(thread, problem, deed)
    return problem.code


def _note_ask(thread: Thread, reading: Reading, before: tuple[Decimal, ...]) -> None:
    """Remember what they ask, where it is a figure in the campaign's currency; one ask a turn."""
    if is_ask_to_note(reading, thread.currency) and reading.total is not None:
        # In whole smallest units, as it is decided on: our mail must not print another number.
        thread.ask_amount = min(reading.total, ceiling_amount(reading.total, thread.currency))
        thread.asks = [*before, thread.ask_amount]
        thread.save(update_fields=["ask_amount", "asks"])


def _ask_back(heard: Heard, deed: Deed) -> None:
    """State our terms and ask for a plain yes, once a thread; nothing is bound by it."""
    thread = heard.thread
    thread.has_asked_back = True
    thread.save(update_fields=["has_asked_back"])
    draft_email(thread, ask_back_letter(thread, heard.message), deed)


def _apply(heard: Heard, decision: Decision, deed: Deed) -> None:
    thread = heard.thread
    match decision:
        case Accept():
            agree(
                thread,
                decision,
                deed,
                message=heard.message,
                questions=heard.reading.questions,
            )
        case Counter():
            _offer_and_answer(heard, decision, deed)
        case Answer():
            _answer_questions(heard, decision, deed)
        case AskBack():
            _ask_back(heard, deed)
        case AskHuman():
            ask_person(heard, decision, deed)
        case Exit():
            draft_email(
                thread, exit_letter(thread, _exit_reason(heard), answers=heard.message), deed
            )
            fire(thread, Event.REJECT, deed.because(decision.reason))
        case Wait():
            pass
        case _:
            assert_never(decision)


def _exit_reason(heard: Heard) -> str:
    """Whose end it is: theirs where they declined, else ours."""
    return "theirs" if heard.reading.intent == "reject" else "ours"


def _answer_questions(heard: Heard, decision: Answer, deed: Deed) -> None:
    """A question costs nothing. What the brief does not know waits for a person."""
    thread, questions = heard.thread, decision.questions
    said = answers_for(thread, questions)
    letter = answer_letter(thread, questions=questions, said=said, message=heard.message)
    email = draft_email(thread, letter, deed)
    if letter.must_wait:
        _ask_unknown(heard, said.open_questions or questions, email, deed)


def _offer_and_answer(heard: Heard, decision: Counter, deed: Deed) -> None:
    """Our next offer; a question beside their ask that nobody can answer keeps it for a person."""
    email = answer_with_offer(heard, decision, deed)
    said = answers_for(heard.thread, heard.reading.questions)
    if said.unanswered:
        _ask_unknown(heard, said.open_questions, email, deed)


def _ask_unknown(
    heard: Heard, open_questions: tuple[str, ...], email: OutgoingEmail, deed: Deed
) -> None:
    problem = Problem(
        code="unknown_fact",
        reason="They ask what neither the brief nor a page of answers says. The rest is drafted:"
        " put the answer in, and keep it as a page for the next one who asks.",
        message=heard.message,
        draft=email,
        quote=" ".join(open_questions),
    )
    escalate(heard.thread, problem, deed)

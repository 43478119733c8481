"""What to answer to a reply: one decision with its receipt from a position and a reading. Pure.

`fixed_ladder`: open at the floor, climb by shrinking steps towards the ceiling, give at most one
lever a counter, take every ask that the limits allow as soon as a step would reach it.
"""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from campaigns.domain.money import ceiling_amount
from negotiations.domain import guards
from negotiations.domain.arena import move, order
from negotiations.domain.levers import (
    LeverChoice,
    after,
    choose_lever,
    has_lever_left,
)
from negotiations.domain.policy import (
    ESCALATE,
    EXIT,
    MIN_CONFIDENCE,
    Accept,
    Answer,
    AskHuman,
    Counter,
    Decision,
    Exit,
    Playbook,
    Position,
    SentOffer,
    Wait,
    lever_state,
    rung_of,
)
from negotiations.domain.pricing import (
    Bounds,
    BoundsError,
    boundary,
    bounds_for,
    is_above_ceiling,
    ladder_amount,
)
from negotiations.domain.receipts import Receipt, explain, is_genuine, recompute, write_receipt

if TYPE_CHECKING:
    from negotiations.domain.reading import Reading

__all__ = [
    "Accept",
    "Answer",
    "AskHuman",
    "Bounds",
    "BoundsError",
    "Counter",
    "Decision",
    "Exit",
    "Playbook",
    "Position",
    "Receipt",
    "SentOffer",
    "Wait",
    "bounds_for",
    "decide",
    "explain",
    "is_genuine",
    "move",
    "opening",
    "order",
    "recompute",
]

_UNKNOWN_SENDER = "we do not know that the sender may accept"


def opening(position: Position) -> Counter | AskHuman:
    """Return the first offer: the floor, the largest package, the target usage rights."""
    impossible = guards.impossible(position)
    if impossible:
        return _ask_human(position, "price_conflict", impossible)
    return Counter(
        amount=position.bounds.floor,
        terms=position.opening_terms,
        lever=None,
        final=False,
        note="",
        receipt=_receipt(position, "opening", floor=position.bounds.floor),
    )


def decide(*, position: Position, reading: "Reading") -> Decision:
    """Return what to do about a reply; defined for every reading and position, never raises.

    Words that opt out are handled before this.
    """
    settled = _by_state(position, reading) or _by_flags(position, reading)
    if settled is not None:
        return settled
    if not reading.confidence.is_finite() or reading.confidence < MIN_CONFIDENCE:
        return _ask_human(position, "low_confidence", "the mail could not be read with confidence")
    if reading.intent == "reject":
        return Exit("they declined", _receipt(position, "exit", reason="they declined"))
    if reading.intent == "question":
        return Answer(reading.questions, _receipt(position, "answer"))
    if reading.intent == "accept":
        return _on_accept(position, reading)
    if reading.intent == "counter":
        return _on_counter(position, reading)
    return _ask_human(position, "unclear", "what they want is unclear")


def _by_state(position: Position, reading: "Reading") -> Decision | None:
    """Where the thread is not ours to answer, the mail is stored and people see it."""
    if position.thread_state == "agreed":
        if reading.intent in ("reject", "counter"):
            return _ask_human(position, "backed_out", "they step back from the agreement")
        return _wait(position, "the amount is agreed; the owner sees the mail")
    reason = guards.silence(position, reading)
    return _wait(position, reason) if reason else None


def _by_flags(position: Position, reading: "Reading") -> Decision | None:
    hit = guards.person_flags(reading.flags)
    if hit:
        return _ask_human(position, *hit)
    if "unsubscribe" in reading.flags:
        return _wait(position, "they opted out")
    if "out_of_office" in reading.flags and reading.intent == "unclear":
        return _wait(position, "an automatic absence note")
    return None


def _on_accept(position: Position, reading: "Reading") -> Decision:
    standing = position.standing
    if standing is None:
        reason = "they accept, but no offer of ours was ever sent"
        return _ask_human(position, "price_conflict", reason)
    if not guards.is_plain_yes(position, reading):
        # A number that is not our offer is an ask, whatever the words around it.
        return _on_counter(position, reading)
    if not position.sender_may_accept:
        return _ask_human(position, "manager_unknown", _UNKNOWN_SENDER)
    if reading.has_condition:
        return _ask_human(position, "unpriced_terms", "they accept on a condition")
    receipt = _receipt(position, "accept_offer", standing=standing.amount)
    return Accept(standing.amount, position.bounds.currency, False, receipt)


def _on_counter(position: Position, reading: "Reading") -> Decision:
    trouble = guards.impossible(position)
    if trouble:
        return _ask_human(position, "price_conflict", trouble)
    if guards.is_foreign(position, reading):
        return _ask_human(position, "currency_mismatch", guards.foreign_words(position, reading))
    if reading.total is None:
        return _without_number(position, reading)
    total = reading.total
    if not guards.is_possible_ask(total):
        return _ask_human(position, "price_conflict", "the amount they name makes no sense")
    ask = ceiling_amount(total, position.bounds.currency)
    minimum = position.bounds.min_cost
    if minimum is not None and ask < minimum:
        reason = f"their ask {ask} lies below the minimum cost {minimum}"
        return _ask_human(position, "below_minimum", reason, ask=ask)
    standing = position.standing
    is_approved = ask in position.approved_amounts
    is_above = is_above_ceiling(ask=total, views=position.views, bounds=position.bounds)
    if is_approved or (standing is not None and ask <= standing.amount and not is_above):
        return _take(position, reading, ask)
    return _negotiate(position, reading, ask, is_above)


def _negotiate(position: Position, reading: "Reading", ask: Decimal, is_above: bool) -> Decision:
    """Answer an ask above our standing offer: climb, take it, or end."""
    playbook, standing = position.playbook, position.standing
    if standing is not None and standing.amount > position.bounds.ceiling:
        reason = "our standing offer lies above the present ceiling"
        return _ask_human(position, "above_ceiling", reason, ask=ask)
    step = _step(position, ask)
    if is_above and playbook.above_ceiling == ESCALATE:
        return _ask_human(position, *guards.above(position, ask), draft=step, ask=ask)
    if position.round >= playbook.round_cap or (standing is not None and standing.final):
        return _end(position, ask, is_above, step)
    if not is_above and step.amount >= ask:
        return _take(position, reading, ask)
    return step


def _end(position: Position, ask: Decimal, is_above: bool, step: Counter) -> Decision:
    """The last word was said: leave, or let a person choose."""
    if position.playbook.at_end == EXIT:
        reason = "every step is used and the ask is still above our offer"
        return Exit(reason, _receipt(position, "exit", reason=reason, ask=ask))
    if is_above:
        code, reason = guards.above(position, ask)
        return _ask_human(position, code, reason, draft=step, ask=ask)
    reason = f"{position.round} counters were sent and their ask is {ask}"
    return _ask_human(position, "round_cap", reason, draft=step, ask=ask)


def _take(position: Position, reading: "Reading", ask: Decimal) -> Decision:
    """Close at the ask, unless the price would cover terms that we never priced."""
    open_terms = guards.unpriced(reading, lever_state(position).terms)
    if open_terms or not position.sender_may_accept:
        draft = _at_ask(position, ask)
        if not open_terms:
            return _ask_human(position, "manager_unknown", _UNKNOWN_SENDER, draft=draft, ask=ask)
        reason = f"their ask comes with {', '.join(open_terms).replace('_', ' ')}"
        return _ask_human(position, "unpriced_terms", reason, draft=draft, ask=ask)
    return Accept(ask, position.bounds.currency, True, _ask_receipt(position, ask))


def _without_number(position: Position, reading: "Reading") -> Decision:
    """They want another price and name none: raising at once would bid against ourselves."""
    if reading.asks:
        reason = "their prices do not add up to one amount for our package"
        return _ask_human(position, "unpriced_terms", reason)
    reason = "they want another price but name no number"
    draft = None if guards.is_spent(position) else _step(position, None)
    return _ask_human(position, "unclear", reason, draft=draft)


def _step(position: Position, ask: Decimal | None) -> Counter:
    """Return the next priced offer: the ladder's step, one lever, never above the ask."""
    bounds, playbook, standing = position.bounds, position.playbook, position.standing
    state = lever_state(position)
    nothing = LeverChoice(None, state.terms, "", ())
    # The first price of a thread is an opening: it trades nothing.
    choice = choose_lever(state, playbook.lever_order) if standing else nothing
    share = playbook.share(rung_of(position, choice.lever))
    inputs: dict[str, Any] = {
        "floor": bounds.floor,
        "ceiling": bounds.ceiling,
        "share": share,
        "standing": None if standing is None else standing.amount,
        "ask": ask,
    }
    amount = ladder_amount(currency=bounds.currency, **inputs)
    is_last = position.round + 1 >= playbook.round_cap
    is_spent = amount >= bounds.ceiling and not has_lever_left(
        after(state, choice), playbook.lever_order
    )
    return Counter(
        amount=amount,
        terms=choice.terms,
        lever=choice.lever,
        final=is_last or is_spent,
        note=choice.note,
        receipt=_receipt(position, "ladder_step", choice=choice, **inputs),
    )


def _at_ask(position: Position, ask: Decimal) -> Counter:
    terms = lever_state(position).terms
    return Counter(ask, terms, None, False, "their amount", _ask_receipt(position, ask))


def _wait(position: Position, reason: str) -> Wait:
    return Wait(reason, _receipt(position, "wait", reason=reason))


def _ask_human(
    position: Position,
    code: str,
    reason: str,
    *,
    draft: Counter | None = None,
    ask: Decimal | None = None,
) -> AskHuman:
    receipt = _receipt(position, "ask_human", code=code, reason=reason, ask=ask)
    return AskHuman(code, reason, draft, receipt)


def _ask_receipt(position: Position, ask: Decimal) -> Receipt:
    where = boundary(ask=ask, views=position.views, bounds=position.bounds)
    return _receipt(position, "take_ask", ask=ask, boundary=where)


def _receipt(
    position: Position, rule: str, *, choice: LeverChoice | None = None, **inputs: Any
) -> Receipt:
    """Return a receipt with the facts that every decision shares."""
    shared = {
        "currency": position.bounds.currency,
        "views": position.views,
        "round": position.round,
        "offers_sent": len(position.offers),
        "thread_state": position.thread_state,
        "last_ask": position.last_ask,
    }
    return write_receipt(
        rule=rule,
        inputs={**shared, **inputs},
        bounds=position.bounds.as_dict(),
        playbook_version=position.playbook.version,
        lever=choice.lever if choice else None,
        not_applied=choice.not_applied if choice else (),
    )

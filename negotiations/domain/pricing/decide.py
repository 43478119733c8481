"""What to answer to a reply: one decision with its receipt from a position and a reading. Pure.

`fixed_ladder`: open at the floor, climb by shrinking steps towards the ceiling, give at most one
lever a counter, take every ask that the limits allow as soon as a step would reach it.
`adaptive`: the price comes from what they would settle for and what they are worth (`adaptive`).
Both keep the same limits, guards and levers.
"""

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from campaigns.domain.money import ceiling_amount, format_money
from negotiations.domain.pricing import guards
from negotiations.domain.pricing.additions import Addition, addition_of, draft_for, worth_words
from negotiations.domain.pricing.policy import (
    ADAPTIVE,
    ESCALATE,
    EXIT,
    Accept,
    Answer,
    AskBack,
    AskHuman,
    Counter,
    Decision,
    Exit,
    Position,
    Wait,
    lever_state,
)
from negotiations.domain.pricing.price_sheet import NoQuote, Quote, rights_in
from negotiations.domain.pricing.quotes import heard, on_package, quote_of
from negotiations.domain.pricing.steps import (
    ask_receipt,
    at_ask,
    first_offer,
    held,
    next_step,
    receipt_for,
)
from negotiations.domain.reading.acts import ACCEPTANCE
from negotiations.domain.terms.bounds import is_above_ceiling
from negotiations.domain.terms.certainty import MIN_CONFIDENCE
from negotiations.domain.terms.states import State

if TYPE_CHECKING:
    from negotiations.domain.reading.reader import Reading

_UNKNOWN_SENDER = "we do not know that the sender may accept"


def opening(position: Position) -> Counter | AskHuman:
    """Return the first offer: the playbook's price, the largest package, the target rights."""
    impossible = guards.impossible(position)
    if impossible:
        return _ask_human(position, "price_conflict", impossible)
    return first_offer(position)


def decide(*, position: Position, reading: "Reading") -> Decision:
    """Return what to do about a reply; defined for every reading and position, never raises.

    Words that opt out are handled before this.
    """
    settled = _by_state(position, reading) or _by_flags(position, reading)
    if settled is not None:
        return settled
    if not reading.confidence.is_finite() or reading.confidence < MIN_CONFIDENCE:
        return _unread(position, reading)
    if reading.intent == "reject":
        return Exit("they declined", receipt_for(position, "exit", reason="they declined"))
    if reading.intent == "question":
        return Answer(reading.questions, receipt_for(position, "answer"))
    if reading.intent == "accept":
        return _on_accept(position, reading)
    if reading.intent == "counter":
        return _on_counter(position, reading)
    return _ask_human(position, "unclear", "what they want is unclear")


def _unread(position: Position, reading: "Reading") -> Decision:
    """Ask for a plain yes where beside one a sentence has no place, and nothing else was said."""
    says_more = reading.asks or reading.flags - {"multi_platform", "sender_is_manager"}
    is_near = any(act == ACCEPTANCE for _, act in reading.sentences) and reading.unplaced
    if position.may_ask_back and position.standing and is_near and not says_more:
        reason = f"they wrote what has no certain meaning: {reading.unplaced[0]}"
        return AskBack(reason, receipt_for(position, "ask_back", reason=reason))
    return _ask_human(position, "low_confidence", "the mail could not be read with confidence")


def _by_state(position: Position, reading: "Reading") -> Decision | None:
    """Where the thread is not ours to answer, the mail is stored and people see it."""
    if position.thread_state == State.AGREED:
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
    dearer = [u.quote for u in reading.uplifts if u.kind in rights_in(standing.terms)]
    if dearer:
        reason = f"they accept, and price a part of our offer on top: {'; '.join(dearer)}"
        return _ask_human(position, "unpriced_terms", reason)
    receipt = receipt_for(position, "accept_offer", standing=standing.amount)
    return Accept(standing.amount, position.bounds.currency, False, receipt)


def _on_counter(position: Position, reading: "Reading") -> Decision:
    """Their price list counts as one ask where it covers a package of ours."""
    if guards.impossible(position):
        return _on_ask(position, reading)
    quote = quote_of(position, reading)
    if isinstance(quote, NoQuote):
        return _ask_human(position, "unpriced_terms", quote.reason)
    if quote is not None:
        return _on_ask(on_package(position, quote), heard(reading, quote))
    added = addition_of(position, reading)
    return _on_ask(position, reading) if added is None else _on_addition(position, added)


def understood(position: Position, reading: "Reading") -> "Reading":
    """Return the reading with the ask that it makes for a package of ours, if it makes one.

    A price list that covers none, and a price for something more, leave no ask.
    """
    quote = quote_of(position, reading)
    if isinstance(quote, Quote):
        return heard(reading, quote)
    if quote is None and addition_of(position, reading) is None:
        return reading
    return replace(reading, total=None, total_currency=None)


def _on_addition(position: Position, added: Addition) -> Decision:
    """More for more money: a person decides, with our offer priced again for it."""
    draft = draft_for(position, added)
    reason = f"they add to our offer: {added.words}{worth_words(position, draft)}"
    return _ask_human(position, "unpriced_terms", reason, draft=draft, ask=added.ask)


def _on_ask(position: Position, reading: "Reading") -> Decision:
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
        reason = (
            f"their ask {_told(position, ask)} lies below the minimum of {_told(position, minimum)}"
        )
        return _ask_human(position, "below_minimum", reason, ask=ask)
    standing = position.standing
    is_approved = ask in position.approved_amounts and guards.is_affordable(position, ask)
    is_above = is_above_ceiling(ask=total, views=position.views, bounds=position.bounds)
    is_low = standing is not None and ask <= standing.amount
    doubt = guards.doubt_about(position, reading, ask) if is_low else ""
    if doubt:
        return _ask_human(position, "ask_below_offer", doubt, ask=ask)
    if is_approved or (is_low and not is_above):
        return _take(position, reading, ask)
    return _negotiate(position, reading, ask, is_above)


def _negotiate(position: Position, reading: "Reading", ask: Decimal, is_above: bool) -> Decision:
    """Answer an ask above our standing offer: climb, take it, or end."""
    playbook, standing = position.playbook, position.standing
    if standing is not None and standing.amount > position.bounds.ceiling:
        reason = "our standing offer lies above the present ceiling"
        return _ask_human(position, "above_ceiling", reason, ask=ask)
    if standing is not None and _still_asks(position, reading):
        return held(position, standing)
    if standing is not None and position.has_said_last:
        return _end(position, ask, is_above, held(position, standing))
    step = next_step(position, ask)
    if is_above and playbook.above_ceiling == ESCALATE:
        return _ask_human(position, *guards.above(position, ask), draft=step, ask=ask)
    if playbook.name == ADAPTIVE and not is_above and step.amount >= ask:
        return _take(position, reading, ask)
    if position.round >= playbook.round_cap:
        return _end(position, ask, is_above, step)
    if not is_above and step.amount >= ask:
        return _take(position, reading, ask)
    return step


def _still_asks(position: Position, reading: "Reading") -> bool:
    """Whether they ask something where we would leave: it is answered, and our offer stands."""
    is_over = position.has_said_last or position.round >= position.playbook.round_cap
    return is_over and position.playbook.at_end == EXIT and bool(reading.questions)


def _end(position: Position, ask: Decimal, is_above: bool, step: Counter) -> Decision:
    """The last word was said: leave, or let a person choose."""
    if position.playbook.at_end == EXIT:
        reason = "every step is used and the ask is still above our offer"
        return Exit(reason, receipt_for(position, "exit", reason=reason, ask=ask))
    if is_above:
        code, reason = guards.above(position, ask)
        return _ask_human(position, code, reason, draft=step, ask=ask)
    reason = f"{position.round} counters were sent and their ask is {_told(position, ask)}"
    return _ask_human(position, "round_cap", reason, draft=step, ask=ask)


def _take(position: Position, reading: "Reading", ask: Decimal) -> Decision:
    """Close at the ask, unless the price would cover terms that we never priced."""
    if not position.quoted and guards.agrees_beside(reading):
        reason = "they agree, and name another sum than ours beside it"
        return _ask_human(position, "price_conflict", reason, draft=at_ask(position, ask), ask=ask)
    open_terms = guards.unpriced(reading, lever_state(position).terms)
    if open_terms or not position.sender_may_accept:
        draft = at_ask(position, ask)
        if not open_terms:
            return _ask_human(position, "manager_unknown", _UNKNOWN_SENDER, draft=draft, ask=ask)
        reason = f"their ask comes with {', '.join(open_terms).replace('_', ' ')}"
        return _ask_human(position, "unpriced_terms", reason, draft=draft, ask=ask)
    terms = lever_state(position).terms if position.quoted else None
    return Accept(ask, position.bounds.currency, True, ask_receipt(position, ask), terms)


def _without_number(position: Position, reading: "Reading") -> Decision:
    """They want another price and name none: raising at once would bid against ourselves."""
    if reading.asks:
        reason = "their prices do not add up to one amount for our package"
        return _ask_human(position, "unpriced_terms", reason)
    reason = "they want another price but name no number"
    draft = None if guards.is_spent(position) else next_step(position, None)
    return _ask_human(position, "unclear", reason, draft=draft)


def _told(position: Position, amount: Decimal) -> str:
    return format_money(amount, position.bounds.currency)


def _wait(position: Position, reason: str) -> Wait:
    return Wait(reason, receipt_for(position, "wait", reason=reason))


def _ask_human(
    position: Position,
    code: str,
    reason: str,
    *,
    draft: Counter | None = None,
    ask: Decimal | None = None,
) -> AskHuman:
    receipt = receipt_for(position, "ask_human", code=code, reason=reason, ask=ask)
    return AskHuman(code, reason, draft, receipt)

"""The next priced offer of a playbook, and the receipts of decisions. Pure."""

from decimal import Decimal
from typing import Any

from negotiations.domain.pricing.adaptive import NextPrice, next_price
from negotiations.domain.pricing.policy import (
    ADAPTIVE,
    Counter,
    Position,
    SentOffer,
    lever_state,
    rung_of,
)
from negotiations.domain.terms.bounds import boundary, ladder_amount
from negotiations.domain.terms.levers import LeverChoice, after, choose_lever, has_lever_left
from negotiations.domain.terms.receipts import Receipt, recompute, write_receipt


def first_offer(position: Position) -> Counter:
    """Return the opening: the largest package and the target rights at the playbook's price."""
    if position.playbook.name == ADAPTIVE:
        return _adaptive_step(position, None)[0]
    return Counter(
        amount=position.bounds.floor,
        terms=position.opening_terms,
        lever=None,
        final=False,
        note="",
        receipt=receipt_for(position, "opening", floor=position.bounds.floor),
    )


def next_step(position: Position, ask: Decimal | None) -> Counter:
    """Return the playbook's next offer; an amount that reaches the ask means: take the ask."""
    if position.playbook.name == ADAPTIVE:
        step, found = _adaptive_step(position, ask)
        return at_ask(position, ask) if found.takes_ask and ask is not None else step
    return _ladder_step(position, ask)


def at_ask(position: Position, ask: Decimal) -> Counter:
    """Return their amount on the standing terms."""
    terms = lever_state(position).terms
    return Counter(ask, terms, None, False, "their amount", ask_receipt(position, ask))


def held(position: Position, standing: SentOffer) -> Counter:
    """Return our final offer once more: after it no price and no package gets better."""
    receipt = receipt_for(position, "repeat", standing=standing.amount)
    return Counter(standing.amount, standing.terms, None, True, "our final offer stands", receipt)


def ask_receipt(position: Position, ask: Decimal) -> Receipt:
    """Return the receipt of an amount that is their ask."""
    where = boundary(ask=ask, views=position.views, bounds=position.bounds)
    return receipt_for(position, "take_ask", ask=ask, boundary=where)


def receipt_for(
    position: Position,
    rule: str,
    *,
    choice: LeverChoice | None = None,
    belief: dict[str, Any] | None = None,
    **inputs: Any,
) -> Receipt:
    """Return a receipt with the facts that every decision shares."""
    shared = {
        "currency": position.bounds.currency,
        "views": position.views,
        "round": position.round,
        "offers_sent": len(position.offers),
        "thread_state": position.thread_state,
        "last_ask": position.last_ask,
        "quote": list(position.quoted) or None,
    }
    return write_receipt(
        rule=rule,
        inputs={**shared, **inputs},
        bounds=position.bounds,
        playbook_version=position.playbook.version,
        choice=choice,
        belief=belief,
    )


def _choice(position: Position) -> LeverChoice:
    """The first price of a thread is an opening: it trades nothing."""
    state = lever_state(position)
    if position.standing is None:
        return LeverChoice(None, state.terms, "", ())
    return choose_lever(state, position.playbook.lever_order)


def _ladder_step(position: Position, ask: Decimal | None) -> Counter:
    """Return the ladder's step with one lever, never above the ask."""
    bounds, playbook, standing = position.bounds, position.playbook, position.standing
    choice = _choice(position)
    inputs: dict[str, Any] = {
        "floor": bounds.floor,
        "ceiling": bounds.ceiling,
        "share": playbook.share(rung_of(position, choice.lever)),
        "standing": None if standing is None else standing.amount,
        "ask": ask,
    }
    amount = ladder_amount(currency=bounds.currency, **inputs)
    is_last = position.round + 1 >= playbook.round_cap
    return Counter(
        amount=amount,
        terms=choice.terms,
        lever=choice.lever,
        final=is_last or _is_spent(position, choice, amount),
        note=choice.note,
        receipt=receipt_for(position, "ladder_step", choice=choice, **inputs),
    )


def _adaptive_step(position: Position, ask: Decimal | None) -> tuple[Counter, NextPrice]:
    """Return the best next price with one lever, and what it was found from."""
    found, choice = next_price(position, ask), _choice(position)
    inputs = {"floor": position.bounds.floor, "ceiling": position.bounds.ceiling, **found.inputs}
    if found.takes_ask and ask is not None:
        return at_ask(position, ask), found
    receipt = receipt_for(position, "worth_step", choice=choice, belief=found.belief, **inputs)
    amount = recompute(receipt)
    is_stuck = not found.has_room and _is_spent(position, choice, position.bounds.ceiling)
    is_last = position.round + 1 >= position.playbook.round_cap
    has_said = position.standing is not None
    step = Counter(
        amount=amount,
        terms=choice.terms,
        lever=choice.lever,
        final=has_said and (is_last or is_stuck or _is_spent(position, choice, amount)),
        note=choice.note,
        receipt=receipt,
    )
    return step, found


def _is_spent(position: Position, choice: LeverChoice, amount: Decimal) -> bool:
    """Return whether nothing is left to give after this offer: neither money nor a lever."""
    if amount < position.bounds.ceiling:
        return False
    return not has_lever_left(after(lever_state(position), choice), position.playbook.lever_order)

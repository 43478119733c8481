"""One simulated campaign's moves: the dict form of the strategy. Pure, deterministic, no state.

Ask for their rate first; then open between the floor and their ask, close part of the gap each
time they move, and take the ask once it is worth its price. One number for the whole campaign,
the price of value at the margin of the budget, says what an influencer is worth.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from negotiations.domain.arena_state import (
    ArenaCampaign,
    ArenaThread,
    read_campaign,
    value_for_money,
    worth_of,
)
from negotiations.domain.receipts import recompute, write_receipt

_OPEN_SHARE = Decimal("0.45")
_FIRST_SHARE = Decimal("0.33")
_NEXT_SHARE = Decimal("0.50")
_CLOSE_ENOUGH = Decimal("1.04")
_MOST_FOLLOW_UPS = 2
_VERSION = "portfolio-1"


def move(campaign: Mapping[str, Any], thread_id: str) -> dict[str, Any]:
    """Return the next move in one thread: offer, accept, walk or hold (arena form).

    :raises LookupError: if the campaign has no such thread
    """
    state = read_campaign(campaign)
    thread = next((t for t in state.threads if t.id == thread_id), None)
    if thread is None:
        raise LookupError(f"no such thread: {thread_id}")
    if not thread.is_open or len(thread.offers) > len(thread.replies):
        return _say("hold", "not our turn")
    floor, limit = state.floor(thread), state.limit(thread)
    if floor <= 0 or floor > limit:
        return _say("walk", "no offer lies inside the limits")
    if thread.last_reply == "silence":
        return _after_silence(state, thread)
    if thread.ask is None:
        return _without_ask(state, thread)
    return _with_ask(state, thread, thread.ask, min(limit, worth_of(state, thread)))


def order(campaign: Mapping[str, Any]) -> list[str]:
    """Return the thread ids, the most value for its expected price first."""
    state = read_campaign(campaign)
    ranked = sorted(state.threads, key=lambda t: (-value_for_money(state, t), t.id))
    return [thread.id for thread in ranked]


def _with_ask(
    state: ArenaCampaign, thread: ArenaThread, ask: Decimal, most: Decimal
) -> dict[str, Any]:
    """Take the ask, close part of the gap, or leave."""
    is_last = _is_last_mail(state, thread)
    standing = thread.standing
    if ask <= most and _is_good_ask(state, thread, ask, is_last):
        return _accept(state, ask)
    if len(thread.offers) >= state.max_rounds or (thread.offers and thread.offers[-1].get("final")):
        return _accept(state, ask) if ask <= most else _say("walk", "the last word was said")
    if standing is None:
        start, share = state.floor(thread), _OPEN_SHARE
    else:
        start = standing
        share = _NEXT_SHARE if len(thread.amounts) > 1 else _FIRST_SHARE
    if thread.last_reply == "firm" and standing is not None and ask > most:
        share = Decimal(1)
    offer = _gap_offer(state, thread, start=start, share=share, limit=most, is_last=is_last)
    if Decimal(offer["amount"]) >= ask:
        return _accept(state, ask)
    if standing is not None and Decimal(offer["amount"]) <= standing and not is_last:
        return _say("walk", "their ask stays above what they are worth to the campaign")
    return _afford(state, offer)


def _is_good_ask(state: ArenaCampaign, thread: ArenaThread, ask: Decimal, is_last: bool) -> bool:
    """An ask under the floor, near our standing offer, or with no mail left is taken."""
    standing = thread.standing
    if ask <= state.floor(thread) or is_last:
        return True
    return standing is not None and ask <= standing * _CLOSE_ENOUGH


def _without_ask(state: ArenaCampaign, thread: ArenaThread) -> dict[str, Any]:
    """Ask for their rate; name a number to those who do not say theirs."""
    if not thread.offers and state.ticks_left > 2 and state.max_rounds > 2:
        return {
            "move": "offer",
            "amount": None,
            "levers": [],
            "final": False,
            "reason": "ask for their rate first",
            "receipt": _no_number(state),
        }
    if len(thread.offers) >= state.max_rounds:
        return _say("walk", "no mail is left")
    limit = min(state.limit(thread), max(worth_of(state, thread), state.floor(thread)))
    start = thread.standing or state.floor(thread)
    is_last = _is_last_mail(state, thread)
    # Without a number of theirs a second price would bid against ourselves.
    share = _OPEN_SHARE if thread.standing is None else Decimal(0)
    offer = _gap_offer(state, thread, start=start, share=share, limit=limit, is_last=is_last)
    return _afford(state, offer)


def _after_silence(state: ArenaCampaign, thread: ArenaThread) -> dict[str, Any]:
    """Write again with the same number; after that, leave."""
    if thread.silences > _MOST_FOLLOW_UPS or len(thread.offers) >= state.max_rounds:
        if thread.ask is not None and thread.ask <= min(state.limit(thread), state.free):
            return _accept(state, thread.ask)
        return _say("walk", "they stay silent")
    standing = thread.standing
    if standing is None:
        if thread.silences > 1 or thread.ask is not None:
            return _priced_follow_up(state, thread)
        return {
            "move": "offer",
            "amount": None,
            "levers": [],
            "final": False,
            "reason": "follow up on our question",
            "receipt": _no_number(state),
        }
    if thread.ask is not None and thread.ask <= standing:
        return _accept(state, thread.ask)
    receipt = write_receipt(
        rule="repeat",
        inputs={"currency": state.currency, "standing": standing},
        bounds={},
        playbook_version=_VERSION,
    ).as_dict()
    return _afford(
        state,
        {
            "move": "offer",
            "amount": str(standing),
            "levers": [],
            "final": bool(thread.offers[-1].get("final")),
            "reason": "follow up with the same number",
            "receipt": receipt,
        },
    )


def _priced_follow_up(state: ArenaCampaign, thread: ArenaThread) -> dict[str, Any]:
    limit = min(state.limit(thread), max(worth_of(state, thread), state.floor(thread)))
    offer = _gap_offer(
        state,
        thread,
        start=state.floor(thread),
        share=_OPEN_SHARE,
        limit=limit,
        is_last=_is_last_mail(state, thread),
    )
    return _afford(state, offer)


def _gap_offer(
    state: ArenaCampaign,
    thread: ArenaThread,
    *,
    start: Decimal,
    share: Decimal,
    limit: Decimal,
    is_last: bool,
) -> dict[str, Any]:
    """Return an offer `share` of the way from `start` to their ask or our limit."""
    floor = state.floor(thread)
    cap = max(limit, floor)
    end = cap if thread.ask is None else min(thread.ask, cap)
    inputs = {
        "currency": state.currency,
        "floor": floor,
        "limit": cap,
        "start": start,
        "end": max(end, start),
        "share": Decimal(1) if is_last else share,
        "ask": thread.ask,
    }
    receipt = write_receipt(
        rule="gap_step", inputs=inputs, bounds={}, playbook_version=_VERSION
    ).as_dict()
    return {
        "move": "offer",
        "amount": str(recompute(receipt)),
        "levers": [],
        "final": is_last,
        "reason": "the last offer" if is_last else "close part of the gap",
        "receipt": receipt,
    }


def _afford(state: ArenaCampaign, offer: dict[str, Any]) -> dict[str, Any]:
    """Hold an offer that, with all open ones accepted, would break the budget."""
    if Decimal(offer["amount"]) > state.free:
        return _say("hold", "the budget is reserved by other offers")
    return offer


def _accept(state: ArenaCampaign, ask: Decimal) -> dict[str, Any]:
    if ask > state.free:
        return _say("hold", "the budget is reserved by other offers")
    receipt = write_receipt(
        rule="take_ask",
        inputs={"currency": state.currency, "ask": ask},
        bounds={},
        playbook_version=_VERSION,
    )
    return {"move": "accept", "reason": "take their ask", "receipt": receipt.as_dict()}


def _is_last_mail(state: ArenaCampaign, thread: ArenaThread) -> bool:
    return len(thread.offers) + 1 >= state.max_rounds or state.ticks_left <= 1


def _say(word: str, reason: str) -> dict[str, Any]:
    return {"move": word, "reason": reason}


def _no_number(state: ArenaCampaign) -> dict[str, Any]:
    return write_receipt(
        rule="inquiry", inputs={"currency": state.currency}, bounds={}, playbook_version=_VERSION
    ).as_dict()

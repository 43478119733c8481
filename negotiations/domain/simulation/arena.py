"""One simulated campaign's moves: the dict form of the strategy. Pure, deterministic, no state.

Ask for their rate first; work out what they would settle for; then offer the rising series that is
worth most at the campaign's price of reach, and take the ask once no offer is worth more.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from campaigns.domain.money import ceiling_amount
from negotiations.domain.pricing.belief import Belief, spoken
from negotiations.domain.pricing.concession import LEAST_SHARE, STEPS, Talk, plan
from negotiations.domain.simulation.desk import Desk, Tuning
from negotiations.domain.simulation.state import ArenaThread, lever_cost, read_campaign
from negotiations.domain.terms.receipts import recompute, write_receipt
from negotiations.domain.terms.rounding import step_of

_TUNING = Tuning()


def move(campaign: Mapping[str, Any], thread_id: str) -> dict[str, Any]:
    """Return the next move in one thread: offer, accept, walk or hold (arena form).

    :raises LookupError: if the campaign has no such thread
    """
    return move_with(_TUNING, campaign, thread_id)


def order(campaign: Mapping[str, Any]) -> list[str]:
    """Return the thread ids, the most value for its expected price first."""
    return order_with(_TUNING, campaign)


def move_with(tuning: Tuning, campaign: Mapping[str, Any], thread_id: str) -> dict[str, Any]:
    """Return the next move under other dials than the usual ones.

    :raises LookupError: if the campaign has no such thread
    """
    state = read_campaign(campaign)
    thread = next((t for t in state.threads if t.id == thread_id), None)
    if thread is None:
        raise LookupError(f"no such thread: {thread_id}")
    if not thread.is_open or thread.awaits:
        return _say("hold", "not our turn")
    desk = Desk(state, tuning)
    if thread.last == "silence":
        return _after_silence(desk, thread)
    return _next(desk, thread)


def order_with(tuning: Tuning, campaign: Mapping[str, Any]) -> list[str]:
    """Return the thread ids in order under other dials than the usual ones."""
    desk = Desk(read_campaign(campaign), tuning)
    costs = {t.id: _expected_cost(desk, t) / t.value for t in desk.campaign.threads}
    return sorted(costs, key=lambda name: (costs[name], name))


def _expected_cost(desk: Desk, thread: ArenaThread) -> float:
    middle = desk.belief(thread).quantiles((0.5,))[0]
    return max(middle, desk.low * thread.views, *thread.amounts[-1:])


def _next(desk: Desk, thread: ArenaThread) -> dict[str, Any]:
    """Answer a reply that came: ask, repeat, offer, take or leave."""
    if thread.ask is None and not thread.mails and _has_time_to_ask(desk):
        return _ask_rate(desk, "ask for their rate first")
    if thread.last == "question" and thread.standing is not None:
        return _repeat(desk, thread, "a question costs nothing: the same number stands")
    return _price(desk, thread)


def _has_time_to_ask(desk: Desk) -> bool:
    campaign = desk.campaign
    return desk.tuning.asks_first and campaign.ticks_left > 2 and campaign.max_rounds > 2


def _after_silence(desk: Desk, thread: ArenaThread) -> dict[str, Any]:
    """Write again with the same number; after that, leave."""
    campaign = desk.campaign
    if thread.silences > desk.tuning.follow_ups or thread.mails >= campaign.max_rounds:
        return _close_or_leave(desk, thread, "they stay silent")
    if thread.standing is not None:
        return _repeat(desk, thread, "follow up with the same number")
    if thread.silences < desk.tuning.inquiries and thread.ask is None:
        return _ask_rate(desk, "follow up on our question")
    return _price(desk, thread)


def _repeat(desk: Desk, thread: ArenaThread, reason: str) -> dict[str, Any]:
    standing, ask = thread.standing, thread.ask
    if standing is None or thread.mails >= desk.campaign.max_rounds:
        return _close_or_leave(desk, thread, "no mail is left")
    if ask is not None and ask <= standing:
        return _accept(desk, thread, ask)
    if standing > desk.limit(thread) or standing * (1 + lever_cost(thread.levers)) > _free(
        desk, thread
    ):
        return _say("hold", "the money is reserved by other offers")
    inputs = {"currency": desk.campaign.currency, "standing": standing}
    receipt = _receipt(desk, "repeat", inputs, desk.belief(thread))
    return _offer(str(standing), thread.levers, thread.final, reason, receipt)


def _price(desk: Desk, thread: ArenaThread) -> dict[str, Any]:
    """Name the best next price, or take their ask, or leave."""
    ask, limit = thread.ask, desk.limit(thread)
    if ask is not None and ask <= desk.floor(thread) and ask <= limit:
        return _accept(desk, thread, ask)
    if thread.mails >= desk.campaign.max_rounds or thread.final:
        return _close_or_leave(desk, thread, "the last word was said")
    room = _room(desk, thread)
    if room.high < room.low:
        return _no_room(desk, thread, room.worth)
    return _best_price(desk, thread, room)


@dataclass(frozen=True)
class _Room:
    """Where the next price may lie, and the most the thread is worth."""

    low: Decimal
    high: Decimal
    worth: Decimal


def _room(desk: Desk, thread: ArenaThread) -> _Room:
    """Return the room between floor, standing offer, money, average, worth and their ask."""
    ask, limit, floor = thread.ask, desk.limit(thread), desk.floor(thread)
    worth = max(Decimal(repr(desk.worth(thread))), Decimal(0))
    cost = 1 + lever_cost(desk.tuning.levers)
    high = min(limit, worth / cost, _free(desk, thread) / cost)
    low = max(floor, thread.standing or floor)
    if ask is not None:
        high = min(high, ask)
        low = max(low, min(ask * LEAST_SHARE, limit))
    most = _largest_step(desk, thread)
    if most is not None:
        high = min(high, low + most)
    return _Room(low, ceiling_amount(high, desk.campaign.currency), worth)


def _largest_step(desk: Desk, thread: ArenaThread) -> Decimal | None:
    """Steps shrink: none is larger than the one before, but for the last mail."""
    mails = min(desk.campaign.max_rounds - thread.mails, desk.campaign.ticks_left)
    moves = [b - a for a, b in pairwise(thread.amounts) if b > a]
    if not desk.tuning.shrinks or mails <= 1 or not moves:
        return None
    return Decimal(repr(round(moves[-1], 4)))


def _no_room(desk: Desk, thread: ArenaThread, worth: Decimal) -> dict[str, Any]:
    """No admissible price is worth it now: wait while that may change."""
    ask = thread.ask
    if ask is not None and ask <= worth and _fits(desk, thread, ask):
        return _accept(desk, thread, ask)
    if desk.campaign.ticks_left <= 1 and thread.mails:
        return _say("walk", "no price is worth it to the campaign")
    return _say("hold", "no price is worth it to the campaign now")


def _best_price(desk: Desk, thread: ArenaThread, room: _Room) -> dict[str, Any]:
    """Offer the first step of the best series, or take the ask where nothing is worth more."""
    ask, worth = thread.ask, float(room.worth)
    belief = desk.belief(thread)
    talk = _talk(desk, thread, worth=worth, expected=belief.quantiles((0.5,))[0])
    best = plan(belief, talk, start=float(room.low), top=float(room.high))
    if ask is not None and float(ask) <= worth and _fits(desk, thread, ask):
        is_best = worth - float(ask) >= best.value or ask <= room.low
        if is_best:
            return _accept(desk, thread, ask)
    has_said = thread.standing is not None
    step = max(best.step, 1) if has_said else best.step
    low = min(room.low + step_of(room.high), room.high) if has_said else room.low
    inputs = {
        "currency": desk.campaign.currency,
        "start": room.low,
        "end": room.high,
        "share": (Decimal(step) / STEPS).quantize(Decimal("0.0001")),
        "step": step_of(room.high),
        "low": low,
        "high": room.high,
        "ask": ask,
        "worth": Decimal(repr(round(worth, 4))),
        "shadow_price": Decimal(repr(round(desk.shadow.price, 8))),
        "pull": Decimal(repr(desk.shadow.pull)),
    }
    receipt = _receipt(desk, "worth_step", inputs, belief)
    amount = recompute(receipt)
    if ask is not None and amount >= ask:
        return _accept(desk, thread, ask)
    is_last = desk.campaign.max_rounds - thread.mails == 1
    # Whoever may still take their ask after this mail must not call its offer the final one.
    may_take = ask is not None and float(ask) <= worth and _fits(desk, thread, ask)
    is_final = not may_take and (best.is_final or is_last)
    return _offer(str(amount), desk.tuning.levers, is_final, "the best next price", receipt)


def _talk(desk: Desk, thread: ArenaThread, *, worth: float, expected: float) -> Talk:
    campaign, levers = desk.campaign, desk.tuning.levers
    mails = campaign.max_rounds - thread.mails
    return Talk(
        worth=worth,
        ask=None if thread.ask is None else float(thread.ask),
        mails=max(min(mails, campaign.ticks_left), 1) if desk.tuning.looks_ahead else 1,
        silence=desk.market.silence,
        leaving=desk.market.leaving,
        expected=expected,
        may_take_later=campaign.ticks_left > mails,
        lift=desk.lift(levers),
        cost=1 + float(lever_cost(levers)),
    )


def _close_or_leave(desk: Desk, thread: ArenaThread, reason: str) -> dict[str, Any]:
    ask = thread.ask
    if ask is not None and _is_beyond_final(thread, ask):
        return _say("walk", "their ask lies above our final offer")
    if ask is not None and float(ask) <= desk.worth(thread):
        if _fits(desk, thread, ask):
            return _accept(desk, thread, ask)
        if desk.campaign.ticks_left > 1:
            return _say("hold", "the money is reserved by other offers")
    return _say("walk", reason)


def _is_beyond_final(thread: ArenaThread, ask: Decimal) -> bool:
    """Whether taking the ask would break the word that our offer was the final one."""
    return thread.final and thread.standing is not None and ask > thread.standing


def _fits(desk: Desk, thread: ArenaThread, amount: Decimal) -> bool:
    return amount <= desk.limit(thread) and amount <= _free(desk, thread)


def _free(desk: Desk, thread: ArenaThread) -> Decimal:
    return desk.campaign.free + desk.campaign.reserved_for(thread)


def _accept(desk: Desk, thread: ArenaThread, ask: Decimal) -> dict[str, Any]:
    if ask > _free(desk, thread):
        return _say("hold", "the money is reserved by other offers")
    receipt = _receipt(desk, "take_ask", {"currency": desk.campaign.currency, "ask": ask})
    return {"move": "accept", "reason": "take their ask", "receipt": receipt}


def _ask_rate(desk: Desk, reason: str) -> dict[str, Any]:
    receipt = _receipt(desk, "inquiry", {"currency": desk.campaign.currency})
    return _offer(None, (), False, reason, receipt)


def _receipt(
    desk: Desk, rule: str, inputs: Mapping[str, Any], belief: Belief | None = None
) -> dict[str, Any]:
    campaign = desk.campaign
    limits = {name: getattr(campaign, name) for name in ("min_cpm", "max_cpm", "hard_cpm")}
    return write_receipt(
        rule=rule,
        inputs=inputs,
        bounds={name: str(value) for name, value in limits.items()},
        playbook_version=desk.tuning.version,
        belief=None if belief is None else spoken(belief),
    ).as_dict()


def _offer(
    amount: str | None,
    levers: tuple[str, ...],
    is_final: bool,
    reason: str,
    receipt: dict[str, Any],
) -> dict[str, Any]:
    return {
        "move": "offer",
        "amount": amount,
        "levers": list(levers),
        "final": is_final,
        "reason": reason,
        "receipt": receipt,
    }


def _say(word: str, reason: str) -> dict[str, Any]:
    return {"move": word, "reason": reason}

"""The adaptive playbook's next price in one real thread: belief, worth, search. Pure.

The same core as the simulated form: what they would settle for is learned from their asks and the
campaign's other threads, what they are worth comes from the shadow price of the budget, and the
price is the first step of the best rising series. Without a portfolio the thread stands alone.
"""

from dataclasses import dataclass, replace
from decimal import Decimal
from math import exp, log
from typing import Any

from campaigns.domain.money import ceiling_amount, exponent, floor_amount
from negotiations.domain.pricing.belief import Belief, spoken
from negotiations.domain.pricing.concession import LEAST_SHARE, STEPS, Plan, Talk, plan
from negotiations.domain.pricing.market import Evidence, Prior, learn
from negotiations.domain.pricing.policy import Position
from negotiations.domain.pricing.portfolio import (
    OtherThread,
    Purse,
    Shadow,
    Slice,
    quality_of,
    shadow_of,
)
from negotiations.domain.terms.rounding import step_of

PRIOR = Prior()
# By firmness: how many times the average price of reach is still bought, and how far above the
# price of reach at the margin one thread may go.
_THRIFT = {"generous": 2.3, "balanced": 1.9, "firm": 1.6}
_MARGIN = {"generous": 1.25, "balanced": 1.15, "firm": 1.0}
_SHARES = (1 / 6, 1 / 2, 5 / 6)
_ANSWERED = 0.8
_DAYS_PER_MAIL = 3


@dataclass(frozen=True)
class NextPrice:
    """What to do next: `takes_ask`, or a step whose `inputs` give the amount."""

    inputs: dict[str, Any]
    belief: dict[str, Any]
    is_final: bool
    takes_ask: bool
    has_room: bool


def next_price(position: Position, ask: Decimal | None) -> NextPrice:
    """Return the best next price below `ask` (None: they named none), inside every limit.

    The caller has refused impossible bounds and a standing offer above the ceiling.
    """
    belief, shadow = _view(position, ask)
    worth = _worth(position, shadow)
    standing = position.standing
    low, high = _room(position, ask, worth)
    if ask is not None and ask <= low:
        return NextPrice({}, spoken(belief), False, True, False)
    cap = _step_cap(position)
    top = high if cap is None else min(high, max(low, low + cap))
    best = _plan(position, belief, ask=ask, worth=worth, low=low, top=top)
    least, round_to = low, _round_to(position, top)
    if standing is not None:
        best = replace(best, step=max(best.step, 1))
        least = min(floor_amount(low + round_to, position.bounds.currency), top)
    inputs = {
        "start": low,
        "end": top,
        "share": (Decimal(best.step) / STEPS).quantize(Decimal("0.0001")),
        "step": round_to,
        "low": least,
        "high": top,
        "ask": ask,
        "worth": Decimal(repr(round(worth, 4))),
        "prior_deals": None if position.learned is None else position.learned.deals,
        "prior_level": None if position.learned is None else position.learned.level,
        "shadow_price": None if shadow is None else Decimal(repr(round(shadow.price, 8))),
    }
    return NextPrice(
        inputs=inputs,
        belief=spoken(belief),
        is_final=best.is_final,
        takes_ask=_is_good(position, ask, worth, best),
        has_room=top > low,
    )


def _room(position: Position, ask: Decimal | None, worth: float) -> tuple[Decimal, Decimal]:
    """Return the lowest and the highest next price: never above their ask or its worth to us."""
    bounds, standing = position.bounds, position.standing
    low = bounds.floor if standing is None else max(standing.amount, bounds.floor)
    in_units = ceiling_amount(Decimal(repr(round(worth, 6))), bounds.currency)
    high = min(bounds.ceiling, in_units)
    high = max(high if ask is None else min(high, ask), low)
    if standing is None and ask is not None:
        least_polite = floor_amount(ask * LEAST_SHARE, bounds.currency)
        low = max(low, min(least_polite, high))
    return low, high


def _round_to(position: Position, top: Decimal) -> Decimal:
    """Return the step of round numbers; exact playbooks move by the smallest unit."""
    unit = Decimal(1).scaleb(-exponent(position.bounds.currency))
    return max(step_of(top), unit) if position.playbook.rounding == "natural" else unit


def _is_good(position: Position, ask: Decimal | None, worth: float, best: Plan) -> bool:
    """Whether taking their ask is worth at least as much as the best offer."""
    if ask is None or ask > position.bounds.ceiling or float(ask) > worth:
        return False
    if position.round >= position.playbook.round_cap or position.has_said_last:
        return True
    return worth - float(ask) >= best.value


def _step_cap(position: Position) -> Decimal | None:
    """Steps shrink: none is larger than the one before, but for the last."""
    amounts = [offer.amount for offer in position.offers]
    if len(amounts) < 2 or _mails_left(position) <= 1:
        return None
    return max(amounts[-1] - amounts[-2], Decimal(0))


def _mails_left(position: Position) -> int:
    mails = position.playbook.round_cap - position.round
    days = position.portfolio.days_left if position.portfolio else None
    return max(mails if days is None else min(mails, days // _DAYS_PER_MAIL), 1)


def _plan(
    position: Position,
    belief: Belief,
    *,
    ask: Decimal | None,
    worth: float,
    low: Decimal,
    top: Decimal,
) -> Plan:
    talk = Talk(
        worth=worth,
        ask=None if ask is None else float(ask),
        mails=_mails_left(position),
        silence=PRIOR.silence,
        leaving=PRIOR.leaving,
        expected=belief.quantiles((0.5,))[0],
        may_take_later=True,
    )
    return plan(belief, talk, start=float(low), top=float(top))


def _view(position: Position, ask: Decimal | None) -> tuple[Belief, Shadow | None]:
    """Return the belief about this thread and the campaign's shadow price, if it has one."""
    ours = _own_evidence(position, ask)
    portfolio = position.portfolio
    others = portfolio.threads if portfolio else ()
    told = [_evidence(position, other) for other in others]
    market = learn([ours, *told], prior_of(position))
    belief = market.belief(ours)
    if portfolio is None:
        return belief, None
    slices = _slices(position, belief, quality=_quality(position), views=position.views)
    spent = reach = savings = 0.0
    target = float(position.bounds.cpm_ceiling) / 1000
    for other, evidence in zip(others, told, strict=True):
        if other.agreed is not None:
            spent += float(other.agreed)
            reach += other.views * float(other.quality)
            savings += target * other.views - float(other.agreed)
        elif other.is_open and other.views > 0:
            theirs = market.belief(evidence)
            slices += _slices(position, theirs, quality=float(other.quality), views=other.views)
    left = float(portfolio.budget - portfolio.spent)
    purse = Purse(left=left, spent=spent, reach=reach, savings=savings)
    return belief, shadow_of(slices, purse, thrift=_THRIFT[position.playbook.firmness])


def _worth(position: Position, shadow: Shadow | None) -> float:
    """Return the most this thread is worth: never above the ceiling, never below the floor."""
    ceiling, floor = float(position.bounds.ceiling), float(position.bounds.floor)
    if shadow is None:
        return ceiling
    target = float(position.bounds.cpm_ceiling) * position.views / 1000
    worth = (
        shadow.worth(position.views * _quality(position), target)
        * _MARGIN[position.playbook.firmness]
    )
    return min(max(worth, floor), ceiling)


def _slices(position: Position, belief: Belief, *, quality: float, views: int) -> list[Slice]:
    low = float(position.bounds.cpm_floor) * views / 1000
    target = float(position.bounds.cpm_ceiling) * views / 1000
    prices = [max(price * 1.02, low) for price in belief.quantiles(_SHARES)]
    chance = _ANSWERED / len(_SHARES)
    return [Slice(quality * views, p, target, chance) for p in prices if p <= target]


def _quality(position: Position) -> float:
    return float(quality_of(position.engagement_rate, position.playbook.engagement_tiers))


def prior_of(position: Position) -> Prior:
    """Return our prior as the house's own closed deals have moved it."""
    learned = position.learned
    if learned is None:
        return PRIOR
    return replace(PRIOR, scale=float(learned.level), markup=float(learned.markup))


def expected_amount(
    *,
    cpm_floor: Decimal,
    cpm_ceiling: Decimal,
    views: int,
    quality: float,
    platform: str,
    prior: Prior = PRIOR,
) -> float:
    """Return what somebody with these numbers is expected to settle for, before any ask."""
    middle = float(cpm_floor + cpm_ceiling) / 2000 * views * prior.scale
    factor = exp(dict(prior.platforms).get(platform.lower(), 0.0))
    return float(max(middle, 0.01) * max(quality, 0.01) ** prior.quality_power * factor)


def _guess(position: Position, *, views: int, quality: float, platform: str) -> float:
    return log(
        expected_amount(
            cpm_floor=position.bounds.cpm_floor,
            cpm_ceiling=position.bounds.cpm_ceiling,
            views=views,
            quality=quality,
            platform=platform,
            prior=prior_of(position),
        )
    )


def _own_evidence(position: Position, ask: Decimal | None) -> Evidence:
    asks = [*position.asks, *([] if ask is None else [ask])]
    if position.last_ask is not None and not position.asks:
        asks.insert(0, position.last_ask)
    named = [log(max(float(a), 0.01)) for a in asks]
    standing = position.standing
    declined = None if standing is None or ask is None else log(max(float(standing.amount), 0.01))
    stood_still = ask is not None and len(asks) > 1 and asks[-2] == ask and standing is not None
    return Evidence(
        guess=_guess(
            position,
            views=position.views,
            quality=_quality(position),
            platform=position.platform,
        ),
        first_ask=named[0] if named else None,
        last_ask=named[-1] if named else None,
        declined=declined,
        accepted=None,
        priced_replies=len(position.offers),
        silences=0,
        replies=len(named),
        left=False,
        shift=PRIOR.firm * stood_still
        + PRIOR.after_price * (standing is not None and len(asks) == 1),
    )


def _evidence(position: Position, other: OtherThread) -> Evidence:
    def known(amount: Decimal | None) -> float | None:
        return None if amount is None else log(max(float(amount), 0.01))

    views, quality = max(other.views, 1), max(float(other.quality), 0.01)
    return Evidence(
        guess=_guess(position, views=views, quality=quality, platform=other.platform),
        first_ask=known(other.first_ask),
        last_ask=known(other.last_ask if other.last_ask is not None else other.first_ask),
        declined=known(other.declined),
        accepted=known(other.agreed),
        priced_replies=int(other.standing is not None),
        silences=0,
        replies=int(other.first_ask is not None),
        left=False,
    )

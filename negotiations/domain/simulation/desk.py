"""One look at a whole simulated campaign: what is believed, what reach costs, what fits. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from math import log

from campaigns.domain.money import ceiling_amount, floor_amount
from negotiations.domain.pricing.belief import Belief
from negotiations.domain.pricing.market import Evidence, Market, Prior, learn
from negotiations.domain.pricing.portfolio import Purse, Shadow, Slice, shadow_of
from negotiations.domain.simulation.state import LEVER_COSTS, ArenaCampaign, ArenaThread

_SHARES = (1 / 6, 1 / 2, 5 / 6)


@dataclass(frozen=True)
class Tuning:
    """The dials of the strategy; the defaults are what is used."""

    prior: Prior = field(default_factory=Prior)
    asks_first: bool = True
    follow_ups: int = 3
    inquiries: int = 2
    levers: tuple[str, ...] = ("fast_pay", "product", "short_rights")
    lever_worth: float = 1.4
    """What a lever is worth to them, in multiples of what it costs us."""
    thrift: float = 1.9
    margin: float = 1.15
    has_shadow_price: bool = True
    looks_ahead: bool = True
    shrinks: bool = True
    version: str = "adaptive-1"


class Desk:
    """A campaign with the figures that every move needs, worked out once."""

    def __init__(self, campaign: ArenaCampaign, tuning: Tuning) -> None:
        self.campaign, self.tuning = campaign, tuning
        self.middle = float(campaign.min_cpm + campaign.max_cpm) / 2000 * tuning.prior.scale
        self.target = float(campaign.max_cpm) / 1000
        self.low, self.hard = float(campaign.min_cpm) / 1000, float(campaign.hard_cpm) / 1000
        self.lever_worth = {k: float(c) * tuning.lever_worth for k, c in LEVER_COSTS.items()}
        self.cost = 1 + sum(float(LEVER_COSTS[lever]) for lever in tuning.levers)
        self.platforms = dict(tuning.prior.platforms)
        self.evidence = {thread.id: self._evidence(thread) for thread in campaign.threads}
        self.market: Market = learn(list(self.evidence.values()), tuning.prior)

    def _evidence(self, thread: ArenaThread) -> Evidence:
        prior = self.tuning.prior
        guess = log(max(self.middle * thread.views, 0.01)) + prior.quality_power * log(
            thread.quality
        )
        guess += self.platforms.get(thread.data.get("platform", ""), 0.0)
        asks = thread.asks
        return Evidence(
            guess=guess,
            first_ask=_log(asks[0] if asks else None),
            last_ask=_log(asks[-1] if asks else None),
            declined=_log(thread.declined(self.lever_worth)),
            accepted=_log(thread.taken(self.lever_worth)),
            priced_replies=len(thread.amounts),
            silences=thread.kinds.count("silence"),
            replies=len(thread.kinds),
            left=thread.data["status"] in ("rejected", "dead"),
            shift=prior.after_price * thread.asked_after_price + prior.firm * thread.is_firm,
        )

    def belief(self, thread: ArenaThread) -> Belief:
        """Return what we believe they would settle for."""
        return self.market.belief(self.evidence[thread.id])

    def answers(self, thread: ArenaThread) -> float:
        """Return the chance that another mail of ours is answered at all, now or later."""
        mails = min(self.campaign.max_rounds - thread.mails, self.campaign.ticks_left)
        quiet = self.market.silence
        if len(thread.kinds) > thread.silences:
            gone = 0.02 + 0.08 * thread.silences
        else:
            unheard = quiet**thread.silences
            prior = self.tuning.prior.gone
            gone = prior / (prior + (1 - prior) * unheard)
        return (1 - gone) * (1 - quiet ** max(mails, 1))

    @cached_property
    def shadow(self) -> Shadow:
        """The price of reach at the margin of this campaign's money."""
        campaign = self.campaign
        slices: list[Slice] = []
        spent = reach = savings = 0.0
        for thread in campaign.threads:
            if thread.is_open:
                slices += self._slices(thread)
            elif thread.data["status"] == "closed":
                fee = float(thread.data["fee"] or 0)
                spent, reach = spent + fee, reach + thread.value
                savings += self.target * thread.views - fee
        left = float(campaign.budget - campaign.spent)
        purse = Purse(left=left, spent=spent, reach=reach, savings=savings)
        return shadow_of(slices, purse, thrift=self.tuning.thrift)

    def _slices(self, thread: ArenaThread) -> list[Slice]:
        chance = self.answers(thread) / len(_SHARES)
        least = self.low * thread.views
        if thread.amounts:
            least = max(least, thread.amounts[-1])
        hard, target = self.hard * thread.views, self.target * thread.views
        found = []
        for price in self.belief(thread).quantiles(_SHARES):
            paid = max(price * 1.02 / self.lift(self.tuning.levers), least) * self.cost
            if thread.asks:
                paid = min(paid, thread.asks[-1])
            if paid <= hard:
                found.append(Slice(thread.value, paid, target, chance))
        return found

    def lift(self, levers: Sequence[str]) -> float:
        """Return by what factor these levers raise what an amount is worth to them."""
        return 1 + sum(self.lever_worth[lever] for lever in levers)

    def worth(self, thread: ArenaThread) -> float:
        """Return the most that this thread is worth to the campaign now."""
        hard = self.hard * thread.views
        if not self.tuning.has_shadow_price:
            return self.target * thread.views
        worth = self.shadow.worth(thread.value, self.target * thread.views)
        return min(worth * self.tuning.margin, hard)

    def floor(self, thread: ArenaThread) -> Decimal:
        """The least we may offer."""
        return floor_amount(self.campaign.min_cpm * thread.views / 1000, self.campaign.currency)

    def limit(self, thread: ArenaThread) -> Decimal:
        """The most a deal may cost by policy and average, whatever the others do."""
        campaign = self.campaign
        target = campaign.max_cpm * thread.views / 1000
        over = max(campaign.savings, Decimal(0))
        hard = campaign.hard_cpm * thread.views / 1000
        return ceiling_amount(min(target + over, hard), campaign.currency)


def _log(price: float | None) -> float | None:
    return None if price is None else log(max(price, 0.01))

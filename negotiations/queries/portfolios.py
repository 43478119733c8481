"""A campaign's other negotiations as the portfolio layer sees them. Reads only."""

from decimal import Decimal

from campaigns.models import Campaign
from negotiations.domain.pricing.guards import is_possible_ask
from negotiations.domain.pricing.policy import Playbook
from negotiations.domain.pricing.portfolio import OtherThread, Portfolio, quality_of
from negotiations.domain.reading.reader import Reading
from negotiations.domain.terms.states import CLOSED, State
from negotiations.models import Offer, Thread
from negotiations.queries.budget import committed_amounts, open_offer_amount
from negotiations.queries.work import last_sent_at

_ZERO = Decimal(0)


def portfolio_of(campaign: Campaign, *, playbook: Playbook, except_thread: int) -> Portfolio | None:
    """Return what the other threads of a campaign leave to one; None without a budget.

    The caller holds the campaign's row lock. Three queries, however many threads there are.
    """
    if campaign.budget_amount is None:
        return None
    threads = (
        Thread.objects.filter(campaign=campaign)
        .exclude(pk=except_thread)
        .select_related("prospect")
        .annotate(open_amount=open_offer_amount())
        .order_by("id")
    )
    declined = _declined(campaign, except_thread)
    others = tuple(_other(thread, declined.get(thread.pk), playbook) for thread in threads)
    spent = sum((other.agreed for other in others if other.agreed is not None), _ZERO)
    return Portfolio(
        budget=campaign.budget_amount * campaign.over_offer_factor,
        spent=spent,
        exposure=committed_amounts(campaign.pk, except_thread=except_thread) - spent,
        threads=others,
    )


def asks_of(thread: Thread) -> tuple[Decimal, ...]:
    """Return every ask they named in the thread's currency, oldest first and one a turn."""
    return tuple(thread.asks)


def is_ask_to_note(reading: Reading, currency: str) -> bool:
    """Return whether a reading names an amount they ask in the thread's currency."""
    if reading.intent != "counter" or reading.total is None:
        return False
    return reading.total_currency in (None, currency) and is_possible_ask(reading.total)


def asks_before_turn(thread: Thread) -> tuple[Decimal, ...]:
    """Return the asks that our last mail answered, as the first decision since then saw them.

    What they write again before we wrote is the same ask, not a second one.
    """
    since, decided = last_sent_at(thread), thread.decisions.exclude(message=None)
    if since is not None:
        decided = decided.filter(made_at__gt=since)
    first = decided.first()
    return asks_of(thread) if first is None else first.position.asks


def _declined(campaign: Campaign, except_thread: int) -> dict[int, Decimal]:
    """Return by thread the best of our offers that they answered with another price."""
    answered = Offer.objects.filter(thread__campaign=campaign, status=Offer.Status.ANSWERED)
    best: dict[int, Decimal] = {}
    for thread_id, amount in answered.values_list("thread_id", "amount"):
        if thread_id != except_thread:
            best[thread_id] = max(amount, best.get(thread_id, amount))
    return best


def _other(thread: Thread, declined: Decimal | None, playbook: Playbook) -> OtherThread:
    asks = asks_of(thread)
    is_agreed = thread.state == State.AGREED
    return OtherThread(
        views=thread.views,
        platform=thread.prospect.platform,
        quality=quality_of(thread.prospect.engagement_rate, playbook.engagement_tiers),
        first_ask=asks[0] if asks else None,
        last_ask=asks[-1] if asks else None,
        declined=declined,
        agreed=thread.agreed_amount if is_agreed else None,
        standing=getattr(thread, "open_amount", None),
        is_open=thread.state not in CLOSED,
    )

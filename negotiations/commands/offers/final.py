"""Our final offer binds people as well: whoever goes above it says that they know."""

from decimal import Decimal

from campaigns.domain.money import format_money
from negotiations.errors import refuse_if
from negotiations.models import Offer, Thread
from negotiations.queries.work import sent_offers


def final_below(thread: Thread, amount: Decimal) -> Offer | None:
    """Return the final offer of ours that this amount goes above, if there is one."""
    finals = [offer for offer in sent_offers(thread) if offer.is_final and offer.amount < amount]
    return finals[-1] if finals else None


def refuse_unsaid(final: Offer | None, *, breaks_final: bool) -> None:
    """Let nobody go above a final offer unawares.

    :raises Refused: if there is one and the person did not say that they know
    """
    said = format_money(final.amount, final.currency) if final else ""
    refuse_if(
        final is not None and not breaks_final,
        f"We told them that {said} was our final offer. Say that you know and go above it.",
        code="final",
    )

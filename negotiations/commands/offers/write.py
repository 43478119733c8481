"""The offer row of a decision, written with its receipt before any mail about it."""

from audit.actions import Action
from negotiations.commands.deeds import Deed
from negotiations.commands.thread.state import audit
from negotiations.domain.pricing.policy import Counter
from negotiations.domain.terms.lines import lines_of
from negotiations.models import Offer, Thread


def write_offer(thread: Thread, decision: Counter, deed: Deed, *, from_ask: bool = False) -> Offer:
    """Write the offer row of a decision. Runs with the thread's row locked."""
    receipt = decision.receipt
    lines = lines_of(amount=decision.amount, currency=thread.currency, terms=decision.terms)
    offer = Offer.objects.create(
        thread=thread,
        number=thread.offers.exclude(status=Offer.Status.WITHDRAWN).count() + 1,
        amount=decision.amount,
        currency=thread.currency,
        terms=decision.terms,
        lines=list(lines),
        lever=decision.lever or "",
        is_final=decision.final,
        from_ask=from_ask,
        rule_version=receipt.playbook_version,
        receipt=receipt,
        made_by=deed.actor,
        created_at=deed.now,
    )
    audit(
        thread,
        Action.OFFER_PRICED,
        deed,
        summary=f"offer {offer.number} priced by {receipt.rule}",
        offer_id=offer.pk,
        amount=str(offer.amount),
        currency=offer.currency,
        lever=offer.lever,
        receipt_hash=receipt.hash,
    )
    return offer


def close_offers(thread: Thread) -> None:
    """Their mail answered what we offered: it stands no longer."""
    thread.offers.filter(status=Offer.Status.SENT).update(status=Offer.Status.ANSWERED)

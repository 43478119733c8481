"""Offer a person's own amount instead of an unsent draft."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction

from audit.actions import Action
from negotiations.commands.deeds import Deed
from negotiations.commands.locks import lock_budget, lock_thread
from negotiations.commands.mail.letters import opening_letter
from negotiations.commands.mail.write import draft_email
from negotiations.commands.offers.counter import offer_by_hand
from negotiations.commands.offers.final import final_below, refuse_unsaid
from negotiations.commands.offers.write import write_offer
from negotiations.commands.thread.discard import discard_unsent
from negotiations.commands.thread.state import audit
from negotiations.domain.pricing.policy import Counter, Position
from negotiations.domain.terms.acts import Act, why_not
from negotiations.domain.terms.bounds import Bounds
from negotiations.domain.terms.receipts import write_receipt
from negotiations.domain.terms.states import State
from negotiations.errors import refuse, refuse_if
from negotiations.models import Approval, OutgoingEmail, Thread
from negotiations.queries.bindings import playbook_of
from negotiations.queries.positions import limits_of, position_of


@transaction.atomic(durable=True)
def override_offer(
    *,
    thread_id: int,
    amount: Decimal,
    actor: str,
    reason: str,
    now: datetime,
    breaks_final: bool = False,
) -> OutgoingEmail:
    """Offer a person's own amount instead of an unsent draft, with a stored approval.

    `breaks_final` says that the person knows of our final offer and goes above it; the mail owns
    up to it.

    :raises Refused: while our offer is unanswered, above the ask, outside the CPM ceiling or the
        free budget, below the campaign's minimum, or above a final offer nobody spoke of
    """
    thread, deed = lock_thread(thread_id), Deed(actor, now, reason)
    lock_budget(thread)
    refuse(why_not(Act.OVERRIDE, thread.state))
    discard_unsent(thread, deed.because(f"{actor} set another offer"))
    Approval.objects.create(
        thread=thread, amount=amount, approved_by=actor, reason=reason, approved_at=now
    )
    playbook = playbook_of(thread.campaign)
    position = position_of(thread, playbook, limits_of(thread, playbook, is_approved=True))
    _refuse_outside(thread, position.bounds, amount)
    final = final_below(thread, amount)
    refuse_unsaid(final, breaks_final=breaks_final)
    audit(
        thread,
        Action.OFFER_OVERRIDDEN,
        deed,
        summary=reason,
        amount=str(amount),
        currency=thread.currency,
        above_final_offer=str(final.amount) if final else "",
    )
    decision = _counter_of(position, amount, deed)
    if thread.state != State.INITIAL_OFFER:
        return offer_by_hand(thread, decision, deed)
    offer = write_offer(thread, decision, deed)
    return draft_email(thread, opening_letter(thread, offer, approved_by=actor), deed)


def _counter_of(position: Position, amount: Decimal, deed: Deed) -> Counter:
    standing = position.standing
    return Counter(
        amount=amount,
        terms=standing.terms if standing else position.opening_terms,
        lever=None,
        final=False,
        note=deed.reason,
        receipt=write_receipt(
            rule="override",
            inputs={"amount": amount, "approved_by": deed.actor, "reason": deed.reason},
            bounds=position.bounds,
            playbook_version=position.playbook.version,
        ),
    )


def _refuse_outside(thread: Thread, bounds: Bounds, amount: Decimal) -> None:
    """What not even a person may offer.

    :raises Refused: above the ask or the ceiling, or below the campaign's minimum
    """
    refuse_if(
        thread.ask_amount is not None and amount > thread.ask_amount,
        "The offer would lie above what they ask.",
        code="above_ask",
    )
    refuse_if(
        amount > bounds.ceiling,
        f"The ceiling is {bounds.ceiling} {bounds.currency} ({bounds.ceiling_from}).",
        code="above_ceiling",
    )
    refuse_if(
        bounds.min_cost is not None and amount < bounds.min_cost,
        f"The campaign's minimum is {bounds.min_cost}.",
        code="below_minimum",
    )

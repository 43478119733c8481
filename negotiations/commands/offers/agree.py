"""Close the deal: the offer row first, then the state, then one confirmation mail."""

from decimal import Decimal

from audit.actions import Action
from negotiations.commands.cards import owe_agreement
from negotiations.commands.deeds import Deed
from negotiations.commands.mail.letters import agreement_letter
from negotiations.commands.mail.write import draft_email
from negotiations.commands.offers.write import close_offers, write_offer
from negotiations.commands.thread.escalation import close_escalation, tell
from negotiations.commands.thread.state import audit, fire
from negotiations.domain.letters.facts import listed
from negotiations.domain.letters.questions import Answers
from negotiations.domain.pricing.policy import Accept, Counter
from negotiations.domain.terms.states import Event
from negotiations.models import Agreement, Message, Offer, Thread
from negotiations.queries.brief_answers import answers_for
from negotiations.queries.positions import opening_terms_for
from negotiations.queries.work import sent_offers


def agree(
    thread: Thread,
    decision: Accept,
    deed: Deed,
    *,
    message: Message | None,
    questions: tuple[str, ...] = (),
) -> Agreement:
    """Close the deal on a decision; `message` is the mail that accepted, if one did.

    What it asked beside its yes is answered in the confirmation; what nobody knows is told.

    Runs inside a command's transaction with the rows of thread and campaign locked.
    """
    offer = _accepted_offer(thread, decision, deed)
    offer.status = Offer.Status.ACCEPTED
    offer.save(update_fields=["status"])
    thread.agreed_amount, thread.agreed_offer = offer.amount, offer
    fire(thread, Event.ACCEPT, deed.because(f"offer {offer.pk}"))
    close_escalation(thread, "agreed", deed)
    agreement = _write_agreement(offer, deed, message=message)
    said = answers_for(thread, questions)
    draft_email(thread, agreement_letter(thread, offer, message, said), deed)
    if message is not None and said.unanswered:
        _tell_open_questions(thread, message, said, deed)
    owe_agreement(agreement, now=deed.now)
    return agreement


def _tell_open_questions(thread: Thread, message: Message, said: Answers, deed: Deed) -> None:
    message.needs_person = True
    message.save(update_fields=["needs_person"])
    open_ones = listed(list(said.unanswered))
    tell(
        thread,
        key=f"question:{message.pk}",
        text=f"{thread.influencer.name} agreed and is owed an answer on {open_ones}",
        now=deed.now,
    )


def _write_agreement(offer: Offer, deed: Deed, *, message: Message | None) -> Agreement:
    thread = offer.thread
    agreement = Agreement.objects.create(
        thread=thread,
        offer=offer,
        amount=offer.amount,
        currency=offer.currency,
        terms=offer.terms,
        agreed_at=deed.now,
        accepted_in=message,
    )
    audit(
        thread,
        Action.AGREEMENT_REACHED,
        deed,
        summary="agreed",
        amount=str(offer.amount),
        currency=offer.currency,
        offer_id=offer.pk,
        message_id=message.pk if message else None,
    )
    return agreement


def _accepted_offer(thread: Thread, decision: Accept, deed: Deed) -> Offer:
    """Our standing offer as it is, or a new offer row at their ask on the same terms."""
    offers = sent_offers(thread)
    standing = offers[-1] if offers else None
    if standing is not None and not decision.from_ask:
        return standing
    close_offers(thread)
    terms = decision.terms
    if terms is None:
        terms = standing.terms if standing else opening_terms_for(thread)
    taken = Counter(
        amount=Decimal(decision.amount),
        terms=terms,
        lever=None,
        final=False,
        note="their ask, taken",
        receipt=decision.receipt,
    )
    return write_offer(thread, taken, deed, from_ask=True)

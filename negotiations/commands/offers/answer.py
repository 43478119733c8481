"""Turn one reading into one answer: decide, write it down, queue the mail.

`answer` runs inside a command's transaction with the thread's row locked.
"""

from datetime import datetime
from decimal import Decimal

from django.conf import settings

from audit.actions import Action
from campaigns.domain.money import ceiling_amount
from campaigns.models import Campaign
from integrations.notifications import notify
from negotiations.commands.mail.write import draft_email, offer_facts
from negotiations.commands.offers.decisions import keep_decision
from negotiations.commands.offers.open import write_offer
from negotiations.commands.thread.state import audit, close_escalation, escalate, fire
from negotiations.domain.pricing.decide import decide, understood
from negotiations.domain.pricing.policy import (
    Accept,
    Answer,
    AskHuman,
    Counter,
    Decision,
    Exit,
    Position,
    names_price,
)
from negotiations.domain.reading.merge import Understanding
from negotiations.domain.reading.reader import Reading
from negotiations.domain.terms.bounds import BoundsError
from negotiations.domain.terms.offer_terms import terms_from
from negotiations.models import Agreement, Message, Offer, OutgoingEmail, Thread
from negotiations.queries.brief_answers import answers_for
from negotiations.queries.portfolios import is_ask_to_note
from negotiations.queries.positions import position_of
from negotiations.queries.work import sent_offers
from negotiations.slack.cards import agreement_card


def answer(
    thread: Thread,
    message: Message,
    reading: Reading,
    *,
    sender_may_accept: bool,
    actor: str,
    now: datetime,
) -> str:
    """Apply the playbook to what a reply says; returns the decision's name."""
    # The budget is shared: pricing is done with the campaign's row locked.
    thread.campaign = (
        Campaign.objects.select_for_update(of=("self",))
        .select_related("client")
        .get(pk=thread.campaign_id)
    )
    try:
        position, decision = _decide(thread, reading, sender_may_accept=sender_may_accept)
    except BoundsError as error:
        escalate(
            thread, code="price_conflict", reason=str(error), actor=actor, now=now, message=message
        )
        return "price_conflict"
    keep_decision(
        thread, position=position, reading=reading, decision=decision, message=message, now=now
    )
    _note_ask(thread, understood(position, reading), position.asks)
    audit(
        thread,
        Action.READING_ANSWERED,
        actor=actor,
        now=now,
        summary=f"{reading.intent} -> {type(decision).__name__.lower()}",
        intent=reading.intent,
        confidence=str(reading.confidence),
        decision=type(decision).__name__.lower(),
        message_id=message.pk,
        receipt=decision.receipt.as_dict(),
    )
    _apply(thread, decision, message, reading, actor=actor, now=now)
    return type(decision).__name__.lower()


def ask_about_readings(
    thread: Thread,
    message: Message,
    understanding: Understanding,
    *,
    actor: str,
    now: datetime,
) -> str:
    """Our rules and the model read the mail differently: a person decides, with both in sight."""
    quotes = (*understanding.offline.evidence, *understanding.reading.evidence)
    escalate(
        thread,
        code="readings_differ",
        reason=f"Two readings of this mail differ: {'; '.join(understanding.contradictions)}.",
        quote=next((e.quote for e in quotes), ""),
        actor=actor,
        now=now,
        message=message,
    )
    return "readings_differ"


def _decide(
    thread: Thread, reading: Reading, *, sender_may_accept: bool
) -> tuple[Position, Decision]:
    """Decide inside the limits; where they leave no price, only an answer without one.

    :raises BoundsError: if only a price would answer and there is none
    """
    try:
        position = position_of(thread, sender_may_accept=sender_may_accept)
    except BoundsError:
        if reading.intent == "counter":
            raise
        position = position_of(thread, sender_may_accept=sender_may_accept, counts_budget=False)
        decision = decide(position=position, reading=reading)
        if names_price(decision):
            raise
        return position, decision
    return position, decide(position=position, reading=reading)


def _note_ask(thread: Thread, reading: Reading, before: tuple[Decimal, ...]) -> None:
    """Remember what they ask, where it is a figure in the campaign's currency; one ask a turn."""
    if is_ask_to_note(reading, thread.currency) and reading.total is not None:
        # In whole smallest units, as it is decided on: our mail must not print another number.
        thread.ask_amount = min(reading.total, ceiling_amount(reading.total, thread.currency))
        thread.asks = [*map(str, before), str(thread.ask_amount)]
        thread.save(update_fields=["ask_amount", "asks"])


def _apply(
    thread: Thread,
    decision: Decision,
    message: Message,
    reading: Reading,
    *,
    actor: str,
    now: datetime,
) -> None:
    if isinstance(decision, Accept):
        agree(thread, decision, message=message, actor=actor, now=now)
    elif isinstance(decision, Counter):
        _answered_offers(thread)
        write_counter(thread, decision, message=message, reading=reading, actor=actor, now=now)
    elif isinstance(decision, Answer):
        _answer_questions(thread, decision, message, actor=actor, now=now)
    elif isinstance(decision, AskHuman):
        _ask_person(thread, decision, message, reading, actor=actor, now=now)
    elif isinstance(decision, Exit):
        draft_email(thread, "exit", actor=actor, now=now, answers=message)
        fire(thread, "reject", actor=actor, now=now, reason=decision.reason)


def _answered_offers(thread: Thread) -> None:
    thread.offers.filter(status=Offer.Status.SENT).update(status=Offer.Status.ANSWERED)


def write_counter(
    thread: Thread,
    decision: Counter,
    *,
    message: Message | None,
    reading: Reading | None,
    actor: str,
    now: datetime,
    must_wait: bool = False,
    approved_by: str = "",
) -> OutgoingEmail:
    """Write the offer row of a counter and the mail that carries it."""
    previous = sent_offers(thread)
    offer = write_offer(thread, decision, actor=actor, now=now)
    return draft_email(
        thread,
        "counter",
        actor=actor,
        now=now,
        offer=offer,
        answers=message,
        must_wait=must_wait,
        approved_by=approved_by,
        ask_amount=thread.ask_amount,
        known_answers=answers_for(thread, reading.questions) if reading else (),
        **offer_facts(offer, previous[-1] if previous else None),
    )


def _answer_questions(
    thread: Thread, decision: Answer, message: Message, *, actor: str, now: datetime
) -> None:
    """A question costs nothing. What the brief does not know waits for a person."""
    known = answers_for(thread, decision.questions)
    email = draft_email(
        thread,
        "answer",
        actor=actor,
        now=now,
        answers=message,
        must_wait=not known,
        questions=decision.questions,
        known_answers=known,
    )
    if not known:
        escalate(
            thread,
            code="unknown_fact",
            reason="They ask something the brief does not answer.",
            quote=(decision.questions or ("",))[0],
            actor=actor,
            now=now,
            message=message,
            draft=email,
        )


def _ask_person(
    thread: Thread,
    decision: AskHuman,
    message: Message,
    reading: Reading,
    *,
    actor: str,
    now: datetime,
) -> None:
    draft = None
    if decision.draft is not None:
        _answered_offers(thread)
        draft = write_counter(
            thread,
            decision.draft,
            message=message,
            reading=reading,
            actor=actor,
            now=now,
            must_wait=True,
        )
    quote = next((e.quote for e in reading.evidence), "")
    escalate(
        thread,
        code=decision.code,
        reason=decision.reason,
        quote=quote,
        actor=actor,
        now=now,
        message=message,
        draft=draft,
    )


def agree(
    thread: Thread,
    decision: Accept,
    *,
    message: Message | None,
    actor: str,
    now: datetime,
) -> Agreement:
    """Close the deal: the offer row first, then the state, then one confirmation mail."""
    offer = _accepted_offer(thread, decision, actor=actor, now=now)
    offer.status = Offer.Status.ACCEPTED
    offer.save(update_fields=["status"])
    thread.agreed_amount, thread.agreed_offer = offer.amount, offer
    fire(thread, "accept", actor=actor, now=now, reason=f"offer {offer.pk}")
    close_escalation(thread, outcome="agreed", actor=actor, now=now)
    agreement = Agreement.objects.create(
        thread=thread,
        offer=offer,
        amount=offer.amount,
        currency=offer.currency,
        terms=offer.terms,
        agreed_at=now,
        accepted_in=message,
    )
    audit(
        thread,
        Action.AGREEMENT_REACHED,
        actor=actor,
        now=now,
        summary="agreed",
        amount=str(offer.amount),
        currency=offer.currency,
        offer_id=offer.pk,
        message_id=message.pk if message else None,
    )
    draft_email(
        thread,
        "agreement",
        actor=actor,
        now=now,
        offer=offer,
        answers=message,
        **{**offer_facts(offer, None), "lever": None, "final": False},
    )
    text, blocks = agreement_card(agreement)
    notify(
        key=f"agreement:{agreement.pk}",
        channel=settings.SLACK_AGREEMENTS_CHANNEL,
        text=text,
        blocks=blocks,
        now=now,
        thread_id=thread.pk,
        campaign_id=thread.campaign_id,
    )
    return agreement


def _accepted_offer(thread: Thread, decision: Accept, *, actor: str, now: datetime) -> Offer:
    """Our standing offer as it is, or a new offer row at their ask on the same terms."""
    offers = sent_offers(thread)
    standing = offers[-1] if offers else None
    if standing is not None and not decision.from_ask:
        return standing
    _answered_offers(thread)
    terms = decision.terms
    if terms is None:
        terms = terms_from(standing.terms) if standing else position_of(thread).opening_terms
    taken = Counter(
        amount=Decimal(decision.amount),
        terms=terms,
        lever=None,
        final=False,
        note="their ask, taken",
        receipt=decision.receipt,
    )
    return write_offer(thread, taken, actor=actor, now=now, from_ask=True)

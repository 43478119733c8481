"""What one mail on a thread is to say: one constructor for each purpose, facts from the rows."""

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.conf import settings
from django.utils.crypto import get_random_string

from campaigns.models import Campaign, brief_value
from negotiations.domain.letters.facts import Footer, MailFacts
from negotiations.domain.letters.parts import concern_of
from negotiations.domain.letters.questions import NO_ANSWERS, Answers
from negotiations.domain.letters.wording import allowed_from
from negotiations.domain.terms.purposes import Purpose
from negotiations.models import Message, Offer, Thread
from negotiations.queries.addressing import greeted, known_of, said_before, said_to_colleagues
from negotiations.queries.positions import opening_terms_for
from negotiations.queries.work import sent_offers


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One mail to be: its closed world, and what it carries, answers and waits for.

    `must_wait` keeps it as a draft for a person whatever the autonomy; `approved_by` names the
    person who decided that it goes.
    """

    facts: MailFacts
    token: str
    offer: Offer | None = None
    answers: Message | None = None
    must_wait: bool = False
    approved_by: str = ""

    @cached_property
    def allowed(self) -> dict[str, Any]:
        """The closed world as the gate takes it, and as the email's row keeps it."""
        return allowed_from(self.facts)


def opening_letter(thread: Thread, offer: Offer | None = None, *, approved_by: str = "") -> Letter:
    """Return our first mail: with a price, or the question for theirs."""
    letter = _letter(thread, Purpose.OPENING)
    said = (*letter.facts.said_before, *said_to_colleagues(thread))
    facts = replace(letter.facts, said_before=said, known_since=known_of(thread))
    letter = replace(letter, facts=facts)
    if offer is None:
        return replace(letter, facts=replace(letter.facts, terms=opening_terms_for(thread)))
    facts = _priced(letter.facts, offer)
    return replace(letter, facts=facts, offer=offer, approved_by=approved_by)


def counter_letter(
    thread: Thread,
    offer: Offer,
    *,
    previous: Offer | None,
    answers: Message | None,
    said: Answers = NO_ANSWERS,
) -> Letter:
    """Return our next offer, against the one before and their ask.

    What they asked and nobody knows keeps it as a draft for a person.
    """
    letter = _letter(thread, Purpose.COUNTER)
    facts = replace(
        _priced(letter.facts, offer),
        previous_amount=previous.amount if previous else None,
        previous_terms=previous.terms if previous else None,
        ask_amount=thread.ask_amount,
        answers=said.known,
        unanswered=said.unanswered,
        goes_above_final=_goes_above_final(offer, previous),
        concern=concern_of(answers.new_text) if answers else "",
    )
    must_wait = bool(said.unanswered)
    return replace(letter, facts=facts, offer=offer, answers=answers, must_wait=must_wait)


def _goes_above_final(offer: Offer, previous: Offer | None) -> bool:
    return previous is not None and previous.is_final and offer.amount > previous.amount


def answer_letter(
    thread: Thread, *, questions: tuple[str, ...], said: Answers, message: Message
) -> Letter:
    """Return the answer to what they asked; what nobody knows waits for a person."""
    letter = _standing_letter(thread, Purpose.ANSWER)
    facts = replace(
        letter.facts, questions=questions, answers=said.known, unanswered=said.unanswered
    )
    must_wait = bool(said.unanswered) or not said.known
    return replace(letter, facts=facts, answers=message, must_wait=must_wait)


def ask_back_letter(thread: Thread, message: Message, *, must_wait: bool = False) -> Letter:
    """Return our standing offer once more, with the question for a plain yes."""
    letter = _letter(thread, Purpose.ANSWER)
    standing = sent_offers(thread)[-1]
    facts = replace(_priced(letter.facts, standing), lever=None, final=False, asks_back=True)
    return replace(letter, facts=facts, answers=message, must_wait=must_wait)


def agreement_letter(
    thread: Thread, offer: Offer, message: Message | None, said: Answers = NO_ANSWERS
) -> Letter:
    """Return the confirmation of what both sides agreed, with answers to what they asked."""
    letter = _letter(thread, Purpose.AGREEMENT)
    facts = replace(
        _priced(letter.facts, offer),
        lever=None,
        final=False,
        answers=said.known,
        unanswered=said.unanswered,
    )
    return replace(letter, facts=facts, offer=offer, answers=message)


def exit_letter(
    thread: Thread,
    reason: str,
    *,
    answers: Message | None = None,
    approved_by: str = "",
    must_wait: bool = False,
) -> Letter:
    """Return a polite end; `reason` says whose it is, by the letter's own words for it."""
    letter = _letter(thread, Purpose.EXIT)
    facts = replace(letter.facts, exit_reason=reason)
    return replace(
        letter, facts=facts, answers=answers, approved_by=approved_by, must_wait=must_wait
    )


def step_back_letter(thread: Thread, message: Message) -> Letter:
    """Return the short word to somebody who steps back from an agreement; it waits for a person."""
    letter = _letter(thread, Purpose.ANSWER)
    facts = replace(letter.facts, steps_back=True)
    return replace(letter, facts=facts, answers=message, must_wait=True)


def reminder_letter(thread: Thread) -> Letter:
    """Return a reminder of our last mail."""
    return _standing_letter(thread, Purpose.REMINDER)


def manual_letter(thread: Thread, standing: Offer | None, *, approved_by: str) -> Letter:
    """Return the closed world for a person's own words: what our standing offer says."""
    letter = _letter(thread, Purpose.ANSWER)
    facts = _priced(letter.facts, standing) if standing else letter.facts
    return replace(letter, facts=facts, approved_by=approved_by)


def _standing_letter(thread: Thread, purpose: Purpose) -> Letter:
    """Return a letter that knows our standing offer, or what we asked a rate for."""
    letter, offers = _letter(thread, purpose), sent_offers(thread)
    facts = replace(letter.facts, terms=opening_terms_for(thread), ask_amount=thread.ask_amount)
    if offers:
        facts = replace(_priced(facts, offers[-1]), lever=None, final=False)
    return replace(letter, facts=facts)


def _letter(thread: Thread, purpose: Purpose) -> Letter:
    token = get_random_string(32)
    campaign = thread.campaign
    client = campaign.client
    facts = MailFacts(
        purpose=purpose.value,
        client_name=client.name if client else campaign.name,
        house_name=settings.HOUSE_NAME,
        sender_name=settings.SENDER_NAME,
        footer=_footer(campaign, token),
        opening_mode=campaign.opening,
        stage=thread.state,
        first_name=greeted(thread),
        counterparty=thread.counterparty,
        platform=thread.prospect.platform,
        currency=thread.currency,
        payment_terms=brief_value(campaign, "background.payment_terms"),
        subject=thread.subject,
        variant=thread.pk + thread.emails.count(),
        said_before=said_before(thread),
    )
    return Letter(facts=facts, token=token)


def _footer(campaign: Campaign, token: str) -> Footer:
    return Footer(
        postal_address=settings.SENDER_POSTAL_ADDRESS,
        unsubscribe_url=f"{settings.PUBLIC_BASE_URL}/u/{token}",
        privacy_url=settings.PRIVACY_URL or None,
        ai_line=campaign.autonomy != Campaign.Autonomy.REVIEW,
        sandbox=settings.IS_SANDBOX,
    )


def _priced(facts: MailFacts, offer: Offer) -> MailFacts:
    """Return the facts with what an offer row adds to its mail."""
    terms = offer.terms
    has_product = offer.lever == "offer_product"
    shares_target = offer.lever == "share_cpm_target"
    target: Decimal | None = offer.thread.campaign.target_cpm
    return replace(
        facts,
        amount=offer.amount,
        terms=terms,
        lever=offer.lever or None,
        final=offer.is_final,
        product=terms.product if has_product else "",
        product_value=terms.product_value if has_product else None,
        cpm_target=target if shares_target else None,
    )

"""Our next offer: its row and the mail that carries it."""

from dataclasses import replace

from negotiations.commands.deeds import Deed
from negotiations.commands.mail.letters import counter_letter
from negotiations.commands.mail.write import draft_email
from negotiations.commands.offers.heard import Heard
from negotiations.commands.offers.write import close_offers, write_offer
from negotiations.domain.pricing.policy import Counter
from negotiations.models import OutgoingEmail, Thread
from negotiations.queries.brief_answers import answers_for
from negotiations.queries.work import sent_offers


def answer_with_offer(
    heard: Heard, decision: Counter, deed: Deed, *, must_wait: bool = False
) -> OutgoingEmail:
    """Write the counter that a mail of theirs led to, and answer what they asked beside it."""
    thread = heard.thread
    close_offers(thread)
    previous = sent_offers(thread)
    letter = counter_letter(
        thread,
        write_offer(thread, decision, deed),
        previous=previous[-1] if previous else None,
        answers=heard.message,
        said=answers_for(thread, heard.reading.questions),
    )
    letter = replace(letter, must_wait=must_wait or letter.must_wait)
    return draft_email(thread, letter, deed)


def offer_by_hand(thread: Thread, decision: Counter, deed: Deed) -> OutgoingEmail:
    """Write the counter a person set; the deed's actor approves it by that."""
    previous = sent_offers(thread)
    letter = counter_letter(
        thread,
        write_offer(thread, decision, deed),
        previous=previous[-1] if previous else None,
        answers=None,
    )
    return draft_email(thread, replace(letter, approved_by=deed.actor), deed)

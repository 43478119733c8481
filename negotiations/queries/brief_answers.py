"""What brief, offer and pages of answers say to questions, each fact as one whole sentence."""

from campaigns.models import brief_value
from negotiations.domain.letters.known import facts_of_terms
from negotiations.domain.letters.questions import Answers, answers_to
from negotiations.domain.terms.offer_terms import Terms
from negotiations.models import Thread
from negotiations.queries.guidance import answers_written
from negotiations.queries.positions import opening_terms_for
from negotiations.queries.work import sent_offers


def answers_for(thread: Thread, questions: tuple[str, ...]) -> Answers:
    """Return what we can say to these questions, in their order, and what nobody here knows."""
    if not questions:
        return Answers((), ())
    facts = {**_brief_facts(thread), **facts_of_terms(terms_for(thread))}
    return answers_to(questions, facts, answers_written(thread.campaign).entries)


def terms_for(thread: Thread) -> Terms:
    """Return the terms a mail on this thread speaks of: our standing offer's, else the brief's."""
    offers = sent_offers(thread)
    return offers[-1].terms if offers else opening_terms_for(thread)


def _brief_facts(thread: Thread) -> dict[str, str]:
    client = thread.campaign.client.name if thread.campaign.client else thread.campaign.name
    website = brief_value(thread.campaign, "background.client_website")
    terms = brief_value(thread.campaign, "background.payment_terms")
    return {
        "payment": f"Our payment terms are {terms}" if terms else "",
        "brand": f"This is for {client}" + (f", on the web at {website}" if website else ""),
        "offer": "The rate for all of it is the one in our offer" if sent_offers(thread) else "",
    }

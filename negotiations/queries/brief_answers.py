"""What brief and offer say to the questions people ask, each fact as one whole sentence."""

from campaigns.models import brief_value
from negotiations.domain.letters.facts import package_words, rights_words
from negotiations.domain.letters.questions import Answers, answers_to
from negotiations.domain.letters.terms import window_words
from negotiations.domain.terms.offer_terms import Terms, terms_from
from negotiations.models import Thread
from negotiations.queries.positions import opening_terms_for
from negotiations.queries.work import sent_offers


def answers_for(thread: Thread, questions: tuple[str, ...]) -> Answers:
    """Return what we can say to these questions, in their order, and what nobody here knows."""
    if not questions:
        return Answers((), ())
    return answers_to(questions, {**_brief_facts(thread), **_term_facts(terms_for(thread))})


def terms_for(thread: Thread) -> Terms:
    """Return the terms a mail on this thread speaks of: our standing offer's, else the brief's."""
    offers = sent_offers(thread)
    return terms_from(offers[-1].terms) if offers else opening_terms_for(thread)


def _brief_facts(thread: Thread) -> dict[str, str]:
    website = brief_value(thread.campaign, "background.client_website")
    terms = brief_value(thread.campaign, "background.payment_terms")
    return {
        "payment": f"Our payment terms are {terms}" if terms else "",
        "brand": f"The brand's website is {website}" if website else "",
        "offer": "The rate for all of it is the one in our offer" if sent_offers(thread) else "",
    }


def _term_facts(terms: Terms) -> dict[str, str]:
    """Return one sentence for each term; a term that is not asked for is denied, never unknown."""
    rounds, raw = terms.revision_rounds, terms.has_raw_footage
    noun = "round" if rounds == 1 else "rounds"
    named = {
        "methods": ("We can pay by {}", " or ".join(terms.payment_methods)),
        "delivery": (
            "Content is to be delivered for a first look: {}",
            window_words(terms.delivery),
        ),
        "publication": ("Content goes live: {}", window_words(terms.publication)),
        "package": ("The package is {}", package_words(terms)),
        "product": ("The product on top of the rate is {}", terms.product),
        "revisions": (f"Revisions: {{}} {noun}", str(rounds or "")),
    }
    found = {key: sentence.format(value) for key, (sentence, value) in named.items() if value}
    exclusivity = terms.exclusivity.strip()
    return found | {
        "usage": f"The usage rights we ask for: {rights_words(terms)}",
        "exclusivity": f"Exclusivity: {exclusivity}"
        if exclusivity
        else "We don't ask for exclusivity",
        "raw_footage": "The raw footage is part of it" if raw else "We don't ask for raw footage",
        "approval": "We approve the content before it goes up" if terms.is_approved_first else "",
        "labelling": "Each post has to be clearly marked as advertising",
    }

"""What an offer's terms say to the questions people ask, each as one whole sentence. Pure."""

from negotiations.domain.letters.facts import granted_rights, package_words, rights_words
from negotiations.domain.letters.terms import window_words
from negotiations.domain.terms.offer_terms import Terms


def facts_of_terms(terms: Terms) -> dict[str, str]:
    """Return one sentence per topic; what is not asked for is denied, never called unknown."""
    exclusivity = terms.exclusivity.strip()
    needs_raw, rounds = terms.has_raw_footage, terms.revision_rounds
    noun = "round" if rounds == 1 else "rounds"
    return {
        **_named(terms),
        "usage": _usage(terms),
        "exclusivity": f"Exclusivity: {exclusivity}" if exclusivity else "No exclusivity is needed",
        "raw_footage": "The raw footage is part of it" if needs_raw else "No raw footage is needed",
        "approval": "We approve the content before it goes up" if terms.is_approved_first else "",
        "labelling": "Each post has to be clearly marked as advertising",
        "revisions": f"The offer has {rounds} {noun} of revisions" if rounds else "",
        "brief": "The brief and the guidelines follow once the Scope of Work is signed",
    }


def _usage(terms: Terms) -> str:
    if not granted_rights(terms):
        return "No usage rights are needed"
    return f"These usage rights are part of the package: {rights_words(terms)}"


def _named(terms: Terms) -> dict[str, str]:
    words = {
        "methods": ("We can pay by {}", " or ".join(terms.payment_methods)),
        "delivery": (
            "Content is to be delivered for a first look: {}",
            window_words(terms.delivery),
        ),
        "publication": ("Content goes live: {}", window_words(terms.publication)),
        "package": ("The package is {}", package_words(terms)),
        "product": ("The product on top of the rate is {}", terms.product),
    }
    return {key: sentence.format(value) for key, (sentence, value) in words.items() if value}

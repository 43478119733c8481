"""Every binding term of an offer as the line that stands in its mails, and what was dropped. Pure.

The same lines stand in the opening, in each later offer and in the agreement, so that no term of
the brief gets lost on the way and none is sprung on anybody.
"""

from negotiations.domain.letters.facts import (
    DEFAULT_PAYMENT_TERMS,
    MailFacts,
    date_words,
    deliverable_line,
    duration_words,
    granted_rights,
    listed,
    money,
    one_line,
    product_words,
    rights_words,
    spoken,
)
from negotiations.domain.terms.offer_terms import RIGHT_LABELS, Deliverable, Terms
from negotiations.domain.terms.purposes import Purpose


def scope_lines(facts: MailFacts) -> list[str]:
    """Return what the Scope of Work lists: the content, the rights and, where named, the rate."""
    terms = facts.terms
    lines = [deliverable_line(item) for item in (terms.deliverables if terms else ())]
    return [*lines, f"Usage Rights: {rights_words(terms)}"]


def rate_line(facts: MailFacts) -> str:
    """Return the rate as the Scope of Work prints it, or nothing."""
    return "" if facts.amount is None else f"Rate: {money(facts, facts.amount)}"


def extra_terms(facts: MailFacts) -> list[str]:
    """Return the conditions outside the SOW block, each as printed."""
    terms = facts.terms
    if terms is None:
        return []
    product = product_words(facts)
    is_told_above = facts.purpose == Purpose.COUNTER and facts.lever == "offer_product"
    lines = [
        f"Exclusivity: {one_line(terms.exclusivity)}" if terms.exclusivity.strip() else "",
        _revisions(terms),
        f"Product: {product}" if product and not is_told_above else "",
        *_duties(terms),
        _window("Delivery for a first look", terms.delivery),
        _window("Publication", terms.publication),
    ]
    return [line for line in lines if line]


def _revisions(terms: Terms) -> str:
    rounds = terms.revision_rounds
    return f"Revisions: {rounds} {'round' if rounds == 1 else 'rounds'}" if rounds else ""


_CROSS_POSTING = "Cross-posting: the same content also goes up on the creator's other channels"


def _duties(terms: Terms) -> list[str]:
    told = {
        _CROSS_POSTING: terms.is_syndicated,
        "Raw footage: delivered together with the finished content": terms.has_raw_footage,
        "Approval: the content is approved by us before it goes up": terms.is_approved_first,
        "Posting: the content goes up on the creator's own profile": terms.is_posted_organically,
        "Disclosure: each post is clearly marked as advertising": terms.is_labelled,
    }
    return [line for line, is_due in told.items() if is_due]


def window_words(days: tuple[str, ...]) -> str:
    """Return "1 December 2026", or the first and the last day of a window."""
    words = list(dict.fromkeys(date_words(day) for day in days))
    return " to ".join([words[0], words[-1]] if len(words) > 1 else words)


def _window(label: str, days: tuple[str, ...]) -> str:
    return f"{label}: {window_words(days)}" if days else ""


def payment_line(facts: MailFacts) -> str:
    """Return when and how we pay, as printed."""
    when = one_line(facts.payment_terms or DEFAULT_PAYMENT_TERMS)
    methods = [one_line(way) for way in (facts.terms.payment_methods if facts.terms else ())]
    how = f", by {' or '.join(methods)}" if methods else ""
    return f"Payment: {when}{how}"


def required_lines(facts: MailFacts) -> list[str]:
    """Return every line an agreement on these terms must hold, word for word."""
    return [*scope_lines(facts), rate_line(facts), *extra_terms(facts), payment_line(facts)]


def dropped_line(facts: MailFacts) -> str:
    """Return what our last offer held and this one does not, or nothing."""
    before, now = facts.previous_terms, facts.terms
    if before is None or now is None:
        return ""
    parts = [*_dropped_content(before, now), *_dropped_rights(before, now)]
    flags = {
        "the exclusivity": before.exclusivity and not now.exclusivity,
        "the raw footage": before.has_raw_footage and not now.has_raw_footage,
        "the approval beforehand": before.is_approved_first and not now.is_approved_first,
    }
    parts += [words for words, is_gone in flags.items() if is_gone]
    return f"No longer part of this offer: {listed(parts)}." if parts else ""


def _dropped_content(before: Terms, now: Terms) -> list[str]:
    held = {item.type: item.quantity for item in now.deliverables}
    fewer = (Deliverable(i.type, i.quantity - held.get(i.type, 0)) for i in before.deliverables)
    return [spoken(item) for item in fewer if item.quantity > 0]


def _dropped_rights(before: Terms, now: Terms) -> list[str]:
    kept = {right.kind for right in granted_rights(now)}
    return [
        f"{RIGHT_LABELS.get(right.kind, right.kind)} {duration_words(right.days)}"
        for right in granted_rights(before)
        if right.kind not in kept
    ]

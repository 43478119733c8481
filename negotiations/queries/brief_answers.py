"""What the brief says to the questions people ask, in whole sentences."""

import re

from campaigns.models import brief_value
from negotiations.domain.letters.facts import date_words
from negotiations.models import Thread

# What of the brief may answer a question, and the words that ask for it.
FACTS_FOR_ANSWERS = (
    ("Our payment terms are {}", "background.payment_terms", r"pa(y|id)|invoice|net \d+|terms"),
    ("We can pay by {}", "background.payment_methods", r"pa(y|id)|paypal|wire|bank"),
    (
        "Content is to be delivered for a first look: {}",
        "requirements.content_delivery_date",
        r"when|timeline|deadline|date|turnaround|schedule",
    ),
    (
        "Content goes live: {}",
        "requirements.content_publish_date",
        r"when|timeline|live|publish|post|date",
    ),
    (
        "The brand's website is {}",
        "background.client_website",
        r"website|link|about the brand|which brand|product",
    ),
)


def answers_for(thread: Thread, questions: tuple[str, ...]) -> tuple[str, ...]:
    """Return the facts of the brief that answer these questions, each once."""
    asked = " ".join(questions).lower()
    found = []
    for sentence, path, words in FACTS_FOR_ANSWERS:
        value = brief_value(thread.campaign, path)
        if value is None or not re.search(words, asked):
            continue
        parts = list(map(str, value)) if isinstance(value, list | tuple) else [str(value)]
        shown = re.sub(r"\d{4}-\d\d-\d\d(?:T[\d:.Z+]*)?", _date_shown, " or ".join(parts))
        found.append(sentence.format(shown))
    return tuple(found)


def _date_shown(found: re.Match[str]) -> str:
    return date_words(found[0])

"""Which fact answers which question: each question in the order asked, none left out. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from campaigns.domain.patterns import Pattern
from negotiations.domain.gate.rules import is_sayable
from negotiations.domain.letters.facts import answer_line

# What we call it, the words that ask for it, and the facts that answer it, the best first. A
# general topic counts only where the question touches no other.
_TOPICS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("the payment", r"pay(?:s|ed|ing|ment|out)?s?|paid|invoice\w*|net|paypal|wire|bank",
     ("payment", "methods")),
    ("the publishing date", r"(?:go(?:es)?|going) (?:live|up)|live|publish\w*|posting date",
     ("publication",)),
    ("the delivery date", r"deliver(?:y|ed)|first (?:look|draft|cut)|draft\w*|submit|due",
     ("delivery",)),
    ("usage", r"usage|whitelist\w*|licen[sc]\w*|ads?|boost\w*|rights|repost\w*|channels",
     ("usage",)),
    ("exclusivity", r"exclusiv\w*|competitors?|competing|other brands", ("exclusivity",)),
    ("revisions", r"revis\w+|rounds?|edits|changes|feedback", ("revisions",)),
    ("the approval", r"approv\w*|sign(?:s|ed)? off|who decides", ("approval",)),
    ("the raw footage", r"raw|footage|source files", ("raw_footage",)),
    ("the product", r"products?|samples?|gift\w*|ship\w*|send me|keep it", ("product",)),
    ("the brand", r"brand|company|website|client|link|who is behind|tell me (?:more )?about",
     ("brand",)),
    ("the brief", r"brief|talking points|guidelines?|concept|creative|scripts?|mood ?board",
     ("brief",)),
    ("the scope", r"deliverables?|scope|how many (?:posts?|pieces|clips)"
     r"|package|formats?|what exactly|reels?|stor(?:y|ies)"
     r"|videos?", ("package",)),
    ("labelling", r"disclos\w*|label\w*|hashtags?|tagged|mark\w* as", ("labelling",)),
)  # fmt: skip
_GENERAL: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("the dates", r"when|dates?|deadlines?|timeline|timing|schedule|turnaround|how long",
     ("delivery", "publication")),
    ("the rate", r"rate|budget|how much|fee|price|offer", ("offer",)),
)  # fmt: skip


@dataclass(frozen=True)
class _Topic:
    name: str
    words: Pattern
    facts: tuple[str, ...]


def _topics(rows: tuple[tuple[str, str, tuple[str, ...]], ...]) -> tuple[_Topic, ...]:
    return tuple(_Topic(n, Pattern(rf"\b(?:{w})\b", re.IGNORECASE), keys) for n, w, keys in rows)


_SPECIAL, _VAGUE = _topics(_TOPICS), _topics(_GENERAL)


@dataclass(frozen=True)
class Answers:
    """What we can say to a mail's questions, in their order, and what nobody here knows."""

    known: tuple[str, ...]
    unanswered: tuple[str, ...]


NO_ANSWERS = Answers((), ())


def _asked(question: str) -> list[_Topic]:
    """Return the topics of one question in the order its words name them."""
    for topics in (_SPECIAL, _VAGUE):
        hits = ((topic.words.search(question), topic) for topic in topics)
        found = [(hit.start(), topic) for hit, topic in hits if hit]
        if found:
            return [topic for _, topic in sorted(found, key=lambda pair: pair[0])]
    return []


def answers_to(questions: Sequence[str], facts: Mapping[str, str]) -> Answers:
    """Return the facts that answer the questions, each once, and names for the rest.

    `facts` holds one sentence per key of the topics above. A fact that may not be passed on
    (a limit, an amount) counts as unknown.
    """
    known: list[str] = []
    unanswered: list[str] = []
    for question in questions:
        topics = _asked(question)
        for topic in topics:
            said = [line for key in topic.facts if (line := _sayable(facts.get(key, "")))]
            known += [line for line in said if line not in known]
            if not said and topic.name not in unanswered:
                unanswered.append(topic.name)
        if not topics and _OTHER not in unanswered:
            unanswered.append(_OTHER)
    return Answers(tuple(known), tuple(unanswered))


_OTHER = "your other question"


def _sayable(fact: str) -> str:
    line = answer_line(fact) if fact.strip() else ""
    return line if line and is_sayable(line) else ""

"""Which fact answers which question: each question in the order asked, none left out. Pure.

What the offer binds is answered from the offer, so that nothing contradicts it. Then come the
answers that staff wrote, and last what else is known. A question that holds more than the topics
its words name is answered only in part, and the rest goes to a person.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from campaigns.domain.patterns import Pattern
from negotiations.domain.gate.rules import is_sayable
from negotiations.domain.letters.facts import answer_line, one_line
from negotiations.domain.letters.faq import Entry, written_answer
from negotiations.domain.letters.plain_words import content_words

# What we call it, the words that ask for it, and the facts that answer it, the best first. A
# general topic counts only where the question touches no other.
_TOPICS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("the payment", r"pay(?:s|ed|ing|ment|out)?s?|paid|invoic\w*|net(?: \d+)?|paypal|wire"
     r"|bank(?: transfer)?", ("payment", "methods")),
    ("the publishing date", r"(?:go(?:es)?|going) (?:live|up)|live|publish\w*|posting date"
     r"|(?:when|what day) (?:\w+ ){0,3}(?:i|we) post", ("publication",)),
    ("the delivery date", r"deliver(?:y|ed)|first (?:look|cut)|submit\w*|due"
     r"|(?:when|deadline|date)\b.{0,40}\bdraft\w*|(?:when|deadline|date) .{0,40}\bfirst draft",
     ("delivery",)),
    ("usage", r"(?:how long (?:\w+ ){0,3})?usage(?: (?:and )?for how long)?"
     r"|whitelist\w*|licen[sc]\w*|(?:(?:run\w*|paid|as|in|for) )?ads|run as an ad"
     r"|boost\w*|rights|repost\w*|channels|spark codes?", ("usage",)),
    ("exclusivity", r"exclusiv\w*(?: (?:and )?for how long)?|competitors?|competing"
     r"|other brands", ("exclusivity",)),
    ("revisions", r"revis\w+|rounds?|edits|changes|feedback", ("revisions",)),
    ("the approval", r"approv\w*|sign(?:s|ed)? off|who decides", ("approval",)),
    ("the raw footage", r"raw|footage|source files", ("raw_footage",)),
    ("the product", r"products?|samples?|gift\w*|keep it", ("product",)),
    ("the brand", r"brand|company|website|client|link|who is behind|tell me (?:more )?about"
     r" (?:it|this|yourselves)", ("brand",)),
    ("the brief", r"brief|talking points|guidelines?|concept|creative|scripts?|mood ?board",
     ("brief",)),
    ("the scope", r"deliverables?|scope|how many (?:posts?|pieces|clips)"
     r"|how many (?:reels|stories|videos)|package|formats?|what exactly"
     r"|what (?:kind|sort|type) of (?:content|post)", ("package",)),
    ("labelling", r"disclos\w*|label\w*|hashtags?|tagged|mark\w* as", ("labelling",)),
)  # fmt: skip
_GENERAL: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("the dates", r"when|dates?|deadlines?|timeline|timing|schedule|turnaround",
     ("delivery", "publication")),
    ("the rate", r"rate|budget|how much|fee|price|offer", ("offer",)),
    ("the scope", r"reels?|stor(?:y|ies)|videos?|content", ("package",)),
)  # fmt: skip
_RATE: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("the rate", r"(?:what|how much) (?:do|does|would|will|is|are) (?:you|it|this|they|the \w+)"
     r" (?:pay\w*|offer\w*)", ("offer",)),
)  # fmt: skip
# What brief and offer decide: no page of answers speaks before them.
_BINDING = frozenset(
    {
        *("payment", "methods", "publication", "delivery", "usage", "exclusivity", "revisions"),
        *("approval", "raw_footage", "labelling", "package", "offer"),
    }
)
# What a question about any topic may hold besides it: the words for the work itself.
_OF_THE_WORK = content_words(
    "campaign content collab collaboration deal post posts posting piece pieces reel story "
    "stories video videos project term terms details detail information info expect expected "
    "involved included include includes draft looking run show date dates deadline timeline "
    "window start started planned plan plans require required requirement requirements final "
    "finished method methods option options process policy period question questions answer "
    "decide deciding commit sign agree confirm written mention clarify share explain creator "
    "talent manager team side typical usual usually normally available currently specific "
    "name called full instagram tiktok youtube"
)
_AND = Pattern(
    r"[,;]? (?:and|or|also|plus|but) (?=(?:also )?(?:who|whom|what|which|when|where|why|how|is|are"
    r"|do|does|did|can|could|will|would|should|may|am)\b)",
    re.IGNORECASE,
)
_LEAD_IN = Pattern(r"\A ?before (?:i|we) [^:,?]{1,40}[:,] ?", re.IGNORECASE)
_REST, _OTHER, _OTHERS = "the rest of your question", "your other question", "your other questions"


@dataclass(frozen=True)
class _Topic:
    name: str
    words: Pattern
    facts: tuple[str, ...]


def _topics(rows: tuple[tuple[str, str, tuple[str, ...]], ...]) -> tuple[_Topic, ...]:
    return tuple(_Topic(n, Pattern(rf"\b(?:{w})\b", re.IGNORECASE), keys) for n, w, keys in rows)


_PAID, _SPECIAL, _VAGUE = _topics(_RATE), _topics(_TOPICS), _topics(_GENERAL)


@dataclass(frozen=True)
class Answers:
    """What we can say to a mail's questions, in their order, and what nobody here knows."""

    known: tuple[str, ...]
    unanswered: tuple[str, ...]
    """Each open one as our mail names it: "the brief"."""
    open_questions: tuple[str, ...] = ()
    """Each open one in their words, for the person who answers it."""


NO_ANSWERS = Answers((), ())


@dataclass(frozen=True)
class _Part:
    """What one question comes to: the facts that answer it, and what stays open of it."""

    said: tuple[str, ...]
    left: tuple[str, ...]


def clauses_of(question: str) -> tuple[str, ...]:
    """Return the questions one sentence asks: "how do you pay", "is there exclusivity?"."""
    parts = [part for part in _AND.split(_LEAD_IN.sub("", one_line(question))) if part.strip()]
    return tuple(part for part in parts if content_words(part) or "?" in part) or tuple(parts)


def answers_to(
    questions: Sequence[str], facts: Mapping[str, str], written: Sequence[Entry] = ()
) -> Answers:
    """Return the facts that answer the questions, each once, and names for the rest.

    `facts` holds one sentence per key of the topics above, `written` what staff answer, the
    narrowest page first. A fact that may not be passed on (a limit, an amount) counts as unknown.
    """
    known: list[str] = []
    names: list[str] = []
    open_questions: list[str] = []
    for question in questions:
        parts = [_part(clause, facts, written) for clause in clauses_of(question)]
        known += [line for part in parts for line in part.said]
        left = [name for part in parts for name in part.left]
        names += left
        open_questions += [question] if left else []
    return Answers(tuple(dict.fromkeys(known)), _named(names), tuple(open_questions))


def _part(clause: str, facts: Mapping[str, str], written: Sequence[Entry]) -> _Part:
    topics = _asked(clause)
    found = _by_facts(clause, topics, facts)
    is_bound = bool(topics) and all(_BINDING.issuperset(topic.facts) for topic in topics)
    if is_bound and not found.left:
        return found
    answer = _sayable(written_answer(clause, written))
    return _Part((answer,), ()) if answer else found


def _by_facts(clause: str, topics: Sequence[_Topic], facts: Mapping[str, str]) -> _Part:
    said: list[str] = []
    left: list[str] = []
    for topic in topics:
        lines = [line for key in topic.facts if (line := _sayable(facts.get(key, "")))]
        said += lines
        left += [] if lines else [topic.name]
    if not topics:
        left.append(_OTHER)
    elif said and _says_more(clause, topics):
        left.append(_REST)
    return _Part(tuple(said), tuple(left))


def _asked(question: str) -> list[_Topic]:
    """Return the topics of one question in the order its words name them."""
    for topics in (_PAID, _SPECIAL, _VAGUE):
        hits = ((topic.words.search(question), topic) for topic in topics)
        found = sorted((hit.start(), at) for at, (hit, _) in enumerate(hits) if hit)
        if found:
            # Of general topics one is meant: the video in "when do you need the video" is none.
            return [topics[at] for _, at in (found[:1] if topics is _VAGUE else found)]
    return []


def _says_more(clause: str, topics: Sequence[_Topic]) -> bool:
    """Tell whether words are left that no topic accounts for: "do you pay for the flight"."""
    rest = clause
    for topic in (*topics, *_VAGUE):
        rest = topic.words.sub(" ", rest)
    return bool(content_words(rest) - _OF_THE_WORK)


def _named(names: Sequence[str]) -> tuple[str, ...]:
    """Return each name once; several that have none of their own are told as several."""
    found = tuple(dict.fromkeys(names))
    if list(names).count(_OTHER) > 1:
        found = tuple(_OTHERS if name == _OTHER else name for name in found)
    return found


def _sayable(fact: str) -> str:
    line = answer_line(fact) if fact.strip() else ""
    return line if line and is_sayable(line) else ""

"""Where a yes, a no or a wish for more stands in a reply. Pure."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from negotiations.domain.reading.limits import Heard, Place, without_benign
from negotiations.domain.reading.sentences import Sentence
from negotiations.domain.reading.words import (
    HEAR_MORE,
    NEGATED,
    NEGATED_AFTER,
    SPOILED_AFTER,
    STARTS_ASKING,
    TENTATIVE,
    TURNS_TO_ASK,
    WANTS_MORE,
)
from negotiations.domain.reading.yes import NOT_THE_OFFER, PRAISED, WEAK_YES

_OF_SOMETHING = re.compile(r"\W*(?:is|are|works?|looks?|sounds?|seems?|s)\b", re.IGNORECASE)


# Nobody says yes more often in one sentence; each costs a look at all before it.
_MOST = 12


def more_in(heard: Heard) -> Place | None:
    """Return where they wish for more money."""
    text = HEAR_MORE.sub(lambda match: "\x00" * len(match.group()), heard.text)
    found = WANTS_MORE.search(text)
    return (found.start(), found.end()) if found else None


def yes_in(heard: Heard, patterns: Sequence[re.Pattern[str]]) -> Place | None:
    """Return the first yes that is neither negated, wished for, nor part of a question."""
    return next(yeses_in(heard, patterns), None)


def yeses_in(heard: Heard, patterns: Sequence[re.Pattern[str]]) -> Iterator[Place]:
    """Return every such yes, sentence by sentence."""
    for sentence in heard.sentences:
        words = _stated(sentence)
        for match in _matches(words, patterns):
            before = words[: match.start()]
            if NEGATED.search(before) or TENTATIVE.search(before):
                continue
            if _OF_SOMETHING.match(match.group()) and NOT_THE_OFFER.search(before):
                continue
            rest = words[match.end() :]
            if NEGATED_AFTER.match(rest) or SPOILED_AFTER.match(rest):
                continue
            if patterns[-1] is WEAK_YES and PRAISED.search(before):
                continue
            yield sentence.start + match.start(), sentence.start + match.end()


def _stated(sentence: Sentence) -> str:
    """What a sentence says before it turns to a question: "I'm in, what do you need?"."""
    if not sentence.is_question:
        return sentence.text
    turn = TURNS_TO_ASK.search(sentence.text)
    words = sentence.text[: turn.start()] if turn else ""
    return "" if STARTS_ASKING.match(words) else words


def _matches(text: str, patterns: Sequence[re.Pattern[str]]) -> Iterator[re.Match[str]]:
    for pattern in patterns:
        yield from islice(pattern.finditer(text), _MOST)


def first_in(heard: Heard, pattern: re.Pattern[str]) -> Place | None:
    """Return the first place a pattern stands in, outside questions."""
    text = without_benign(heard.text)
    for sentence in heard.sentences:
        found = pattern.search(text[sentence.start : sentence.end])
        if found and not sentence.text.rstrip().endswith("?"):
            return sentence.start + found.start(), sentence.start + found.end()
    return None

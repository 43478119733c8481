"""Where a yes, a no or a wish for more stands in a reply. Pure."""

import re
from collections.abc import Iterator, Sequence

from negotiations.domain.reading_limits import Heard, Place, without_benign
from negotiations.domain.reading_sentences import Sentence
from negotiations.domain.reading_words import (
    HEAR_MORE,
    NEGATED,
    NEGATED_AFTER,
    SPOILED_AFTER,
    STARTS_ASKING,
    TENTATIVE,
    TURNS_TO_ASK,
    WANTS_MORE,
)
from negotiations.domain.reading_yes import PRAISED, WEAK_YES


def more_in(heard: Heard) -> Place | None:
    """Return where they wish for more money."""
    text = HEAR_MORE.sub(lambda match: "\x00" * len(match.group()), heard.text)
    found = WANTS_MORE.search(text)
    return (found.start(), found.end()) if found else None


def yes_in(heard: Heard, patterns: Sequence[re.Pattern[str]]) -> Place | None:
    """Return the first yes that is neither negated, wished for, nor part of a question."""
    for sentence in heard.sentences:
        words = _stated(sentence)
        for match in _matches(words, patterns):
            before = words[: match.start()]
            if NEGATED.search(before) or TENTATIVE.search(before):
                continue
            rest = words[match.end() :]
            if NEGATED_AFTER.match(rest) or SPOILED_AFTER.match(rest):
                continue
            if patterns[-1] is WEAK_YES and PRAISED.search(before):
                continue
            return sentence.start + match.start(), sentence.start + match.end()
    return None


def _stated(sentence: Sentence) -> str:
    """What a sentence says before it turns to a question: "I'm in, what do you need?"."""
    if not sentence.is_question:
        return sentence.text
    turn = TURNS_TO_ASK.search(sentence.text)
    words = sentence.text[: turn.start()] if turn else ""
    return "" if STARTS_ASKING.match(words) else words


def _matches(text: str, patterns: Sequence[re.Pattern[str]]) -> Iterator[re.Match[str]]:
    for pattern in patterns:
        yield from pattern.finditer(text)


def first_in(heard: Heard, pattern: re.Pattern[str]) -> Place | None:
    """Return the first place a pattern stands in, outside questions."""
    text = without_benign(heard.text)
    for sentence in heard.sentences:
        found = pattern.search(text[sentence.start : sentence.end])
        if found and not sentence.text.rstrip().endswith("?"):
            return sentence.start + found.start(), sentence.start + found.end()
    return None

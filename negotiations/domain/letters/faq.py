"""Answers that staff wrote for the house, a client or a campaign: read, checked, matched. Pure.

A page holds entries: lines `## question`, as many as people word it, then the answer in quoted
lines. `> ` marks what may stand in a mail, as on every page of guidance; other lines are notes.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from campaigns.domain.patterns import Pattern
from negotiations.domain.gate.check import check_email
from negotiations.domain.letters.facts import one_line
from negotiations.domain.letters.page_error import KnowledgeError
from negotiations.domain.letters.plain_words import content_words

PREFIX = "faq/"
SCOPES = ("house", "client", "campaign")
_NAME = Pattern(r"faq/(?:(house)|(client|campaign)/([1-9]\d{0,9}))")
_LONGEST_ANSWER = 600
# So much of both questions has to be the same for one answer to fit.
_LIKE = 0.6
# What an offer or the brief decides is never said by a page; the rest of the closed world may be.
_NOT_ITS_OWN = frozenset({"link", "number", "name", "too_short"})


@dataclass(frozen=True)
class Entry:
    """One answer and the questions it is for."""

    questions: tuple[str, ...]
    answer: str


def scope_of(name: str) -> tuple[str, int] | None:
    """Return whom a page of answers is for, `("client", 3)`; None for any other page."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    return (found[2], int(found[3])) if found[2] else ("house", 0)


def name_of(scope: str, scope_id: int = 0) -> str:
    """Return the name of the page of answers for the house, one client or one campaign."""
    return f"{PREFIX}{scope}" if scope == "house" else f"{PREFIX}{scope}/{scope_id}"


def entries_of(text: str) -> tuple[Entry, ...]:
    """Return the entries of a page; an empty page has none.

    :raises KnowledgeError: if a question has no answer or an answer no question
    """
    found: list[Entry] = []
    questions: list[str] = []
    answer: list[str] = []
    for line in [*text.replace("\r\n", "\n").split("\n"), "## "]:
        if line.startswith("## "):
            if answer:
                found.append(Entry(tuple(questions), one_line(" ".join(answer))))
                questions, answer = [], []
            questions += [line[3:].strip()] if line[3:].strip() else []
        elif line.startswith(">"):
            if not questions:
                raise KnowledgeError(f'"{line[1:].strip()[:60]}" answers no question above it.')
            answer.append(line[1:].strip())
    if questions:
        raise KnowledgeError(f'"{questions[0][:60]}" has no answer: quote it with "> ".')
    return tuple(found)


def faq_problems(text: str) -> list[str]:
    """Return what keeps a page of answers from being used, in words for whoever wrote it."""
    try:
        entries = entries_of(text)
    except KnowledgeError as error:
        return [str(error)]
    return [problem for entry in entries for problem in _entry_problems(entry)]


def _entry_problems(entry: Entry) -> Iterator[str]:
    shown = entry.answer[:60]
    if len(entry.answer) > _LONGEST_ANSWER:
        yield f'"{shown}…" is longer than {_LONGEST_ANSWER} characters.'
    if re.search(r"[{}]", entry.answer):
        yield f'"{shown}" holds a placeholder; answers stand in the mail as they are.'
    for question in entry.questions:
        if not content_words(question):
            yield f'"{question}" has no word that could tell it from another question.'
    # The length of a week is not the offer's; a term of payment is.
    found = check_email("", entry.answer, {"offer_required": False})
    for finding in found:
        is_own = finding["rule"] == "duration" and not re.match("net", finding["words"], re.I)
        if finding["rule"] not in _NOT_ITS_OWN and not is_own:
            yield f'"{finding["words"]}" may not stand in an answer: {_why(finding)}.'


def _why(finding: dict[str, str]) -> str:
    decided = {"amount", "right", "deliverable", "count", "date", "duration", "currency"}
    told = "the offer and the brief say that, and answers must not contradict them"
    return told if finding["rule"] in decided else finding["message"]


def written_answer(question: str, entries: Sequence[Entry]) -> str:
    """Return the answer whose question is most like this one, or nothing.

    Entries are tried in their order; of two that are alike the first one answers.
    """
    asked = content_words(question)
    scored = [(_likeness(asked, entry), -at, entry) for at, entry in enumerate(entries)]
    best = max(scored, default=None)
    return best[2].answer if best and best[0] >= _LIKE else ""


def _likeness(asked: frozenset[str], entry: Entry) -> float:
    return max(
        (_overlap(asked, content_words(question)) for question in entry.questions), default=0
    )


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    shared = len(one & other)
    return shared / max(len(one), len(other)) if shared else 0.0

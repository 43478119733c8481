"""Signals that somebody may be under 18: they block until a person clears them. Pure.

Whole tokens only: "grade" inside "upgrade" is no signal, and neither is "15k".
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

ADULT = 18
_LONGEST = 20_000
_AGE = re.compile(
    r"(?<![\w.,])(?P<age>\d{1,2})\s*(?:yo|y/o|yrs?\.?\s+old|years?\s+old|year-old|ans|años|anos|"
    r"anni|jahre(?:\s+alt)?|lat|let|rok[uů]|yaşında)(?!\w)",
    re.IGNORECASE,
)
_BIRTH_YEAR = re.compile(
    r"(?<!\w)(?:born(?:\s+in)?|née?\s+en|geboren|nacid[oa]\s+en|nat[oa]\s+nel|b\.)\s*"
    r"(?P<year>(?:19|20)\d{2})(?!\d)",
    re.IGNORECASE,
)
_WORDS = re.compile(
    r"(?<!\w)(?:minor|under ?age|under 18|freshman year of high school|high school student|"
    r"middle school(?:er)?|(?:run|managed|account run) by (?:my |his |her |their )?"
    r"(?:mom|mum|dad|mother|father|parents?)|parent[- ]run|mom[- ]run|schüler(?:in)?|lycéen(?:ne)?|"
    r"collégien(?:ne)?|minderjährig|menor de edad|mineure?|nezletil[áý])(?!\w)",
    re.IGNORECASE,
)
# In a mail people also write of their audience, their own children and minor changes: only what
# somebody says of themselves, or for a child, counts there.
_NOT_YEARS = (
    r"(?!\s*(?:[%k°$€£]|min|hour|h\b|day|week|month|mile|km|reel|post|video|stor|clip|out of|"
    r"or\s+\d|[.,:/]\d|-))"
)
_OWN_AGE = re.compile(
    rf"\bi(?:'m| am)(?: only| just| still| actually)? (?P<age>\d{{1,2}})\b{_NOT_YEARS}"
    rf"|\bmy (?:son|daughter|child|kid)(?:'s| is)(?: only| just| still)? (?P<child>\d{{1,2}})\b"
    rf"{_NOT_YEARS}",
    re.IGNORECASE,
)
_FOR_A_CHILD = re.compile(
    r"\b(?:i(?:'m| am)|this is) (?:[\w-]+'s|his|her|their|the) (?:mother|mom|mum|father|dad|parent|"
    r"(?:legal )?guardian)\b"
    r"|\bas (?:[\w-]+'s|his|her|their) (?:mother|mom|mum|father|dad|parent|(?:legal )?guardian)\b"
    r"|\bmy (?:son|daughter|child|kid)'s (?:account|channel|page|profile|content|instagram|tiktok|"
    r"youtube)\b|\bon behalf of my (?:son|daughter|child|kid)\b"
    r"|\bmy (?:parents?|mom|mum|dad|mother|father) (?:has|have|need|needs|must|will have|"
    r"would have|wants?) to (?:sign|agree|approve|read|check|ok|okay)\b"
    r"|\bi(?:'m| am) (?:still )?(?:in (?:high|middle) school|under ?age|under 18|a minor)\b"
    r"|\b(?:parental consent|not (?:yet )?18(?: yet)?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class MinorSignal:
    """Where the signal stands and its words."""

    where: str
    words: str


def minor_signals(texts: Iterable[tuple[str, str]], *, today: date) -> list[MinorSignal]:
    """Return every signal in the named texts, in their order."""
    return [
        MinorSignal(where, match.group().strip())
        for where, text in texts
        for match in _matches(text, today)
    ]


def minor_words_in(mail: str) -> str:
    """Return the words with which a mail says that a child takes part, or nothing."""
    text = mail.replace("’", "'")[:_LONGEST]
    for found in _OWN_AGE.finditer(text):
        if is_under_age(int(found["age"] or found["child"])):
            return found.group().strip()
    told = _FOR_A_CHILD.search(text)
    return told.group().strip() if told else ""


def is_under_age(age: int | None) -> bool:
    """Whether a stated age is a child's; an unknown one is no signal."""
    return age is not None and 0 < age < ADULT


def _matches(text: str, today: date) -> list[re.Match[str]]:
    ages = [m for m in _AGE.finditer(text) if is_under_age(int(m["age"]))]
    years = [m for m in _BIRTH_YEAR.finditer(text) if today.year - int(m["year"]) < ADULT]
    return [*ages, *years, *_WORDS.finditer(text)]

"""Signals that somebody may be under 18: they block until a person clears them. Pure.

Whole tokens only: "grade" inside "upgrade" is no signal, and neither is "15k".
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

ADULT = 18
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


def is_under_age(age: int | None) -> bool:
    """Whether a stated age is a child's; an unknown one is no signal."""
    return age is not None and 0 < age < ADULT


def _matches(text: str, today: date) -> list[re.Match[str]]:
    ages = [m for m in _AGE.finditer(text) if is_under_age(int(m["age"]))]
    years = [m for m in _BIRTH_YEAR.finditer(text) if today.year - int(m["year"]) < ADULT]
    return [*ages, *years, *_WORDS.finditer(text)]

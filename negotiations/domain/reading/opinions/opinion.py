"""What a model says about a reply: one act and one quote a sentence, well-formed, not believed.

The model names no amount: it points at words, and code reads what stands there. Pure values.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from negotiations.domain.money.text import MoneySpan
from negotiations.domain.reading import acts
from negotiations.domain.reading.acts import Said
from negotiations.domain.reading.results import text_of

_WANTING = frozenset({acts.ASK, acts.OTHER, acts.CHANGE, acts.CONDITION})


@dataclass(frozen=True)
class Judged:
    """One sentence as the model classes it; `number` counts from 1."""

    number: int
    act: str
    quote: str


@dataclass(frozen=True)
class Pointed:
    """Words of one sentence that the model points at."""

    number: int
    quote: str


@dataclass(frozen=True)
class Opinion:
    """The model's classes for every sentence of one reply."""

    sentences: tuple[Judged, ...]
    confidence: Decimal
    ask: Pointed | None = None
    flags: tuple[tuple[str, str], ...] = ()
    summary: str = ""
    asked: MoneySpan | None = None
    """The amount that code reads where the model points."""

    def covers(self, said: Sequence[Said]) -> bool:
        """Whether it says something about every sentence, once."""
        return sorted(one.number for one in self.sentences) == list(range(1, len(said) + 1))

    def having(self, *names: str) -> tuple[Judged, ...]:
        """Return the sentences of these acts."""
        return tuple(one for one in self.sentences if one.act in names)

    @property
    def intent(self) -> str:
        """What the classes come to: nothing unplaced, wanted or open stands beside a yes."""
        found = {one.act for one in self.sentences}
        if acts.OPT_OUT in found:
            return "unclear"
        if found & _WANTING:
            return "counter"
        if acts.ACCEPTANCE in found:
            return _beside_a_yes(found)
        if acts.REFUSAL in found:
            return "unclear" if found & {acts.QUESTION, acts.OPEN_QUESTION} else "reject"
        return "question" if found & {acts.QUESTION, acts.OPEN_QUESTION} else "unclear"

    def as_dict(self) -> dict[str, Any]:
        """Return a JSON-safe form for the record and the page."""
        asked = self.asked
        return {
            "intent": self.intent,
            "confidence": str(self.confidence),
            "total": text_of(asked.upper) if asked else None,
            "total_currency": asked.currency if asked else None,
            "flags": sorted({name for name, _ in self.flags}),
            "questions": [q.quote for q in self.having(acts.QUESTION, acts.OPEN_QUESTION)],
            "has_condition": bool(self.having(acts.CONDITION)),
            "summary": self.summary,
            "evidence": [{"field": one.act, "quote": one.quote} for one in self.sentences],
            "sentences": [[one.number, one.act, one.quote] for one in self.sentences],
        }


def _beside_a_yes(found: set[str]) -> str:
    if found & {acts.REFUSAL, acts.UNKNOWN}:
        return "unclear"
    return "question" if acts.OPEN_QUESTION in found else "accept"

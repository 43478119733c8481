"""What a reply adds in percent for one term: "whitelisting +30 %". Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from negotiations.domain.reading.asks import days_in
from negotiations.domain.reading.kinds import ADDONS, Mention, mentions
from negotiations.domain.reading.sentences import Sentence

_PERCENT = re.compile(
    r"(?<![0-9.,])(?P<plus>\+\s?)?(?P<number>[0-9]{1,3}(?:[.,][0-9]{1,2})?)\s?(?:%|percent\b)",
    re.IGNORECASE,
)
# A percentage of something else than the fee prices nothing that we could add up.
_OTHER_BASE = re.compile(
    r"\W{0,3}of (?:the |your |our |my )?(?:ad|media|spend|budget|sales|revenue)|"
    r"\W{0,2}(?:off|discount|commission|engagement|up ?front|deposit)",
    re.IGNORECASE,
)
_NEAR = 45
_AROUND = 20


@dataclass(frozen=True)
class UpliftAsk:
    """What one term adds: percent of the fee; `days` None where they name no duration."""

    kind: str
    percent: Decimal
    days: int | None
    is_of_fee: bool
    quote: str

    def as_dict(self) -> dict[str, Any]:
        """Return a JSON-safe form."""
        return {**self.__dict__, "percent": f"{self.percent:f}"}


def uplifts_in(text: str, pieces: Sequence[Sentence]) -> tuple[UpliftAsk, ...]:
    """Return each percentage that stands beside a right or an extra in the same sentence."""
    return tuple(found for piece in pieces for found in _in_sentence(text, piece))


def _in_sentence(text: str, piece: Sentence) -> Iterator[UpliftAsk]:
    named = [m for m in mentions(piece.text) if m.kind in ADDONS]
    for match in _PERCENT.finditer(piece.text):
        if not named:
            return
        term = min(named, key=lambda m: (_gap(m, match), m.start))
        if _gap(term, match) > _NEAR:
            continue
        start, end = min(term.start, match.start()), max(term.end, match.end())
        yield UpliftAsk(
            kind=_kind(piece.text, term),
            percent=Decimal(match["number"].replace(",", ".")),
            days=days_in(piece.text[max(0, start - _AROUND) : end + _AROUND]),
            is_of_fee=not _OTHER_BASE.match(piece.text, match.end()),
            quote=text[piece.start + start : piece.start + end],
        )


def _gap(term: Mention, match: re.Match[str]) -> int:
    if term.end <= match.start():
        return match.start() - term.end
    return max(term.start - match.end(), 0)


def _kind(text: str, term: Mention) -> str:
    if term.kind != "usage_rights":
        return term.kind
    return "organic" if "organic" in text[term.start : term.end].lower() else "paid_usage"

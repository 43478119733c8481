"""Every number of a mail with what it is: our amount, money, a date, a count, or unread. Pure."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from negotiations.domain.money.numbers import fold, word_numbers
from negotiations.domain.money.rules import blocked, is_counted, unit_after
from negotiations.domain.money.text import THANKS, MoneySpan

HARMLESS = frozenset(
    {"date", "time", "count", "length", "handle", "link", "phone", "id", "address", "ordinal"}
)
# A number with what is glued to it; begun only at the beginning of a word.
_GLUED = re.compile(r"(?<![^\W_])(?<![0-9][.,'’])[^\W\d_]{0,20}[0-9](?:[.,'’]?[0-9]|[^\W_])*")
_APPROX_AFTER = re.compile(r"\s?-?(?:ish|something|odd)\b|s\b", re.IGNORECASE)
_APPROX_BEFORE = re.compile(r"\b(?:mid|low|high|upper|lower|somewhere in the|in the)[ -]\Z", re.I)
_VAGUE = re.compile(
    r"\b(?:few|couple(?: of)?|several|some) (?:more )?(?:hundreds?|grand|thousands?|k|bucks)\b"
    r"|\b(?:ein )?paar (?:hundert|tausend)\w*\b",
    re.IGNORECASE,
)
_SEPARATORS = re.compile(r"[.,'’]")
_STREET = re.compile(
    r"\b(?:ship|address|send (?:it|the|them|product)\w*|deliver(?:y|ed)?|street|str\.|road|rd|ave|"
    r"avenue|unit|apt|suite|floor|lane|ulica|ul\.|calle|rue|via|straße|strasse|adresse|adres|"
    r"dirección|indirizzo|zip|postcode|plz|po box)\b",
    re.IGNORECASE,
)
# A letter for a digit, or a separator nobody writes: to be read by a person, never guessed.
_BROKEN = re.compile(
    r"(?<!\w)(?=[0-9.,]{0,12}[lIOo])(?=[lIOo.,]{0,12}[0-9])[0-9lIO](?:[.,]?[0-9lIOo]){2,9}(?!\w)"
    r"|[$€£]\s?[0-9]{1,3}(?:\s[,.;]\s?|;\s?)[0-9]{3}(?![0-9])"
    r"|[$€£]\s?[0-9]{1,3}\s[0-9]{2}(?![\w.,])"
)


@dataclass(frozen=True)
class Figure:
    """One number as it stands in the text; `value` None where it counts nothing we use."""

    start: int
    end: int
    kind: str
    value: Decimal | None = None

    @property
    def is_harmless(self) -> bool:
        """Whether it is provably no money, or exactly our amount."""
        return self.kind in HARMLESS or self.kind == "ours"


def within(figures: Sequence[Figure], start: int, end: int) -> Sequence[Figure]:
    """Return the figures, given in reading order, that stand between two places."""
    first = bisect_right(figures, start, key=lambda figure: figure.end)
    last = bisect_left(figures, end, key=lambda figure: figure.start)
    return figures[first:last]


def unreadable_in(text: str) -> tuple[Figure, ...]:
    """Return the numbers no amount can be read from: "l,600", "$1 ,600", "a few hundred"."""
    folded = fold(text)
    broken = [Figure(m.start(), m.end(), "broken") for m in _BROKEN.finditer(folded)]
    vague = [Figure(m.start(), m.end(), "approx") for m in _VAGUE.finditer(folded)]
    return (*broken, *vague)


def figures_in(
    text: str, *, ours: Decimal | None, currency: str | None, spans: Sequence[MoneySpan]
) -> tuple[Figure, ...]:
    """Return every number of a smoothed text in reading order; none overlap.

    `ours` is our standing offer's amount in `currency`, `spans` the text's money.
    """
    folded = fold(text)
    found = [Figure(s.start, s.end, _money_kind(folded, s, ours, currency), s.upper) for s in spans]
    taken = _Taken(unreadable_in(text))
    for figure in found:
        taken.add(figure)
    for start, end, kind in blocked(folded):
        taken.add(Figure(start, end, kind))
    for figure in (*_digits(folded, ours), *_in_words(folded)):
        taken.add(figure)
    return tuple(sorted(taken.figures, key=lambda figure: figure.start))


class _Taken:
    """Figures so far; what overlaps one of them is left out."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        self.figures = [*figures]
        self._places = {place for f in figures for place in range(f.start, f.end)}

    def add(self, figure: Figure) -> None:
        if self._places.isdisjoint(range(figure.start, figure.end)):
            self.figures.append(figure)
            self._places.update(range(figure.start, figure.end))


def _money_kind(text: str, span: MoneySpan, ours: Decimal | None, currency: str | None) -> str:
    if is_approximate(text, span.start, span.end):
        return "approx"
    same = span.currency in (None, currency) or span.is_shared_sign
    return "ours" if ours is not None and span.upper == ours and same else "money"


def is_approximate(text: str, start: int, end: int) -> bool:
    """Whether the words glued to an amount blur it: "1600ish", "in the 1600s"."""
    after = text[end : end + 12]
    if _APPROX_AFTER.match(after) or "ish" in text[start:end].lower():
        return True
    return bool(_APPROX_BEFORE.search(text[max(0, start - 20) : start]))


def _digits(text: str, ours: Decimal | None) -> Iterator[Figure]:
    for match in _GLUED.finditer(text):
        start, end = match.span()
        digits = _SEPARATORS.sub("", match.group())
        if digits.isdecimal() and Decimal(digits) == ours:
            yield Figure(start, end, "ours", ours)
            continue
        yield Figure(start, end, _kind_of(text, start, end, digits))


def _kind_of(text: str, start: int, end: int, word: str) -> str:
    before, after = text[max(0, start - 60) : start], text[end : end + 60]
    unit = unit_after(after)
    if unit and word.isdecimal():
        return unit
    line = before.rpartition("\n")[2]
    if _STREET.search(line) or _STREET.match(after.lstrip(" ,")[:12]) or _near_street(after):
        return "address"
    if word.isdecimal() and len(word) < 3 and _is_list_mark(line, after):
        return "ordinal"
    return "unread"


def _near_street(after: str) -> bool:
    return bool(re.match(r" [A-Z][\w.]* (?:Rd|St|Ave|Street|Road|Lane|Ln|Dr|Drive|Blvd)\b", after))


def _is_list_mark(line: str, after: str) -> bool:
    return not line.strip(" \t*-(") and after[:1] in ".):"


def _in_words(text: str) -> Iterator[Figure]:
    """Numbers in words from ten up; smaller ones are words like any other."""
    for start, end, value in word_numbers(text):
        unit = unit_after(text[end : end + 60])
        if text[start:end].lower() in THANKS:
            continue
        kind = unit or ("count" if is_counted(text[end : end + 60]) else "unread")
        yield Figure(start, end, kind, value)

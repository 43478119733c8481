"""Every money amount in a text, in any notation. Pure; used by the reader and by the gate."""

import re
from dataclasses import dataclass
from decimal import Decimal

from campaigns.domain.patterns import Pattern
from negotiations.domain.money.currencies import PREFIX, SUFFIX, currency_of
from negotiations.domain.money.numbers import NUMBER, fold, parse_number, word_numbers
from negotiations.domain.money.rules import (
    has_money_words,
    is_audience,
    is_bare_money,
    is_counted,
    mask,
)

_SCALE = (
    r"(?: ?(?:k|grand|thousand|hundred|hundos?|tausend|tsd\.?|mil|mille|mila|duizend|"
    r"lakhs?|lacs?|crores?|"
    r"million|mio|tys\.?|tysięcy|tysiące|tusen|tisíc|тыс\.?|тысяч|тисяч)(?![^\W_])"
    r"| ?[mMlL](?![^\W_])| ?[万만])"
)
_ATOM = Pattern(
    rf"(?P<pre>{PREFIX})?(?P<num>{NUMBER})(?P<scale>{_SCALE})?"
    rf"(?:(?:,[-–—]{{1,2}}|\.-|/-)(?![0-9])|-?ish(?![^\W_]))?(?P<post> ?{SUFFIX})?",
    re.IGNORECASE,
)
_JOIN = Pattern(r"\s?(?:-|–|—|to|bis|à|a|hasta|tot|até|or|/)\s?\Z", re.IGNORECASE)
_AND = Pattern(r"\s?(?:and|und|et|y|e|en)\s?\Z", re.IGNORECASE)
_BETWEEN = Pattern(r"\b(?:between|zwischen|entre|tra|tussen)\s\Z", re.IGNORECASE)
_INDIAN = Pattern(r"(?:lakhs?|lacs?|crores?)\Z", re.IGNORECASE)
_LONE = Pattern(r"(?<!\s)\s{0,9}[0-9][0-9.,' ]{0,40}k?[?!.]?\s{0,9}\Z", re.IGNORECASE)
_CONTEXT = 60
# "Grazie mille", "tausend Dank", "mil gracias" count nothing.
THANKS = frozenset({"mil", "mille", "tausend", "duizend", "cent", "cento", "hundert", "honderd"})


@dataclass(frozen=True)
class MoneySpan:
    """One amount as it stands in the text; `amount_max` is the upper end of a range."""

    start: int
    end: int
    amount: Decimal
    amount_max: Decimal | None
    currency: str | None
    text: str
    is_shared_sign: bool = False

    @property
    def upper(self) -> Decimal:
        """The end of the range that decides; the amount itself when there is no range."""
        return self.amount if self.amount_max is None else self.amount_max


@dataclass(frozen=True)
class _Atom:
    """A number that may be money, before ranges are joined."""

    start: int
    end: int
    value: Decimal
    mantissa: Decimal
    currency: str | None
    is_shared: bool
    scale: str
    is_money: bool
    is_counted: bool


def money_spans(text: str) -> tuple[MoneySpan, ...]:
    """Return every money candidate in reading order; the spans never overlap.

    Amounts with a currency always count. A bare number counts in the context of a rate;
    views, dates, phones, percentages, years and model names do not. `text` is the exact slice.
    """
    folded = mask(fold(text))
    atoms = sorted(_digit_atoms(folded) + _word_atoms(folded), key=lambda atom: atom.start)
    spans: list[MoneySpan] = []
    index = 0
    while index < len(atoms):
        pair = _range(folded, atoms, index)
        if pair is not None:
            spans.append(_joined(text, *pair))
            index += 2
            continue
        if atoms[index].is_money:
            spans.append(_single(text, atoms[index]))
        index += 1
    return tuple(spans)


def _digit_atoms(text: str) -> list[_Atom]:
    atoms: list[_Atom] = []
    for match in _ATOM.finditer(text):
        pre, post, scale = match["pre"] or "", match["post"] or "", (match["scale"] or "").strip()
        currency, shared = currency_of(pre, post)
        if currency is None and _INDIAN.match(scale):
            currency = None if is_counted(text[match.end() : match.end() + _CONTEXT]) else "INR"
        if currency is None and not _stands_alone(text, match):
            continue
        end = match.end() if post else match.end("scale") if scale else match.end("num")
        if scale in ("m", "M", "l", "L") and currency is None:
            scale, end = "", match.end("num")
        atoms.append(_digit_atom(text, match, (currency, shared), scale, end))
    return atoms


def _digit_atom(
    text: str, match: re.Match[str], named: tuple[str | None, bool], scale: str, end: int
) -> _Atom:
    value, mantissa = parse_number(match["num"], scale), parse_number(match["num"])
    start = match.start() if named[0] else match.start("num")
    before, after = _around(text, start, end)
    counted = is_counted(after)
    lone = value >= 50 and bool(_LONE.match(_line(text, start, end)))
    if named[0] is not None or lone:
        money = True
    elif scale:
        money = not counted and _scaled_is_money(before, after, value)
    else:
        money = is_bare_money(before, after, match["num"], value)
    return _Atom(start, end, value, mantissa, *named, scale.lower(), money, counted)


def _scaled_is_money(before: str, after: str, value: Decimal) -> bool:
    """A "k" without a currency is money, unless it counts an audience."""
    if has_money_words(before, after):
        return not is_audience(before) or value < 20_000
    return value < 20_000 and not is_audience(before)


def _word_atoms(text: str) -> list[_Atom]:
    atoms: list[_Atom] = []
    suffix = Pattern(rf"[ -]?(?P<post>{SUFFIX})", re.IGNORECASE)
    for start, end, value in word_numbers(text):
        named = suffix.match(text, end)
        currency, shared = currency_of(named["post"]) if named else (None, False)
        stop = named.end() if named else end
        before, after = _around(text, start, stop)
        counted = is_counted(after)
        bare = text[start:end].lower() in THANKS
        money = bool(currency) or (
            not (bare and not has_money_words(before, after))
            and value >= 100
            and not counted
            and is_bare_money(before, after, "", value)
        )
        if money:
            atoms.append(_Atom(start, stop, value, value, currency, shared, "", True, counted))
    return atoms


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """A number glued to letters, dots or slashes belongs to a name, a version or a fraction."""
    start, end = match.start("num"), match.end("num")
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if before[-1:].isalnum() or before[-1:] in ("_", "#", "@", "\x00"):
        return False
    if before[-1:] in (".", ",", "'", ":", "/") and before[:1].isdigit():
        return False
    if before[-1:] in ("-", "'") and before[:1].isalpha():
        return False
    if match["scale"]:
        return True
    if text[end : end + 4].lower().rstrip(" -.,") == "ish":
        return True
    if after[:1].isalpha() or after[:1] in ("_", "\x00"):
        return False
    return not (after[:1] in (".", ",", ":") and after[1:].isdigit())


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    before = text[max(0, start - _CONTEXT) : start]
    return before.rpartition("\n")[2], text[end : end + _CONTEXT]


def _line(text: str, start: int, end: int) -> str:
    left = text.rfind("\n", max(0, start - 40), start) + 1 if start else 0
    if start - left > 40:
        return "long line"
    right = text.find("\n", end, end + 40)
    return text[left : right if right >= 0 else end + 40]


def _range(text: str, atoms: list[_Atom], index: int) -> tuple[_Atom, _Atom] | None:
    """Return the two ends when this atom and the next are one range that is money."""
    if index + 1 >= len(atoms):
        return None
    low, high = atoms[index], atoms[index + 1]
    gap = text[low.end : high.start]
    if len(gap) > 6 or high.is_counted:
        return None
    between = _AND.match(gap) and _BETWEEN.search(text[max(0, low.start - 12) : low.start])
    if not (_JOIN.match(gap) or between) or "\n" in gap:
        return None
    if low.currency and high.currency and low.currency != high.currency:
        return None
    if not (low.is_money or high.is_money or low.currency or high.currency):
        return None
    low_value = _range_low(low, high)
    return (low, high) if Decimal(0) < low_value < high.value <= low_value * 10 else None


def _range_low(low: _Atom, high: _Atom) -> Decimal:
    """In "$1-1.5k" the scale belongs to both ends; in "$800-1k" only to the upper one."""
    if high.scale and not low.scale and low.mantissa <= high.mantissa:
        return low.value * (high.value / high.mantissa)
    return low.value


def _single(text: str, atom: _Atom) -> MoneySpan:
    words = text[atom.start : atom.end]
    return MoneySpan(atom.start, atom.end, atom.value, None, atom.currency, words, atom.is_shared)


def _joined(text: str, low: _Atom, high: _Atom) -> MoneySpan:
    named = low if low.currency and not low.is_shared else high if high.currency else low
    return MoneySpan(
        start=low.start,
        end=high.end,
        amount=_range_low(low, high),
        amount_max=high.value,
        currency=named.currency,
        text=text[low.start : high.end],
        is_shared_sign=named.is_shared,
    )

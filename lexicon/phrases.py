"""The small language the lexicon's phrases are written in, and how one is looked for.

A phrase is a row of words. `a|b` is either word, `word*` any word that begins so, `(a b|c)` either
row, `<i>` a named set of rows, a trailing `?` makes the item before it optional. `..` stands for up
to three words without a comma between, `...` for up to six with or without, `#` for any number,
`#ours` for our offer's amount, `_` for any word, `^` and `$` for the edges of a clause, and `!x`
says that no `x` follows, `&x` that one does. Accents may be left out by the writer, never by the
phrase.

Every step tries a bounded number of places, so a search is linear in the length of the text.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from lexicon.words import NUMBER, OURS, Word, without_accents

_ITEM = re.compile(r"\s*(\.\.\.|\.\.|<[a-z_]+>|[()?|!&]|[^\s()<>?|!&]+)")
_NEAR, _FAR = 3, 6
# Written without spaces: every sign is a word of its own.
_FAR_EAST = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")


class PhraseError(ValueError):
    """A phrase that cannot be read; the message names it."""


@dataclass(frozen=True)
class _One:
    """One word out of several."""

    words: frozenset[str]
    beginnings: tuple[str, ...]
    kind: str = ""

    def fits(self, word: Word) -> bool:
        if self.kind == "any":
            return True
        if self.kind == "number":
            return word.figure is not None
        if word.text in self.words:
            return True
        return bool(self.beginnings) and word.text.startswith(self.beginnings)


@dataclass(frozen=True)
class _Gap:
    most: int
    crosses: bool


@dataclass(frozen=True)
class _Edge:
    is_start: bool


@dataclass(frozen=True)
class _Either:
    rows: tuple["Row", ...]
    is_optional: bool = False
    is_denied: bool = False
    is_ahead: bool = False


_Item = _One | _Gap | _Edge | _Either
Row = tuple[_Item, ...]


def parsed(phrase: str, sets: Mapping[str, str]) -> Row:
    """Return a phrase ready to be looked for.

    :raises PhraseError: if it names a set that does not exist, or its brackets do not close
    """
    items = _ITEM.findall(phrase)
    rows, rest = _rows(items, 0, sets, phrase)
    if rest != len(items):
        raise PhraseError(f"{phrase!r}: a bracket closes that never opened")
    return rows[0] if len(rows) == 1 else (_one_of(rows),)


def _rows(
    items: Sequence[str], at: int, sets: Mapping[str, str], phrase: str
) -> tuple[list[Row], int]:
    rows: list[list[_Item]] = [[]]
    while at < len(items) and items[at] != ")":
        item = items[at]
        at += 1
        if item == "|":
            rows.append([])
        elif item == "?":
            rows[-1][-1] = _optional(rows[-1][-1])
        elif item == "(":
            inner, at = _rows(items, at, sets, phrase)
            if at >= len(items):
                raise PhraseError(f"{phrase!r}: a bracket does not close")
            rows[-1].append(_one_of(inner))
            at += 1
        else:
            rows[-1].append(_item(item, sets, phrase))
    return [_denials(row) for row in rows], at


def _denials(row: list[_Item]) -> Row:
    """Turn each "!" and what follows it into one item."""
    found: list[_Item] = []
    for item in row:
        if found and found[-1] in (_DENY, _AHEAD):
            inner = item.rows if isinstance(item, _Either) else ((item,),)
            found[-1] = replace(found[-1], rows=inner)
        else:
            found.append(item)
    return tuple(found)


def _one_of(rows: Sequence[Row]) -> _Item:
    """Return the choice between rows; those of one word each are looked up as one set."""
    single = [row[0] for row in rows if len(row) == 1 and isinstance(row[0], _One)]
    words = [one for one in single if not one.kind]
    rest = [row for row in rows if not (len(row) == 1 and row[0] in words)]
    if not words:
        return _Either(tuple(rest))
    union = _One(
        frozenset().union(*(one.words for one in words)),
        tuple(dict.fromkeys(start for one in words for start in one.beginnings)),
    )
    return _Either(((union,), *rest)) if rest else union


_DENY = _Either((), is_denied=True)
_AHEAD = _Either((), is_ahead=True)


def _item(item: str, sets: Mapping[str, str], phrase: str) -> _Item:
    if item == "..":
        return _Gap(_NEAR, crosses=False)
    if item == "...":
        return _Gap(_FAR, crosses=True)
    if item in "^$":
        return _Edge(item == "^")
    if item in "!&":
        return _DENY if item == "!" else _AHEAD
    if item.startswith("<"):
        if item[1:-1] not in sets:
            raise PhraseError(f"{phrase!r}: no set is called {item}")
        inner = parsed(sets[item[1:-1]], sets)
        return inner[0] if len(inner) == 1 else _Either((inner,))
    letters = _FAR_EAST.findall(item)
    if len(letters) > 1:
        return _Either((tuple(_word(letter) for letter in letters),))
    return _word(item)


def _word(item: str) -> _Item:
    kind = {"_": "any", NUMBER: "number"}.get(item, "")
    text = item.lower()
    if text.endswith("*"):
        plain = without_accents(text[:-1])
        return _One(frozenset(), tuple({text[:-1], plain}), kind)
    return _One(frozenset({text, without_accents(text)}) if text != OURS else frozenset({OURS}),
                (), kind)  # fmt: skip


def _optional(item: _Item) -> _Item:
    return _Either(item.rows if isinstance(item, _Either) else ((item,),), is_optional=True)


@dataclass(frozen=True)
class First:
    """The words a phrase can begin with, and the beginnings of such words."""

    words: frozenset[str] = frozenset()
    beginnings: frozenset[str] = frozenset()

    def __or__(self, other: "First") -> "First":
        return First(self.words | other.words, self.beginnings | other.beginnings)


def first_of(row: Row) -> First | None:
    """Return what a phrase can begin with; None when it may begin with any word."""
    found = First()
    for item in row:
        if isinstance(item, _Edge) or (
            isinstance(item, _Either) and (item.is_denied or item.is_ahead)
        ):
            continue
        first = _first_of(item)
        if first is None:
            return None
        found |= first
        if not (isinstance(item, _Either) and item.is_optional):
            return found
    return None


def _has_no_width(item: _Item) -> bool:
    if isinstance(item, _Either):
        return item.is_denied or item.is_ahead
    return isinstance(item, _Edge)


def _first_of(item: _Item) -> First | None:
    if isinstance(item, _Either):
        found = First()
        for row in item.rows:
            first = first_of(row)
            if first is None:
                return None
            found |= first
        return found
    if isinstance(item, _One) and item.kind != "any":
        numbers = {NUMBER, OURS} if item.kind == "number" else set()
        return First(item.words | numbers, frozenset(item.beginnings))
    return None


def literals(row: Row) -> set[str]:
    """Return every word a phrase names."""
    found: set[str] = set()
    for item in row:
        if isinstance(item, _One):
            found |= item.words
        elif isinstance(item, _Either) and not _has_no_width(item):
            for inner in item.rows:
                found |= literals(inner)
    return found


def ends(row: Row, words: Sequence[Word], at: int) -> set[int]:
    """Return every place at which the phrase may end when it begins at a word."""
    places = {at}
    for item in row:
        places = {end for place in places for end in _after(item, words, place)}
        if not places:
            break
    return places


def _after(item: _Item, words: Sequence[Word], at: int) -> Iterator[int]:
    match item:
        case _One():
            if at < len(words) and item.fits(words[at]):
                yield at + 1
        case _Gap():
            yield from _skips(item, words, at)
        case _Edge():
            if _is_edge(item, words, at):
                yield at
        case _Either():
            yield from _either(item, words, at)


def _either(item: _Either, words: Sequence[Word], at: int) -> Iterator[int]:
    if item.is_denied or item.is_ahead:
        if any(ends(row, words, at) for row in item.rows) == item.is_ahead:
            yield at
        return
    for row in item.rows:
        yield from ends(row, words, at)
    if item.is_optional:
        yield at


def _skips(gap: _Gap, words: Sequence[Word], at: int) -> Iterator[int]:
    for count in range(gap.most + 1):
        place = at + count
        if place > len(words) or (not gap.crosses and count and _is_broken(words, place, at)):
            return
        yield place


def _is_broken(words: Sequence[Word], place: int, start: int) -> bool:
    """Whether a comma stands among the words skipped so far."""
    return any(words[i].is_after_break for i in range(start, place) if i > 0)


def _is_edge(edge: _Edge, words: Sequence[Word], at: int) -> bool:
    if edge.is_start:
        return at < len(words) and (at == 0 or words[at].is_after_break)
    return at == len(words) or words[at].is_after_break

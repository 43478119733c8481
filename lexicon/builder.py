"""The words of mail by what they do: loaded from lexicon/*.toml once, on first use. Pure.

One phrase a line with its id, the act it shows, an example it must hit and one it must not. The
builder refuses what could not be trusted: an id twice, the same phrase twice; a test, which knows
numbers, one phrase in two opposite acts and an example that is not as it says.
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from lexicon.phrases import Row, ends, first_of, literals, parsed
from lexicon.words import Word

ACTS = frozenset(
    {"yes", "fine", "assent", "aside", "arrived", "part", "no", "withdraw", "low", "more", "if",
     "change", "hedge", "odd", "past", "not", "ask", "courtesy", "greeting", "logistics", "fix",
     "optout", "elsewhere", "topic", "answerable"}
)  # fmt: skip
OPPOSITES = (("yes", "no"), ("yes", "hedge"), ("yes", "optout"), ("fine", "no"), ("assent", "no"),
              ("courtesy", "optout"), ("courtesy", "change"))  # fmt: skip
# These are said even where they stand in something longer.
_STANDING = frozenset({"ask", "aside", "arrived", "elsewhere"})
_NEAR = 0.6
# English words of agreement and farewell stand in mails of every language.
_EVERYWHERE = "en"
_BORROWED = frozenset(
    {"yes", "fine", "assent", "no", "optout", "elsewhere", "greeting", "courtesy"}
)
# Who wants to be left alone is heard in any language, however few words show which it is.
_ALWAYS_HEARD = frozenset({"optout", "elsewhere"})
_LETTERS = 2
# No phrase spans more words, and nobody says more in so few.
_LONGEST = 24
_MOST_NEAR = 60


class LexiconError(ValueError):
    """A line of the lexicon that cannot stand; the message names it and says why."""


@dataclass(frozen=True)
class Phrase:
    """One line of the lexicon, ready to be looked for."""

    id: str
    act: str
    language: str
    row: Row
    words: frozenset[str]


@dataclass(frozen=True)
class Hit:
    """Where a phrase stands among the words of a sentence."""

    act: str
    id: str
    start: int
    end: int
    words: frozenset[str]
    """The words the phrase names; others may stand in its gaps."""

    def holds(self, other: "Hit", words: Sequence[Word]) -> bool:
        """Whether the other is a part of this longer one, and does not stand in a gap of it."""
        within = self.start <= other.start and other.end <= self.end
        if not within or self.end - self.start <= other.end - other.start:
            return False
        return all(words[at].text in self.words for at in range(other.start, other.end))


@dataclass
class Lexicon:
    """Every phrase, found by the word it begins with."""

    phrases: tuple[Phrase, ...]
    function_words: Mapping[str, frozenset[str]]
    plain: frozenset[str]
    _by_word: dict[str, list[Phrase]] = field(default_factory=lambda: defaultdict(list))
    _by_letters: dict[str, list[Phrase]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for phrase in self.phrases:
            first = first_of(phrase.row)
            if first is None:
                raise LexiconError(f"{phrase.id}: a phrase may not begin with any word at all")
            for word in first.words:
                self._by_word[word].append(phrase)
            for beginning in first.beginnings:
                self._by_letters[beginning[:_LETTERS]].append(phrase)

    @property
    def own_words(self) -> frozenset[str]:
        """Words that stand alone as an answer and are nobody's name."""
        return self.plain

    def languages_of(self, words: Iterable[Word]) -> frozenset[str]:
        """Return the languages a mail may be in, by its small words; all where none shows."""
        texts = [word.text for word in words]
        scores = {
            name: 2 * sum(text in known for text in texts)
            + sum(text in self.vocabulary[name] for text in texts)
            for name, known in self.function_words.items()
        }
        most = max(scores.values(), default=0)
        return frozenset(name for name, score in scores.items() if score >= _NEAR * most)

    @cached_property
    def vocabulary(self) -> Mapping[str, frozenset[str]]:
        """Return the words that stand in each language's phrases."""
        found: dict[str, set[str]] = {name: set() for name in self.function_words}
        for phrase in self.phrases:
            found[phrase.language] |= phrase.words
        return {name: frozenset(words) for name, words in found.items()}

    @cached_property
    def known(self) -> frozenset[str]:
        """Return every word that stands in a phrase or alone changes nothing."""
        return self.plain.union(*self.vocabulary.values())

    def hits(self, words: Sequence[Word], languages: frozenset[str]) -> tuple[Hit, ...]:
        """Return what stands in a sentence, without what is part of something longer."""
        found = [hit for at in range(len(words)) for hit in self.starting_at(words, at, languages)]
        return tuple(
            hit
            for place, hit in enumerate(found)
            if hit.act in _STANDING or not any(o.holds(hit, words) for o in _around(found, place))
        )

    def starting_at(
        self, words: Sequence[Word], at: int, languages: frozenset[str]
    ) -> Iterator[Hit]:
        """Yield each phrase that begins at a word, however much longer another one is."""
        word = words[at]
        candidates = list(self._by_word.get(word.text, ()))
        candidates += self._by_letters.get(word.text[:_LETTERS], ())
        for phrase in candidates:
            if self._counts(phrase, languages):
                end = max(ends(phrase.row, words, at), default=at)
                if end > at:
                    yield Hit(phrase.act, phrase.id, at, end, phrase.words)

    def _counts(self, phrase: Phrase, languages: frozenset[str]) -> bool:
        if phrase.language in languages or phrase.act in _ALWAYS_HEARD:
            return True
        return phrase.language == _EVERYWHERE and phrase.act in _BORROWED


def _around(hits: Sequence[Hit], place: int) -> Iterator[Hit]:
    """Yield the hits that may hold the one at a place; no phrase is longer than `_LONGEST`."""
    start, end = hits[place].start, hits[place].end
    for index in range(place - 1, -1, -1):
        if hits[index].start < start - _LONGEST or place - index > _MOST_NEAR:
            break
        yield hits[index]
    for index in range(place + 1, min(place + _MOST_NEAR, len(hits))):
        if hits[index].start > end:
            break
        yield hits[index]


@cache
def lexicon() -> Lexicon:
    """Return the lexicon; the first call reads and builds it.

    :raises LexiconError: if two lines have one id, or a line names an unknown act
    """
    return built([tomllib.loads(text) for text in _texts()])


def _texts() -> list[str]:
    folder = files(__package__)
    names = sorted(f.name for f in folder.iterdir() if f.name.endswith(".toml"))
    return [folder.joinpath(name).read_text("utf-8") for name in names]


def built(tables: Sequence[Mapping[str, Any]]) -> Lexicon:
    """Return the lexicon of several languages' tables.

    :raises LexiconError: if two lines have one id, or a line names an unknown act
    """
    phrases: list[Phrase] = []
    seen: dict[str, str] = {}
    for table in tables:
        sets = table.get("sets", {})
        for line in table["phrases"]:
            _check(line, table["language"], seen)
            row = parsed(line["say"], sets)
            named = frozenset(literals(row))
            phrases.append(Phrase(line["id"], line["act"], table["language"], row, named))
    words = {table["language"]: frozenset(table["function_words"].split()) for table in tables}
    plain = frozenset(word for table in tables for word in table.get("plain", "").split())
    return Lexicon(tuple(phrases), words, plain)


def _check(line: Mapping[str, str], language: str, seen: dict[str, str]) -> None:
    if line["act"] not in ACTS:
        raise LexiconError(f"{line['id']}: no act is called {line['act']!r}")
    for key in (line["id"], f"{language}: {line['say']}"):
        if key in seen:
            raise LexiconError(f"{line['id']}: {key!r} stands twice, also in {seen[key]}")
        seen[key] = line["id"]

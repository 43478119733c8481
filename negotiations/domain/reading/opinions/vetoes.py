"""What in a sentence forbids that a model's word for it counts. Pure.

Our lists could not place the sentence; these look at what they did find in it, and at the small
words that turn or limit a meaning in any language we know (`vetoes.toml`).
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from importlib.resources import files

from lexicon.builder import Hit, lexicon
from lexicon.words import NAME, Word, without_accents, words_of
from negotiations.domain.reading import acts
from negotiations.domain.reading.acts import Said
from negotiations.domain.reading.heard import Heard

_COVERING = frozenset({"yes", "fine", "assent", "courtesy", "greeting", "logistics"})
_KNOWN = _COVERING | {"answerable"}
# Words that veto nothing by themselves: what ties a yes to its object, and whose that is.
_LINK, _OWN = "a link", "their own"
_NEAR = 3
# Small talk beside a yes may tell of what was: "Deal! That mail made my day."
_BESIDE_A_YES = frozenset({"past", "the past"})


class Vetoes:
    """The vetoes on the sentences of one mail."""

    def __init__(self, heard: Heard) -> None:
        self.heard = heard
        whole = words_of(heard.text, heard.figures)
        self.languages = lexicon().languages_of(whole)

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        """The words we know of the languages that the mail may be in."""
        known = lexicon()
        names = self.languages & _words().keys()
        found = [known.vocabulary[name] | known.function_words[name] for name in names]
        return frozenset().union(*found)

    def on(self, said: Said, act: str) -> tuple[str, ...]:
        """Return why this sentence cannot pass for the act a model gives it."""
        return tuple(dict.fromkeys(self._found(said, act)))

    def _found(self, said: Said, act: str) -> Iterator[str]:
        ignored = frozenset() if act == acts.ACCEPTANCE else _BESIDE_A_YES
        marks = said.marks - _KNOWN - ignored
        yield from (f"what sounds like {mark}" for mark in sorted(marks))
        if any(not figure.is_harmless for figure in said.figures):
            yield "a number that is not our offer"
        if said.sentence.is_question and act != acts.QUESTION:
            yield "a question"
        words = words_of(said.sentence.text, said.figures, said.sentence.start)
        if not any(word.text in self._vocabulary for word in words):
            yield "a language we do not know"
        hits = lexicon().hits(words, self.languages)
        for at in _uncovered(words, hits):
            kind = self._kind_of(words[at])
            if kind and kind not in (_LINK, _OWN, *ignored):
                yield f"{kind} ({words[at].written})"
        if _turns_elsewhere(said, words, hits):
            yield "a yes to something else"
        if act == acts.ACCEPTANCE:
            yield from self._on_a_yes(said, words)

    def _on_a_yes(self, said: Said, words: Sequence[Word]) -> Iterator[str]:
        """Yield why words without any yes of ours are none to our offer."""
        if said.names_others or any(_is_name(at, words) for at in range(len(words))):
            yield "another name"
        for at, word in enumerate(words):
            following = {w.written for w in words[at + 1 : at + 1 + _NEAR]}
            kind = self._kind_of(word)
            if kind == _OWN and following:
                yield f"something of their own ({word.written})"
            if kind == _LINK and not following.isdisjoint(said.strange):
                yield f"something else ({word.written})"

    def _kind_of(self, word: Word) -> str:
        for language, kinds in _words().items():
            kind = kinds.get(word.text) or kinds.get(without_accents(word.text))
            if kind and language in self.languages:
                return kind
        return ""


def _uncovered(words: Sequence[Word], hits: Sequence[Hit]) -> list[int]:
    known = {at for hit in hits if hit.act in _COVERING for at in range(hit.start, hit.end)}
    return [at for at in range(len(words)) if at not in known]


def _turns_elsewhere(said: Said, words: Sequence[Word], hits: Sequence[Hit]) -> bool:
    """Whether a yes has something of its own in its clause: "count me in for the newsletter"."""
    loose = {at for at in _uncovered(words, hits) if words[at].written in said.strange}
    return any(
        not loose.isdisjoint(_clause(words, hit)) for hit in hits if hit.act in acts.AGREEING
    )


def _clause(words: Sequence[Word], hit: Hit) -> range:
    start, end = hit.start, hit.end
    while start > 0 and not words[start].is_after_break:
        start -= 1
    while end < len(words) and not words[end].is_after_break:
        end += 1
    return range(start, end)


def _is_name(at: int, words: Sequence[Word]) -> bool:
    """Whether a word is written like somebody's name inside a clause; known names are gone."""
    word = words[at]
    if word.is_after_break or word.figure or not word.written[:1].isupper():
        return False
    is_plain = word.text == NAME or word.text in lexicon().plain
    return not is_plain and not word.written.isupper() and len(word.written) > 1


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    """Return language -> word -> what it stands for."""
    tables = tomllib.loads(files(__package__).joinpath("vetoes.toml").read_text("utf-8"))
    return {
        language: {word: kind for kind, words in kinds.items() for word in words.split()}
        for language, kinds in tables.items()
    }

"""What is wrong with the lexicon's examples, read as the product reads: with numbers."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from lexicon.builder import OPPOSITES, Hit, Lexicon, built
from lexicon.words import Word, words_of
from negotiations.domain.money.text import money_spans
from negotiations.domain.reading.figures import figures_in

_EXAMPLE = Decimal(500)


def faults(tables: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Yield what is wrong with the examples: each line must hit its own, and miss the other."""
    known = built(tables)
    for table in tables:
        languages = frozenset({table["language"]})
        for line in table["phrases"]:
            hits = known.hits(_words(line["hit"]), languages)
            mine = [hit for hit in hits if hit.id == line["id"]]
            if not _stands(known, line["id"], line["hit"], languages):
                yield f"{line['id']} does not hit {line['hit']!r}"
            if _stands(known, line["id"], line["miss"], languages):
                yield f"{line['id']} hits {line['miss']!r}"
            yield from (f"{line['id']}: {fault}" for fault in _opposed(mine, hits))


def _stands(known: Lexicon, name: str, text: str, languages: frozenset[str]) -> bool:
    words = _words(text)
    return any(
        hit.id == name
        for at in range(len(words))
        for hit in known.starting_at(words, at, languages)
    )


def _opposed(mine: Sequence[Hit], hits: Sequence[Hit]) -> Iterator[str]:
    for hit in mine:
        for other in hits:
            same = (hit.start, hit.end) == (other.start, other.end)
            if same and any({hit.act, other.act} == set(pair) for pair in OPPOSITES):
                yield f"says the opposite of {other.id}"


def _words(text: str) -> tuple[Word, ...]:
    """Return an example's words; in examples our offer is 500 dollars."""
    spans = money_spans(text)
    return words_of(text, figures_in(text, ours=_EXAMPLE, currency="USD", spans=spans))

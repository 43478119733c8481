"""One act a sentence from two: our rules' where they are sure, else the model's, under vetoes.

The model may add doubt to any sentence, with words that stand in it. It may say what a sentence
does only where our own lists cannot place it and nothing in it forbids that. Pure.
"""

from dataclasses import dataclass, replace

from negotiations.domain.reading import acts
from negotiations.domain.reading.acts import Said
from negotiations.domain.reading.opinions.opinion import Judged, Opinion
from negotiations.domain.reading.opinions.quotes import stands_in
from negotiations.domain.reading.opinions.vetoes import Vetoes
from negotiations.domain.reading.reader import Parsed

_HELP = frozenset({acts.ACCEPTANCE, acts.COURTESY, acts.LOGISTICS, acts.QUESTION})
_SOFT = _HELP | {acts.UNKNOWN}


@dataclass(frozen=True)
class Agreed:
    """Every sentence with its one act, and what kept the model from placing some."""

    said: tuple[Said, ...]
    vetoes: tuple[str, ...]


def agreed_acts(parsed: Parsed, opinion: Opinion) -> Agreed:
    """Return what both readers together make of every sentence; the opinion covers them all."""
    judged = {one.number: one for one in opinion.sentences}
    vetoes = Vetoes(parsed.heard)
    found: list[Said] = []
    against: list[str] = []
    for number, said in enumerate(parsed.heard.said, start=1):
        one = judged[number]
        if not stands_in(one.quote, parsed.words_of(said)):
            found.append(said)
        elif said.act == acts.UNKNOWN and one.act in _HELP:
            reasons = vetoes.on(said, one.act)
            against += reasons
            found.append(said if reasons else _as(said, one))
        else:
            found.append(_doubted(said, one))
    return Agreed(tuple(found), tuple(dict.fromkeys(against)))


def _doubted(said: Said, one: Judged) -> Said:
    if said.act not in _SOFT or one.act in _HELP or said.act == one.act:
        return said
    return _as(said, one)


def _as(said: Said, one: Judged) -> Said:
    place = said.sentence.start, said.sentence.end
    return replace(
        said,
        act=one.act,
        is_weak=False,
        strange=(),
        yes=place if one.act == acts.ACCEPTANCE else None,
        no=place if one.act == acts.REFUSAL else None,
    )

"""Two readers of one reply become one understanding, or a person's question. Pure.

The offline reading is what our own rules found; the model's opinion is a stranger's: one act and
one quote for every sentence we numbered. Together:

1. Money comes from our rules alone. The model points at words; code reads the amount there, and
   where it is another than the one our rules found, a person decides.
2. Where our rules are sure, the model may only agree or doubt: another yes, no, ask or opt-out is
   a contradiction, and a person decides with both before them.
3. Where our rules cannot place a sentence, the model's act for it counts, unless something in the
   sentence forbids that (`opinions/vetoes.py`). What all acts come to is then decided by the same
   rule as without a model: a yes closes only when every sentence is accounted for.
4. What talks to machines is never helped.

So the worst a mail can do by talking to the model is to cost a look of a person.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from negotiations.domain.money.text import MoneySpan
from negotiations.domain.reading import acts
from negotiations.domain.reading.heard import Heard
from negotiations.domain.reading.opinions.agreeing import Agreed, agreed_acts
from negotiations.domain.reading.opinions.opinion import Opinion
from negotiations.domain.reading.opinions.quotes import plain_words, stands_in
from negotiations.domain.reading.reader import Evidence, Parsed, Reading, concluded
from negotiations.domain.terms.certainty import MIN_CONFIDENCE

SURE = Decimal("0.90")
CLEAR = Decimal("0.80")
# What the model says is never more certain than this.
_MOST = Decimal("0.85")
_MILD = ("counter", "question")


@dataclass(frozen=True)
class Understanding:
    """What a turn says, and how we know; with contradictions a person decides.

    `vetoes` are the reasons why the model's word for a sentence did not count.
    """

    reading: Reading
    offline: Reading
    model: Opinion | None = None
    contradictions: tuple[str, ...] = ()
    source: str = "offline"
    vetoes: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return a JSON-safe form: the reading's own keys, and beside them both opinions."""
        return {
            **self.reading.as_dict(),
            "source": self.source,
            "offline": self.offline.as_dict(),
            "model": self.model.as_dict() if self.model else None,
            "contradictions": list(self.contradictions),
            "vetoes": list(self.vetoes),
        }


def offline_only(reading: Reading, source: str = "offline") -> Understanding:
    """Return the understanding where no model was asked, or none answered."""
    return Understanding(reading, reading, source=source)


def merge(*, parsed: Parsed, offline: Reading, opinion: Opinion) -> Understanding:
    """Return one understanding of a reply.

    `offline` is what our rules concluded from `parsed`; the opinion covers every sentence of it.
    """
    case = _Case(parsed, offline, opinion)
    found = tuple(dict.fromkeys([*case.money(), *case.opt_out(), *case.intents()]))
    reading = case.cautious() if not found else case.undecided()
    seen = replace(opinion, asked=case.asked)
    return Understanding(reading, case.offline, seen, found, "both", case.agreed.vetoes)


@dataclass(frozen=True)
class _Case:
    """Both readings beside the words they are about."""

    parsed: Parsed
    offline: Reading
    model: Opinion

    @property
    def heard(self) -> Heard:
        return self.parsed.heard

    def shows(self, number: int, quote: str) -> bool:
        """Whether these words stand in that sentence."""
        said = self.heard.said
        if not 0 < number <= len(said):
            return False
        return stands_in(quote, self.parsed.words_of(said[number - 1]))

    @cached_property
    def agreed(self) -> Agreed:
        return agreed_acts(self.parsed, self.model)

    @cached_property
    def asked(self) -> MoneySpan | None:
        """The amount that stands where the model points, if exactly one does."""
        ask = self.model.ask
        if ask is None or not self.shows(ask.number, ask.quote):
            return None
        place = self.heard.said[ask.number - 1].sentence
        inside = [s for s in self.parsed.spans if place.start <= s.start and s.end <= place.end]
        named = [s for s in inside if stands_in(s.text, ask.quote)]
        return named[0] if len({s.upper for s in named}) == 1 else None

    @property
    def is_suspicious(self) -> bool:
        """Whether the mail talks to machines."""
        flags = self.offline.flags | {name for name, _ in self.model.flags}
        return "instruction_like" in flags

    @property
    def is_doubtful(self) -> bool:
        """Whether the model is unsure, or cannot show the words that made it sure."""
        model = self.model
        if model.confidence < MIN_CONFIDENCE or model.intent == "unclear":
            return True
        return not all(self.shows(one.number, one.quote) for one in model.sentences)

    def money(self) -> Iterator[str]:
        """Yield what the two say differently about money."""
        total, asked = self.offline.total, self.asked
        if total is None or self.model.intent != "counter":
            return
        if asked is None:
            yield f"we read {total}, the model reads no ask"
        elif asked.upper != total and any(s.upper == total for s in self.parsed.spans):
            yield f"we read {total}, the model reads {_words(asked)}"

    def opt_out(self) -> Iterator[str]:
        """Yield an opt-out only the model sees: a person looks before anybody is suppressed."""
        if "unsubscribe" in self.offline.flags:
            return
        for one in self.model.having(acts.OPT_OUT):
            if self.shows(one.number, one.quote):
                yield f'the model reads an opt-out in "{one.quote[:80]}"'

    def intents(self) -> Iterator[str]:
        """Yield a difference in intent that is more than a doubt."""
        ours, theirs = self.offline.intent, self.model.intent
        if ours in (theirs, "unclear") or (ours == "question" and self._is_yes_and_question):
            return
        is_sure = ours in _MILD and self.offline.confidence >= SURE
        if not (is_sure and self.is_doubtful):
            yield f"we read {ours}, the model reads {theirs}"

    @property
    def _is_yes_and_question(self) -> bool:
        """Whether both see a yes and we a question beside it, which is answered first."""
        return self.model.intent == "accept" and bool(self.heard.having(acts.ACCEPTANCE))

    def undecided(self) -> Reading:
        """Return our reading without its conclusion."""
        return replace(self.offline, intent="unclear", confidence=Decimal(0))

    def cautious(self) -> Reading:
        """Return our reading with the model's doubts, and its help where we could not read."""
        text = plain_words(self.parsed.body)
        known = {name: quote for name, quote in self.model.flags if _stands(quote, text)}
        conditions = self.model.having(acts.CONDITION)
        reading = self._concluded()
        reading = replace(
            reading,
            flags=reading.flags | known.keys(),
            has_condition=reading.has_condition
            or any(self.shows(one.number, one.quote) for one in conditions),
        )
        added = [Evidence(f"flag:{n}", q) for n, q in known.items() if n not in self.offline.flags]
        return replace(reading, evidence=(*reading.evidence, *added))

    def _concluded(self) -> Reading:
        offline, model = self.offline, self.model
        if offline.intent == "unclear":
            return self._helped()
        if offline.intent != model.intent:
            return offline
        if offline.intent in ("accept", "reject"):
            return replace(offline, confidence=min(offline.confidence, model.confidence))
        if self.is_doubtful or self.is_suspicious:
            return offline
        surer = max(offline.confidence, min(model.confidence, _MOST))
        return self._with_total(replace(offline, confidence=surer))

    def _helped(self) -> Reading:
        """Read what our rules could not, by the same rule, with the model's acts where allowed."""
        offline, model = self.offline, self.model
        if model.confidence < CLEAR or self.is_doubtful or self.is_suspicious:
            return offline
        sure = min(model.confidence, _MOST)
        if model.intent == "counter":
            asked = self._with_total(replace(offline, intent="counter", confidence=sure))
            return offline if asked.total is None else asked
        both = concluded(replace(self.parsed, heard=replace(self.heard, said=self.agreed.said)))
        if both.intent != model.intent or not self._may_help(both):
            return offline
        return replace(both, confidence=min(both.confidence, sure))

    def _may_help(self, both: Reading) -> bool:
        """Whether it is a question, or a yes: more than assent, without a question if unheard."""
        if both.intent != "accept":
            return both.intent == "question"
        ours = [s for s in self.heard.having(acts.ACCEPTANCE) if not s.is_weak]
        theirs = [s for s in self.agreed.said if s.act == acts.ACCEPTANCE and not s.is_weak]
        return bool(ours) or (bool(theirs) and not both.questions)

    def _with_total(self, reading: Reading) -> Reading:
        """Take the total from where the model points only where ours is open."""
        asked, offer = self.asked, self.heard.offer
        if reading.total is not None or reading.intent != "counter" or asked is None:
            return reading
        if (offer and asked.upper <= offer.amount) or not self._is_for_all(asked):
            return reading  # so low an ask is taken at once: our own rules have to see it
        return replace(
            reading,
            total=asked.upper,
            total_currency=asked.currency or (offer.currency if offer else None),
            evidence=(*reading.evidence, Evidence("rate", asked.text)),
        )

    def _is_for_all(self, asked: MoneySpan) -> bool:
        """Whether our rules see no price of something else in it: a month, a piece, a right."""
        asks = [item.ask for item in self.heard.asks if item.start == asked.start]
        return all(a.unit in ("total", "set") and a.role in ("base", "alt") for a in asks)


def _stands(quote: str, text: str) -> bool:
    words = plain_words(quote)
    return bool(words) and words in text


def _words(asked: MoneySpan) -> str:
    return f"{asked.upper} {asked.currency or '(no currency)'}"

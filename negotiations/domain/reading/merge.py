"""Two readings of one reply become one, or a person's question. Pure.

The offline reading is what our own rules found; the model's is a stranger's opinion about it. The
rules of agreement:

1. Money comes from our rules alone. An amount the model names must be one they found in the newly
   written text, in the same currency; anything else is a contradiction, and so is another total.
2. Yes and no need both. The model can make neither of them surer than our rules are.
3. The model may add doubt: a flag that sends the mail to a person, a condition, a question, each
   with words that stand in the mail. It can take nothing away.
4. What our rules cannot read (`unclear`) the model may read as a question or as an ask, with words
   or an amount that stand in the mail, and only where nothing in it looks like an instruction.
5. Where the two differ in intent a person decides with both before them, unless our rules are sure
   of a question or an ask and the model merely doubts.

So the worst a mail can do by talking to the model is to cost an escalation.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from negotiations.domain.money.text import MoneySpan, money_spans
from negotiations.domain.reading.fences import without_fences
from negotiations.domain.reading.reader import Evidence, OfferSeen, Reading
from negotiations.domain.reading.sentences import smooth
from negotiations.domain.terms.certainty import MIN_CONFIDENCE

SURE = Decimal("0.90")
CLEAR = Decimal("0.80")
# What the model says is never more certain than this.
_MOST = Decimal("0.85")
_QUESTIONS_KEPT = 12
_MILD = ("counter", "question")


@dataclass(frozen=True)
class ModelAsk:
    """An amount the model names, with the words it read it in."""

    amount: Decimal
    currency: str | None
    quote: str


@dataclass(frozen=True)
class ModelReading:
    """What a model says a reply says: well-formed, and not yet believed."""

    intent: str
    confidence: Decimal
    intent_quote: str = ""
    total: ModelAsk | None = None
    amounts: tuple[ModelAsk, ...] = ()
    flags: tuple[tuple[str, str], ...] = ()
    questions: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    summary: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Return a JSON-safe form for the record and the page."""
        total = self.total
        return {
            "intent": self.intent,
            "confidence": str(self.confidence),
            "total": str(total.amount) if total else None,
            "total_currency": total.currency if total else None,
            "flags": sorted({name for name, _ in self.flags}),
            "questions": list(self.questions),
            "has_condition": bool(self.conditions),
            "summary": self.summary,
            "evidence": [{"field": "intent", "quote": self.intent_quote}],
        }


@dataclass(frozen=True)
class Understanding:
    """What a turn says, and how we know; with contradictions a person decides."""

    reading: Reading
    offline: Reading
    model: ModelReading | None = None
    contradictions: tuple[str, ...] = ()
    source: str = "offline"

    def as_dict(self) -> dict[str, Any]:
        """Return a JSON-safe form: the reading's own keys, and beside them both opinions."""
        return {
            **self.reading.as_dict(),
            "source": self.source,
            "offline": self.offline.as_dict(),
            "model": self.model.as_dict() if self.model else None,
            "contradictions": list(self.contradictions),
        }


def offline_only(reading: Reading, source: str = "offline") -> Understanding:
    """Return the understanding where no model was asked, or none answered."""
    return Understanding(reading, reading, source=source)


def merge(
    *, text: str, offline: Reading, model: ModelReading, our_last_offer: OfferSeen | None
) -> Understanding:
    """Return one understanding of a reply; `text` is what its writer newly wrote."""
    case = _Case(text, offline, model, our_last_offer)
    found = tuple(dict.fromkeys([*case.money(), *case.opt_out(), *case.intents()]))
    reading = case.cautious() if not found else case.undecided()
    return Understanding(reading, offline, model, found, source="both")


@dataclass(frozen=True)
class _Case:
    """Both readings beside the words they are about."""

    text: str
    offline: Reading
    model: ModelReading
    offer: OfferSeen | None

    @cached_property
    def plain(self) -> str:
        """The mail's words alone."""
        return _plain(self.text)

    def stands(self, quote: str) -> bool:
        """Whether these words are really in the mail."""
        words = _plain(quote)
        return bool(words) and words in self.plain

    @cached_property
    def spans(self) -> tuple[MoneySpan, ...]:
        """Every amount our rules find in the text."""
        return money_spans(smooth(self.text[:20_000]))

    @property
    def is_suspicious(self) -> bool:
        """Whether the mail talks to machines."""
        flags = self.offline.flags | {name for name, _ in self.model.flags}
        return "instruction_like" in flags

    @property
    def is_doubtful(self) -> bool:
        """Whether the model is unsure, or cannot show the words that made it sure."""
        model = self.model
        is_unsure = model.confidence < MIN_CONFIDENCE or model.intent == "unclear"
        return is_unsure or not self.stands(model.intent_quote)

    def is_known(self, ask: ModelAsk) -> bool:
        """Whether our rules found this amount in the text, in this currency."""
        offline = self.offline
        pairs = {(offline.total, offline.total_currency)}
        pairs |= {(a.amount, a.currency) for a in offline.asks}
        pairs |= {(a.upper, a.currency) for a in offline.asks}
        pairs |= {(span.amount, span.currency) for span in self.spans}
        pairs |= {(span.upper, span.currency) for span in self.spans}
        ours = self.offer.currency if self.offer else None
        for amount, currency in pairs:
            if amount == ask.amount and ask.currency in (currency, None):
                return True
            if amount == ask.amount and currency is None and ask.currency == ours:
                return True
        return False

    @property
    def repeats_our_offer(self) -> bool:
        """Whether the model took our own amount for an ask."""
        total = self.model.total
        return bool(total and self.offer and total.amount == self.offer.amount)

    def money(self) -> Iterator[str]:
        """Yield what the two say differently about money."""
        offline, total = self.offline.total, self.model.total
        for ask in (*self.model.amounts, *([total] if total else [])):
            if not self.is_known(ask) and not (ask is total and self.repeats_our_offer):
                yield f"the model reads {_words(ask)}, which we do not find in the mail"
        if offline is None:
            return
        if total is None:
            if self.model.intent == "counter":
                yield f"we read {offline}, the model reads no ask"
        elif total.amount != offline:
            yield f"we read {offline}, the model reads {_words(total)}"

    def opt_out(self) -> Iterator[str]:
        """Yield an opt-out only the model sees: a person looks before anybody is suppressed."""
        if "unsubscribe" in self.offline.flags:
            return
        for name, quote in self.model.flags:
            if name == "unsubscribe" and self.stands(quote):
                yield f'the model reads an opt-out in "{quote[:80]}"'

    def intents(self) -> Iterator[str]:
        """Yield a difference in intent that is more than a doubt."""
        ours, theirs = self.offline.intent, self.model.intent
        if ours in (theirs, "unclear"):
            return
        is_sure = ours in _MILD and self.offline.confidence >= SURE
        if not (is_sure and self.is_doubtful):
            yield f"we read {ours}, the model reads {theirs}"

    def undecided(self) -> Reading:
        """Return our reading without its conclusion."""
        return replace(self.offline, intent="unclear", confidence=Decimal(0))

    def cautious(self) -> Reading:
        """Return our reading with the model's doubts, and its help where we could not read."""
        known = {name: quote for name, quote in self.model.flags if self.stands(quote)}
        extra = [q for q in self.model.questions if self.stands(q)]
        heard = " ".join(_plain(q) for q in self.offline.questions)
        extra = [q for q in extra if _plain(q) not in heard]
        reading = replace(
            self._concluded(),
            flags=self.offline.flags | known.keys(),
            questions=(*self.offline.questions, *extra)[:_QUESTIONS_KEPT],
            has_condition=self.offline.has_condition
            or any(self.stands(words) for words in self.model.conditions),
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
        """Read what our rules could not: a question, or an ask that stands in the mail."""
        offline, model = self.offline, self.model
        is_clear = model.confidence >= CLEAR and not self.is_doubtful and not self.is_suspicious
        if not is_clear or model.intent not in _MILD:
            return offline
        reading = replace(offline, intent=model.intent, confidence=min(model.confidence, _MOST))
        if model.intent == "counter":
            asked = self._with_total(reading)
            return asked if asked.total is not None else offline
        return reading if any(self.stands(q) for q in model.questions) else offline

    def _with_total(self, reading: Reading) -> Reading:
        """Take the total from the model only where ours is open; the amount is the text's."""
        total = self.model.total
        if reading.total is not None or reading.intent != "counter" or total is None:
            return reading
        if not self.is_known(total) or not self.stands(total.quote) or self.repeats_our_offer:
            return reading
        found = next((s for s in self.spans if total.amount in (s.amount, s.upper)), None)
        if found is None:
            return reading
        return replace(
            reading,
            total=total.amount,
            total_currency=found.currency or (self.offer.currency if self.offer else None),
            evidence=(*reading.evidence, Evidence("rate", found.text)),
        )


def _words(ask: ModelAsk) -> str:
    return f"{ask.amount} {ask.currency or '(no currency)'}"


def _plain(text: str) -> str:
    """Return the words alone, so that spacing, case and quotation marks do not matter."""
    shown = without_fences(smooth(text)).casefold()
    return " ".join(shown.replace("’", "'").replace("“", '"').replace("”", '"').split())

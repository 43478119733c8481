"""The offline reader: what a reply says, from its words alone. Pure and deterministic."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from negotiations.domain.money.text import money_spans
from negotiations.domain.reading.asks import Ask, OfferSeen, PlacedAsk, find_asks
from negotiations.domain.reading.flags import FlagSeen, flags_in
from negotiations.domain.reading.intent import meaning_of
from negotiations.domain.reading.kinds import PRODUCT_TYPES
from negotiations.domain.reading.limits import Heard, Meaning
from negotiations.domain.reading.sentences import Sentence, sentences, smooth
from negotiations.domain.reading.totals import (
    has_relative_words,
    mark_increments,
    relative_ask,
    total_of,
)
from negotiations.domain.reading.uplifts import UpliftAsk, uplift_from, uplifts_in

__all__ = ["Ask", "Evidence", "OfferSeen", "Reading", "read", "read_reply"]

# Nobody negotiates in twenty thousand characters; the rest of such a mail is pasted text.
_LONGEST = 20_000
_QUESTIONS_KEPT = 12
_INTERNAL_FLAGS = frozenset({"instruction_like", "currency_assumed", "too_long"})
_SUBJECT_FLAGS = frozenset({"out_of_office", "unsubscribe"})


@dataclass(frozen=True)
class Evidence:
    """The words of the mail that show one fact."""

    field: str
    quote: str


@dataclass(frozen=True)
class Reading:
    """What one reply says. `total` is the one amount asked for the package under discussion."""

    intent: str
    confidence: Decimal
    asks: tuple[Ask, ...] = ()
    total: Decimal | None = None
    total_currency: str | None = None
    flags: frozenset[str] = frozenset()
    questions: tuple[str, ...] = ()
    has_condition: bool = False
    summary: str = ""
    evidence: tuple[Evidence, ...] = ()
    uplifts: tuple[UpliftAsk, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return a JSON-safe form; `from_dict` reads it back."""
        # Readings without uplifts keep the form they always had.
        uplifts = {"uplifts": [u.as_dict() for u in self.uplifts]} if self.uplifts else {}
        return {
            **uplifts,
            "intent": self.intent,
            "confidence": str(self.confidence),
            "asks": [_ask_dict(ask) for ask in self.asks],
            "total": _text(self.total),
            "total_currency": self.total_currency,
            "flags": sorted(self.flags),
            "questions": list(self.questions),
            "has_condition": self.has_condition,
            "summary": self.summary,
            "evidence": [{"field": e.field, "quote": e.quote} for e in self.evidence],
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Reading":
        """Return the Reading that `as_dict` wrote."""
        return cls(
            intent=data["intent"],
            confidence=Decimal(data["confidence"]),
            asks=tuple(_ask_from(item) for item in data.get("asks", ())),
            total=_decimal(data.get("total")),
            total_currency=data.get("total_currency"),
            flags=frozenset(data.get("flags", ())),
            questions=tuple(data.get("questions", ())),
            has_condition=bool(data.get("has_condition", False)),
            summary=data.get("summary", ""),
            evidence=tuple(Evidence(e["field"], e["quote"]) for e in data.get("evidence", ())),
            uplifts=tuple(uplift_from(item) for item in data.get("uplifts", ())),
        )


def read(*, subject: str, body: str, our_last_offer: OfferSeen | None = None) -> Reading:
    """Return what a reply says; `body` is only what its writer newly wrote.

    Never raises: a text that makes no sense is unclear.
    """
    text = smooth(body[:_LONGEST])
    pieces = sentences(text)
    asks = mark_increments(text, find_asks(text, pieces, our_last_offer))
    total, currency = total_of(text, asks, our_last_offer)
    relative = relative_ask(text, total, our_last_offer)
    if relative is not None:
        asks, total, currency = (*asks, relative), relative.ask.amount, relative.ask.currency
    seen = flags_in(text)
    subject_flags = {f.name for f in flags_in(smooth(subject[:500]))} & _SUBJECT_FLAGS
    questions = _questions(pieces, asks)
    heard = Heard(
        text, pieces, asks, total, our_last_offer, money_spans(text),
        frozenset(f.name for f in seen) | subject_flags | _long(body),
        questions, has_relative_words(text),
    )  # fmt: skip
    return _reading(body, heard, meaning_of(heard), seen, currency)


def _long(body: str) -> frozenset[str]:
    return frozenset({"too_long"}) if len(body) > _LONGEST else frozenset()


def _questions(pieces: Sequence[Sentence], asks: Sequence[PlacedAsk]) -> tuple[Sentence, ...]:
    """Return the sentences that want an answer; one that proposes a price is no question."""
    return tuple(
        piece
        for piece in pieces
        if piece.asks_for_facts and not any(piece.start <= item.start < piece.end for item in asks)
    )[:_QUESTIONS_KEPT]


def _reading(
    body: str, heard: Heard, meaning: Meaning, seen: Sequence[FlagSeen], currency: str | None
) -> Reading:
    asks = tuple(_finished(body, item) for item in heard.asks)
    flags = set(heard.flags)
    if heard.offer and any(s.currency is None for s in heard.amounts) and asks:
        flags.add("currency_assumed")
    if meaning.intent == "accept" and "too_long" in flags:
        meaning = replace(meaning, intent="unclear", confidence=Decimal("0.60"))
    total = heard.total if meaning.intent != "question" else None
    questions = tuple(body[q.start : q.end] for q in heard.questions)
    return Reading(
        intent=meaning.intent,
        confidence=meaning.confidence,
        asks=asks,
        total=total,
        total_currency=currency if total is not None else None,
        flags=frozenset(flags),
        questions=questions,
        has_condition=meaning.has_condition,
        summary=_summary(meaning, total, currency, flags, questions),
        evidence=_evidence(body, meaning, asks, seen, questions),
        uplifts=uplifts_in(heard.text, heard.sentences),
    )


def _finished(body: str, item: PlacedAsk) -> Ask:
    return replace(
        item.ask,
        quote=body[item.start : item.end],
        deliverable=PRODUCT_TYPES.get(item.ask.kind, "other"),
    )


def _evidence(
    body: str,
    meaning: Meaning,
    asks: Sequence[Ask],
    seen: Sequence[FlagSeen],
    questions: Sequence[str],
) -> tuple[Evidence, ...]:
    found = []
    if meaning.place is not None:
        found.append(Evidence("intent", body[slice(*meaning.place)]))
    found += [Evidence("rate", ask.quote) for ask in asks]
    found += [Evidence(f"flag:{flag.name}", body[flag.start : flag.end]) for flag in seen]
    found += [Evidence("question", question) for question in questions]
    return tuple(item for item in found if item.quote)


def _summary(
    meaning: Meaning,
    total: Decimal | None,
    currency: str | None,
    flags: set[str],
    questions: Sequence[str],
) -> str:
    parts = {
        "accept": "Accepts our offer",
        "counter": "Wants other terms",
        "reject": "Declines",
        "question": "Asks before deciding",
        "unclear": "Cannot be read with certainty",
    }[meaning.intent]
    if total is not None and meaning.intent == "counter":
        parts = f"Asks for {total:,.2f} {currency or '(no currency named)'}"
    if meaning.has_condition:
        parts += ", with a condition"
    if questions:
        parts += f", {len(questions)} question{'s' if len(questions) > 1 else ''}"
    shown = sorted(flags - _INTERNAL_FLAGS)
    return parts + (f"; mentions {', '.join(shown).replace('_', ' ')}" if shown else "") + "."


def read_reply(
    subject: str, body: str, our_last_offer: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Return the evaluation view of a Reading: plain values, their vocabulary."""
    reading = read(subject=subject or "", body=body or "", our_last_offer=_offer(our_last_offer))
    return {
        "intent": reading.intent,
        "confidence": float(reading.confidence),
        "rates": [
            {
                "amount": _text(ask.amount),
                "amount_max": _text(ask.amount_max),
                "currency": ask.currency,
                "deliverable": "tiktok" if ask.kind == "tiktok_story" else ask.kind,
                "qty": ask.quantity,
                "unit": ask.unit,
                "role": ask.role,
            }
            for ask in reading.asks
        ],
        "total": _text(reading.total),
        "flags": sorted(reading.flags - _INTERNAL_FLAGS),
        "evidence": [{"field": e.field, "quote": e.quote} for e in reading.evidence],
    }


def _offer(data: Mapping[str, Any] | None) -> OfferSeen | None:
    if not data:
        return None
    amount = _decimal(data.get("amount"))
    if amount is None:
        return None
    currency = str(data.get("currency") or "USD")
    return OfferSeen(amount, currency, str(data.get("deliverables") or ""))


def _ask_dict(ask: Ask) -> dict[str, Any]:
    pieces = {"pieces": [list(piece) for piece in ask.pieces]} if ask.pieces else {}
    days = {} if ask.days is None else {"days": ask.days}
    said = {name: True for name in ("is_rate", "is_counted") if getattr(ask, name)}
    return {
        **pieces,
        **days,
        **said,
        "amount": _text(ask.amount),
        "amount_max": _text(ask.amount_max),
        "currency": ask.currency,
        "deliverable": ask.deliverable,
        "quantity": ask.quantity,
        "unit": ask.unit,
        "role": ask.role,
        "quote": ask.quote,
        "kind": ask.kind,
    }


def _ask_from(data: Mapping[str, Any]) -> Ask:
    return Ask(
        amount=Decimal(data["amount"]),
        amount_max=_decimal(data.get("amount_max")),
        currency=data.get("currency"),
        deliverable=data["deliverable"],
        quantity=int(data["quantity"]),
        unit=data["unit"],
        role=data["role"],
        quote=data["quote"],
        kind=data.get("kind", "unspecified"),
        pieces=tuple((kind, quantity) for kind, quantity in data.get("pieces", ())),
        days=data.get("days"),
        is_rate=data.get("is_rate", False),
        is_counted=data.get("is_counted", False),
    )


def _text(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"


def _decimal(value: object) -> Decimal | None:
    """Return a number as Decimal; anything that is none is None."""
    if value is None:
        return None
    try:
        number = Decimal(str(value).replace(",", ""))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None

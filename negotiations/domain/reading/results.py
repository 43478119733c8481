"""What one reading of a reply holds, and its stored form. Pure values."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from negotiations.domain.reading.acts import UNKNOWN, WANTING
from negotiations.domain.reading.asks import Ask
from negotiations.domain.reading.uplifts import UpliftAsk, uplift_from


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
    sentences: tuple[tuple[str, str], ...] = ()
    """Each sentence of the reply with its act (`acts.CLASSES`)."""
    numbers: tuple[tuple[str, str], ...] = ()
    """Each number of the reply with what it is (`figures`)."""
    is_plain_ask: bool = True
    """Whether the total is one amount, stated plainly for the whole package, nothing beside it."""

    @property
    def unplaced(self) -> tuple[str, ...]:
        """Return the sentences that could not be placed."""
        return tuple(quote for quote, act in self.sentences if act == UNKNOWN)

    @property
    def wants(self) -> tuple[str, ...]:
        """Return the sentences that want something of us, be it only other terms."""
        return tuple(quote for quote, act in self.sentences if act in WANTING)

    def as_dict(self) -> dict[str, Any]:
        """Return a JSON-safe form; `from_dict` reads it back."""
        # Readings without these keep the form they always had.
        uplifts = {"uplifts": [u.as_dict() for u in self.uplifts]} if self.uplifts else {}
        listed = {
            name: [list(pair) for pair in getattr(self, name)]
            for name in ("sentences", "numbers")
            if getattr(self, name)
        }
        return {
            **uplifts,
            **listed,
            **({} if self.is_plain_ask else {"is_plain_ask": False}),
            "intent": self.intent,
            "confidence": str(self.confidence),
            "asks": [_ask_dict(ask) for ask in self.asks],
            "total": text_of(self.total),
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
            total=decimal_of(data.get("total")),
            total_currency=data.get("total_currency"),
            flags=frozenset(data.get("flags", ())),
            questions=tuple(data.get("questions", ())),
            has_condition=bool(data.get("has_condition", False)),
            summary=data.get("summary", ""),
            evidence=tuple(Evidence(e["field"], e["quote"]) for e in data.get("evidence", ())),
            uplifts=tuple(uplift_from(item) for item in data.get("uplifts", ())),
            sentences=tuple((quote, act) for quote, act in data.get("sentences", ())),
            numbers=tuple((quote, kind) for quote, kind in data.get("numbers", ())),
            is_plain_ask=data.get("is_plain_ask", True),
        )


def _ask_dict(ask: Ask) -> dict[str, Any]:
    pieces = {"pieces": [list(piece) for piece in ask.pieces]} if ask.pieces else {}
    days = {} if ask.days is None else {"days": ask.days}
    said = {name: True for name in ("is_rate", "is_counted") if getattr(ask, name)}
    return {
        **pieces,
        **days,
        **said,
        "amount": text_of(ask.amount),
        "amount_max": text_of(ask.amount_max),
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
        amount_max=decimal_of(data.get("amount_max")),
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


def text_of(value: Decimal | None) -> str | None:
    """Return an amount as plain digits, without an exponent."""
    return None if value is None else f"{value:f}"


def decimal_of(value: object) -> Decimal | None:
    """Return a number as Decimal; anything that is none is None."""
    if value is None:
        return None
    try:
        number = Decimal(str(value).replace(",", ""))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None

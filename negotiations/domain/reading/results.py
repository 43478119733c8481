"""What one reading of a reply holds, and its stored form. Pure values."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from negotiations.domain.reading.acts import UNKNOWN, WANTING
from negotiations.domain.reading.asks import Ask
from negotiations.domain.reading.uplifts import UpliftAsk


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
        """Return a JSON-safe form."""
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

"""What an event says: a reading made by hand, or read from words as the product reads them."""

from decimal import Decimal
from typing import Any

from negotiations.domain.reading.reader import Ask, OfferSeen, Reading, read
from tests.negotiations.domain.pricing.never_rules import unit
from tests.negotiations.domain.pricing.never_worlds import Event

_SURE, _UNSURE = Decimal("0.95"), Decimal("0.6")
_OTHER_CURRENCY = {"USD": "EUR", "EUR": "USD", "JPY": "USD"}


def reading_of(
    event: Event, amount: Decimal, *, currency: str, standing: Decimal | None
) -> Reading:
    """Return what their mail says when it names this amount."""
    if event.kind == "words":
        return _read(event, amount, currency, standing)
    kinds: dict[str, tuple[str, Any, str | None]] = {
        "yes": ("accept", None, None),
        "yes_at": ("accept", amount, currency),
        "question": ("question", None, None),
        "foreign": ("counter", amount, _OTHER_CURRENCY[currency]),
        "bare": ("counter", amount, None),
        "no_number": ("counter", None, None),
        "unclear": ("unclear", None, None),
        "no": ("reject", None, None),
        "tiers": ("counter", None, None),
        "nonsense": ("counter", Decimal("NaN") if event.ratio > 1 else Decimal(-5), currency),
    }
    intent, total, named = kinds.get(event.kind, ("counter", amount, currency))
    return Reading(
        intent=intent,
        confidence=_SURE if event.ratio < Decimal("2.8") else _UNSURE,
        asks=_tiers(amount, currency) if event.kind == "tiers" else (),
        total=total,
        total_currency=named,
        flags=event.flags,
        questions=("When do you pay?",) if intent == "question" else (),
        has_condition=event.has_condition,
    )


def _read(event: Event, amount: Decimal, currency: str, standing: Decimal | None) -> Reading:
    part, half = unit(amount / 3, "USD"), unit(amount / 2, "USD")
    body = event.words.format(
        a=f"{amount:,}", b=f"{part:,}", c=f"{half:,}", s=f"{standing or amount:,}"
    )
    seen = OfferSeen(standing, currency, "") if standing else None
    return read(subject="Re: hello", body=body, our_last_offer=seen)


def _tiers(amount: Decimal, currency: str) -> tuple[Ask, ...]:
    return tuple(
        Ask(amount * n, None, currency, "instagram_reel", n, "total", "alt", "", "ig_reel")
        for n in (1, 2, 3)
    )

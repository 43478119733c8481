"""The evaluation view of a reading: plain values in the vocabulary others measure it by."""

from collections.abc import Mapping
from typing import Any

from negotiations.domain.reading.asks import OfferSeen
from negotiations.domain.reading.reader import INTERNAL_FLAGS, read
from negotiations.domain.reading.results import decimal_of, text_of


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
                "amount": text_of(ask.amount),
                "amount_max": text_of(ask.amount_max),
                "currency": ask.currency,
                "deliverable": "tiktok" if ask.kind == "tiktok_story" else ask.kind,
                "qty": ask.quantity,
                "unit": ask.unit,
                "role": ask.role,
            }
            for ask in reading.asks
        ],
        "total": text_of(reading.total),
        "flags": sorted(reading.flags - INTERNAL_FLAGS),
        "evidence": [{"field": e.field, "quote": e.quote} for e in reading.evidence],
    }


def _offer(data: Mapping[str, Any] | None) -> OfferSeen | None:
    if not data:
        return None
    amount = decimal_of(data.get("amount"))
    if amount is None:
        return None
    currency = str(data.get("currency") or "USD")
    return OfferSeen(amount, currency, str(data.get("deliverables") or ""))

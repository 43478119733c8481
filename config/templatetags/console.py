"""How the console prints amounts, times and states."""

from datetime import datetime
from decimal import Decimal, InvalidOperation

from django import template
from django.utils.safestring import SafeString

from audit.admin_base import at_words, badge
from campaigns.domain.money import format_money

register = template.Library()

TONES = {
    "escalated": "bad",
    "quarantined": "bad",
    "failed": "bad",
    "unknown": "bad",
    "parked": "bad",
    "rejected": "muted",
    "stopped": "muted",
    "discarded": "muted",
    "withdrawn": "muted",
    "agreed": "good",
    "accepted": "good",
    "active": "good",
    "sent": "good",
    "done": "good",
    "completed": "good",
    "counter_received": "warn",
    "draft": "warn",
    "drafted": "warn",
    "stale": "warn",
    "paused": "warn",
    "held": "warn",
    "awaiting_reply": "info",
    "counter_sent": "info",
    "ready": "info",
    "simulated": "info",
    "sending": "info",
}


@register.filter
def money(amount: Decimal | str | None, currency: str) -> str:
    """Return an amount with its currency."""
    if amount in (None, ""):
        return "–"
    try:
        return format_money(Decimal(str(amount)), currency)
    except InvalidOperation:
        return f"{amount} {currency}"


@register.filter
def when(value: datetime | None) -> str | SafeString:
    """Return a time, absolute and relative."""
    return at_words(value)


@register.filter
def state(word: str) -> SafeString:
    """Return a state or status as a badge."""
    return badge(word, TONES.get(word, "neutral"))


@register.filter
def words(name: str) -> str:
    """Return a name of ours as words."""
    return str(name).replace("_", " ")


@register.filter
def percent(part: Decimal | int | None, whole: Decimal | int | None) -> str:
    """Return a width in percent for a bar, never over 100."""
    if not part or not whole:
        return "0"
    return str(min(Decimal(100), (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.1"))))

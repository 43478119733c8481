"""How the console prints amounts, times and states."""

from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django import template
from django.utils.safestring import SafeString

from audit.showing import at_words, badge
from campaigns.domain.money import format_money
from negotiations.tones import tone_of

register = template.Library()
_KINDS = {
    "Accept": "take it",
    "Counter": "offer",
    "Answer": "answer",
    "AskHuman": "ask a person",
    "Exit": "leave politely",
    "Wait": "wait",
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
def grouped(count: int | None) -> str:
    """Return a whole number with its thousands apart; unknown is said, never shown as 0."""
    return "unknown" if count is None else f"{count:,}"


@register.filter
def when(value: datetime | None) -> str | SafeString:
    """Return a time, absolute and relative."""
    return at_words(value)


@register.filter
def state(word: str) -> SafeString:
    """Return a state or status as a badge."""
    return badge(word, tone_of(word))


@register.filter
def words(name: str) -> str:
    """Return a name of ours as words."""
    return str(name).replace("_", " ")


@register.filter
def listed(value: Any) -> str:
    """Return a setting as words: yes, no, or its parts with commas."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    parts = value if isinstance(value, list | tuple) else [value]
    return ", ".join(words(part) for part in parts)


@register.filter
def kind(decision: object) -> str:
    """Return what a decision does, in words."""
    return _KINDS.get(type(decision).__name__, "")


@register.filter
def percent(part: Decimal | int | None, whole: Decimal | int | None) -> str:
    """Return a width in percent for a bar, never over 100."""
    if not part or not whole:
        return "0"
    return str(min(Decimal(100), (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.1"))))

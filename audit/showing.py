"""How pages print times and states; text that came from outside is always escaped."""

from collections.abc import Iterable
from datetime import datetime

from django.template.defaultfilters import date as format_date
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timesince import timesince

_DIRECTIONS = {
    "email.sent": "outbound",
    "email.simulated": "outbound",
    "message.received": "inbound",
    "message.unmatched": "inbound",
}


def at_words(value: datetime | None) -> str | SafeString:
    """Return a time as people read it: absolute with zone, and how long ago."""
    if value is None:
        return "–"
    local = timezone.localtime(value)
    return format_html(
        '<time datetime="{}" class="p-when">{} <small>{}</small></time>',
        local.isoformat(),
        format_date(local, "j M Y, H:i T"),
        relative(value),
    )


def direction_of(action: str) -> str:
    """Return which way a recorded mail went; nothing for what is no mail."""
    return _DIRECTIONS.get(action, "")


def relative(value: datetime) -> str:
    """Return a time as seen from now, in one unit."""
    now = timezone.now()
    if value > now:
        return f"in {timesince(now, value, depth=1)}"
    return f"{timesince(value, now, depth=1)} ago"


def badge(word: str, tone: str = "neutral") -> SafeString:
    """Return a status word with its tone; the word carries the meaning, the colour repeats it."""
    return format_html('<span class="p-badge p-{}">{}</span>', tone, str(word).replace("_", " "))


def choices_of(words: Iterable[str]) -> list[tuple[str, str]]:
    """Return words as choices of a filter."""
    return [(word, word.replace("_", " ")) for word in words]

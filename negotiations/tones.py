"""Colours that repeat what a state or status says."""

_TONES = {
    "bad": "escalated quarantined failed unknown parked",
    "muted": "rejected stopped discarded withdrawn retired",
    "good": "agreed accepted active sent done completed passed",
    "warn": "counter_received draft drafted stale paused held",
    "info": "awaiting_reply counter_sent ready simulated sending approved",
}
_TONE_OF = {word: tone for tone, words in _TONES.items() for word in words.split()}


def tone_of(word: str) -> str:
    """Return the tone of a state or status."""
    return _TONE_OF.get(word, "neutral")

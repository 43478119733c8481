"""Colours that repeat what a state or status says."""

_TONES = {
    "bad": "suppressed unreachable escalated quarantined failed unknown parked",
    "muted": "not_qualified declined no_response rejected stopped discarded withdrawn retired",
    "good": "qualified replied negotiating agreed accepted active sent done completed passed",
    "warn": "manual_review counter_received draft drafted stale paused held",
    "info": (
        "scheduled contacted followed_up awaiting_reply counter_sent ready simulated sending"
        " approved"
    ),
}
_TONE_OF = {word: tone for tone, words in _TONES.items() for word in words.split()}


def tone_of(word: str) -> str:
    """Return the tone of a state or status."""
    return _TONE_OF.get(word, "neutral")

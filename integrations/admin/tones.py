"""Which colour a word has on the pages of this room."""

STATUS_TONES = {
    "failed": "bad",
    "parked": "bad",
    "unknown": "bad",
    "done": "good",
    "sent": "good",
    "due": "warn",
}
VERDICT_TONES = {"ok": "good", "weak": "warn", "unknown": "warn"}

"""Text that people typed: folded for comparing, shown in errors, empty or undecided. Pure."""

import json
import unicodedata

_LONGEST_SHOWN = 200
_MISSING_WORDS = frozenset({"", "-", "--", "n/a", "na", "none", "null", "not applicable"})
_UNDECIDED_WORDS = frozenset({"tbd", "tba", "tbc", "?", "??", "unknown", "to be decided"})


class ValueProblem(ValueError):
    """A value that cannot be read; the text is for a person and says what to write instead."""


def shown(raw: object) -> str:
    """Return the value as a person may read it in an error: short, and never failing."""
    if isinstance(raw, str):
        return raw[:_LONGEST_SHOWN]
    try:
        return json.dumps(raw, ensure_ascii=False, default=repr)[:_LONGEST_SHOWN]
    except (TypeError, ValueError, RecursionError):
        return f"a {type(raw).__name__} that cannot be shown"


def clean(text: str) -> str:
    """Return the text with one kind of space, dash, apostrophe and digit."""
    folded = unicodedata.normalize("NFKC", text).translate(
        {ord(dash): "-" for dash in "‐‑‒–—−"} | {ord(mark): "'" for mark in "’‘`´"}
    )
    folded = folded.replace("\u066b", ".").replace("\u066c", ",")
    digits = (str(unicodedata.decimal(c)) if c.isdecimal() else c for c in folded)
    visible = (c for c in digits if unicodedata.category(c) != "Cf")
    return " ".join("".join(visible).split())


def is_missing(raw: object) -> bool:
    """Whether the value says that nothing was filled in."""
    if isinstance(raw, str):
        return clean(raw).lower() in _MISSING_WORDS
    return raw is None or raw == [] or raw == {} or raw == ()


def is_undecided(text: str) -> bool:
    """Whether the text says that the value is not known yet."""
    return clean(text).lower() in _UNDECIDED_WORDS

"""What a log line or an error report may say: never an address, an amount, a secret or a body.

Words of an exception may quote a mail or a database row, so only those of our own refusals are
shown, and of these what looks private is blotted out. Pure.
"""

import re
from types import TracebackType

_BLOTS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"/u/[^\s\"'?]+"), "/u/[token]"),
    (re.compile(r"[^\s<>\"'(),;:=]+@[^\s<>\"'(),;]+\.[A-Za-z]{2,}"), "[address]"),
    (re.compile(r"(?i)\b(bearer|basic)\s+\S+"), "[secret]"),
    (re.compile(r"(?i)\b(xox[a-z]|xapp|sk-ant|pk|ya29)[-_.][\w.\-]{4,}"), "[secret]"),
    (re.compile(r"\beyJ[\w-]+\.[\w-]+\.[\w-]*"), "[secret]"),
    (re.compile(r"(?i)\b\w*(token|secret|password|api_key)=[^\s&]+"), "[secret]"),
    (re.compile(r"://[^/\s:@]+:[^/\s@]+@"), "://[secret]@"),
    (re.compile(r"(?i)[$€£¥]\s?\d[\d.,]*(\s?[km]\b)?"), "[amount]"),
    (
        re.compile(
            r"(?i)\b(usd|eur|gbp|sek|nok|dkk|cad|aud|chf|jpy)\s?\d[\d.,]*|"
            r"\b\d[\d.,]*\s?(usd|eur|gbp|sek|nok|dkk|cad|aud|chf|jpy)\b"
        ),
        "[amount]",
    ),
)
_LONGEST = 500
OWN_ROOMS = ("audit.", "campaigns.", "config.", "integrations.", "negotiations.")


def blotted(text: str) -> str:
    """Return the text without what looks like an address, an amount or a secret, and cut."""
    for pattern, word in _BLOTS:
        text = pattern.sub(word, text)
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def words_of(error: BaseException) -> str:
    """Return what may be said of an exception: its class, and the blotted words of one of ours."""
    kind = type(error)
    if not f"{kind.__module__}.".startswith(OWN_ROOMS):
        return kind.__qualname__
    return f"{kind.__qualname__}: {blotted(str(error))}"


def frames_of(trace: TracebackType | None) -> list[str]:
    """Return where an exception passed, outermost first: file, line and function, no values."""
    frames = []
    while trace is not None:
        code = trace.tb_frame.f_code
        frames.append(f"{code.co_filename}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return frames

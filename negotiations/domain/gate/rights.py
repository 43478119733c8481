"""Usage rights, exclusivity and lengths of time, allowed exactly as far as the offer goes. Pure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from campaigns.domain.patterns import Pattern
from negotiations.domain.gate.rules import Finding, finding
from negotiations.domain.gate.spans import (
    BLANK,
    Span,
    blank,
    durations,
    is_deferred,
    is_negated,
    sentence,
)

_KINDS: tuple[tuple[str, str], ...] = (
    (
        "exclusivity",
        r"(?<!non-)(?<!non )exclusiv\w*|competing brands?|competitors?|competitive brands?",
    ),
    (
        "whitelisting",
        r"whitelist\w*|white-list\w*|allow-?list\w*|spark (?:ads?|codes?)|partnership ads?|"
        r"dark post\w*|branded content ads?|ad access",
    ),
    (
        "paid_usage",
        r"paid (?:usage|use|media|ads?|advertis\w+|social|amplification|promotion|channels)|"
        r"boost(?:ed|ing)|boost (?:the|your|it|this|them|posts?|content|reels?|videos?)|"
        r"adverts?|(?:in|for) (?:our |the )?advertising|advertis(?:e|ing) (?:it|them|the|"
        r"with|us\w+|"
        r"rights|purposes)|\bads\b|ad rights|(?:in|as) (?:an )?ads?\b|"
        r"run (?:it|them|the content) as",
    ),
    (
        "organic",
        r"organic(?: and owned channels| (?:usage|use|rights|repost\w*|reuse|social))|"
        r"owned channels|re-?post(?:s|ed|ing)?|reshar\w+|"
        r"our (?:own )?(?:channels|socials?|website|feeds?|accounts?|newsletter)",
    ),
    ("raw_footage", r"raw (?:footage|files?|material)"),
    ("any", r"usage rights?|(?:content|image|media) rights?|usage|rights? to (?:use|the content)|"
            r"licen[sc]\w*|re-?us(?:e|ing|ed)\b|repurpos\w*|syndicat\w*"),
)  # fmt: skip
_NAMED = tuple((kind, Pattern(rf"\b(?:{words})\b", re.IGNORECASE)) for kind, words in _KINDS)
_PERPETUAL = Pattern(
    r"\b(?:perpetu\w+|indefinite\w*|(?<!take )(?<!takes )for ?ever(?! grateful)|unlimited|"
    r"lifetime|buy-?outs?|permanent\w*|"
    r"without (?:a |any )?(?:time )?(?:limits?|restrictions?)|no (?:time limit|expiry|end date)|"
    r"worldwide|(?<!keep )(?<!have )full ownership|"
    r"(?<!you )(?<!still )(?<!you'd )(?<!you'll )own the content|"
    r"(?<!keep )(?<!retain )(?<!hold )(?<!own )all rights(?! (?:stay|remain|are yours)))\b",
    re.IGNORECASE,
)
_CUT = Pattern(r"\n|[,;.!?](?=\s|$)|\s(?:and|plus|with|&|\+)\s", re.IGNORECASE)
_PAY = Pattern(r"\b(?:pay|pays|paid|payments?|payable|invoices?|invoiced|net)\b", re.IGNORECASE)
# "Thanks for asking about exclusivity" speaks of it and grants nothing.
_ASKED_ABOUT = Pattern(
    r"\b(?:ask\w*|question\w*|wonder\w*|point\w*|concern\w*|worr\w+|thought\w*|raised|curious)\s+"
    r"(?:(?:about|on|of|over|regarding|around|if|whether)\s+)?(?:there (?:is|was)\s+)?"
    r"(?:the |your |any )?(?:\w+ (?:and|or) )?\Z",
    re.IGNORECASE,
)
_LABELLED = Pattern(r"\b(?:label|mark|disclos|declar|tag)\w*\b[^.!?\n]{0,40}\Z", re.IGNORECASE)
_FRONTED = Pattern(
    r"\b(?:regarding|as for|about|on|concerning|in terms of|re:?)\s(?:the |your )?\Z", re.IGNORECASE
)
_THEN_DENIED = Pattern(
    r"[,:][^.!?\n]{0,100}(?:n't|\b(?:not|none|no|never|nothing))\b", re.IGNORECASE
)
_LENGTH = Pattern(
    r"\b(?:videos?|reels?|tiktoks?|stor(?:y|ies)|shorts?|clips?|long|length|spots?|integrations?|"
    r"segments?|mentions?|content|within|usage|deliver\w*|posts?|reply|respond|answer)\b",
    re.IGNORECASE,
)
_PART = Pattern(r"\b(?:first|last|opening)\s\Z", re.IGNORECASE)
_GOES_LIVE = Pattern(
    r"(?<!\s)\s+(?:of|after|from|following) (?:the |your |its )?(?:content|post\w*|video\w*|reels?|"
    r"publi\w+|"
    r"go(?:ing)?[- ]live|invoice|it)\b",
    re.IGNORECASE,
)
_PROCESS = Pattern(
    r"\b(?:sow|scope of work|statement of work|sign\w*|contract|paperwork|send|brief)\b", re.I
)
_NO_RIGHTS = Pattern(r"usage rights:? (?:none required|none|not required|no\b)", re.IGNORECASE)


# How long something takes or has taken them is no term of ours.
_EFFORT = Pattern(
    r"(?<!\s)\s+(?:ago\b|"
    r"of (?:your |hard )?(?:film(?:ing)?|edit(?:ing)?|work|shooting|writing|planning|"
    r"research|footage|prep\w*|travel\w*)\b)",
    re.IGNORECASE,
)
_ELAPSED = Pattern(
    r"\b(?:(?:for|in|over) the (?:last|past)|took you|take you|takes you|(?:shoot|film|edit|"
    r"record)\w* (?:\w+ ){0,3}in)\s*\Z",
    re.I,
)
_REACH = 200


@dataclass(frozen=True)
class _Named:
    kind: str
    start: int
    end: int


def _named(text: str) -> list[_Named]:
    found: list[_Named] = []
    for kind, pattern in _NAMED:
        for match in pattern.finditer(text):
            if not any(n.start < match.end() and match.start() < n.end for n in found):
                found.append(_Named(kind, match.start(), match.end()))
    return sorted(found, key=lambda n: n.start)


def rights_of(allowed: Mapping[str, object]) -> dict[str, set[int | None]]:
    """Return the granted days per kind of right; None stands for perpetual."""
    rights: dict[str, set[int | None]] = {}
    items = allowed.get("rights")
    for item in items if isinstance(items, list | tuple) else ():
        days = item.get("days")
        rights.setdefault(str(item.get("kind")), set()).add(None if days is None else int(days))
    return rights


def _days_for(kind: str, rights: Mapping[str, set[int | None]]) -> set[int | None]:
    if kind != "any":
        return rights.get(kind, set())
    return {day for name, days in rights.items() if name != "exclusivity" for day in days}


def right_findings(text: str, rights: Mapping[str, set[int | None]]) -> Iterator[Finding]:
    """Yield rights the offer does not hold, and perpetuity where none was offered."""
    shown = _NO_RIGHTS.sub(lambda m: BLANK * len(m[0]), text)
    for named in _named(shown):
        if _days_for(named.kind, rights):
            continue
        place = (shown, named.start, named.end)
        is_topic = _is_only_topic(shown, named.start, named.end)
        if not (is_topic or is_negated(*place) or is_deferred(*place)):
            words = shown[named.start : named.end]
            yield finding("right", words, "this right is not on the offer")
    for match in _PERPETUAL.finditer(shown):
        segment = _segment(shown, match.start(), match.end())
        kinds = {n.kind for n in _named(segment)} or {"any", "exclusivity"}
        is_granted = any(None in _days_for(kind, rights) for kind in kinds)
        if not is_granted and not is_negated(shown, match.start(), match.end()):
            yield finding("right", match[0], "nothing without an end is on the offer")


def _is_only_topic(text: str, start: int, end: int) -> bool:
    """Tell whether the words name a right without granting or asking for it."""
    before = text[max(0, start - 60) : start]
    if _ASKED_ABOUT.search(before) or _LABELLED.search(before):
        return True
    return bool(_FRONTED.search(before) and _THEN_DENIED.match(text[end : end + 100]))


def _segment(text: str, start: int, end: int) -> str:
    """Return the part of the sentence that belongs together with a stretch."""
    first = max(0, start - _REACH)
    near = text[first : end + _REACH]
    named = _named(near)
    cuts = [m for m in _CUT.finditer(near) if not any(n.start < m.end() - 1 < n.end for n in named)]
    left = max((m.end() for m in cuts if m.end() <= start - first), default=0)
    right = min((m.start() for m in cuts if m.start() >= end - first), default=len(near))
    return near[left:right]


def duration_findings(
    text: str, rights: Mapping[str, set[int | None]], payment_days: set[int]
) -> Iterator[Finding]:
    """Yield each length of time that is none of the offer's."""
    for span in durations(text):
        if not _fits(text, span, rights, payment_days):
            words = text[span.start : span.end]
            yield finding("duration", words, "this length of time is not on the offer")


def _fits(
    text: str, span: Span, rights: Mapping[str, set[int | None]], payment_days: set[int]
) -> bool:
    around = sentence(text, span.start, span.end)
    if _EFFORT.match(text, span.end) or _ELAPSED.search(text[max(0, span.start - 40) : span.start]):
        return True
    if not span.days:
        # The paperwork's one customary delay; a length or a deadline is a new term.
        is_usual = span.unit == "24 hour" and _PROCESS.search(around)
        is_part = _PART.search(text[max(0, span.start - 10) : span.start])
        return bool(is_usual or is_part or not _LENGTH.search(around))
    kinds = {named.kind for named in _named(_segment(text, span.start, span.end))}
    kinds = kinds - {"any"} or kinds
    if kinds:
        return any(span.days & _days_for(kind, rights) for kind in kinds)
    plain = around
    for named in reversed(_named(around)):
        plain = blank(plain, named.start, named.end)
    if span.days & payment_days and (_PAY.search(plain) or _is_on_payment(text, span)):
        return True
    every = {day for days in rights.values() for day in days}
    return bool(span.days & every)


def _is_on_payment(text: str, span: Span) -> bool:
    """Tell whether the paragraph speaks of payment and the time runs from the content's date."""
    first = text.rfind("\n\n", 0, span.start) + 1
    return bool(_PAY.search(text[first : span.start]) and _GOES_LIVE.match(text, span.end))


def without_durations(text: str) -> str:
    """Return the text with every length of time made unreadable."""
    for span in list(durations(text)):
        text = blank(text, span.start, span.end)
    return text

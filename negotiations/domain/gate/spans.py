"""Find what a mail commits to: sentences, negations, durations, dates. Pure text work."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from campaigns.domain.patterns import Pattern
from negotiations.domain.gate.text import normal

BLANK = "\u25a1"
# No sentence of ours is longer; it keeps the checks linear.
_REACH = 400
WORDS = {
    "a": 1, "an": 1, "one": 1, "single": 1, "two": 2, "both": 2, "couple of": 2, "pair of": 2,
    "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "fourteen": 14, "fifteen": 15, "eighteen": 18, "twenty": 20,
    "twenty-four": 24, "thirty": 30, "forty": 40, "forty-five": 45, "forty-eight": 48,
    "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
NUMBER_WORD = "|".join(sorted((w for w in WORDS if len(w) > 2), key=len, reverse=True))
COUNT = rf"\d+(?:[.,]\d+)?|{NUMBER_WORD}"


@dataclass(frozen=True)
class Span:
    """A stretch of text with what it may mean, as days or as calendar dates."""

    start: int
    end: int
    days: frozenset[int] = frozenset()
    unit: str = ""
    moment: tuple[int | None, int | None, int | None] = (None, None, None)
    other: tuple[int | None, int | None, int | None] | None = None


def blank(text: str, start: int, end: int) -> str:
    """Return the text with that stretch made unreadable; positions stay as they are."""
    return text[:start] + BLANK * (end - start) + text[end:]


def mask(text: str, known: Iterable[str]) -> str:
    """Return the text without the stretches that stand there word for word by rule."""
    for words in sorted({" ".join(normal(k).split()) for k in known}, key=len, reverse=True):
        if len(words) >= 3 and re.search(r"[^\W\d_]", words):
            text = _masked(text, words)
    return text


def _masked(text: str, words: str) -> str:
    """Hide one stretch wherever it stands on its own, also where a line breaks inside it."""
    lowered, wanted = text.lower(), words.lower()
    if len(lowered) != len(text) or wanted.partition(" ")[0] not in lowered:
        return text if len(lowered) == len(text) else _masked_anywhere(text, words)
    place = lowered.find(wanted)
    if place < 0:
        return _masked_anywhere(text, words)
    while place >= 0:
        end = place + len(wanted)
        is_inside = wanted[0].isalnum() and _is_word(text[place - 1 : place])
        if not is_inside and not (wanted[-1].isalnum() and _is_word(text[end : end + 1])):
            text = blank(text, place, end)
        place = lowered.find(wanted, end)
    return text


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"


def _masked_anywhere(text: str, words: str) -> str:
    parts = words.lower().split(" ")
    lowered = text.lower()
    if not all(part in lowered for part in parts):
        return text
    pattern = r"\s+".join(re.escape(part) for part in parts)
    left = r"(?<!\w)" if words[0].isalnum() else ""
    right = r"(?!\w)" if words[-1].isalnum() else ""
    return re.sub(left + pattern + right, lambda m: BLANK * len(m[0]), text, flags=re.I)


_BOUNDARY = Pattern(
    r"[.!?](?=\s|$)|[;:\n]|\b(?:but|however|although|though|yet|instead|except|unless|otherwise)\b"
    r"|,\s*(?:and\s+|so\s+)?(?:we|you|they|it|this|that|there|i|our|your|which|then|just)\b"
    r"|\band\s+(?:we|ask|add|include|want|need|require|offer|give)\b|\s[-–—]\s",
    re.IGNORECASE,
)
_NEGATOR = Pattern(
    r"\b(?:no|not|never|none|neither|nor|without|cannot|nothing|unable|impossible|drop|skip|waive|forgo|"
    r"leave out|take out|do away with|free of)\b|n't\b",
    re.IGNORECASE,
)
_FALSE_NEGATOR = Pattern(
    r"\b(?:no (?:problem|worries|doubt|matter|less|later|question)|not (?:a problem|only|just|less|"
    r"later|to mention)|can't wait|cannot wait|why not|without (?:a )?doubt|nothing but|"
    r"no pressure|(?:don't|not) (?:forget|mind|hesitate))\b",
    re.IGNORECASE,
)
_DENIED_AFTER = Pattern(
    r"(?:\? (?:none|no|not|nope)\b|(?:what is |(?!\b(?:is|are|was|but|included?s?|will|we|"
    r"you|for)\b)"
    r"[^.!?;,\n]){0,60}?\b(?:isn't|aren't|is not|are not|is no longer|are no longer|won't be|"
    r"will not be|wouldn't be|would not be|doesn't apply|does not apply|not|none)\b)"
    r"(?!\s+(?:optional|negotiable|a problem|only|just|limited|less|later))",
    re.IGNORECASE,
)
_DEFERRED = Pattern(
    r"\b(?:colleague|will confirm|(?:come|get) back to you|check (?:that|this|on|with)|"
    r"look into)\b",
    re.IGNORECASE,
)


def sentence(text: str, start: int, end: int) -> str:
    """Return the sentence or line around a stretch."""
    before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    left = max((m.end() for m in re.finditer(r"[.!?](?=\s)|\n", before)), default=0)
    stop = re.search(r"[.!?](?=\s|$)|\n", after)
    return before[left:] + text[start:end] + (after[: stop.start()] if stop else after)


def is_negated(text: str, start: int, end: int) -> bool:
    """Tell whether the words are denied in their own clause, before or after."""
    window = text[max(0, start - 120) : start]
    cut = max((m.end() for m in _BOUNDARY.finditer(window)), default=0)
    clause = _FALSE_NEGATOR.sub(" ", window[cut:])
    return bool(_NEGATOR.search(clause) or _DENIED_AFTER.match(text[end : end + 60]))


def is_deferred(text: str, start: int, end: int) -> bool:
    """Tell whether the sentence only says that somebody will come back on it."""
    return bool(_DEFERRED.search(sentence(text, start, end)))


_UNIT_DAYS = {"day": (1,), "week": (7,), "fortnight": (14,), "quarter": (90, 91, 92)}
_DURATION = Pattern(
    rf"(?<![\w.,])(?:(?P<low>{COUNT})\s*(?:-|–|to|or)\s*)?"
    rf"(?:(?P<count>{COUNT})[\s-]*|(?P<half>half an? )|(?P<one>an? )(?=(?:full )?(?:week|month|"
    r"year|quarter|fortnight|decade)))(?:full |business |working |calendar |consecutive |"
    r"additional )*"
    r"(?P<unit>day|week|fortnight|month|quarter|year|decade|hour|hr|minute|min|second|sec)s?\b",
    re.IGNORECASE,
)


def _count(words: str) -> float:
    lowered = words.lower().replace(",", ".")
    return float(WORDS[lowered]) if lowered in WORDS else float(lowered)


def _days(count: float, unit: str) -> frozenset[int]:
    if unit == "month":
        exact = {round(count * 30), round(count * 365 / 12), int(count * 365 / 12)}
        return frozenset(exact | ({180, 181, 182, 183, 184} if count == 6 else set()))
    if unit in ("year", "decade"):
        years = count * (10 if unit == "decade" else 1)
        halves = {180, 181, 182, 183} if years == 0.5 else set()
        return frozenset({round(years * 365), round(years * 360)} | halves)
    return frozenset(round(count * n) for n in _UNIT_DAYS.get(unit, ()))


def durations(text: str) -> Iterator[Span]:
    """Yield each length of time; `days` are the day counts it may mean, empty below a day."""
    for match in _DURATION.finditer(text):
        unit = match["unit"].lower()
        count = _count(match["count"]) if match["count"] else 0.5 if match["half"] else 1
        days = _days(count, unit)
        if match["low"] and _count(match["low"]) != count:
            days = frozenset({-1})  # a range is none of the allowed lengths
        yield Span(match.start(), match.end(), days, f"{count:g} {unit}")


def days_in(text: str) -> tuple[int, ...]:
    """Return the lengths in days that a fact of the brief names ("Net 30" counts)."""
    found = [max(span.days) for span in durations(text) if span.days]
    found += [int(n) for n in re.findall(r"\bnet[ -]?(\d{1,3})\b", text, re.IGNORECASE)]
    return tuple(sorted({n for n in found if n > 0}))


_MONTH = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMERIC = Pattern(r"\b(?P<m>\d{1,2})(?P<sep>[/.-])(?P<d>\d{1,2})(?P=sep)(?P<y>\d{4}|\d{2})\b")
_SHORT = Pattern(r"(?<![\d/])(?P<m>\d{1,2})/(?P<d>\d{1,2})(?![\d/])")
_DATES = (
    Pattern(r"\b(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})\b"),
    _NUMERIC,
    Pattern(
        rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<name>{_MONTH})\b\.?"
        r"(?:,? (?P<y>\d{4}))?",
        re.IGNORECASE,
    ),
    Pattern(
        rf"\b(?P<name>{_MONTH})\b\.? (?:the )?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:)"
        r"(?:,? (?P<y>\d{4}))?",
        re.IGNORECASE,
    ),
    Pattern(
        r"\b(?P<name>January|February|March|April|May|June|July|August|September|October|"
        r"November|December)\b(?: (?P<y>\d{4}))?"
    ),
    Pattern(r"\bthe (?P<d>\d{1,2})(?:st|nd|rd|th)\b"),
    _SHORT,
)
_FIRST_OF_RANGE = Pattern(
    rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s?(?:-|–|to|and|until)\s?(?=\d{{1,2}}(?:st|nd|rd|th)?"
    rf" (?P<name>{_MONTH})\b)",
    re.IGNORECASE,
)


def _moment(match: re.Match[str]) -> Span:
    groups = match.groupdict()
    year = int(groups["y"]) if groups.get("y") else None
    year = year + 2000 if year is not None and year < 100 else year
    month = int(groups["m"]) if groups.get("m") else None
    if groups.get("name"):
        month = _MONTHS.index(groups["name"][:3].lower()) + 1
    day = int(groups["d"]) if groups.get("d") else None
    # 12/01 is the twelfth of January or the first of December, by the writer's country.
    other = (year, day, month) if match.re in (_NUMERIC.compiled, _SHORT.compiled) else None
    return Span(match.start(), match.end(), moment=(year, month, day), other=other)


def date_spans(text: str) -> Iterator[Span]:
    """Yield each calendar date, month or day of the month; found ones do not overlap."""
    rest = text
    for match in _FIRST_OF_RANGE.finditer(rest):
        yield _moment(match)
    rest = _FIRST_OF_RANGE.sub(lambda m: BLANK * len(m[0]), rest)
    for pattern in _DATES:
        for match in list(pattern.finditer(rest)):
            if "name" in match.groupdict() and _is_verb_may(rest, match):
                continue
            yield _moment(match)
            rest = blank(rest, match.start(), match.end())


def _is_verb_may(text: str, match: re.Match[str]) -> bool:
    """ "may" is a verb unless a day or a preposition makes it the month."""
    if match["name"].lower() not in ("may", "march", "mar", "dec", "sep", "oct", "nov", "jan"):
        return False
    if match.groupdict().get("d"):
        return match["name"] == "may"
    before = text[: match.start()].rstrip().rpartition(" ")[2].lower()
    lead = {"in", "by", "of", "during", "until", "before", "after", "early", "mid", "late", "for"}
    return match["name"].lower() in ("may", "march") and before not in lead and not match["y"]


def fits(span: Span, allowed: Iterable[date]) -> bool:
    """Tell whether the moment is one of the allowed dates, as exactly as it is named."""
    readings = [span.moment] + ([span.other] if span.other else [])
    return any(
        all(said is None or said == real for said, real in zip(reading, _parts(day), strict=True))
        for reading in readings
        for day in allowed
    )


def _parts(day: date) -> tuple[int, int, int]:
    return (day.year, day.month, day.day)


def iso_dates_in(text: str) -> tuple[str, ...]:
    """Return the complete dates a fact names, as ISO."""
    found = set()
    for span in date_spans(text):
        year, month, day = span.moment
        if year and month and day:
            try:
                found.add(date(year, month, day).isoformat())
            except ValueError:
                continue
    return tuple(sorted(found))

"""Check one outgoing mail against the facts it may state: a closed world. Pure.

Everything that looks like an amount, a piece of content, a date, a length of time, a right, a
name, a link or any other number must be one of the allowed facts. What cannot be read is refused.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from campaigns.domain.patterns import Pattern
from negotiations.domain.gate.amounts import Allowed, amount_findings, amounts_of
from negotiations.domain.gate.contact import without_contact
from negotiations.domain.gate.deliverables import (
    coverage_findings,
    deliverable_findings,
    package_of,
    without_counts,
)
from negotiations.domain.gate.names import without_names
from negotiations.domain.gate.people import link_findings, name_findings
from negotiations.domain.gate.relative import without_idioms
from negotiations.domain.gate.rights import (
    duration_findings,
    right_findings,
    rights_of,
    without_durations,
)
from negotiations.domain.gate.rules import Finding, finding, phrase_findings
from negotiations.domain.gate.spans import BLANK, date_spans, fits, is_negated, mask
from negotiations.domain.gate.text import normal

MINIMUM_LENGTH = 50
MAXIMUM_LENGTH = 20_000
DEFAULT_PAYMENT_DAYS = frozenset({30})

_SMALL = (
    r"(?:things?|questions?|points?|ideas?|options?|reasons?|steps?|people|of us|of our|sentences?|"
    r"lines|words|notes?|topics?|ways|favou?rites?|minor|tiny)"
)
# Numbers that only order or count what is said.
_LIST_MARK = Pattern(
    r"(?m)^[ \t]*\d{1,2}(?:[.):]|\ufe0f)\s|\([1-9]\)"
    r"|\b(?:[1-9]|1[0-2])(?= (?:(?:quick|small|little|short|good|main|other|open|simple|great) )?"
    rf"{_SMALL}\b)"
    r"|\b(?:options?|steps?|parts?|points?|questions?|phase|version|draft|numbers?|no\.) ?#?[1-9]\b"
    r"(?![.,\d%])|(?<!\w)#1\b(?![.,\d])|\b10/10\b|\b5[- ]star\b|\bv[1-9]\b",
    re.IGNORECASE,
)
_THOUSAND_VIEWS = Pattern(
    r"\b(?:1[,.]?000|1k|(?:a |one )?thousand)(?= (?:views|impressions|plays))", re.IGNORECASE
)
_NET = Pattern(r"\bnet[ -]?(\d{1,3})\b", re.IGNORECASE)
_ROUNDS = Pattern(
    r"\b(\d+|one|two|three|four|five|six|unlimited)(?: \w+)? "
    r"(?:rounds?(?: of (?:revisions?|edits?|changes))?|revisions?|revision rounds?)\b",
    re.IGNORECASE,
)
_ROUND_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_NUMBER = Pattern(
    r"(?<![\w])[#+]?\d[\d.,:]*\w*"
    r"|\b(?:hundreds?|thousands?|millions?|lakhs?|crores?|dozens?|"
    r"(?:thir|four|fif|six|seven|eigh|nine)teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|"
    r"ninety|eleven|twelve)\b",
    re.IGNORECASE,
)
_RELATIVE_DAY = Pattern(
    r"\b(?:tomorrow|tonight|(?:by|before|until|only|due) today|"
    r"(?:by|before|until|due|end of|later) (?:the )?(?:this )?(?:week|month|quarter|year)\b"
    r"(?: end)?|next (?:week|month|quarter|year|spring|summer|fall|autumn|winter)|"
    r"coming (?:weekend|month|quarter)s?|end of (?:the )?(?:day|week|month|year)|eod|eow|"
    r"Q[1-4]|H[12])\b",
    re.IGNORECASE,
)
_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_WEEKDAY = Pattern(rf"\b{_DAY}s?\b", re.IGNORECASE)
# A greeting, a habit or the past commits to no day.
_NO_TERM = Pattern(
    rf"\b(?:happy|great|lovely|good|nice|wonderful|relaxing|sunny|rainy) {_DAY}\b"
    rf"|\b(?:last|past|since|from|this past|previous) {_DAY}(?!s)\b|\bon {_DAY}s\b|"
    rf"\b{_DAY}'s (?=\w)"
    rf"|\b(?:my|our) {_DAY}\b|\b{_DAY} (?:mornings|afternoons|evenings|nights)\b"
    r"|(?<=have a )(?:great|good|lovely|nice|wonderful|relaxing|happy) (?:rest of the )?(?:week|"
    r"weekend|month)",
    re.IGNORECASE,
)
_SEASON = Pattern(
    r"\b(?:spring|summer|fall|autumn|winter|holiday|christmas|season|in|since|during|the|our|early|"
    r"mid|late) (20[2-3]\d)(?= (?:campaign|season|launch|collection|line|range|edition|program\w*|"
    r"plans?)\b)|\b(?:spring|summer|fall|autumn|winter|holiday|christmas)(?:[ /]+)(20[2-3]\d)\b"
    r"|\b24/7\b|\b(?:in|since|during|throughout) 20[2-3]\d\b"
    r"(?![.,]\d|\s?(?:[$€£]|usd|eur|gbp|dollars|euros))",
    re.IGNORECASE,
)


def check_email(subject: str, body: str, allowed: Mapping[str, Any]) -> list[Finding]:
    """Return every problem of the mail; an empty list means that it may leave.

    `allowed` holds amounts, deliverables, dates, rights, names and links. Further keys that our
    own writer adds: `texts` (stand word for word), `payment_days`, `revision_rounds`,
    `offer_required`, `required` (lines that have to stand in it), `forbidden` (phrases the client
    refuses).
    """
    if len(subject) + len(body) > MAXIMUM_LENGTH:
        return [finding("too_long", subject, "the mail is longer than any of ours")]
    shown_subject, shown_body = normal(subject), normal(body)
    whole = f"{shown_subject}\n{shown_body}"
    texts = [str(text) for text in allowed.get("texts") or ()]
    subjects = [str(text) for text in allowed.get("subjects") or ()]
    masked = f"{mask(mask(shown_subject, subjects), texts)}\n{mask(shown_body, texts)}"
    masked = without_names(masked, allowed.get("names") or ())
    found = list(name_findings(shown_body, allowed))
    found += [
        finding("forbidden_phrase", phrase, "the client does not want this phrase")
        for phrase in allowed.get("forbidden") or ()
        if str(phrase).casefold() in whole.casefold()
    ]
    found += _missing_lines(shown_body, allowed)
    if len(shown_body.strip()) < MINIMUM_LENGTH:
        found.append(finding("too_short", shown_body, "the mail is too short to make sense"))
    found += _world_findings(whole, masked, allowed)
    return found


def _missing_lines(body: str, allowed: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield each binding term that has to stand in this mail and does not."""
    shown = " ".join(body.split()).casefold()
    for line in allowed.get("required") or ():
        words = " ".join(normal(str(line)).split())
        if words.casefold() not in shown:
            yield finding("missing_term", words, "this term of the offer is missing")


def _world_findings(whole: str, masked: str, allowed: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield what the text commits to beyond the facts; each step hides what it has explained."""
    world = amounts_of(allowed)
    may_name_cpm = any(a.role == "cpm" for a in world)
    package, rights = package_of(allowed), rights_of(allowed)
    links, text = link_findings(without_idioms(without_contact(masked)), allowed)
    yield from links
    unhidden = text
    yield from phrase_findings(text, may_name_cpm=may_name_cpm)
    yield from deliverable_findings(text, package)
    offer_required = allowed.get("offer_required", True) is not False
    if offer_required and any(a.role == "offer" for a in world):
        yield from coverage_findings(whole, package)
    yield from right_findings(text, rights)
    text = _LIST_MARK.sub(_hide, text)
    dates, text = _date_findings(text, allowed)
    yield from dates
    yield from duration_findings(text, rights, _payment_days(allowed))
    rounds, text = _round_findings(without_durations(text), allowed)
    yield from rounds
    pieces = sum(package.values())
    amounts, text = amount_findings(
        without_counts(text), unhidden, world, pieces, offer_required=offer_required
    )
    yield from amounts
    yield from _number_findings(text, world, may_name_cpm=may_name_cpm)


def _hide(match: re.Match[str]) -> str:
    return BLANK * len(match[0])


def _payment_days(allowed: Mapping[str, Any]) -> set[int]:
    days = allowed.get("payment_days")
    return {int(day) for day in days} if days is not None else set(DEFAULT_PAYMENT_DAYS)


def _allowed_dates(allowed: Mapping[str, Any]) -> list[date]:
    days = []
    for words in allowed.get("dates") or ():
        try:
            days.append(date.fromisoformat(str(words)[:10]))
        except ValueError:
            continue  # an unreadable date allows nothing, so the mail's dates are refused
    return days


def _date_findings(text: str, allowed: Mapping[str, Any]) -> tuple[list[Finding], str]:
    days = _allowed_dates(allowed)
    found = []
    rest = _SEASON.sub(_hide, _NO_TERM.sub(_hide, text))
    for span in list(date_spans(rest)):
        words = text[span.start : span.end]
        if span.moment[1] is not None and not _is_month(span.moment[1]) and span.other is None:
            continue  # no calendar date; the number rule looks at it
        if not fits(span, days):
            found.append(finding("date", words, "this date is no fact of this mail"))
        rest = rest[: span.start] + BLANK * (span.end - span.start) + rest[span.end :]
    for match in _RELATIVE_DAY.finditer(rest):
        if not is_negated(rest, match.start(), match.end()):
            found.append(finding("date", match[0], "this moment is no fact of this mail"))
    for match in _WEEKDAY.finditer(rest):
        if not any(f"{day:%A}".lower() == match[0].lower().rstrip("s") for day in days):
            found.append(finding("date", match[0], "this weekday is no fact of this mail"))
    return found, rest


def _is_month(month: int) -> bool:
    return 1 <= month <= 12


def _round_findings(text: str, allowed: Mapping[str, Any]) -> tuple[list[Finding], str]:
    """Check revision rounds and "net 30"; both are counts with a meaning of their own."""
    found = []
    rounds = allowed.get("revision_rounds")
    for match in _ROUNDS.finditer(text):
        said = match[1].lower()
        count = int(said) if said.isdigit() else _ROUND_WORDS.get(said)
        denied = is_negated(text, match.start(), match.end())
        if (rounds is None or count != rounds) and not denied:
            found.append(finding("count", match[0], "these rounds are not on the offer"))
    payment_days = _payment_days(allowed)
    for match in _NET.finditer(text):
        if int(match[1]) not in payment_days:
            found.append(finding("duration", match[0], "this payment term is not on the offer"))
    return found, _NET.sub(_hide, _ROUNDS.sub(_hide, text))


def _number_findings(
    text: str, world: tuple[Allowed, ...], *, may_name_cpm: bool
) -> Iterator[Finding]:
    """Yield every number that nothing before has explained."""
    rest = _THOUSAND_VIEWS.sub(_hide, text) if may_name_cpm else text
    plain = {f"{a.amount.normalize():f}" for a in world}
    for match in _NUMBER.finditer(rest):
        digits = match[0].replace(",", "").rstrip(".:")
        digits = re.sub(r"\.0+$", "", digits)
        if digits not in plain:
            yield finding("number", match[0], "this number is no fact of this mail")

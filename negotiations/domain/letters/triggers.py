"""What in a mail pulls in a person: switches, words and thresholds that staff set. Pure.

Staff write them as one page, a line a trigger: `hostile: on | words: rip-off, you people`. The
flags of a reading follow from it: one whose trigger is off counts no more, one whose words stand
in the mail counts as well.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation

from campaigns.domain.patterns import Pattern
from negotiations.domain.letters.page_error import KnowledgeError
from negotiations.domain.letters.plain_words import content_words
from negotiations.domain.reading.results import Evidence, Reading
from negotiations.domain.terms.certainty import MIN_CONFIDENCE

PAGE = "triggers"
# Each trigger with the flag that carries it in a reading.
FLAGS = {
    "hostile": "hostile",
    "legal": "legal",
    "human": "human",
    "call": "wants_call",
    "unusual_deliverables": "unusual_deliverables",
    "cpm": "above_cpm",
    "confidence": "unsure",
}
_WORDED = tuple(name for name in FLAGS if name not in ("cpm", "confidence"))
_LIMITS = {
    "cpm": ("above", Decimal("0.01"), Decimal(1000)),
    "confidence": ("below", MIN_CONFIDENCE, Decimal("0.99")),
}
_MOST_WORDS, _LONGEST_WORD = 40, 60
SHIPPED = f"""# A line a trigger: on or off. Words that pull it as well stand behind "words:" with
# commas between them; cpm has a price per 1,000 views behind "above:", confidence a
# share behind "below:". What is off is answered by the agent.
hostile: on
legal: on
human: on
call: on
unusual_deliverables: on
cpm: off | above: 30
confidence: on | below: {MIN_CONFIDENCE}
"""
# Beside the topics that a reading finds by itself.
_FOUND = {
    "human": Pattern(
        r"^\W{0,3}human\W{0,3}$|\b(?:speak|talk|get|be put) (?:to|with|through to|hold of) "
        r"(?:a |an |some )?(?:real |actual |live )?(?:human|person|somebody real|someone real)\b"
        r"|\b(?:are you|am i (?:talking|speaking|writing) (?:to|with)|is this) (?:an? )?(?:ai\b"
        r"|bot\b|robot|chat ?bot|automated|real (?:person|human)|machine\b)"
        r"|\b(?:real|actual) (?:person|human)\b",
        re.IGNORECASE | re.MULTILINE,
    ),
    "unusual_deliverables": Pattern(
        r"\b(?:attend(?:ing)?|host(?:ing)?|appear(?:ing|ance)? at|speak(?:ing)? at) (?:an?|the|"
        r"your|our) (?:\w+ )?(?:event|launch|party|opening|dinner|fair|panel|conference)\b"
        r"|\b(?:co-?design|design(?:ing)? (?:a|my|our) (?:\w+ )?(?:collection|product|line)|"
        r"signature (?:line|collection)|licen[sc]\w+ (?:of )?my (?:name|likeness|face)|"
        r"brand ambassador\w*|ambassadorship|equity|keynote)\b",
        re.IGNORECASE,
    ),
}


@dataclass(frozen=True)
class Triggers:
    """What is off, which words pull what, and the thresholds; None where there is none."""

    off: frozenset[str] = frozenset()
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    above_cpm: Decimal | None = None
    below_confidence: Decimal = MIN_CONFIDENCE


def triggers_from(text: str) -> Triggers:
    """Return what a page sets; a trigger it does not name is on.

    :raises KnowledgeError: if a line cannot be read, in words for whoever wrote it
    """
    off: set[str] = set()
    words: dict[str, tuple[str, ...]] = {}
    limits: dict[str, Decimal] = {}
    for line in text.replace("\r\n", "\n").split("\n"):
        if not line.strip() or line.startswith("#"):
            continue
        name, _, said = line.partition(":")
        name = name.strip()
        if name not in FLAGS:
            raise KnowledgeError(f'There is no trigger "{name}"; there are {", ".join(FLAGS)}.')
        switch, *more = (part.strip() for part in said.split("|"))
        if switch not in ("on", "off"):
            raise KnowledgeError(f'"{name}" is "{switch}"; it can be on or off.')
        off |= {name} if switch == "off" else set()
        for part in more:
            _take(name, part, words, limits)
    is_cpm_on = "cpm" not in off and "cpm" in limits
    return Triggers(
        frozenset(off),
        words,
        limits["cpm"] if is_cpm_on else None,
        limits.get("confidence", MIN_CONFIDENCE) if "confidence" not in off else MIN_CONFIDENCE,
    )


def _take(
    name: str, part: str, words: dict[str, tuple[str, ...]], limits: dict[str, Decimal]
) -> None:
    key, _, value = (piece.strip() for piece in part.partition(":"))
    if key == "words" and name in _WORDED:
        words[name] = tuple(_word(name, word) for word in value.split(",") if word.strip())
        if len(words[name]) > _MOST_WORDS:
            raise KnowledgeError(f'"{name}" has more than {_MOST_WORDS} words.')
    elif name in _LIMITS and key == _LIMITS[name][0]:
        limits[name] = _limit(name, value)
    else:
        known = _LIMITS[name][0] if name in _LIMITS else "words"
        raise KnowledgeError(f'"{name}" does not know "{key}:", only "{known}:".')


def _word(name: str, word: str) -> str:
    shown = " ".join(word.split())
    if len(shown) > _LONGEST_WORD:
        raise KnowledgeError(f'"{shown[:30]}…" is longer than {_LONGEST_WORD} characters.')
    if not content_words(shown):
        raise KnowledgeError(f'"{shown}" stands in every other mail; it cannot pull "{name}".')
    return shown


def _limit(name: str, value: str) -> Decimal:
    key, least, most = _LIMITS[name]
    try:
        number = Decimal(value)
    except InvalidOperation:
        raise KnowledgeError(f'"{name}" is {key} "{value}", which is no number.') from None
    if not number.is_finite() or not least <= number <= most:
        raise KnowledgeError(f'"{name}" can be {key} {least} to {most}, not {value}.')
    return number


def trigger_problems(text: str) -> list[str]:
    """Return what keeps a page of triggers from being used."""
    try:
        triggers_from(text)
    except KnowledgeError as error:
        return [str(error)]
    return []


def pulled(reading: Reading, text: str, *, views: int, triggers: Triggers) -> Reading:
    """Return the reading with the flags that these triggers give a mail of these words."""
    flags = reading.flags - {FLAGS[name] for name in triggers.off}
    found: list[Evidence] = []
    for name in _WORDED:
        if name in triggers.off:
            continue
        quote = _quote(name, text, triggers) or _read(reading, FLAGS[name], text)
        if quote:
            flags |= {FLAGS[name]}
            found.append(Evidence(f"flag:{FLAGS[name]}", quote))
    if _is_above(reading, views, triggers):
        flags |= {FLAGS["cpm"]}
    changed = replace(reading, flags=flags, evidence=(*found, *reading.evidence))
    if reading.confidence.is_finite() and reading.confidence < triggers.below_confidence:
        # What is under the house's own threshold counts as what is under ours.
        unsure = MIN_CONFIDENCE - Decimal("0.01")
        return replace(changed, confidence=min(reading.confidence, unsure))
    return changed


def _quote(name: str, text: str, triggers: Triggers) -> str:
    built_in = _FOUND.get(name)
    hit = built_in.search(text) if built_in else None
    if hit:
        return _sentence_around(text, hit.start(), hit.end())
    for word in triggers.words.get(name, ()):
        own = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE)
        if own:
            return _sentence_around(text, own.start(), own.end())
    return ""


def _read(reading: Reading, flag: str, text: str) -> str:
    """Return the whole sentence of what the reading found for a flag, or nothing."""
    if flag not in reading.flags:
        return ""
    told = next((e.quote for e in reading.evidence if e.field == f"flag:{flag}"), "")
    at = text.find(told) if told else -1
    return _sentence_around(text, at, at + len(told)) if at >= 0 else told


def _sentence_around(text: str, start: int, end: int) -> str:
    before = max((text.rfind(mark, 0, start) for mark in ".!?\n"), default=-1) + 1
    after = [place for mark in ".!?\n" if (place := text.find(mark, end)) >= 0]
    return text[before : min(after, default=len(text)) + 1].strip()[:300]


def _is_above(reading: Reading, views: int, triggers: Triggers) -> bool:
    limit, ask = triggers.above_cpm, reading.total
    if limit is None or ask is None or not ask.is_finite() or views <= 0:
        return False
    return ask * 1000 > limit * views

"""Whose name a word is: "Hi Mila," names nobody's thousand, "Twenty hundred" no Twenty. Pure.

A known name is hidden before anything else is read. A name that is also a word for money or for
a day keeps its other meaning where a figure, a currency or a preposition of time stands beside it.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache

from campaigns.domain.names import first_name_of
from campaigns.domain.patterns import Pattern
from negotiations.domain.gate.text import normal
from negotiations.domain.money.currencies import CURRENCY_WORDS
from negotiations.domain.money.number_words import MULTIPLIERS, WORDS
from negotiations.domain.money.numbers import SCALES

# Letters read as an ordinary word; `BLANK` would say that a figure was explained here.
HIDDEN = "n"
_COUNTING = frozenset(
    word for word in (*WORDS, *MULTIPLIERS, *SCALES) if word.isalpha() and len(word) > 1
) | {"dozen", "dozens", "thousands", "millions", "billion", "hundo", "percent", "quarter", "third"}
_MONEY = _COUNTING | CURRENCY_WORDS | {"cents", "cent", "penny", "pennies", "pence"}
_CALENDAR = Pattern(
    r"january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|spring|summer|fall|autumn|winter"
)
_ARTICLE = Pattern(
    "an?|one|another|each|every|per|extra|few|several|some|couple|x|half|no|other|both"
)
_PLATFORM = Pattern("instagram|insta|ig|tiktok|youtube|yt|feed")
_FIGURE = r"[$€£¥₹%]|\d[\d.,]*\s?[kKmM]?"
_TIME_LEAD = Pattern(
    "in|by|on|until|till|before|after|during|since|early|mid|late|this|next|last|every|of|through"
    "|end|between"
)
_TIME_NEXT = Pattern("the|to|until")


def _is_money(word: str) -> bool:
    return word in _MONEY


def _is_led(text: str, start: int, is_one: Callable[[str], object], marks: str) -> bool:
    """Tell whether such a word, or a mark, stands right before the place."""
    before = re.search(rf"(?:([^\W\d_]+)|{marks})[ \t-]{{0,2}}\Z", text[max(0, start - 24) : start])
    return bool(before and (before[1] is None or is_one(before[1].casefold())))


def _is_followed(text: str, end: int, is_one: Callable[[str], object], marks: str) -> bool:
    """Tell whether such a word, or a mark, stands right behind the place."""
    after = re.match(rf"[ \t-]{{0,2}}(?:([^\W\d_]+)|{marks})", text[end : end + 24])
    return bool(after and (after[1] is None or is_one(after[1].casefold())))


def _is_amount(text: str, start: int, end: int) -> bool:
    """Tell whether a figure, a currency or an article makes the word a part of an amount."""
    joined = re.match(r"\s(?:and|und|et|y|e)\s(?:an?\s)?(?=[^\W\d_])", text[end : end + 10])
    glued = joined and _is_followed(text, end + joined.end(), _is_money, r"(?!)")
    added = re.search(r"([^\W\d_]+)\s(?:and|und|et|y|e|of)\s\Z", text[max(0, start - 24) : start])
    return bool(
        glued
        or (added and added[1].casefold() in _COUNTING)
        or _is_led(text, start, _is_money, _FIGURE)
        or _is_led(text, start, _ARTICLE.fullmatch, _FIGURE)
        or _is_followed(text, end, _is_money, _FIGURE)
    )


def _is_day(text: str, start: int, end: int) -> bool:
    """Tell whether the word stands where a month, a weekday or a season stands."""
    is_led = _is_led(text, start, _TIME_LEAD.fullmatch, r"\d(?:st|nd|rd|th)?")
    return is_led or _is_followed(text, end, _TIME_NEXT.fullmatch, r"\d")


def _is_name(text: str, match: re.Match[str]) -> bool:
    start, end = match.span()
    words = match[0].casefold().split()
    if all(word in _MONEY for word in words):
        return not _is_amount(text, start, end)
    if len(words) > 1:
        return True
    if _CALENDAR.fullmatch(words[0]):
        return not _is_day(text, start, end)
    is_counted = _is_led(text, start, _ARTICLE.fullmatch, r"\d")
    return not (is_counted or _is_led(text, start, _PLATFORM.fullmatch, r"\d"))


def _forms(name: str) -> set[str]:
    """Return the ways one word is written as a name: never in small letters but its own."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    ways = {way for word in (name, plain) for way in (word[:1].upper() + word[1:], word.upper())}
    is_word = _is_money(name.casefold()) or _CALENDAR.fullmatch(name.casefold())
    return ways if is_word else ways | {name}


@lru_cache(maxsize=1024)
def _pattern_of(name: str) -> Pattern:
    parts = name.split()
    whole = r"\s+".join(re.escape(part) for part in parts)
    if len(parts) > 1:
        words = rf"(?i:{whole})"
    else:
        words = "|".join(sorted(map(re.escape, _forms(name)), key=len, reverse=True))
    # An address or an account that only holds the name is checked as what it is.
    return Pattern(rf"(?<![\w@/])(?<!\w\.)(?:{words})(?!\w|@|/|\.\w)")


def known_names(names: Iterable[object]) -> list[str]:
    """Return every name as given and as a greeting says it, the longest first."""
    found = set()
    for given in names:
        name = " ".join(normal(str(given)).split())
        found |= {name, first_name_of(name)}
    return sorted((n for n in found if re.search(r"[^\W\d_]{2}", n)), key=len, reverse=True)


def without_names(text: str, names: Iterable[object]) -> str:
    """Return the text with every known name hidden where it is a name; positions stay."""
    for name in known_names(names):
        for match in _pattern_of(name).finditer(text):
            if _is_name(text, match):
                text = text[: match.start()] + HIDDEN * len(match[0]) + text[match.end() :]
    return text

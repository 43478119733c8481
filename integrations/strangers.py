"""The one guard where text of strangers becomes rows: out goes what no row or JSON can hold. Pure.

It never refuses and never raises, so that one odd item cannot hold up its neighbours. What came is
kept as raw bytes elsewhere; nothing here is the only copy. Lengths count characters.

Sources: https://www.postgresql.org/docs/current/datatype-character.html (no NUL in text),
https://www.postgresql.org/docs/current/datatype-json.html (no NUL, lone surrogate, NaN or infinity
in jsonb), https://www.sqlite.org/json1.html (nesting of at most 1,000 levels).
"""

import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

LONGEST_TEXT = 200_000
LONGEST_LINE = 500
DEEPEST_JSON = 100
# Past 2^63 a number is no id, count or time of anybody's, and some readers of JSON choke on it.
_LARGEST_INTEGER = 2**63 - 1

_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_UNHOLDABLE = re.compile("[\x00\ud800-\udfff]")
# Controls, line and paragraph separators: a name or a title is one line.
_BREAKS = re.compile("[\x00-\x20\x7f-\xa0\u2028\u2029]+")
# What turns the reading direction of all that follows it, so that a page shows other words.
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")


def storable_text(text: str, *, longest: int = LONGEST_TEXT) -> str:
    """Return the text without NUL and half characters, cut to `longest` characters.

    The two halves of a pair that a decoder left apart become the character they stand for.
    """
    return _UNHOLDABLE.sub("", _PAIR.sub(_joined, text))[:longest]


def storable_line(text: str, *, longest: int = LONGEST_LINE) -> str:
    """Return a name, title or address as one line: no control, no mark that turns the direction.

    Runs of white space are one space; none stands at the ends.
    """
    line = _BREAKS.sub(" ", _DIRECTION.sub("", storable_text(text, longest=LONGEST_TEXT)))
    return line.strip()[:longest].strip()


def storable_json(value: Any, *, longest: int = LONGEST_TEXT, deepest: int = DEEPEST_JSON) -> Any:
    """Return a parsed JSON value in which every text and key is storable.

    NaN, infinities and whole numbers beyond 64 bits become None, and so does what lies deeper than
    `deepest` levels. Of two keys that become one, the one that was clean keeps its value.
    """
    if isinstance(value, str):
        return storable_text(value, longest=longest)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, int) and abs(value) > _LARGEST_INTEGER:
        return None
    if not isinstance(value, Mapping | list | tuple):
        return value
    if deepest <= 0:
        return None
    if isinstance(value, Mapping):
        pairs = _clean_keys(value, longest=longest)
        return {
            key: storable_json(item, longest=longest, deepest=deepest - 1) for key, item in pairs
        }
    return [storable_json(item, longest=longest, deepest=deepest - 1) for item in value]


def _joined(pair: re.Match[str]) -> str:
    high, low = (ord(half) for half in pair[0])
    return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))


def _clean_keys(value: Mapping[Any, Any], *, longest: int) -> Iterator[tuple[str, Any]]:
    seen = set()
    keyed = [(storable_text(str(key), longest=longest), key) for key in value]
    for clean, key in sorted(keyed, key=lambda pair: pair[0] != pair[1]):
        if clean not in seen:
            seen.add(clean)
            yield clean, value[key]

"""How to address a person from whatever name we were given; nothing is better than wrong. Pure."""

import re
import unicodedata

from campaigns.domain.patterns import Pattern

_TITLES = frozenset(
    ("mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "dj", "coach",
     "chef", "rev")
)  # fmt: skip
_NOT_PEOPLE = frozenset(
    ("the", "team", "official", "studio", "studios", "media", "agency", "kitchen", "fitness",
     "travel", "travels", "tv", "vlogs", "vlog", "with", "info", "hello", "contact", "talent",
     "management", "booking", "bookings", "press", "pr", "collab", "collabs", "by", "llc",
     "inc", "ltd", "gmbh", "beauty", "style", "channel", "daily", "world", "family", "house",
     "company", "group", "partnerships", "admin", "support", "creator", "influencer", "my",
     "its", "no", "reply", "noreply", "unknown", "none", "test")
)  # fmt: skip
_EAST_ASIAN = Pattern("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_CAMEL = Pattern(r"(?!Mc|Mac|De|La|Le|O'|D'|Jo|Mary|Ann)[A-Z][a-z]+[A-Z][a-z]+.*")


def first_name_of(name: str) -> str:
    """Return the name to greet with, or nothing where it is no person's.

    Initials, handles, brands and names written family name first give nothing.
    """
    shown = " ".join(unicodedata.normalize("NFKC", name).split())
    if re.search(r"[@_\d/\\|<>{}]", shown) or _EAST_ASIAN.search(shown):
        return ""
    letters = "".join(c if c.isalpha() or c in " '’.,&-" or _is_mark(c) else " " for c in shown)
    family, comma, given = letters.partition(",")
    parts = (given if comma and given.strip() else family).replace("&", " and ").split()
    while parts and parts[0].strip(".").casefold() in _TITLES:
        parts.pop(0)
    if not parts or any(part.strip(".'").casefold() in _NOT_PEOPLE for part in parts):
        return ""
    both = [parts[0], parts[2]] if len(parts) > 2 and parts[1].casefold() == "and" else parts[:1]
    named = [_shaped(part, is_shouted=letters.isupper() and len(parts) > 1) for part in both]
    return " and ".join(named) if all(named) else ""


def greeting_name(name: str) -> str:
    """Return the first name of a whole name; one word alone may be a brand and gives nothing."""
    return first_name_of(name)[:80] if len(name.split()) > 1 else ""


def _is_mark(char: str) -> bool:
    return unicodedata.category(char).startswith("M") and char != "\ufe0f"


def _shaped(word: str, *, is_shouted: bool) -> str:
    """Return one name in its usual shape; an initial, a handle or a long word is none."""
    bare = word.strip(".-'’")
    if not 2 <= len(bare) <= 20 or "." in bare or _CAMEL.fullmatch(bare) and len(bare) > 8:
        return ""
    is_nickname = len(bare) == 2 and not is_shouted
    if bare.islower() or bare.isupper() and not is_nickname:
        return "-".join(part[:1].upper() + part[1:].lower() for part in bare.split("-"))
    return bare


def names_agree(one: str, other: str) -> bool:
    """Whether two names can be one person's: equal words, or all words of one in the other.

    "Mia Lark", "Lark, Mia" and "Mia" agree; "Mia Lark" and "Mia Stone" do not.
    """
    first, second = _words(one), _words(other)
    return bool(first and second) and (first <= second or second <= first)


def _words(name: str) -> frozenset[str]:
    folded = unicodedata.normalize("NFKD", name).casefold()
    bare = "".join(c for c in folded if not unicodedata.combining(c))
    return frozenset(re.findall(r"[^\W_]+", bare))

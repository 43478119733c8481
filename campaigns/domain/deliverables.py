"""Read a package written in free text into typed deliverables. Pure."""

import re

_PATTERNS = (
    ("instagram_reel", r"(instagram|ig|insta)?\s*reels?"),
    ("instagram_story", r"(instagram|ig|insta)?\s*(story|stories)"),
    ("instagram_post", r"(instagram|ig|insta)\s*((feed|static|grid)\s*)?(posts?|carousels?)?"),
    ("tiktok_story", r"tik\s?tok\s*(story|stories)"),
    ("tiktok_video", r"tik\s?toks?\s*(videos?|posts?)?"),
    ("youtube_short", r"(youtube|yt)?\s*shorts?"),
    ("youtube_dedicated", r"(youtube|yt)?\s*dedicated(\s*videos?)?"),
    ("youtube_dedicated", r"(youtube|yt)\s*videos?"),
    ("youtube_integration", r"(youtube|yt)?\s*integrations?(\s*videos?)?"),
)
_WORDS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_PIECE = re.compile(
    r"^(?:(?P<count>\d{1,2}|a|an|one|two|three|four|five|six)\s*(?:x|×)?\s+|"
    r"(?P<tight>\d{1,2})x)?(?P<what>.+?)(?:\s*(?:x|×)\s*(?P<after>\d{1,2}))?$",
    re.I,
)
_SEPARATORS = re.compile(r"\s*(?:\+|,|;|&|/|\n|\band\b|\bplus\b)\s*", re.I)

Deliverables = tuple[tuple[str, int], ...]


def parse_deliverables(text: str) -> tuple[Deliverables, tuple[str, ...]]:
    """Return (type, quantity) pairs in order, and the pieces that are none of the eight types.

    "2 Instagram Reels + 3 Stories + 1 TikTok" gives reel 2, story 3, tiktok video 1.
    """
    counts: dict[str, int] = {}
    leftovers = []
    for part in _SEPARATORS.split(text.strip()):
        piece = part.strip(" .-•")
        if not piece:
            continue
        found = _PIECE.match(piece)
        kind = _type_of(found["what"]) if found else None
        if found is None or kind is None:
            leftovers.append(piece)
            continue
        counts[kind] = counts.get(kind, 0) + _count(found)
    return tuple(counts.items()), tuple(leftovers)


def _count(found: re.Match[str]) -> int:
    word = (found["count"] or found["tight"] or found["after"] or "1").lower()
    return max(1, _WORDS.get(word) or int(word))


def _type_of(words: str) -> str | None:
    clean = " ".join(words.lower().replace("-", " ").split())
    for kind, pattern in _PATTERNS:
        if re.fullmatch(pattern, clean):
            return kind
    return None

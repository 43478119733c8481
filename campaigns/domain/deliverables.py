"""Read a package written in free text into typed deliverables. Pure.

A piece is typed only when every word of it is understood; a piece with a condition, a choice or
an unknown word is left over whole, for a person.
"""

import re

from campaigns.domain.values.text import clean

Deliverables = tuple[tuple[str, int], ...]

_PLATFORMS = {
    "instagram": "instagram",
    "insta": "instagram",
    "ig": "instagram",
    "tiktok": "tiktok",
    "tt": "tiktok",
    "youtube": "youtube",
    "yt": "youtube",
}
_FORMS = {
    "reel": "reel",
    "story": "story",
    "stories": "story",
    "storie": "story",
    "post": "post",
    "carousel": "post",
    "video": "video",
    "vid": "video",
    "short": "short",
    "dedicated": "dedicated",
    "integration": "integration",
    "integrated": "integration",
}
_TYPES = {
    ("instagram", "post"): "instagram_post",
    ("instagram", "story"): "instagram_story",
    ("instagram", "reel"): "instagram_reel",
    ("tiktok", "video"): "tiktok_video",
    ("tiktok", "post"): "tiktok_video",
    ("tiktok", "story"): "tiktok_story",
    ("youtube", "dedicated"): "youtube_dedicated",
    ("youtube", "integration"): "youtube_integration",
    ("youtube", "short"): "youtube_short",
}
# These forms exist on one platform only, so they need not name it.
_PLATFORM_OF_FORM = {
    "reel": "instagram",
    "short": "youtube",
    "integration": "youtube",
    "dedicated": "youtube",
}
_FILLERS = frozenset(
    {"feed", "static", "grid", "of", "the", "on", "for", "in", "per", "influencer"}
)
_NUMBERS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}
_MOST_PIECES = 50
_SEPARATORS = re.compile(r"\s*(?:[+,;&\n|•·]|\band\b|\bplus\b)\s*", re.IGNORECASE)
_TOKENS = re.compile(r"[a-z]+|\d+|[^\sa-z\d]")
_IGNORED_MARKS = frozenset("():.*")


def parse_deliverables(text: str) -> tuple[Deliverables, tuple[str, ...]]:
    """Return (type, quantity) pairs in order, and the pieces that are not understood.

    "2 Instagram Reels + 3 Stories + 1 TikTok" gives two reels, three stories, one video: a piece
    without a platform is on the platform of the piece before it.
    """
    counts: dict[str, int] = {}
    leftovers = []
    platform: str | None = None
    for line in text.splitlines():
        for part in _SEPARATORS.split(clean(line)):
            piece = part.strip(" .-*•")
            if not piece:
                continue
            kind, quantity, named = _read_piece(piece, platform)
            platform = named or platform
            if kind is None:
                leftovers.append(piece)
            else:
                counts[kind] = counts.get(kind, 0) + quantity
    return tuple(counts.items()), tuple(leftovers)


def _read_piece(piece: str, platform: str | None) -> tuple[str | None, int, str | None]:
    """Return the piece's type (None when not understood), its quantity and its platform."""
    lowered = re.sub(r"tik[ -]tok", "tiktok", piece.lower().replace("×", "x"))
    lowered = re.sub(r"you tube", "youtube", lowered)
    words = [w for w in _TOKENS.findall(lowered) if w not in _IGNORED_MARKS]
    platforms = {_PLATFORMS[p] for w in words if (p := _singular(w, _PLATFORMS)) is not None}
    forms = {_FORMS[f] for w in words if (f := _singular(w, _FORMS)) is not None}
    numbers = [n for w in words if (n := _quantity(w)) is not None]
    is_understood = all(_is_known(word) for word in words)
    quantity = numbers[0] if numbers else 1
    named = next(iter(platforms)) if len(platforms) == 1 else None
    if not is_understood or len(numbers) > 1 or not 1 <= quantity <= _MOST_PIECES:
        return None, 0, named
    kind = _type_of(platforms, forms, platform)
    return kind, quantity, named or (kind.split("_")[0] if kind else None)


def _singular(word: str, known: dict[str, str]) -> str | None:
    if word in known:
        return word
    return word[:-1] if word.endswith("s") and word[:-1] in known else None


def _quantity(word: str) -> int | None:
    return int(word) if word.isdigit() and len(word) < 5 else _NUMBERS.get(word)


def _is_known(word: str) -> bool:
    return (
        word == "x"
        or word in _FILLERS
        or _quantity(word) is not None
        or _singular(word, _PLATFORMS) is not None
        or _singular(word, _FORMS) is not None
    )


def _type_of(platforms: set[str], forms: set[str], before: str | None) -> str | None:
    if len(platforms) > 1:
        return None
    if len(forms) > 1:
        # "Dedicated video" is one thing; two forms proper are not.
        forms = forms - {"video"}
    if not forms and platforms == {"tiktok"}:
        return "tiktok_video"
    if len(forms) != 1:
        return None
    form = next(iter(forms))
    platform = next(iter(platforms), None) or _PLATFORM_OF_FORM.get(form) or before
    return _TYPES.get((platform, form)) if platform else None

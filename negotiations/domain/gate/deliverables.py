"""Which content a mail names and how many pieces, compared with the offer. Pure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from campaigns.domain.patterns import Pattern
from negotiations.domain.gate.rules import Finding, finding
from negotiations.domain.gate.spans import NUMBER_WORD, WORDS, is_deferred, is_negated
from negotiations.domain.terms.offer_terms import DELIVERABLE_LABELS

_IG = r"(?:instagram|insta|ig)"
_YT = r"(?:youtube|yt)"
_TT = r"(?:tik ?tok|tt)"
_ON = r" (?:on|for|to|via) (?:your |the )?"
# The first pattern that matches at a place names the kinds it may mean.
_MENTIONS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("tiktok_story",), rf"{_TT}[ -]stor(?:y|ies)|stor(?:y|ies){_ON}{_TT}"),
    (("live",), rf"(?:{_IG}|{_TT}|{_YT})[ -]lives?(?:treams?)?|live[- ]?streams?"),
    (("carousel",), rf"(?:{_IG} )?carousels?(?: posts?)?"),
    (("instagram_story",), rf"{_IG}[ -]stor(?:y|ies)|stor(?:y|ies){_ON}{_IG}"),
    (("instagram_reel",), rf"(?:{_IG}[ -])?(?<!news )(?<!news)reels?\b(?:{_ON}{_IG})?"),
    (
        ("instagram_post",),
        rf"{_IG}(?: feed| static| photo| in-feed| grid)? posts?|(?:feed|static|in-feed|grid|photo)"
        rf" posts?|posts?{_ON}{_IG}",
    ),
    (
        ("tiktok_video",),
        rf"{_TT}[ -](?:videos?|clips?|posts?|uploads?)|(?:videos?|clips?|posts?){_ON}{_TT}",
    ),
    (
        ("youtube_short",),
        rf"{_YT}[ -]shorts?(?: videos?)?|shorts?{_ON}{_YT}|(?-i:\bShorts\b|(?<=the )Short\b)",
    ),
    (
        ("youtube_dedicated",),
        rf"(?:fully )?dedicated (?:{_YT} )?videos?(?:{_ON}{_YT})?|{_YT}[ -]dedicated(?: videos?)?",
    ),
    (
        ("youtube_integration",),
        rf"{_YT}[ -]integrations?|(?:video |sponsored )?integrations?(?:{_ON}{_YT})?|"
        r"integrated (?:segments?|mentions?|videos?)",
    ),
    (("youtube_dedicated", "youtube_integration"), rf"{_YT} videos?|videos?{_ON}{_YT}"),
    (("ugc",), r"ugc(?: (?:videos?|content|clips?|pieces?))?"),
    (("blog",), r"blog (?:posts?|articles?)"),
    (("podcast",), r"podcast(?: (?:episodes?|reads?|mentions?|ads?))?"),
    (("newsletter",), r"newsletters?"),
    (("x_post",), r"tweets?|(?:x|twitter|linkedin|facebook|pinterest|snapchat) posts?"),
    (("event",), r"(?:event|store|in-person) appearances?|photo ?shoots?"),
    (("bio_link",), r"link in (?:your )?bio|bio links?|swipe[- ]ups?|link stickers?"),
)
# Words too common to mean a deliverable unless they are counted or added.
_LOOSE: tuple[tuple[tuple[str, ...], str], ...] = (
    (("instagram_story", "tiktok_story"), r"stor(?:y|ies)(?: frames?| slides?)?"),
    (("tiktok_video",), r"tik ?toks?"),
    (("youtube_short",), r"shorts|(?-i:Short)"),
    (("instagram_post",), r"posts?"),
    (("live",), r"lives"),
    (
        ("any",),
        r"videos?|clips?|uploads?|pieces?(?: of content)?(?! of work)|deliverables?|assets?|"
        r"photos?|images?|frames?|slides?|placements?|shout-?outs?|mentions?|edits?|cut-?downs?|versions?|hooks?",
    ),
)
_FILLER = (
    r"(?:new|dedicated|original|authentic|separate|sponsored|branded|fun|custom|individual|"
    r"creative|short|engaging|high[- ]quality|organic|full|in-feed|native|vertical|beautiful|"
    r"simple)"
)
_ADDED = r"additional|extra|more|bonus|further|another"
_BEFORE = Pattern(
    rf"(?:(?:(?P<your>\byour(?: own)?(?: (?!(?:{NUMBER_WORD}|"
    rf"{_ADDED})\b)[a-z]+)?)|(?<!\s))\s*+(?P<count>(?<![\w.,$€£])(?:\d+|{NUMBER_WORD})|\ban?)"
    rf"?(?:\s*(?:x|×|"
    rf"times)(?=\s))?(?:\s*(?P<added>\b(?:{_ADDED})))?(?:\s*\b{_FILLER}){{0,3}})\s*\Z",
    re.IGNORECASE,
)
_MADE_BEFORE = Pattern(
    r"\byour(?: \w+)? (?:last|latest|recent|previous|past|first|other|older?|favou?rite|newest|top)"
    r"\b[\w -]{0,60}\Z|\b(?:that|which) one\b[\w -]{0,60}\Z",
    re.IGNORECASE,
)
_MADE_BY_YOU = Pattern(
    r" (?:that )?you(?:'ve)? (?:did|made|posted|shared|put|published|filmed|shot|uploaded|sent)\b",
    re.IGNORECASE,
)
_NO_CONTENT = Pattern(r"(?:\A|[a-z] )(?:product |natural |seamless )integrations?\Z", re.I)
_JOINED = Pattern(r"(?:\b(?:and|plus|add|includ(?:e|ing))|\+)\s+an?\s+\Z", re.IGNORECASE)
_TALE = Pattern(r"(?<!\s)\s+(?:behind|to tell|that|about|of|worth|line)\b", re.IGNORECASE)
_AFTER = Pattern(
    r"(?:(?<!\s)\s*(?:(?:x|×)\s*|\()|:\s*)(\d{1,2})\b(?!\s*(?:%|days?|k\b|[.,]\d|[$€£¥₹]|usd\b|eur\b|gbp\b|"
    r"inr\b|cad\b|aud\b|dollars?\b|euros?\b|pounds?\b|bucks\b))",
    re.IGNORECASE,
)
_ALIASES = {
    "ig_reel": "instagram_reel", "ig_post": "instagram_post", "ig_story": "instagram_story",
    "ig_carousel": "carousel", "ig_live": "live", "tiktok": "tiktok_video",
    "yt_dedicated": "youtube_dedicated", "yt_integration": "youtube_integration",
    "yt_short": "youtube_short", "ugc_video": "ugc", "blog_post": "blog",
    "podcast_read": "podcast",
}  # fmt: skip


# What must occur in a mail for a pattern to be worth a look; it keeps the check quick.
_STEMS = (
    "stor", "live", "carousel", "reel", "post", "video", "clip", "upload", "short", "dedicated",
    "integrat", "ugc", "blog", "podcast", "newsletter", "tweet", "appearance", "shoot", "bio",
    "swipe", "sticker", "tik", "piece", "deliverable", "asset", "photo", "image",
    "frame", "slide", "placement", "shout", "mention", "edit", "cut", "version", "hook", "tt",
)  # fmt: skip


@dataclass(frozen=True)
class _Kind:
    """Words for content: what they may mean, and what must occur for a look to be worth it."""

    is_loose: bool
    kinds: tuple[str, ...]
    pattern: Pattern
    stems: tuple[str, ...]


def _kind(kinds: tuple[str, ...], words: str, *, is_loose: bool) -> _Kind:
    plain = words.replace(" ?", "").lower()
    stems = tuple(stem for stem in _STEMS if stem in plain) or _STEMS
    pattern = Pattern(rf"(?<![\w@/])(?:{words})(?!\w)", re.IGNORECASE)
    return _Kind(is_loose, kinds, pattern, stems)


_PATTERNS = (
    *(_kind(kinds, words, is_loose=False) for kinds, words in _MENTIONS),
    *(_kind(kinds, words, is_loose=True) for kinds, words in _LOOSE),
)


@dataclass(frozen=True)
class Mention:
    """Content named in the mail: what it may be, how many, and where."""

    kinds: tuple[str, ...]
    count: int | None
    is_added: bool
    is_theirs: bool
    start: int
    end: int


def mentions(text: str) -> list[Mention]:
    """Return every piece of content the text names, in order, none twice."""
    found: list[Mention] = []
    taken = [False] * (len(text) + 1)
    lowered = text.lower()
    for kind in _PATTERNS:
        for match in kind.pattern.finditer(text) if any(s in lowered for s in kind.stems) else ():
            if any(taken[match.start() : match.end()]):
                continue
            mention = _mention(text, match, kind.kinds)
            if kind.is_loose and not _is_committed(text, match, mention):
                continue
            taken[match.start() : match.end()] = [True] * (match.end() - match.start())
            found.append(mention)
    return sorted(found, key=lambda m: m.start)


def _is_committed(text: str, match: re.Match[str], mention: Mention) -> bool:
    """Tell whether a common word stands for content: counted, added, or "and a Story"."""
    if mention.count is not None or mention.is_added:
        return True
    is_joined = _JOINED.search(text[max(0, match.start() - 20) : match.start()])
    return bool(mention.kinds != ("any",) and is_joined and not _TALE.match(text, match.end()))


def _mention(text: str, match: re.Match[str], kinds: tuple[str, ...]) -> Mention:
    start, end, count = match.start(), match.end(), None
    before = _BEFORE.search(text[max(0, start - 60) : start])
    after = _AFTER.match(text[end : end + 16]) if kinds != ("any",) else None
    is_theirs = bool(before and before["your"])
    is_added = bool(before and before["added"])
    if before and before["count"]:
        words = " ".join(before["count"].lower().split())
        # "a Reel" names the kind; only a counted word commits to a number of pieces.
        count = None if words in ("a", "an") else WORDS.get(words) or int(words)
        start = start - len(before[0]) + before.start("count") - before.start()
    elif after:
        count, end = int(after[1]), end + after.end()
    return Mention(kinds, count, is_added, is_theirs, start, end)


def package_of(allowed: Mapping[str, object]) -> dict[str, int]:
    """Return the offer's deliverables by type, in this file's vocabulary."""
    package: dict[str, int] = {}
    items = allowed.get("deliverables")
    for item in items if isinstance(items, list | tuple) else ():
        kind = str(item.get("type", "")).strip()
        kind = _ALIASES.get(kind, kind)
        package[kind] = package.get(kind, 0) + int(item.get("qty") or 1)
    return package


def _counts(package: Mapping[str, int]) -> dict[str, set[int]]:
    """Return the counts each kind may be named with; a free-text package names its own."""
    counts: dict[str, set[int]] = {}
    for kind, quantity in package.items():
        counts.setdefault(kind, set()).add(quantity)
        if kind in DELIVERABLE_LABELS:
            continue
        for part in mentions(kind.replace("_", " ")):
            for named in part.kinds:
                counts.setdefault(named, set()).add((part.count or 1) * quantity)
    return counts


def deliverable_findings(text: str, package: Mapping[str, int]) -> Iterator[Finding]:
    """Yield content that is not on the offer, or in another number of pieces."""
    counts = _counts(package)
    total = sum(package.values())
    for mention in mentions(text):
        words = text[mention.start : mention.end]
        if is_negated(text, mention.start, mention.end):
            continue
        if mention.is_added:
            yield finding("deliverable", words, "the mail asks for more than the offer holds")
            continue
        if mention.is_theirs and mention.count is None or _is_past(text, mention):
            continue
        if mention.kinds == ("any",):
            known = {total, *(n for numbers in counts.values() for n in numbers)}
        else:
            known = {n for kind in mention.kinds for n in counts.get(kind, ())}
        if not known and not is_deferred(text, mention.start, mention.end):
            yield finding("deliverable", words, "this content is not on the offer")
        elif known and mention.count is not None and mention.count not in known:
            yield finding("quantity", words, "the number of pieces is not the offer's")


def _is_past(text: str, mention: Mention) -> bool:
    """Tell whether the words speak of what they made before, or of no content at all."""
    before = text[max(0, mention.start - 40) : mention.end]
    after = text[mention.end : mention.end + 24]
    made = mention.count is None and _MADE_BY_YOU.match(after)
    return bool(made or _MADE_BEFORE.search(before) or _NO_CONTENT.search(before))


def coverage_findings(text: str, package: Mapping[str, int]) -> Iterator[Finding]:
    """Yield each deliverable of the offer that the mail leaves out."""
    named = mentions(text)
    for kind, quantity in package.items():
        label = DELIVERABLE_LABELS.get(kind, kind.replace("_", " "))
        if kind not in DELIVERABLE_LABELS and label.lower() in text.lower():
            continue
        same = [m for m in named if kind in m.kinds]
        if not same:
            yield finding("missing_deliverable", label, "the mail does not name this deliverable")
        elif quantity > 1 and all(m.count != quantity for m in same):
            yield finding("quantity", label, f"the mail does not say that there are {quantity}")


def without_counts(text: str) -> str:
    """Return the text with the counts of deliverables made unreadable."""
    for mention in mentions(text):
        if mention.count is not None:
            span = text[mention.start : mention.end]
            hidden = re.sub(r"\d", "\u25a1", span)
            text = text[: mention.start] + hidden + text[mention.end :]
    return text

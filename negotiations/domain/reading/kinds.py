"""What a price is for: deliverables in their words, quantities, and the product's own types."""

import re
from dataclasses import dataclass

# Ordered: the first pattern that matches at a place wins, so the specific ones stand first.
_PATTERNS = (
    ("performance_bonus", r"performance bonus|bonus(?:es)?"),
    ("raw_footage", r"raw (?:footage|files?|clips?|content|video)|b-?roll|rohmaterial|unedited"),
    ("whitelisting", r"white ?-?list(?:ing|ed)?|allow ?-?list(?:ing)?|spark ?-?(?:ads?|codes?)|"
     r"partnership ads?|boosting|dark post(?:ing|s)?"),
    ("exclusivity", r"exclusiv\w+|exklusiv\w+|esclusiv\w+"),
    ("usage_rights", r"(?:paid |ad |ads |content |digital |organic )?usage(?: rights?| fee)?|"
     r"(?:usage |ad |content )rights|licens(?:e|ing)|buy-?out|paid ads?|nutzungsrechte?|droits|"
     r"derechos(?: de uso)?|diritti|direitos|gebruiksrecht\w*|perpetuity"),
    ("bundle", r"bundles?|packages?|paket|pack|paquete|pacchetto|pacote|pakket|everything"),
    ("ig_story_set", r"(?:sets? of (?:\w+ ){0,2}stories|story (?:sets?|sequence|series)|"
     r"(?:\w+|[0-9])[- ]frame (?:ig |instagram )?stor(?:y|ies)(?: sets?)?)"),
    ("tiktok_story", r"tik ?tok stor(?:y|ies)"),
    ("ig_story", r"(?:ig |insta(?:gram)? )?(?:stor(?:y|ies)|storys|historias?)(?: frames?)?"),
    ("ig_carousel", r"(?:ig |insta(?:gram)? )?(?:carr?ou?ss?els?|karussell|carrusel)(?: posts?)?"),
    ("ig_live", r"(?:ig |insta(?:gram)? )lives?|live ?streams?(?= on (?:ig|instagram))"),
    ("yt_short", r"(?:yt |you ?tube )?shorts?\b(?! notice| term| form| time| on)"),
    ("yt_dedicated", r"dedicated (?:yt |you ?tube )?(?:videos?)?|"
     r"(?:full |long[- ]form )(?:yt |you ?tube )?videos?"),
    ("yt_integration", r"(?:\w+[- ]?(?:second|sec|minute|min|s) )?(?:yt |you ?tube |mid-?roll |"
     r"video )?(?:integrations?|integrated (?:mention|segment|ad)s?)|pre-?rolls?|mid-?rolls?"),
    ("yt_dedicated", r"you ?tube(?: videos?)|yt videos?"),
    ("ugc_video", r"ugc(?: ?(?:videos?|content|clips?|pieces?|concepts?|assets?))?|concepts?"),
    ("ig_reel", r"(?:ig |insta(?:gram)? )?reels?"),
    ("tiktok", r"tik ?-?toks?(?: (?:videos?|posts?))?|tt videos?"),
    ("x_post", r"tweets?|x posts?|twitter (?:posts?|threads?)"),
    ("linkedin_post", r"linked ?in (?:posts?|article)"),
    ("pinterest_pin", r"pinterest (?:pins?|posts?)|(?:idea )?pins?"),
    ("blog_post", r"blog ?posts?|blog articles?|blogs?"),
    ("newsletter", r"newsletters?(?: \w+)?"),
    ("podcast_read", r"podcast(?: (?:ads?|reads?|episodes?|mentions?))?|host[- ]read(?: ads?)?"),
    ("twitch_stream", r"twitch(?: streams?)?|(?:live)?streams?"),
    ("event", r"events?(?: appearance)?|appearances?"),
    ("ig_post", r"(?:ig |insta(?:gram)? |static |in-?feed |feed |photo |grid )(?:\w+ )?"
     r"(?:posts?|photos?)|feed ?beiträge?"),
    ("post", r"posts?|beitrag|publicación|publication|postagem"),
    ("video", r"videos?|vídeos?|vidéos?|clips?|pieces?|deliverables?|assets?"),
)  # fmt: skip
_KIND = re.compile(
    r"(?<![^\W_])(?:"
    + "|".join(f"(?P<k{index}>{pattern})" for index, (_, pattern) in enumerate(_PATTERNS))
    + r")(?![^\W_])",
    re.IGNORECASE,
)
_QUANTITY = re.compile(
    r"(?<![0-9$€£.,])(?P<n>[0-9]{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|both|zwei|"
    r"drei|deux|trois|"
    r"dos|tres|due|tre|dois|twee|drie|an?|ein(?:e|en)?|une?|uno|una|um|uma|een)"
    r"[ ]?(?:x|×|\*)?[ ]?(?:(?:dedicated|organic|sponsored|static|short|separate|single|new|high|"
    r"quality|vertical|more|ig|instagram|tiktok|youtube|extra|additional|x) ){0,2}\Z",
    re.IGNORECASE,
)
_COUNTS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "both": 2, "zwei": 2, "drei": 3, "deux": 2, "trois": 3, "dos": 2,
    "tres": 3, "due": 2, "tre": 3, "dois": 2, "twee": 2, "drie": 3,
}  # fmt: skip
PRODUCT_TYPES = {
    "ig_reel": "instagram_reel", "ig_post": "instagram_post", "ig_carousel": "instagram_post",
    "ig_story": "instagram_story", "ig_story_set": "instagram_story", "tiktok": "tiktok_video",
    "tiktok_story": "tiktok_story", "yt_dedicated": "youtube_dedicated",
    "yt_integration": "youtube_integration", "yt_short": "youtube_short",
}  # fmt: skip
_KIND_OF_TYPE = {
    "instagram_reel": "ig_reel", "instagram_post": "ig_post", "instagram_story": "ig_story",
    "tiktok_video": "tiktok", "tiktok_story": "tiktok_story",
    "youtube_dedicated": "yt_dedicated", "youtube_integration": "yt_integration",
    "youtube_short": "yt_short",
}  # fmt: skip
ADDONS = frozenset(
    {"usage_rights", "whitelisting", "exclusivity", "raw_footage", "performance_bonus"}
)
GENERIC = frozenset({"post", "video"})
_OFFERED = re.compile(r"(?:([0-9]{1,3})\s?(?:x|×)?\s?)?([A-Za-z][A-Za-z_ ]*)")


@dataclass(frozen=True)
class Mention:
    """A deliverable or right named at a place; `quantity` None when no number stands there."""

    start: int
    end: int
    kind: str
    quantity: int | None
    is_plural: bool = False


def mentions(text: str) -> tuple[Mention, ...]:
    """Return what the text names, in order."""
    found = []
    for match in _KIND.finditer(text):
        kind = _PATTERNS[int((match.lastgroup or "k0")[1:])][0]
        before = text[max(0, match.start() - 40) : match.start()]
        counted = _QUANTITY.search(before)
        quantity = None
        start = match.start()
        if counted and not before[: counted.start()][-1:].isalnum():
            word = counted["n"].lower()
            quantity = int(word) if word.isdecimal() else _COUNTS.get(word)
            start -= len(before) - counted.start()
        plural = match.group()[-1] in "sS"
        found.append(Mention(start, match.end(), kind, quantity, plural))
    return tuple(found)


def offered_pieces(deliverables: str) -> dict[str, int]:
    """Return kind -> quantity of our own offer's text ("2 x Instagram Reel", "1 ig_reel")."""
    pieces: dict[str, int] = {}
    for count, words in _OFFERED.findall(deliverables):
        key = words.strip().lower().replace(" ", "_")
        kind = _KIND_OF_TYPE.get(key) or (key if key in PRODUCT_TYPES else "")
        if not kind:
            named = mentions(words.replace("_", " "))
            kind = named[0].kind if named else ""
        if kind:
            pieces[kind] = pieces.get(kind, 0) + int(count or 1)
    return pieces

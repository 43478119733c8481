"""What a reader of a mail sees: HTML, entities, look-alike and invisible characters. Pure."""

import re
import unicodedata
from html import unescape

from campaigns.domain.patterns import Pattern

STRUCK = "~~"
_ELEMENTS = (
    "a|abbr|address|article|aside|b|big|blockquote|body|br|caption|center|cite|code|col|colgroup|"
    "dd|del|details|div|dl|dt|em|figcaption|figure|font|footer|h[1-6]|head|header|hr|html|i|iframe|"
    "img|input|ins|kbd|label|li|link|main|mark|meta|nav|o:p|object|ol|option|p|pre|q|s|script|"
    "section|select|small|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|template|"
    "text|textarea|tfoot|th|thead|time|title|tr|tt|u|ul|var|video|wbr"
)
_TAG = Pattern(rf"</?(?:{_ELEMENTS})(?P<rest>(?:\s[^<>]*)?)/?>", re.IGNORECASE)
_BREAK = Pattern(
    r"<(?:br|hr|/p|/li|/div|/tr|/h\d|/ul|/ol|/blockquote|/title)\b[^>]*>", re.IGNORECASE
)
_CELL = Pattern(r"<(?:/td|/th|wbr|/option)\b[^>]*>", re.IGNORECASE)
_UNSEEN = Pattern(
    r"<!--.*?-->|<!doctype[^>]*>|<(style|script)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL
)
_STRIKE = Pattern(r"</?(?:s|del|strike)(?:\s[^<>]*)?>", re.IGNORECASE)
_LINED = Pattern(
    r"<(?P<tag>\w+)\b[^<>]*line-through[^<>]*>(?P<words>.*?)</(?P=tag)\s*>",
    re.IGNORECASE | re.DOTALL,
)
_ATTRIBUTE = Pattern(
    r"(?<![\w:-])(?P<key>[\w:-]+)\s*=\s*(?:\"(?P<a>[^\"]*)\"|'(?P<b>[^']*)'|(?P<c>\S+))"
)
# Attributes that a reader sees or follows; the others only say how something looks.
_READ = frozenset(
    ("alt", "title", "aria-label", "label", "value", "placeholder", "summary", "href", "src")
)
_SIGNS = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "‐": "-", "‑": "-", "−": "-", "\r": None}
)


def html_as_text(html: str) -> str:
    """Return the words of an HTML body, hidden ones too, one line per block.

    Struck words stand between `~~`. What an image or a link says follows below.
    """
    seen = _UNSEEN.sub("", html)
    read = [words for tag in _TAG.finditer(seen) for words in _read_in(tag["rest"])]
    struck = _STRIKE.sub(STRUCK, _LINED.sub(rf"{STRUCK}\g<words>{STRUCK}", seen))
    text = _TAG.sub("", _CELL.sub(" ", _BREAK.sub("\n", struck)))
    return unescape("\n".join([text, *read]))


def _read_in(rest: str) -> list[str]:
    """Return what a tag's attributes show, and whatever stands there that is no attribute."""
    shown = []
    for match in _ATTRIBUTE.finditer(rest):
        value = match["a"] or match["b"] or match["c"] or ""
        if match["key"].lower() in _READ and not value.startswith(("cid:", "#", "data:")):
            shown.append(value)
    loose = _ATTRIBUTE.sub("", rest).strip(" /\t\n")
    return [*shown, loose] if any(c.isdigit() for c in loose) else shown


def normal(text: str) -> str:
    """Return the text with tags, entities, invisible and look-alike characters resolved."""
    is_marked = bool(_TAG.search(text) or _UNSEEN.search(text))
    shown = html_as_text(text) if is_marked else unescape(text)
    folded = unicodedata.normalize("NFKC", shown).translate(_SIGNS)
    return folded if folded.isascii() else "".join(_plain(char) for char in folded)


def _plain(char: str) -> str:
    """Return a character as a reader takes it: any script's digit as ours, no invisible marks."""
    if char.isascii():
        return char
    if unicodedata.category(char) in ("Cf", "Me") or "\u0334" <= char <= "\u0338":
        return ""
    digit = unicodedata.decimal(char, None)
    return char if digit is None else str(digit)

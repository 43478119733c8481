"""Which parts of a mail's HTML say nothing to a reader: hidden ones, and those struck out."""

import re
from typing import Any

from integrations.gmail.patterns import bounded

HIGHEST_LOOK = 30

_TAGS = frozenset(
    (
        *("script", "style", "head", "title", "template", "object", "svg", "iframe"),
        *("noscript", "select", "textarea", "math"),
        # What is struck out is taken back.
        *("s", "strike", "del"),
    )
)
_STRUCK = bounded(r"text-decoration(?:-line)?:[^;]{0,60}line-through")
_STRUCK_SOURCE = bounded(r"<(?:s|strike|del)[\s>]|line-through", re.IGNORECASE)
_HIDING = bounded(
    r"display:none|visibility:(?:hidden|collapse)|mso-hide:all|opacity:0(?:\.0\d*)?(?:;|!|$)"
    r"|font-size:(?:0|1px|0?\.[0-2]\d*)(?:px|pt|em|rem|%)?(?:;|!|$)|max-(?:height"
    r"|width):0(?:px)?(?:;|!|$)"
    r"|(?<![-\w])(?:height|width):0(?:px)?(?:;|!|$)|text-indent:-\d{3,}|(?<![-\w])(?:left|top):-\d{3,}"
    r"|clip:rect\(0|color:transparent|transform:scale\(0\)"
)
_WHITE = bounded(r"(?<![-\w])color:(?:#fff(?:fff)?|white|rgb\(255,255,255\))(?:;|!|$)")
_BACKGROUND = bounded(r"background(?:-color|-image)?:(?!#fff|white|transparent|none)")
_RULE = bounded(r"([^{}]{1,300})\{([^{}]{0,2000})\}")
_MEDIA = bounded(r"@media[^{]{0,200}\{(?:[^{}]{0,300}\{[^{}]{0,2000}\}){0,200}\s*\}")
_SELECTOR = bounded(r"^[\w-]*([.#][\w-]{1,80})$")


def hidden_selectors(root: Any) -> frozenset[str]:
    """Classes and ids a style sheet of the mail itself hides on every screen."""
    found = set()
    for node in root.iter("style"):
        sheet = _MEDIA.sub("", (node.text or "")[:50_000])
        for selectors, body in _RULE.findall(sheet):
            if not _HIDING.search(_squeezed(body)):
                continue
            for selector in selectors.split(","):
                match = _SELECTOR.match(selector.strip().lower())
                if match:
                    found.add(match.group(1))
    return frozenset(found)


def is_unseen(node: Any, hidden: frozenset[str]) -> bool:
    """Whether the element and all inside it is hidden or struck out.

    `hidden` holds the classes and ids the mail's own style sheet hides.
    """
    if node.tag in _TAGS or node.get("hidden") is not None:
        return True
    classes, identity = names(node)
    if hidden and ({f".{name}" for name in classes} | {f"#{identity}"}) & hidden:
        return True
    style = _squeezed(node.get("style") or "")
    # A spacer may be zero wide and still hold a picture, but never words.
    if style and (_HIDING.search(style) or _STRUCK.search(style)):
        return True
    return _is_white_on_white(node, style)


def strikes_out(source: str) -> bool:
    """Whether the HTML strikes anything out, which a plain copy of it cannot show."""
    return bool(_STRUCK_SOURCE.search(source))


def names(node: Any) -> tuple[tuple[str, ...], str]:
    """An element's classes and its id, in lower case."""
    classes = (node.get("class") or "")[:500].lower().split()
    # Outlook puts "x_" before the names it finds in mail it quotes.
    return tuple(name.removeprefix("x_") for name in classes), (node.get("id") or "").lower()


def _squeezed(style: str) -> str:
    return re.sub(r"\s+", "", style[:2000]).lower()


def _is_white_on_white(node: Any, style: str) -> bool:
    if not style or not _WHITE.search(style) or _BACKGROUND.search(style):
        return False
    for height, ancestor in enumerate(node.iterancestors()):
        if height > HIGHEST_LOOK:
            return False
        own = _squeezed(ancestor.get("style") or "")
        ground = (ancestor.get("bgcolor") or "").lower()
        if _BACKGROUND.search(own) or ground not in ("", "#ffffff", "#fff", "white"):
            return False
    return True

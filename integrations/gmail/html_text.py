"""Render the HTML part of a mail as the text a reader would see.

Text a reader cannot see is left out, so it can neither carry instructions nor prices. Quoted
parts come out as lines marked with ">", the way plain-text mail marks them.
"""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree  # type: ignore[import-untyped]
from lxml import html as lxml_html

from integrations.gmail.quoting import CUT_MARK

LARGEST_HTML = 400_000
MOST_NODES = 60_000
LONGEST_RENDERED = 300_000
DEEPEST_QUOTE = 10
HIGHEST_LOOK = 30

_UNSEEN_TAGS = frozenset(
    (
        *("script", "style", "head", "title", "template", "object", "svg", "iframe"),
        *("noscript", "select", "textarea", "math"),
    )
)
_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd"),
        *("details", "div", "dl", "dt", "fieldset", "figure", "footer", "form", "h1", "h2"),
        *("h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre"),
        *("section", "summary", "table", "tbody", "thead", "tr", "ul"),
    )
)
_SPACED = frozenset(["p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "pre", "table"])
_HIDING = re.compile(
    r"display:none|visibility:(?:hidden|collapse)|mso-hide:all|opacity:0(?:\.0\d*)?(?:;|!|$)"
    r"|font-size:(?:0|1px|0?\.[0-2]\d*)(?:px|pt|em|rem|%)?(?:;|!|$)|max-(?:height"
    r"|width):0(?:px)?(?:;|!|$)"
    r"|(?<![-\w])(?:height|width):0(?:px)?(?:;|!|$)|text-indent:-\d{3,}|(?<![-\w])(?:left|top):-\d{3,}"
    r"|clip:rect\(0|color:transparent|transform:scale\(0\)"
)
_WHITE = re.compile(r"(?<![-\w])color:(?:#fff(?:fff)?|white|rgb\(255,255,255\))(?:;|!|$)")
_BACKGROUND = re.compile(r"background(?:-color|-image)?:(?!#fff|white|transparent|none)")
_RULE = re.compile(r"([^{}]{1,300})\{([^{}]{0,2000})\}")
_MEDIA = re.compile(r"@media[^{]{0,200}\{(?:[^{}]{0,300}\{[^{}]{0,2000}\}){0,200}\s*\}")
_SELECTOR = re.compile(r"^[\w-]*([.#][\w-]{1,80})$")
_ENDING_IDS = ("divrplyfwdmsg", "olk_src_body_section", "mail-editor-reference-message-container")
_ENDING_CLASSES = ("yahoo_quoted", "ymail_quoted", "zmail_extra", "outlookmessageheader")
_DROPPED_CLASSES = (
    "gmail_attr", "moz-cite-prefix", "gmail_signature", "moz-signature",
    "protonmail_signature_block", "yahoo-signature", "ms-outlook-mobile-signature",
)  # fmt: skip
_QUOTE_CLASSES = ("gmail_quote", "protonmail_quote", "tutanota_quote", "front-blockquote")


def render(source: str, *, drop_markers: bool = False) -> str:
    """The visible text; with `drop_markers` known reply frames become marks for the cutter."""
    root = _tree(source[:LARGEST_HTML])
    if root is None:
        return ""
    return _Renderer(_hidden_selectors(root), drop_markers).text(root)


def _tree(source: str) -> Any:
    cleaned = source.replace("\x00", "")
    # A declared encoding would make the parser refuse text which is decoded already.
    cleaned = re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", cleaned)
    try:
        parser = lxml_html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=False)
        return lxml_html.document_fromstring(cleaned, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def _hidden_selectors(root: Any) -> frozenset[str]:
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


def _squeezed(style: str) -> str:
    return re.sub(r"\s+", "", style[:2000]).lower()


def _names(node: Any) -> tuple[tuple[str, ...], str]:
    classes = (node.get("class") or "")[:500].lower().split()
    # Outlook puts "x_" before the names it finds in mail it quotes.
    return tuple(name.removeprefix("x_") for name in classes), (node.get("id") or "").lower()


class _Renderer:
    """Walks the tree without recursion and writes lines."""

    def __init__(self, hidden: frozenset[str], drop_markers: bool) -> None:
        """Start with an empty page."""
        self.hidden = hidden
        self.drop_markers = drop_markers
        self.lines: list[str] = []
        self.current: list[str] = []
        self.depth = 0
        self.size = 0
        self.preformatted = 0

    def text(self, root: Any) -> str:
        """The whole page as text."""
        for step, node in self._steps(root):
            if self.size > LONGEST_RENDERED:
                break
            if step == "open":
                self._open(node)
            elif step == "close":
                self._close(node)
            else:
                self._write(node)
        self._break()
        text = "\n".join(self.lines)
        return re.sub(r"\n{3,}", "\n\n", text).strip("\n")

    def _steps(self, root: Any) -> Iterator[tuple[str, Any]]:
        stack: list[tuple[str, Any]] = [("enter", root)]
        visited = 0
        while stack and visited < MOST_NODES:
            step, node = stack.pop()
            if step != "enter":
                yield step, node
                continue
            visited += 1
            stack.append(("text", node.tail if node is not root else None))
            if not isinstance(node.tag, str) or self._is_unseen(node):
                continue
            yield "open", node
            stack.append(("close", node))
            stack.extend(("enter", child) for child in reversed(node))
            stack.append(("text", node.text))

    def _is_unseen(self, node: Any) -> bool:
        if node.tag in _UNSEEN_TAGS or node.get("hidden") is not None:
            return True
        classes, identity = _names(node)
        if self.hidden and ({f".{name}" for name in classes} | {f"#{identity}"}) & self.hidden:
            return True
        if self.drop_markers and any(name in _DROPPED_CLASSES for name in classes):
            return True
        if self.drop_markers and node.get("data-smartmail") == "gmail_signature":
            return True
        style = _squeezed(node.get("style") or "")
        if style and _HIDING.search(style):
            # A spacer may be zero wide and still hold a picture, but never words.
            return True
        return _is_white_on_white(node, style)

    def _open(self, node: Any) -> None:
        if self.drop_markers and self._ends_the_reply(node):
            self._break()
            self.lines.append(CUT_MARK)
        self._open_line(node.tag)
        if node.tag == "hr":
            self.lines.append(self._prefix() + "________________")
        elif node.tag == "li":
            self.current.append("- ")
        elif node.tag == "pre":
            self.preformatted += 1
        elif node.tag == "blockquote":
            self.depth += 1

    def _open_line(self, tag: str) -> None:
        if tag == "br":
            self._break(keep_empty=True)
        elif tag in _BLOCKS:
            self._break()
            if tag in _SPACED:
                self._blank()
        elif tag in ("td", "th") and self.current:
            self._write(" ")

    def _close(self, node: Any) -> None:
        if node.tag in _BLOCKS:
            self._break()
            if node.tag in _SPACED:
                self._blank()
        if node.tag == "pre":
            self.preformatted -= 1
        if node.tag == "blockquote":
            self.depth -= 1

    def _ends_the_reply(self, node: Any) -> bool:
        classes, identity = _names(node)
        if identity.removeprefix("x_") in _ENDING_IDS or identity.startswith("yahoo_quoted"):
            return True
        if identity.removeprefix("x_") == "appendonsend":
            return node.getnext() is not None
        if any(name in _ENDING_CLASSES for name in classes):
            return True
        quotes = any(name.startswith(_QUOTE_CLASSES) for name in classes)
        # Answers between the quoted pieces sit in the same frame, beside block quotes.
        return quotes and node.tag != "blockquote" and node.find(".//blockquote") is None

    def _write(self, words: str | None) -> None:
        if not words:
            return
        self.size += len(words)
        if self.preformatted:
            first, *rest = words.split("\n")
            self.current.append(first)
            for line in rest:
                self._break(keep_empty=True)
                self.current.append(line)
            return
        self.current.append(re.sub(r"[ \t\r\n\f\u00a0]+", " ", words))

    def _prefix(self) -> str:
        return ">" * min(self.depth, DEEPEST_QUOTE) + " " if self.depth else ""

    def _break(self, *, keep_empty: bool = False) -> None:
        joined = "".join(self.current)
        line = joined.rstrip() if self.preformatted else re.sub(r" {2,}", " ", joined).strip()
        if line or (keep_empty and self.lines):
            self.lines.append((self._prefix() + line).rstrip())
            self.size += 1
        self.current.clear()

    def _blank(self) -> None:
        if self.lines and self.lines[-1].strip("> "):
            self.lines.append(self._prefix().rstrip())


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

"""Render the HTML part of a mail as the text a reader would see.

Text a reader cannot see is left out, so it can neither carry instructions nor prices. Quoted
parts come out as lines marked with ">", the way plain-text mail marks them.
"""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree  # type: ignore[import-untyped]
from lxml import html as lxml_html

from integrations.gmail import unseen
from integrations.gmail.text.quoting import CUT_MARK, QUOTE_MARK

LARGEST_HTML = 400_000
MOST_NODES = 60_000
LONGEST_RENDERED = 300_000
DEEPEST_QUOTE = 10

# An entity can write a mark that only this module may set.
_MARKS = {ord(CUT_MARK): None, ord(QUOTE_MARK): None}
_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd"),
        *("details", "div", "dl", "dt", "fieldset", "figure", "footer", "form", "h1", "h2"),
        *("h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre"),
        *("section", "summary", "table", "tbody", "thead", "tr", "ul"),
    )
)
_SPACED = frozenset(["p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "pre", "table"])
_ENDING_IDS = ("divrplyfwdmsg", "olk_src_body_section", "mail-editor-reference-message-container")
_ENDING_CLASSES = ("yahoo_quoted", "ymail_quoted", "zmail_extra", "outlookmessageheader")
_ATTRIBUTION_CLASSES = ("gmail_attr", "moz-cite-prefix")
_DROPPED_CLASSES = (
    "gmail_signature", "moz-signature",
    "protonmail_signature_block", "yahoo-signature", "ms-outlook-mobile-signature",
)  # fmt: skip
_QUOTE_CLASSES = ("gmail_quote", "protonmail_quote", "tutanota_quote", "front-blockquote")


def render(source: str, *, drop_markers: bool = False) -> str:
    """The visible text; with `drop_markers` known reply frames become marks for the cutter."""
    root = _tree(source[:LARGEST_HTML])
    if root is None:
        return ""
    return _Renderer(unseen.hidden_selectors(root), drop_markers).text(root)


def _tree(source: str) -> Any:
    cleaned = source.replace("\x00", "")
    # A declared encoding would make the parser refuse text which is decoded already.
    cleaned = re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", cleaned)
    try:
        parser = lxml_html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=False)
        return lxml_html.document_fromstring(cleaned, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None


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
            if not isinstance(node.tag, str) or self._is_left_out(node):
                continue
            yield "open", node
            stack.append(("close", node))
            stack.extend(("enter", child) for child in reversed(node))
            stack.append(("text", node.text))

    def _is_left_out(self, node: Any) -> bool:
        if unseen.is_unseen(node, self.hidden):
            return True
        if not self.drop_markers:
            return False
        classes, _ = unseen.names(node)
        if any(name in _ATTRIBUTION_CLASSES for name in classes):
            self._mark(QUOTE_MARK)
            return True
        if any(name in _DROPPED_CLASSES for name in classes):
            return True
        return bool(node.get("data-smartmail") == "gmail_signature")

    def _mark(self, mark: str) -> None:
        self._break()
        self.lines.append(mark)

    def _open(self, node: Any) -> None:
        if self.drop_markers:
            self._open_frame(node)
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

    def _open_frame(self, node: Any) -> None:
        """Mark what mail programs put around the mail they quote."""
        classes, identity = unseen.names(node)
        if _is_ending(node, classes, identity):
            self._mark(CUT_MARK)
        elif node.tag != "blockquote" and any(n.startswith(_QUOTE_CLASSES) for n in classes):
            # Answers between the quoted pieces sit in the same frame, beside block quotes.
            answered = node.find(".//blockquote") is not None
            self._mark(QUOTE_MARK if answered else CUT_MARK)

    def _write(self, words: str | None) -> None:
        if not words:
            return
        self.size += len(words)
        words = words.translate(_MARKS)
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


def _is_ending(node: Any, classes: tuple[str, ...], identity: str) -> bool:
    """Whether everything from this element on is an older mail."""
    bare = identity.removeprefix("x_")
    if bare in _ENDING_IDS or identity.startswith("yahoo_quoted"):
        return True
    if bare == "appendonsend":
        return node.getnext() is not None
    return any(name in _ENDING_CLASSES for name in classes)

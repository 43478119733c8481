"""The body of a mail as a reader sees it: its text parts in order, the best of each choice."""

import html
import re
from dataclasses import dataclass
from email.message import Message

from integrations.gmail import mime, sealed
from integrations.gmail.text import html_text

LONGEST_STUB = 400

_PLAIN_TYPES = frozenset({"text/plain", "text/markdown", "text/x-markdown"})
_RICH_TYPES = frozenset({"text/html", "text/enriched", "text/richtext"})
_INVISIBLE = re.compile("[\u00ad\u200b\u2060-\u2064\ufeff\U000e0000-\U000e007f]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class _Block:
    """One piece of the body, in the forms the mail offers."""

    plain: str
    rich: str

    @property
    def as_plain(self) -> str:
        return self.plain if self.plain.strip() else html_text.render(self.rich)

    @property
    def as_rich(self) -> str:
        if self.rich.strip():
            return self.rich
        return "<div>" + html.escape(self.plain, quote=False).replace("\n", "<br>\n") + "</div>"


def bodies(message: Message) -> tuple[str, str]:
    """The plain and the HTML body, each empty when the mail has none.

    Pieces that come in one form only stand in both bodies, so neither lacks any words.
    """
    blocks = _blocks(message, with_named=False) or _blocks(message, with_named=True)
    has_plain = any(block.plain.strip() for block in blocks)
    has_rich = any(block.rich.strip() for block in blocks)
    plain = "\n\n".join(block.as_plain for block in blocks) if has_plain else ""
    return plain, "\n".join(block.as_rich for block in blocks) if has_rich else ""


def readable(plain: str, rich: str) -> str:
    """The words a person sees: the plain body, or the HTML one where there is no plain one."""
    text = plain if plain.strip() else html_text.render(rich) or plain
    text = _CONTROL.sub("", _INVISIBLE.sub("", text[: mime.LONGEST_PLAIN]))
    return sealed.unwrapped(text.replace("\r\n", "\n").replace("\r", "\n")).strip("\n")


def _blocks(part: Message, *, with_named: bool) -> list[_Block]:
    """The pieces in reading order. A file of text is none, unless the mail holds nothing else."""
    kind = mime.content_type(part)
    payload = mime.payload_of(part)
    if isinstance(payload, list):
        if kind in mime.OPAQUE:
            return []
        items = [item for item in payload[: mime.MOST_PARTS] if isinstance(item, Message)]
        inner = [_blocks(item, with_named=with_named) for item in items]
        if kind == "multipart/alternative":
            return _best(inner)
        return [block for blocks in inner for block in blocks]
    is_named = bool(mime.attachment_name(part)) and not with_named
    if kind not in _PLAIN_TYPES | _RICH_TYPES or is_named or mime.is_attached(part):
        return []
    text = mime.text_of(part)
    if not text.strip():
        return []
    return [_Block(text, "") if kind in _PLAIN_TYPES else _Block("", text)]


def _best(choices: list[list[_Block]]) -> list[_Block]:
    """One block of the same words in two forms: the first plain choice and the last rich one."""
    plain = next((one for one in choices if one and not any(block.rich for block in one)), [])
    rich = next((one for one in reversed(choices) if any(block.rich for block in one)), [])
    words = "\n\n".join(block.plain for block in plain)
    source = "\n".join(block.as_rich for block in rich)
    if source and _is_stub(words, source):
        words = ""
    return [_Block(words, source)] if words or source else []


def _is_stub(plain: str, rich: str) -> bool:
    """Whether the plain form says something else than the HTML one, which is what people see."""
    if len(plain) > LONGEST_STUB:
        return False
    shown = set(_words(html_text.render(rich)))
    said = _words(plain)
    return bool(shown) and sum(word in shown for word in said) * 2 < max(len(said), 1)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())

"""Take a raw mail apart: headers, readable parts, file names. Nothing here ever raises."""

import email
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime

from integrations.gmail import html_text

# What the standard library raises at mail that breaks the rules.
BROKEN = (
    MessageError, ValueError, LookupError, TypeError, AttributeError, OverflowError,
    RecursionError, AssertionError,
)  # fmt: skip
LARGEST_MAIL = 4_000_000
MOST_PARTS = 200
MOST_BOUNDARIES = 60
LONGEST_HEADER = 20_000
LONGEST_ENCODED = 4_000
LARGEST_PART = 1_000_000
LONGEST_PLAIN = 200_000

_INVISIBLE = re.compile("[\u00ad\u200b\u2060-\u2064\ufeff\U000e0000-\U000e007f]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_NO_HTML = re.compile(r"\bhtml\b.{0,80}\b(?:view|read|display|support|client|reader)", re.I | re.S)
_OPAQUE = frozenset(("message/rfc822", "message/partial", "message/delivery-status"))


def parse(raw: bytes) -> Message:
    """The mail as a tree; one too large or too tangled becomes its headers and plain rest."""
    bounded = bytes(raw[:LARGEST_MAIL])
    if bounded.lower().count(b"boundary=") > MOST_BOUNDARIES:
        return _flat(bounded)
    try:
        return email.message_from_bytes(bounded)
    except (
        MessageError,
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        RecursionError,
        IndexError,
    ):
        return _flat(bounded)


def _flat(raw: bytes) -> Message:
    head, _, body = raw.replace(b"\r\n", b"\n").partition(b"\n\n")
    message = Message()
    for line in re.sub(rb"\n[ \t]+", b" ", head[:100_000]).split(b"\n"):
        name, colon, value = line.partition(b":")
        simple = name.decode("ascii", "replace").strip()
        if colon and re.fullmatch(r"[\w-]{1,76}", simple):
            message[simple] = value.decode("utf-8", "replace").strip()
    del message["Content-Type"], message["Content-Transfer-Encoding"]
    message.set_payload(body[:LONGEST_PLAIN].decode("utf-8", "replace"))
    return message


def parts(message: Message) -> Iterator[Message]:
    """Every part in reading order, not entering mails which are attached or returned."""
    waiting = [message]
    seen = 0
    while waiting and seen < MOST_PARTS:
        part = waiting.pop()
        seen += 1
        yield part
        if content_type(part) in _OPAQUE:
            continue
        payload = payload_of(part)
        if isinstance(payload, list):
            waiting.extend(item for item in reversed(payload) if isinstance(item, Message))


def payload_of(part: Message) -> object:
    """The undecoded content, or the parts of one; a character set that is no name is dropped."""
    try:
        return part.get_payload()
    except BROKEN:
        del part["Content-Type"]
        return part.get_payload()


def size(message: Message) -> int:
    """How many characters the encoded parts hold together."""
    payloads = (payload_of(part) for part in parts(message))
    return sum(len(payload) for payload in payloads if isinstance(payload, str))


def content_type(part: Message) -> str:
    """The media type in lower case."""
    try:
        return part.get_content_type()
    except BROKEN:
        return "text/plain"


def parameter(part: Message, name: str) -> str:
    """One parameter of the content type, or an empty text."""
    try:
        return str(part.get_param(name) or "").strip().lower()
    except BROKEN:
        return ""


def header(message: Message, name: str) -> str:
    """A header decoded and unfolded; empty when absent."""
    found = values(message, name)
    return _decoded(found[0]) if found else ""


def values(message: Message, name: str) -> list[str]:
    """Every value of a header as it came, from the top; still folded and encoded."""
    # The mapping's own look-up would spoil unencoded letters.
    wanted = name.lower()
    items = ((key, value) for key, value in message.raw_items() if key.lower() == wanted)
    return [str(value)[:LONGEST_HEADER] for _, value in items]


def _decoded(value: str) -> str:
    raw = value.encode("ascii", "surrogateescape") if _has_surrogates(value) else b""
    if raw:
        value = raw.decode("utf-8", "replace")
    unfolded = " ".join(line.strip() for line in value.splitlines())
    if "=?" not in unfolded:
        return _CONTROL.sub("", unfolded).strip()
    try:
        pieces = decode_header(unfolded[:LONGEST_ENCODED])
    except BROKEN:
        return unfolded.strip()
    text = "".join(
        decode_bytes(piece, charset) if isinstance(piece, bytes) else piece
        for piece, charset in pieces
    )
    return _CONTROL.sub("", re.sub(r"[\r\n]+", " ", text)).strip()


def _has_surrogates(value: str) -> bool:
    return any("\ud800" <= char <= "\udfff" for char in value) and all(
        ord(char) < 128 or "\udc80" <= char <= "\udcff" for char in value
    )


def decode_bytes(data: bytes, charset: str | None) -> str:
    """Text in the named character set, else UTF-8, else the Western one which never fails."""
    declared = (charset or "").strip().strip("\"'").lower()
    aliases = {"ks_c_5601-1987": "cp949", "euc-kr": "cp949", "gb2312": "gb18030",
               "iso-8859-8-i": "iso-8859-8", "unicode-1-1-utf-7": "utf-7"}  # fmt: skip
    known = aliases.get(declared, declared)
    for name in (known, "utf-8", "cp1252"):
        if not name or name in ("unknown-8bit", "us-ascii", "ascii"):
            continue
        try:
            return data.decode(name)
        except (LookupError, ValueError, TypeError, RecursionError):
            continue
    if known and known not in ("unknown-8bit", "us-ascii", "ascii"):
        try:
            return data.decode(known, "replace")
        except (LookupError, ValueError, TypeError):
            return data.decode("latin-1")
    return data.decode("latin-1")


def text_of(part: Message) -> str:
    """The decoded words of one text part."""
    try:
        payload = part.get_payload(decode=True)
    except BROKEN:
        payload = None
    if not isinstance(payload, bytes):
        plain = payload_of(part)
        return plain[:LARGEST_PART] if isinstance(plain, str) else ""
    text = decode_bytes(payload[:LARGEST_PART], parameter(part, "charset"))
    if parameter(part, "format") == "flowed":
        text = _unflowed(text, drop_space=parameter(part, "delsp") == "yes")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _unflowed(text: str, *, drop_space: bool) -> str:
    """Join the soft breaks of RFC 3676, within one depth of quoting only."""
    lines: list[list[str]] = []
    open_depth = -1
    for line in text.replace("\r\n", "\n").split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        body = line[depth:].removeprefix(" ")
        flows = body.endswith(" ") and body != "-- "
        ending = -1 if flows and drop_space else None
        if open_depth == depth and lines and body.strip():
            lines[-1].append(body[:ending])
        else:
            lines.append([line[:ending]])
        open_depth = depth if flows else -1
    return "\n".join("".join(pieces) for pieces in lines)


def attachment_name(part: Message) -> str:
    """The file name of an attached part; empty for a part of the body."""
    try:
        name = part.get_filename()
    except BROKEN:
        name = None
    if name:
        return _decoded(str(name)[:300])
    disposition = header(part, "Content-Disposition").lower()
    return "attachment" if disposition.startswith("attachment") else ""


def bodies(message: Message) -> tuple[str, str]:
    """The plain and the HTML body, each empty when the mail has none."""
    plain: list[str] = []
    rich: list[str] = []
    for part in parts(message):
        kind = content_type(part)
        if isinstance(payload_of(part), list) or kind not in ("text/plain", "text/html"):
            continue
        disposition = header(part, "Content-Disposition").lower()
        if disposition.startswith("attachment"):
            continue
        if attachment_name(part) and part is not message and (plain or rich):
            continue
        (plain if kind == "text/plain" else rich).append(text_of(part))
    return "\n\n".join(text for text in plain if text.strip()), "\n".join(rich)


def readable(plain: str, rich: str) -> str:
    """The words a person sees: the plain body, or the HTML one where there is no real plain."""
    text = plain
    if rich.strip() and (not plain.strip() or (len(plain) < 400 and _NO_HTML.search(plain))):
        text = html_text.render(rich) or plain
    text = _CONTROL.sub("", _INVISIBLE.sub("", text[:LONGEST_PLAIN]))
    return text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")


def addresses(message: Message, name: str) -> tuple[tuple[str, str], ...]:
    """Names and lower-case addresses of one address header."""
    # Decoding comes after splitting, or a comma inside an encoded name would part it.
    try:
        pairs = getaddresses(values(message, name))
    except BROKEN:
        return ()
    found = [(_decoded(label), _decoded(box).strip().lower()) for label, box in pairs[:200]]
    return tuple((label, box) for label, box in found if "@" in box)


def sent_at(message: Message) -> datetime | None:
    """The Date header in UTC, or None."""
    try:
        moment = parsedate_to_datetime(header(message, "Date"))
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return aware.astimezone(UTC)
    except BROKEN:
        return None

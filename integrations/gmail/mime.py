"""Take a raw mail apart: headers, readable parts, file names. Nothing here ever raises."""

import email
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime

from integrations.gmail.text import charsets

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

_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_HTML_LABEL = re.compile(rb"<meta\b[^>]{0,200}charset=[\"']?([\w-]{2,30})", re.IGNORECASE)
OPAQUE = frozenset(("message/rfc822", "message/partial", "message/delivery-status"))


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
    # The library gives bytes back only from letters it escaped itself.
    message.set_payload(body[:LONGEST_PLAIN].decode("ascii", "surrogateescape"))
    return message


def parts(message: Message) -> Iterator[Message]:
    """Every part in reading order, not entering mails which are attached or returned."""
    waiting = [message]
    seen = 0
    while waiting and seen < MOST_PARTS:
        part = waiting.pop()
        seen += 1
        yield part
        if content_type(part) in OPAQUE:
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
    if _has_surrogates(value):
        value = charsets.decoded(value.encode("ascii", "surrogateescape"), None)
    unfolded = " ".join(line.strip() for line in value.splitlines())
    text = _without_encoding(unfolded) if "=?" in unfolded else unfolded
    return _CONTROL.sub("", charsets.clean(re.sub(r"[\r\n]+", " ", text))).strip()


def _without_encoding(value: str) -> str:
    """The header's encoded words as letters (RFC 2047)."""
    try:
        pieces = decode_header(value[:LONGEST_ENCODED])
    except BROKEN:
        return value
    return "".join(
        charsets.decoded(piece, charset) if isinstance(piece, bytes) else piece
        for piece, charset in pieces
    )


def _has_surrogates(value: str) -> bool:
    return any("\ud800" <= char <= "\udfff" for char in value) and all(
        ord(char) < 128 or "\udc80" <= char <= "\udcff" for char in value
    )


def text_of(part: Message) -> str:
    """The decoded words of one text part."""
    try:
        payload = part.get_payload(decode=True)
    except BROKEN:
        payload = None
    if not isinstance(payload, bytes):
        plain = payload_of(part)
        return charsets.clean(plain[:LARGEST_PART]) if isinstance(plain, str) else ""
    label = parameter(part, "charset") or _label_inside(part, payload)
    text = charsets.decoded(payload[:LARGEST_PART], label)
    if parameter(part, "format") == "flowed":
        text = _unflowed(text, drop_space=parameter(part, "delsp") == "yes")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _label_inside(part: Message, payload: bytes) -> str:
    """The character set an HTML part names in its own head."""
    found = _HTML_LABEL.search(payload[:2000]) if content_type(part) == "text/html" else None
    return found.group(1).decode("ascii") if found else ""


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
    return "attachment" if is_attached(part) else ""


def is_attached(part: Message) -> bool:
    """Whether the part is a file beside the body."""
    return header(part, "Content-Disposition").lower().startswith("attachment")


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

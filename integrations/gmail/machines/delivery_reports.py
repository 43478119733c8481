"""Read what a delivery report tells: which address failed, and which mail of ours it was about."""

import copy
import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass
from email.message import Message

from flufl.bounce import all_failures

from integrations.gmail import mime
from integrations.gmail.gateway import KEY_HEADER

# The detectors log every attempt and a trace for each report they cannot read.
logging.getLogger("flufl.bounce").setLevel(logging.CRITICAL)

LARGEST_REPORT = 300_000
LONGEST_COPY = 50_000

_ADDRESS = re.compile(r"[\w.+%=/'~!#$&*-]{1,120}@[\w.-]{1,150}\.[\w-]{2,30}")
_ENHANCED = re.compile(r"\b[45]\.\d{1,3}\.\d{1,3}\b")
# Full boxes, sizes, loops, expiry, syntax, content, policy and bad senders: the box may live.
_ABOUT_THE_MAIL = re.compile(r"5\.(?:2\.[23]|3|4\.[67]|5|6|7|1\.[78])\b")
_MESSAGE_ID = re.compile(r"<[^<>\s]{1,500}>")
_NAMED_ID = re.compile(
    r"^[ \t>]{0,20}message-id:\s{0,20}(<[^<>\s]{1,500}>)", re.IGNORECASE | re.MULTILINE
)
_NAMED_KEY = re.compile(
    rf"^[ \t>]{{0,20}}{KEY_HEADER}:[ \t]{{0,20}}([\w-]{{1,80}})", re.IGNORECASE | re.MULTILINE
)
_COPIES = frozenset({"message/rfc822", "text/rfc822-headers", "message/rfc822-headers"})


@dataclass(frozen=True)
class Report:
    """What a bounce names: addresses that do not exist, and the mails it is about."""

    addresses: tuple[str, ...] = ()
    message_ids: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()


def read_report(message: Message) -> Report:
    """Everything a bounce names; a caller may demand that it names the mail and its recipient."""
    copies = "\n".join(_returned_heads(message))
    said = " ".join(mime.header(message, name) for name in ("In-Reply-To", "References"))
    ids = [*_MESSAGE_ID.findall(said[: mime.LONGEST_HEADER]), *_NAMED_ID.findall(copies)]
    return Report(
        addresses=_dead_addresses(message),
        message_ids=tuple(dict.fromkeys([*ids, *_original_ids(message)])),
        keys=tuple(dict.fromkeys(_NAMED_KEY.findall(copies))),
    )


def failed_actions(message: Message) -> set[str]:
    """What the delivery-status parts say was done for each recipient."""
    return {action for action, _, _ in _recipients(message) if action}


def tells_of_failure(message: Message) -> bool:
    """Whether the wording is that of a mail server's report."""
    return any(_failures(message))


def names_an_address(words: str) -> bool:
    """Whether any address stands in the words."""
    return bool(_ADDRESS.search(words))


def _dead_addresses(message: Message) -> tuple[str, ...]:
    """Addresses which do not exist; delays, full boxes and refused content do not count."""
    recipients = _recipients(message)
    failed = [
        address
        for action, status, address in recipients
        if action == "failed" and address and _is_dead(status)
    ]
    if not recipients:
        temporary, permanent = _failures(message)
        listed = _ADDRESS.findall(mime.header(message, "X-Failed-Recipients").lower()[:4000])
        failed = [address for address in (*permanent, *listed) if address not in temporary]
    return tuple(dict.fromkeys(failed))


def _is_dead(status: str) -> bool:
    return not status.startswith(("4", "2")) and not _ABOUT_THE_MAIL.match(status)


def _returned_heads(message: Message) -> Iterable[str]:
    """The head of the mail that came back: a part of its own, or lines below the explanation."""
    for part in mime.parts(message):
        kind = mime.content_type(part)
        if kind == "message/rfc822" and isinstance(payload := mime.payload_of(part), list):
            for inner in payload[:1]:
                if isinstance(inner, Message):
                    yield "\n".join(f"{name}: {value}" for name, value in inner.raw_items())
        elif kind in _COPIES or kind == "text/plain":
            yield mime.text_of(part)[:LONGEST_COPY]


def _original_ids(message: Message) -> list[str]:
    return [
        found
        for part in mime.parts(message)
        if mime.content_type(part).endswith("delivery-status")
        for block in _blocks(part)
        for found in _MESSAGE_ID.findall(mime.header(block, "X-Original-Message-ID")[:1000])
    ]


def _recipients(message: Message) -> list[tuple[str, str, str]]:
    """Action, status and address of every recipient the delivery-status parts name."""
    found: list[tuple[str, str, str]] = []
    for part in mime.parts(message):
        if not mime.content_type(part).endswith("delivery-status"):
            continue
        for block in _blocks(part):
            action = mime.header(block, "Action").lower().split(" ")[0].strip("()")
            named = mime.header(block, "Final-Recipient") or mime.header(
                block, "Original-Recipient"
            )
            address = _ADDRESS.search(named.lower()[:1000])
            if action or named:
                status = _status(block)
                found.append((action, status, address.group(0) if address else ""))
    return found


def _status(block: Message) -> str:
    """The enhanced code; a bare 5.0.0 is replaced by what the other server really said."""
    status = mime.header(block, "Status").strip()
    if status and not status.startswith("5.0"):
        return status
    said = _ENHANCED.search(mime.header(block, "Diagnostic-Code")[:1000])
    return said.group(0) if said else status


def _blocks(part: Message) -> list[Message]:
    payload = mime.payload_of(part)
    if isinstance(payload, list):
        return [block for block in payload if isinstance(block, Message)]
    blocks = re.split(r"\n\s*\n", mime.text_of(part)[:50_000])
    return [mime.parse(block.lstrip().encode("utf-8", "replace") + b"\n\n") for block in blocks]


def _failures(message: Message) -> tuple[list[str], list[str]]:
    """Temporary and permanent failures by the wording of many mail servers."""
    if mime.size(message) > LARGEST_REPORT:
        return [], []
    try:
        temporary, permanent = all_failures(_with_sender(message))
    except mime.BROKEN:
        return [], []
    return _texts(temporary), _texts(permanent)


def _with_sender(message: Message) -> Message:
    """The detectors trip over a mail with no readable sender."""
    if mime.addresses(message, "From"):
        return message
    complete = copy.deepcopy(message)
    del complete["From"]
    complete["From"] = "unknown@invalid.example"
    return complete


def _texts(found: Iterable[bytes]) -> list[str]:
    texts = sorted(item.decode("utf-8", "replace").lower() for item in found)
    return [text for text in texts if _ADDRESS.fullmatch(text)]

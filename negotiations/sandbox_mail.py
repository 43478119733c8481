"""Turn labelled mails into replies to threads of the sandbox. Bytes in, bytes out."""

import json
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, formataddr, parseaddr
from pathlib import Path

_ANSWERS = re.compile(rb"^(?:in-reply-to|references):[^\n]*\n(?:[ \t][^\n]*\n)*", re.I | re.M)
_FROM = re.compile(rb"^from:[ \t]*([^\n]*(?:\n[ \t][^\n]*)*)", re.I | re.M)
_END_OF_HEADERS = re.compile(rb"\r?\n\r?\n")


@dataclass(frozen=True)
class LabelledMail:
    """One mail of a collection: the new words only, or a whole raw message."""

    name: str
    kind: str
    content: str

    @property
    def is_raw(self) -> bool:
        """Whether it carries headers of its own."""
        return self.kind not in ("text", "html")


@dataclass(frozen=True)
class Conversation:
    """What a reply must carry to be matched with its thread."""

    mailbox: str
    influencer_name: str
    influencer_email: str
    subject: str
    last_message_id: str


def read_mails(path: Path) -> Iterator[LabelledMail]:
    """Read an .eml file, or the rows of a JSONL file: `id`, `raw`, and `kind` where not raw.

    :raises ValueError: if a row is none of these
    """
    if path.suffix.lower() != ".jsonl":
        content = path.read_bytes().decode("utf-8", "surrogateescape")
        yield LabelledMail(path.name, "eml", content)
        return
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            row = json.loads(line)
            if not isinstance(row, dict) or not isinstance(row.get("raw"), str):
                raise ValueError(f"line {number}: a row needs the text field 'raw'")
            yield LabelledMail(str(row.get("id", number)), str(row.get("kind", "eml")), row["raw"])


def reply_bytes(mail: LabelledMail, to: Conversation, *, now: datetime) -> bytes:
    """Return the mail as an answer in this conversation."""
    return _rethreaded(mail, to) if mail.is_raw else _written(mail, to, now=now)


def sender_of(raw: bytes) -> str:
    """Return the address a raw mail says it is from, empty when it says none."""
    head = _END_OF_HEADERS.split(raw, maxsplit=1)[0]
    found = _FROM.search(head)
    return parseaddr(found[1].decode("utf-8", "replace"))[1] if found else ""


def _written(mail: LabelledMail, to: Conversation, *, now: datetime) -> bytes:
    message = EmailMessage()
    message["From"] = formataddr((to.influencer_name, to.influencer_email))
    message["To"] = to.mailbox
    is_reply = to.subject.lower().startswith("re:")
    message["Subject"] = to.subject if is_reply else f"Re: {to.subject}"
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{uuid.uuid4().hex}@labelled.example>"
    message["In-Reply-To"] = message["References"] = to.last_message_id
    content = mail.content.encode("utf-8", "replace").decode()
    message.set_content(content, subtype="html" if mail.kind == "html" else "plain")
    return message.as_bytes()


def _rethreaded(mail: LabelledMail, to: Conversation) -> bytes:
    """Keep every byte but the two headers that say what is answered.

    They go to the end of the head: a mailbox line may stand before the first header.
    """
    raw = mail.content.encode("utf-8", "surrogateescape")
    end = _END_OF_HEADERS.search(raw)
    head, rest = (raw[: end.start()], raw[end.start() :]) if end else (raw, b"\n\n")
    newline = b"\r\n" if b"\r\n" in head else b"\n"
    kept = _ANSWERS.sub(b"", head + newline).rstrip(b"\r\n")
    message_id = to.last_message_id.encode()
    answers = b"In-Reply-To: " + message_id + newline + b"References: " + message_id
    return kept + newline + answers + rest

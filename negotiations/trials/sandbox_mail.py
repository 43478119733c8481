"""Turn labelled mails into replies to threads of the sandbox. Bytes in, bytes out."""

import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, formataddr, parseaddr
from pathlib import Path

_ANSWERS = (b"in-reply-to:", b"references:")


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
    for name, lines in _headers(raw)[0]:
        if name == b"from:":
            words = b" ".join(lines).partition(b":")[2]
            return parseaddr(words.decode("utf-8", "replace").strip())[1]
    return ""


def _headers(raw: bytes) -> tuple[list[tuple[bytes, list[bytes]]], list[bytes]]:
    """Return the head's lines by header, and all lines from the first blank one on.

    Collections hold mails with any line ending, a lone carriage return among them.
    """
    lines = raw.splitlines(keepends=True)
    end = next((i for i, line in enumerate(lines) if not line.strip()), len(lines))
    headers: list[tuple[bytes, list[bytes]]] = []
    for line in lines[:end]:
        if headers and line[:1] in (b" ", b"\t"):
            headers[-1][1].append(line)
        else:
            name, colon, _ = line.partition(b":")
            headers.append((name.lower() + colon, [line]))
    return headers, lines[end:]


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

    They go to the very start, behind a mailbox line: a broken header would end the head early.
    """
    headers, rest = _headers(mail.content.encode("utf-8", "surrogateescape"))
    kept = [lines for name, lines in headers if name not in _ANSWERS]
    is_mailbox_line = bool(kept) and kept[0][0].startswith(b"From ")
    newline = _line_end(kept[0][0]) if kept else b"\n"
    message_id = to.last_message_id.encode()
    answers = [name + b" " + message_id + newline for name in (b"In-Reply-To:", b"References:")]
    kept.insert(int(is_mailbox_line), answers)
    return b"".join(line for lines in kept for line in lines) + b"".join(rest)


def _line_end(line: bytes) -> bytes:
    return line[len(line.rstrip(b"\r\n")) :] or b"\n"

"""The state of one Gmail mailbox, and what Gmail does to a mail that passes through it."""

import re
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import format_datetime

from tests.fakes.gmail_receipts import Receipt, passed, received
from tests.fakes.server import milliseconds

FIRST_HISTORY_ID = 1_234_567_890
# Record numbers grow with gaps.
_HISTORY_STEP = 7


class NoSuchEntity(Exception):
    """A 404 of Gmail's."""


class BadRequest(Exception):
    """A 400 of Gmail's."""


@dataclass
class StoredMessage:
    """One message of the mailbox."""

    id: str
    thread_id: str
    labels: list[str]
    raw: bytes
    internal_date: int
    history_id: int = 0

    def parsed(self) -> EmailMessage:
        """Return the message as the library reads it."""
        return message_from_bytes(self.raw, policy=policy.default)

    def header(self, name: str) -> str:
        """Return one header, unfolded."""
        return str(self.parsed().get(name, ""))


@dataclass(frozen=True)
class HistoryRecord:
    """One addition: a message, or labels on it."""

    id: int
    kind: str
    message_id: str
    labels: tuple[str, ...]


class Mailbox:
    """Messages, drafts, threads and history."""

    def __init__(self, address: str, clock: Callable[[], int] = milliseconds) -> None:
        self.address = address
        self.clock = clock
        self.messages: dict[str, StoredMessage] = {}
        self.drafts: dict[str, StoredMessage] = {}
        self.history: list[HistoryRecord] = []
        self.history_id = FIRST_HISTORY_ID
        self.oldest_history_id = 0
        self._counter = 0
        self._thread_by_message_id: dict[str, str] = {}

    def new_id(self) -> str:
        """Return the next id of a message or thread."""
        self._counter += 1
        return f"{0x18C0_0000_0000_0000 + self._counter:016x}"

    def deliver(
        self,
        raw: bytes,
        *,
        thread_id: str | None = None,
        labels: Iterable[str] = ("UNREAD", "INBOX"),
        receipt: Receipt = passed,
    ) -> StoredMessage:
        """Receive a mail: into the thread it answers, or into a new one.

        `receipt` is what Gmail found about the sender; mail of the mailbox itself is not judged.
        """
        kept = raw if "SENT" in labels else received(raw, receipt)
        return self._store(kept, thread_id or self._thread_answered(raw), labels)

    def add_labels(self, message_id: str, labels: Iterable[str]) -> None:
        """Add labels, which history tells."""
        message = self.message(message_id)
        added = tuple(label for label in labels if label not in message.labels)
        message.labels.extend(added)
        self._record("labelsAdded", message, added)

    def remove(self, message_id: str) -> None:
        """Delete a message for good; history goes on naming it."""
        del self.messages[message_id]

    def expire_history(self) -> None:
        """Forget all history up to now, so that older marks are a 404."""
        self.oldest_history_id = self.history_id
        self.history.clear()

    def message(self, message_id: str) -> StoredMessage:
        """Return a message, a draft's among them."""
        if not re.fullmatch(r"[0-9a-f]{1,16}", message_id):
            raise BadRequest("Invalid id value")
        if message_id in self.messages:
            return self.messages[message_id]
        raise NoSuchEntity

    def create_draft(self, raw: bytes, thread_id: str | None) -> tuple[str, StoredMessage]:
        """Keep a draft; it is a message with the DRAFT label."""
        if thread_id and not self.thread(thread_id):
            raise BadRequest("Invalid thread_id value")
        stored = self._store(raw, thread_id, ("DRAFT",))
        draft_id = f"r{self._counter}{uuid.uuid4().int % 10**12}"
        self.drafts[draft_id] = stored
        return draft_id, stored

    def delete_draft(self, draft_id: str) -> None:
        """Throw a draft away, as a person may."""
        del self.messages[self.draft(draft_id).id]
        del self.drafts[draft_id]

    def draft(self, draft_id: str) -> StoredMessage:
        """Return the message of a draft that still stands."""
        if draft_id not in self.drafts:
            raise NoSuchEntity
        return self.drafts[draft_id]

    def send_draft(self, draft_id: str) -> StoredMessage:
        """Send a draft: it goes, and a new message with a new id stands under SENT."""
        draft = self.draft(draft_id)
        self.delete_draft(draft_id)
        is_new = not self.messages_of(draft.thread_id)
        return self.send(draft.raw, None if is_new else draft.thread_id)

    def send(self, raw: bytes, thread_id: str | None) -> StoredMessage:
        """Send a mail. The Message-ID becomes Gmail's own; Bcc goes; Date comes."""
        if not _parsed(raw).get("To"):
            raise BadRequest("Recipient address required")
        if thread_id and not self.messages_of(thread_id):
            raise BadRequest("Invalid thread_id value")
        if thread_id and not self._is_same_subject(raw, thread_id):
            thread_id = None
        return self._store(_as_gmail_sends(raw, self.clock()), thread_id, ("SENT",))

    def thread(self, thread_id: str) -> list[StoredMessage]:
        """Return the thread's messages, drafts among them."""
        return [item for item in self.messages.values() if item.thread_id == thread_id]

    def messages_of(self, thread_id: str) -> list[StoredMessage]:
        """Return the thread's messages that are no drafts."""
        return [item for item in self.thread(thread_id) if "DRAFT" not in item.labels]

    def with_labels(self, labels: Iterable[str]) -> list[StoredMessage]:
        """Return the messages under all the labels, newest first."""
        wanted = set(labels)
        found = [item for item in self.messages.values() if wanted <= set(item.labels)]
        return sorted(found, key=lambda item: (item.internal_date, item.id), reverse=True)

    def history_since(self, mark: int) -> list[HistoryRecord]:
        """Return what came after the mark. A mark too old is a 404."""
        if mark < max(self.oldest_history_id, FIRST_HISTORY_ID):
            raise NoSuchEntity
        return [record for record in self.history if record.id > mark]

    def _store(self, raw: bytes, thread_id: str | None, labels: Iterable[str]) -> StoredMessage:
        message_id = self.new_id()
        stored = StoredMessage(message_id, thread_id or message_id, list(labels), raw, self.clock())
        self.messages[message_id] = stored
        self._thread_by_message_id[stored.header("Message-ID")] = stored.thread_id
        self._record("messagesAdded", stored, tuple(stored.labels))
        return stored

    def _record(self, kind: str, message: StoredMessage, labels: tuple[str, ...]) -> None:
        self.history_id += _HISTORY_STEP
        message.history_id = self.history_id
        self.history.append(HistoryRecord(self.history_id, kind, message.id, labels))

    def _thread_answered(self, raw: bytes) -> str | None:
        parsed = _parsed(raw)
        named = f"{parsed.get('In-Reply-To', '')} {parsed.get('References', '')}".split()
        for message_id in named:
            if thread_id := self._thread_by_message_id.get(message_id):
                return thread_id
        return None

    def _is_same_subject(self, raw: bytes, thread_id: str) -> bool:
        first = self.messages_of(thread_id)[0]
        return _bare_subject(_parsed(raw)) == _bare_subject(first.parsed())


def _parsed(raw: bytes) -> EmailMessage:
    return message_from_bytes(raw, policy=policy.default)


def _bare_subject(message: EmailMessage) -> str:
    return re.sub(r"^(re:\s*)+", "", str(message.get("Subject", "")).strip(), flags=re.I)


def _as_gmail_sends(raw: bytes, now: int) -> bytes:
    head, separator, body = raw.partition(b"\r\n\r\n")
    if not separator:
        head, separator, body = raw.partition(b"\n\n")
    line_end = b"\r\n" if separator == b"\r\n\r\n" else b"\n"
    fields = re.split(rb"\r?\n(?![ \t])", head)
    names = [field.partition(b":")[0].strip().lower() for field in fields]
    kept = [
        field
        for field, name in zip(fields, names, strict=True)
        if name not in (b"message-id", b"bcc")
    ]
    if b"date" not in names:
        date = format_datetime(datetime.fromtimestamp(now / 1000, UTC))
        kept.append(b"Date: " + date.encode())
    kept.append(f"Message-ID: <CA{uuid.uuid4().hex}@mail.gmail.com>".encode())
    return line_end.join(kept) + separator + body

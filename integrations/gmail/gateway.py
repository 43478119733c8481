"""The port to a mailbox: what this project asks of it and the answers it may get."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

KEY_HEADER = "X-Parley-Key"


@dataclass(frozen=True)
class OutgoingMail:
    """One email to send; `key` is ours, travels in a header and finds the mail again."""

    key: str
    from_address: str
    from_name: str
    to: tuple[str, ...]
    cc: tuple[str, ...]
    subject: str
    text: str
    html: str = ""
    thread_id: str | None = None
    in_reply_to: str | None = None
    references: tuple[str, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Sent:
    """The provider accepted the mail. `message_id_header` is the one the provider gave it.

    It is empty when the mail certainly left but its headers could not be read back yet.
    """

    provider_id: str
    thread_id: str
    message_id_header: str


@dataclass(frozen=True)
class NotSent:
    """The mail certainly did not leave."""

    reason: str
    permanent: bool


@dataclass(frozen=True)
class Unknown:
    """The mail may have left: look with `find_sent` before anything else."""

    reason: str


@dataclass(frozen=True)
class Simulated:
    """Nothing was sent, on purpose."""

    reason: str


@dataclass(frozen=True)
class Waits:
    """The mail did not leave, and for now no mail leaves this mailbox, through no fault of its own.

    `until` is the provider's own word on when; with `needs_consent` a person must renew the
    mailbox's credentials first.
    """

    reason: str
    until: datetime | None
    needs_person: bool = False
    needs_consent: bool = False


SendOutcome = Sent | NotSent | Unknown | Simulated | Waits


@dataclass(frozen=True)
class IncomingMail:
    """One stored message as the provider keeps it; `received_at` is the provider's clock."""

    provider_id: str
    thread_id: str
    raw: bytes
    label_ids: tuple[str, ...]
    received_at: datetime
    history_id: int | None


@dataclass(frozen=True)
class MailChanges:
    """Ids that may be new, oldest first, and the mark to store once they are kept."""

    ids: tuple[str, ...]
    mark: int
    is_full_sync: bool


@dataclass(frozen=True)
class Watch:
    """A running push subscription."""

    expires_at: datetime
    mark: int


class MailGateway(Protocol):
    """One mailbox. Reads raise GatewayError; `send_draft` answers instead of raising."""

    def create_draft(self, mail: OutgoingMail) -> str:
        """Store the mail with the provider, unsent, and return the draft's id."""
        ...

    def find_draft(self, key: str) -> str | None:
        """Look for a draft an earlier try may have left, by our key."""
        ...

    def send_draft(self, draft_id: str, mail: OutgoingMail) -> SendOutcome:
        """Send the draft once, without any repeat."""
        ...

    def find_sent(
        self, key: str, since: datetime, draft_id: str | None
    ) -> Sent | None | Literal["pending"]:
        """Look for a mail of ours: found, certainly not sent (None), or not to be seen yet."""
        ...

    def changes(self, since_mark: int | None, not_before: datetime) -> MailChanges:
        """List what came in since the mark; without a usable one, what came since the time."""
        ...

    def fetch(self, provider_id: str) -> IncomingMail | None:
        """Read one message, None when it is gone."""
        ...

    def watch(self, topic: str) -> Watch:
        """Ask for push notifications, or renew them."""
        ...

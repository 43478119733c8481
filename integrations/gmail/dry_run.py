"""The mailbox that does nothing and says so: the default of a bare start."""

from datetime import UTC, datetime
from typing import Literal

from integrations.gmail.gateway import (
    IncomingMail,
    MailChanges,
    OutgoingMail,
    SendOutcome,
    Sent,
    Simulated,
    Watch,
)

_REASON = "GMAIL_MODE is dry_run: nothing was sent."


class DryRunMailGateway:
    """A mailbox without a provider: sends nothing, receives nothing."""

    def __init__(self, address: str) -> None:
        self.address = address

    def create_draft(self, mail: OutgoingMail) -> str:
        """Return a name for a draft that exists nowhere."""
        return f"dry-run-{mail.key}"

    def find_draft(self, key: str) -> str | None:
        """Find none: no draft is ever kept."""
        return None

    def send_draft(self, draft_id: str, mail: OutgoingMail) -> SendOutcome:
        """Say that the mail was only simulated."""
        return Simulated(_REASON)

    def find_sent(
        self, key: str, since: datetime, draft_id: str | None
    ) -> Sent | None | Literal["pending"]:
        """Find nothing: no mail ever left."""
        return None

    def changes(self, since_mark: int | None, not_before: datetime) -> MailChanges:
        """Report no change and keep the mark."""
        return MailChanges(ids=(), mark=since_mark or 0, is_full_sync=False)

    def fetch(self, provider_id: str) -> IncomingMail | None:
        """Find nothing."""
        return None

    def watch(self, topic: str) -> Watch:
        """Pretend a watch that is already over, so that nobody relies on it."""
        return Watch(expires_at=datetime.fromtimestamp(0, UTC), mark=0)

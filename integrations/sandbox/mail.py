"""The simulated mailbox behind the same port as Gmail: rows instead of a vendor."""

import hashlib
import re
from datetime import datetime, timedelta
from typing import Literal

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from integrations.gmail import mime
from integrations.gmail.composing import raw_message
from integrations.gmail.gateway import (
    IncomingMail,
    MailChanges,
    OutgoingMail,
    SendOutcome,
    Sent,
    Watch,
)
from integrations.models import SandboxMail

_OUT = SandboxMail.Direction.OUT


class SandboxMailGateway:
    """One simulated mailbox. A key is sent once, however often it is tried."""

    def __init__(self, address: str) -> None:
        self.address = address.lower()

    def create_draft(self, mail: OutgoingMail) -> str:
        """Return a draft id; the mail is only kept when it is sent."""
        return f"draft-{mail.key}"

    def find_draft(self, key: str) -> str | None:
        """Find none: a draft's id follows from its key."""
        return None

    def send_draft(self, draft_id: str, mail: OutgoingMail) -> SendOutcome:
        """Keep the mail as sent."""
        provider_id = hashlib.sha256(f"{self.address}:{mail.key}".encode()).hexdigest()[:16]
        row = SandboxMail(
            mailbox=self.address,
            direction=_OUT,
            provider_id=provider_id,
            provider_thread_id=mail.thread_id or provider_id,
            key=mail.key,
            sender=self.address,
            recipient=", ".join(mail.to),
            subject=mail.subject,
            text=mail.text,
            raw=raw_message(mail),
            arrives_at=timezone.now(),
        )
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            row = SandboxMail.objects.get(key=mail.key)
        return self._sent(row)

    def find_sent(
        self, key: str, since: datetime, draft_id: str | None
    ) -> Sent | None | Literal["pending"]:
        """Look the key up; what is not here was not sent."""
        row = SandboxMail.objects.filter(key=key).first()
        return self._sent(row) if row else None

    def changes(self, since_mark: int | None, not_before: datetime) -> MailChanges:
        """List what arrived after the mark."""
        arrived = SandboxMail.objects.filter(mailbox=self.address, mark__isnull=False)
        newest = arrived.aggregate(newest=Max("mark"))["newest"] or 0
        new = arrived.filter(mark__gt=since_mark or 0).order_by("mark")
        return MailChanges(
            ids=tuple(new.values_list("provider_id", flat=True)),
            mark=newest,
            is_full_sync=since_mark is None,
        )

    def fetch(self, provider_id: str) -> IncomingMail | None:
        """Read one arrived mail."""
        row = SandboxMail.objects.filter(provider_id=provider_id).first()
        if row is None or row.mark is None:
            return None
        return IncomingMail(
            provider_id=row.provider_id,
            thread_id=row.provider_thread_id,
            raw=_received(bytes(row.raw)),
            label_ids=("SENT",) if row.direction == _OUT else ("INBOX", "UNREAD"),
            received_at=row.arrives_at,
            history_id=row.mark,
        )

    def watch(self, topic: str) -> Watch:
        """A simulated mailbox is always watched."""
        return Watch(expires_at=timezone.now() + timedelta(days=7), mark=0)

    def _sent(self, row: SandboxMail) -> Sent:
        return Sent(row.provider_id, row.provider_thread_id, message_id_of(row.provider_id))


def _received(raw: bytes) -> bytes:
    """Write above a mail what a receiver of ours finds about an honest sender."""
    senders = mime.addresses(mime.parse(raw), "From")
    domain = senders[0][1].rpartition("@")[2] if senders else ""
    if not re.fullmatch(r"[a-z0-9.-]+", domain):
        return raw
    receiver = settings.MAIL_AUTHSERV_IDS[0]
    found = f"Authentication-Results: {receiver}; dmarc=pass header.from={domain}"
    return found.encode() + (b"\r\n" if b"\r\n" in raw[:1000] else b"\n") + raw


def message_id_of(provider_id: str) -> str:
    """Return the Message-ID the simulated provider gives a mail, whatever was asked for."""
    return f"<CA{provider_id}@mail.sandbox.example>"

"""The mailbox over Gmail's API: drafts are created, then sent, then read back.

No call has an idempotency key, but a draft can be sent only once and Gmail keeps our header.
"""

import base64
import binascii
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from itertools import chain, islice
from typing import Any, Literal

from google.auth.credentials import Credentials

from integrations.errors import Blocked, GatewayError, OutcomeUnknown
from integrations.gmail import listing
from integrations.gmail.api import GmailApi, GmailRefusal
from integrations.gmail.composing import raw_message
from integrations.gmail.gateway import (
    KEY_HEADER,
    IncomingMail,
    MailChanges,
    NotSent,
    OutgoingMail,
    SendOutcome,
    Sent,
    Unknown,
    Waits,
    Watch,
)
from integrations.gmail.listing import from_milliseconds, whole
from integrations.google_credentials import TIMEOUT, authorized_session

SCOPES = (
    "https://www.googleapis.com/auth/gmail.compose",
    "https://www.googleapis.com/auth/gmail.readonly",
)
# Two clocks and a slow acceptance lie between our claim and Gmail's own date.
_CLOCK_SKEW = timedelta(minutes=10)
_SENT_TO_EXAMINE = 500
_DRAFTS_TO_EXAMINE = 100


class GmailGateway:
    """One mailbox of Google's."""

    def __init__(
        self,
        address: str,
        credentials: Credentials,
        *,
        api_url: str = "",
        retry_wait_seconds: float = 1.0,
        timeout: tuple[float, float] = TIMEOUT,
    ) -> None:
        self.address = address
        self._api = GmailApi(
            authorized_session(credentials),
            api_url=api_url,
            retry_wait_seconds=retry_wait_seconds,
            timeout=timeout,
        )
        self._build = self._api.build

    def check(self) -> str:
        """Return the address the credentials open.

        :raises GatewayError: they open nothing.
        """
        return str(listing.profile(self._api).get("emailAddress", ""))

    def create_draft(self, mail: OutgoingMail) -> str:
        """Store the mail as a draft. A draft that was made but not answered is never sent.

        :raises GatewayError: no draft is known to exist; asking again is safe.
        """
        message: dict[str, Any] = {"raw": _encoded(raw_message(mail))}
        if mail.thread_id:
            message["threadId"] = mail.thread_id
        try:
            return self._drafted(message)
        except GmailRefusal as refusal:
            if not (mail.thread_id and _is_about_thread(refusal)):
                raise
            # A thread of another mailbox, or one deleted: the headers still join the mails.
            message.pop("threadId")
            return self._drafted(message)

    def find_draft(self, key: str) -> str | None:
        """Look through the newest drafts for our header.

        :raises GatewayError: Gmail could not be asked.
        """
        request = self._build.drafts.list(userId="me", maxResults=_DRAFTS_TO_EXAMINE)
        for draft in self._api.read(request).get("drafts") or ():
            message = listing.metadata(self._api, str(draft["message"]["id"]), KEY_HEADER)
            if message and _header(message, KEY_HEADER) == key:
                return str(draft["id"])
        return None

    def send_draft(self, draft_id: str, mail: OutgoingMail) -> SendOutcome:
        """Send the draft with one request and classify what came back."""
        try:
            request = self._build.drafts.send(userId="me", body={"id": draft_id})
            message = self._api.once(request)
        except OutcomeUnknown as error:
            return Unknown(error.message)
        except GmailRefusal as refusal:
            return self._after_refusal(draft_id, refusal)
        except Blocked as block:
            return waits(block)
        except GatewayError as error:
            return NotSent(error.message, error.permanent)
        if not message.get("id"):
            return Unknown("Gmail's answer names no message.")
        return self._read_back(str(message["id"]), str(message.get("threadId", "")))

    def find_sent(
        self, key: str, since: datetime, draft_id: str | None
    ) -> Sent | None | Literal["pending"]:
        """Look for the draft, then through the newest of the SENT label for our header.

        The label's list is consistent at once, the search index lags by minutes.
        None: the draft still stands, or there never was one. `pending`: the draft is gone
        and no copy is to be seen, so it was sent and is late, or a person deleted it.

        :raises GatewayError: Gmail could not be asked.
        """
        if draft_id and self._draft_exists(draft_id):
            return None
        for message in self._newest_sent(since - _CLOCK_SKEW):
            if _header(message, KEY_HEADER) == key:
                return _sent(message)
        return "pending" if draft_id else None

    def changes(self, since_mark: int | None, not_before: datetime) -> MailChanges:
        """List additions since the mark; without one, or when it expired, all since the time.

        :raises GatewayError: a page could not be read; the old mark stays good.
        """
        if since_mark is None:
            return listing.everything_since(self._api, not_before)
        try:
            return listing.history_since(self._api, since_mark)
        except GmailRefusal as refusal:
            if refusal.status != 404:
                raise
            return listing.everything_since(self._api, not_before)

    def fetch(self, provider_id: str) -> IncomingMail | None:
        """Read one message as raw bytes; None when it was deleted.

        :raises GatewayError: it could not be read.
        """
        request = self._build.messages.get(userId="me", id=provider_id, format="raw")
        message = listing.found(self._api, request)
        if message is None:
            return None
        return IncomingMail(
            provider_id=str(message["id"]),
            thread_id=str(message.get("threadId", "")),
            raw=_decoded(str(message.get("raw", ""))),
            label_ids=tuple(message.get("labelIds") or ()),
            received_at=from_milliseconds(message.get("internalDate")),
            history_id=whole(message.get("historyId")),
        )

    def watch(self, topic: str) -> Watch:
        """Start or renew push notifications for the inbox; they run seven days.

        :raises GatewayError: the topic is wrong or may not be written to.
        """
        body = {"topicName": topic, "labelIds": ["INBOX"], "labelFilterBehavior": "include"}
        answer = self._api.read(self._build.users.watch(userId="me", body=body))
        return Watch(
            expires_at=from_milliseconds(answer.get("expiration")),
            mark=whole(answer.get("historyId")) or 0,
        )

    def _drafted(self, message: Mapping[str, Any]) -> str:
        body = {"message": message}
        draft = self._api.once(self._build.drafts.create(userId="me", body=body))
        if not draft.get("id"):
            raise OutcomeUnknown("Gmail's answer names no draft.")
        return str(draft["id"])

    def _after_refusal(self, draft_id: str, refusal: GmailRefusal) -> SendOutcome:
        # A draft already sent is refused like a wrong one: only its absence tells.
        if refusal.status in (400, 404):
            try:
                if not self._draft_exists(draft_id):
                    return Unknown(f"The draft is no longer there. {refusal.message}")
            except GatewayError as error:
                return Unknown(f"{refusal.message} {error.message}")
        return NotSent(refusal.message, refusal.permanent)

    def _read_back(self, provider_id: str, thread_id: str) -> Sent:
        # Gmail replaces the Message-ID; replies quote the one it gave.
        try:
            message = listing.metadata(self._api, provider_id, "Message-ID")
        except GatewayError:
            # The mail left; reporting a failure would repeat it. The next sync brings the header.
            message = None
        return _sent(message) if message else Sent(provider_id, thread_id, "")

    def _draft_exists(self, draft_id: str) -> bool:
        request = self._build.drafts.get(userId="me", id=draft_id, format="minimal")
        try:
            self._api.read(request)
        except GmailRefusal as refusal:
            # An id that never was one is a 400.
            if refusal.permanent and refusal.status in (400, 404):
                return False
            raise
        return True

    def _newest_sent(self, oldest: datetime) -> Iterator[dict[str, Any]]:
        pages = listing.ids_newest_first(self._api, labelIds="SENT", maxResults=100)
        for provider_id in islice(chain.from_iterable(pages), _SENT_TO_EXAMINE):
            message = listing.metadata(self._api, provider_id, KEY_HEADER, "Message-ID")
            if message is None:
                continue
            if from_milliseconds(message.get("internalDate")) < oldest:
                return
            yield message


def waits(block: Blocked) -> Waits:
    """Return what a mail that met this block is told."""
    return Waits(
        reason=block.message,
        until=block.until,
        needs_person=block.permanent,
        needs_consent=block.needs_consent,
    )


def _is_about_thread(refusal: GmailRefusal) -> bool:
    return refusal.status == 404 or (refusal.status == 400 and "thread" in refusal.message.lower())


def _sent(message: Mapping[str, Any]) -> Sent:
    return Sent(
        provider_id=str(message["id"]),
        thread_id=str(message.get("threadId", "")),
        message_id_header=_header(message, "Message-ID"),
    )


def _header(message: Mapping[str, Any], name: str) -> str:
    for header in (message.get("payload") or {}).get("headers") or ():
        if str(header.get("name", "")).lower() == name.lower():
            return str(header.get("value", ""))
    return ""


def _encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode("ascii")


def _decoded(text: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4))
    except binascii.Error as error:
        raise GatewayError(f"Gmail's raw message is not base64url: {error}") from error

"""The mailbox over Gmail's REST interface: drafts are created, then sent, then read back.

No call has an idempotency key, but a draft can be sent only once and Gmail keeps our header.
"""

import base64
import binascii
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from google.auth.credentials import Credentials

from integrations.errors import GatewayError, OutcomeUnknown
from integrations.gmail.api import DEFAULT_URL, GmailApi, GmailRefusal
from integrations.gmail.composing import raw_message
from integrations.gmail.gateway import (
    KEY_HEADER,
    IncomingMail,
    MailChanges,
    OutgoingMail,
    Refused,
    SendOutcome,
    Sent,
    Unknown,
    Watch,
)
from integrations.google_credentials import TIMEOUT, authorized_session

SCOPES = (
    "https://www.googleapis.com/auth/gmail.compose",
    "https://www.googleapis.com/auth/gmail.readonly",
)
# Two clocks and a slow acceptance lie between our claim and Gmail's own date.
_CLOCK_SKEW = timedelta(minutes=10)
_SENT_TO_EXAMINE = 500
_FULL_SYNC_LIMIT = 20_000
_HANDLED_LABELS = frozenset({"INBOX", "SENT"})


class GmailGateway:
    """One mailbox of Google's."""

    def __init__(
        self,
        address: str,
        credentials: Credentials,
        *,
        api_url: str = DEFAULT_URL,
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

    def check(self) -> str:
        """Return the address the credentials open.

        :raises GatewayError: they open nothing.
        """
        return str(self._api.read("profile").get("emailAddress", ""))

    def create_draft(self, mail: OutgoingMail) -> str:
        """Store the mail as a draft. A draft that was made but not answered is never sent.

        :raises GatewayError: no draft is known to exist; asking again is safe.
        """
        message: dict[str, Any] = {"raw": _encoded(raw_message(mail))}
        if mail.thread_id:
            message["threadId"] = mail.thread_id
        try:
            draft = self._api.post_once("drafts", {"message": message})
        except GmailRefusal as refusal:
            if not (mail.thread_id and _is_about_thread(refusal)):
                raise
            # A thread of another mailbox, or one deleted: the headers still join the mails.
            message.pop("threadId")
            draft = self._api.post_once("drafts", {"message": message})
        if not draft.get("id"):
            raise OutcomeUnknown("Gmail's answer names no draft.")
        return str(draft["id"])

    def send_draft(self, draft_id: str, mail: OutgoingMail) -> SendOutcome:
        """Send the draft with one request and classify what came back."""
        try:
            message = self._api.post_once("drafts/send", {"id": draft_id})
        except OutcomeUnknown as error:
            return Unknown(error.message)
        except GmailRefusal as refusal:
            return self._after_refusal(draft_id, refusal)
        except GatewayError as error:
            return Refused(error.message, error.permanent)
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

    def changes(self, since_mark: int | None) -> MailChanges:
        """List additions since the mark; everything when the mark is missing or expired.

        :raises GatewayError: a page could not be read; the old mark stays good.
        """
        if since_mark is None:
            return self._full_sync()
        try:
            return self._history(since_mark)
        except GmailRefusal as refusal:
            if refusal.status != 404:
                raise
            return self._full_sync()

    def fetch(self, provider_id: str) -> IncomingMail | None:
        """Read one message as raw bytes; None when it was deleted.

        :raises GatewayError: it could not be read.
        """
        try:
            message = self._api.read(f"messages/{provider_id}", {"format": "raw"})
        except GmailRefusal as refusal:
            if refusal.status == 404:
                return None
            raise
        return IncomingMail(
            provider_id=str(message["id"]),
            thread_id=str(message.get("threadId", "")),
            raw=_decoded(str(message.get("raw", ""))),
            label_ids=tuple(message.get("labelIds") or ()),
            received_at=_from_milliseconds(message.get("internalDate")),
            history_id=_whole(message.get("historyId")),
        )

    def watch(self, topic: str) -> Watch:
        """Start or renew push notifications for the inbox; they run seven days.

        :raises GatewayError: the topic is wrong or may not be written to.
        """
        answer = self._api.repeatable_post(
            "watch", {"topicName": topic, "labelIds": ["INBOX"], "labelFilterBehavior": "INCLUDE"}
        )
        return Watch(
            expires_at=_from_milliseconds(answer.get("expiration")),
            mark=_whole(answer.get("historyId")) or 0,
        )

    def _after_refusal(self, draft_id: str, refusal: GmailRefusal) -> SendOutcome:
        # A draft already sent is refused like a wrong one: only its absence tells.
        if refusal.status in (400, 404):
            try:
                if not self._draft_exists(draft_id):
                    return Unknown(f"The draft is no longer there. {refusal.message}")
            except GatewayError as error:
                return Unknown(f"{refusal.message} {error.message}")
        return Refused(refusal.message, refusal.permanent)

    def _read_back(self, provider_id: str, thread_id: str) -> Sent:
        # Gmail replaces the Message-ID; replies quote the one it gave.
        try:
            return _sent(self._metadata(provider_id, ("Message-ID",)))
        except GatewayError:
            # The mail left. Its header can be read later; reporting a failure would repeat it.
            return Sent(provider_id, thread_id, "")

    def _draft_exists(self, draft_id: str) -> bool:
        try:
            self._api.read(f"drafts/{draft_id}", {"format": "minimal"})
        except GmailRefusal as refusal:
            # An id that never was one is a 400.
            if refusal.permanent and refusal.status in (400, 404):
                return False
            raise
        return True

    def _metadata(self, provider_id: str, headers: tuple[str, ...]) -> dict[str, Any]:
        return self._api.read(
            f"messages/{provider_id}", {"format": "metadata", "metadataHeaders": list(headers)}
        )

    def _newest_sent(self, oldest: datetime) -> Iterator[dict[str, Any]]:
        params = {"labelIds": "SENT", "maxResults": 100}
        for count, item in enumerate(self._listed(params)):
            if count >= _SENT_TO_EXAMINE:
                return
            try:
                message = self._metadata(str(item["id"]), (KEY_HEADER, "Message-ID"))
            except GmailRefusal as refusal:
                if refusal.status == 404:
                    continue
                raise
            if _from_milliseconds(message.get("internalDate")) < oldest:
                return
            yield message

    def _history(self, since_mark: int) -> MailChanges:
        params: dict[str, Any] = {
            "startHistoryId": str(since_mark),
            "historyTypes": ["messageAdded", "labelAdded"],
            "maxResults": 500,
        }
        # A dict keeps the order and drops the repeats that history is full of.
        ids: dict[str, None] = {}
        mark = since_mark
        for page in self._pages("history", params):
            mark = max(mark, _whole(page.get("historyId")) or 0)
            for record in page.get("history") or ():
                ids.update(dict.fromkeys(_added(record)))
        return MailChanges(ids=tuple(ids), mark=mark, is_full_sync=False)

    def _full_sync(self) -> MailChanges:
        # The mark comes first: what arrives during the listing is then listed twice, not lost.
        mark = _whole(self._api.read("profile").get("historyId")) or 0
        newest_first: dict[str, None] = {}
        for item in self._listed({"maxResults": 500}):
            newest_first[str(item["id"])] = None
            if len(newest_first) >= _FULL_SYNC_LIMIT:
                break
        return MailChanges(ids=tuple(reversed(newest_first)), mark=mark, is_full_sync=True)

    def _listed(self, params: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        for page in self._pages("messages", params):
            yield from page.get("messages") or ()

    def _pages(self, path: str, params: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        page = self._api.read(path, params)
        yield page
        while token := page.get("nextPageToken"):
            page = self._api.read(path, {**params, "pageToken": token})
            yield page


def _added(record: Mapping[str, Any]) -> Iterator[str]:
    for item in record.get("messagesAdded") or ():
        message = item.get("message") or {}
        if "DRAFT" not in (message.get("labelIds") or ()):
            yield str(message["id"])
    for item in record.get("labelsAdded") or ():
        # Stars and read marks are no news; coming back from spam is.
        if _HANDLED_LABELS & set(item.get("labelIds") or ()):
            yield str(item["message"]["id"])


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


def _whole(value: object) -> int | None:
    # Numbers of 64 bits are text on the wire, though Google's own examples show them bare.
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() else None


def _from_milliseconds(value: object) -> datetime:
    return datetime.fromtimestamp((_whole(value) or 0) / 1000, UTC)

"""Gmail's REST interface on loopback, true where a client could be fooled.

It rewrites Message-ID on every send, keeps our own headers, writes 64-bit numbers as text,
leaves empty keys out, and counts a send as done whatever then happens to the answer.
"""

import base64
import re
from collections.abc import Callable, Iterable, Mapping
from email.message import EmailMessage
from typing import Any

from tests.fakes.gmail_mailbox import BadRequest, Mailbox, NoSuchEntity, StoredMessage
from tests.fakes.server import FakeServer, RecordedRequest, Reply, milliseconds

_ROUTE = re.compile(r"/gmail/v1/users/(?P<user>[^/]+)/(?P<rest>.+)")
_WEEK = 7 * 24 * 3600 * 1000


class FakeGmail(FakeServer):
    """One mailbox behind Gmail's REST paths; `mailbox` is its state."""

    def __init__(
        self, address: str = "deals@house.example", clock: Callable[[], int] = milliseconds
    ) -> None:
        super().__init__()
        self.mailbox = Mailbox(address, clock)
        self.accepted_sends: list[StoredMessage] = []
        self.search_lag_seconds = 120
        self.page_size = 100
        self.repeats_history = False
        self.refused_tokens: set[str] = set()

    def deliver(self, raw: bytes, **where: Any) -> StoredMessage:
        """Let a mail arrive."""
        with self.lock:
            return self.mailbox.deliver(raw, **where)

    def rate_limit(self, match: str = "", *, status: int = 403, times: int = 1) -> None:
        """Refuse for quota: 403 with PERMISSION_DENIED as seen live, or 429 with the time."""
        if status == 429:
            message = "User-rate limit exceeded.  Retry after 2026-11-21T10:00:00.000Z"
            body = error_body(429, message, "rateLimitExceeded", "RESOURCE_EXHAUSTED")
        else:
            message = "Quota exceeded for quota metric 'Total Query Cost'."
            body = error_body(403, message, "rateLimitExceeded", "PERMISSION_DENIED")
        self.fail("status", match, times=times, status=status, body=body)

    def answer(self, request: RecordedRequest) -> Reply:
        """Serve the mailbox's paths."""
        token = request.headers.get("authorization", "")
        if not token.startswith("Bearer ") or token[7:] in self.refused_tokens:
            body = error_body(401, "Invalid Credentials", "authError", "UNAUTHENTICATED")
            return Reply(401, body)
        route = _ROUTE.fullmatch(request.path)
        if not route or route["user"] not in ("me", self.mailbox.address):
            return _not_found()
        try:
            return self._served(request, route["rest"].split("/"))
        except NoSuchEntity:
            return _not_found()
        except BadRequest as error:
            return Reply(400, error_body(400, str(error), "invalidArgument", "INVALID_ARGUMENT"))

    def _served(self, request: RecordedRequest, parts: list[str]) -> Reply:
        match (request.method, *parts):
            case ("GET", "profile"):
                return Reply(body=self._profile())
            case ("POST", "watch"):
                return self._watch(request.json())
            case ("POST", "stop"):
                return Reply(204)
            case ("GET", "history"):
                return Reply(body=self._history(request))
            case ("GET", "threads", thread_id):
                return Reply(body=self._thread_json(thread_id))
            case (_, "messages", *rest):
                return self._messages(request, rest)
            case (_, "drafts", *rest):
                return self._drafts(request, rest)
        return _not_found()

    def _messages(self, request: RecordedRequest, rest: list[str]) -> Reply:
        match (request.method, *rest):
            case ("GET",):
                return Reply(body=self._list(request))
            case ("POST", "send"):
                return Reply(body=self._sent(self._send(request.json())))
            case ("GET", message_id):
                return Reply(body=self._get(message_id, request))
            case ("POST", message_id, "modify"):
                self.mailbox.add_labels(message_id, request.json().get("addLabelIds", []))
                return Reply(body=_brief(self.mailbox.message(message_id)))
        return _not_found()

    def _drafts(self, request: RecordedRequest, rest: list[str]) -> Reply:
        match (request.method, *rest):
            case ("GET",):
                return Reply(body=self._list_drafts(request))
            case ("POST",):
                message = request.json().get("message") or {}
                draft_id, stored = self.mailbox.create_draft(
                    _raw_of(message), message.get("threadId")
                )
                return Reply(body={"id": draft_id, "message": _brief(stored)})
            case ("POST", "send"):
                stored = self.mailbox.send_draft(str(request.json().get("id")))
                return Reply(body=self._sent(stored))
            case ("GET", draft_id):
                stored = self.mailbox.draft(draft_id)
                return Reply(body={"id": draft_id, "message": _brief(stored)})
            case ("DELETE", draft_id):
                self.mailbox.delete_draft(draft_id)
                return Reply(204)
        return _not_found()

    def _list_drafts(self, request: RecordedRequest) -> dict[str, Any]:
        newest_first = [
            {"id": draft_id, "message": {"id": item.id, "threadId": item.thread_id}}
            for draft_id, item in reversed(self.mailbox.drafts.items())
        ]
        page, token = self._page(newest_first, request)
        answer: dict[str, Any] = {"resultSizeEstimate": len(newest_first)}
        if page:
            answer["drafts"] = page
        if token:
            answer["nextPageToken"] = token
        return answer

    def _sent(self, stored: StoredMessage) -> dict[str, Any]:
        self.accepted_sends.append(stored)
        return _brief(stored)

    def _send(self, message: Mapping[str, Any]) -> StoredMessage:
        return self.mailbox.send(_raw_of(message), message.get("threadId"))

    def _profile(self) -> dict[str, Any]:
        return {
            "emailAddress": self.mailbox.address,
            "messagesTotal": len(self.mailbox.messages),
            "threadsTotal": len({item.thread_id for item in self.mailbox.messages.values()}),
            "historyId": str(self.mailbox.history_id),
        }

    def _watch(self, body: Mapping[str, Any]) -> Reply:
        if not str(body.get("topicName", "")).startswith("projects/"):
            raise BadRequest("Invalid topicName does not match projects/*/topics/*")
        expires = self.mailbox.clock() + _WEEK
        mark = str(self.mailbox.history_id)
        return Reply(body={"historyId": mark, "expiration": str(expires)})

    def _history(self, request: RecordedRequest) -> dict[str, Any]:
        mark = request.first("startHistoryId")
        if not mark.isdigit():
            raise BadRequest("Missing startHistoryId")
        kinds = {name.replace("Added", "sAdded") for name in request.query["historyTypes"]}
        label = request.first("labelId")
        records = [
            record
            for record in self.mailbox.history_since(int(mark))
            if record.kind in kinds and (not label or label in record.labels)
        ]
        entries = [self._history_entry(record) for record in records]
        if self.repeats_history:
            entries = [entry for entry in entries for _ in range(2)]
        page, token = self._page(entries, request)
        answer: dict[str, Any] = {"historyId": str(self.mailbox.history_id)}
        if page:
            answer["history"] = page
        if token:
            answer["nextPageToken"] = token
        return answer

    def _history_entry(self, record: Any) -> dict[str, Any]:
        stored = self.mailbox.messages.get(record.message_id)
        thread_id = stored.thread_id if stored else record.message_id
        message = {"id": record.message_id, "threadId": thread_id}
        item: dict[str, Any] = {"message": {**message, "labelIds": list(record.labels)}}
        if record.kind == "labelsAdded":
            item["labelIds"] = list(record.labels)
        return {"id": str(record.id), "messages": [message], record.kind: [item]}

    def _list(self, request: RecordedRequest) -> dict[str, Any]:
        found = self.mailbox.with_labels(request.query.get("labelIds", []))
        if request.first("includeSpamTrash") != "true":
            found = [item for item in found if not {"SPAM", "TRASH"} & set(item.labels)]
        if query := request.first("q"):
            found = [item for item in found if self._is_found(item, query)]
        page, token = self._page(found, request)
        answer: dict[str, Any] = {"resultSizeEstimate": len(found)}
        if page:
            answer["messages"] = [{"id": item.id, "threadId": item.thread_id} for item in page]
        if token:
            answer["nextPageToken"] = token
        return answer

    def _is_found(self, message: StoredMessage, query: str) -> bool:
        if message.internal_date > self.mailbox.clock() - self.search_lag_seconds * 1000:
            return False
        if query.startswith("rfc822msgid:"):
            return message.header("Message-ID").strip("<>") == query[12:].strip("<>")
        return query.lower().encode() in message.raw.lower()

    def _page(self, items: list[Any], request: RecordedRequest) -> tuple[list[Any], str | None]:
        size = min(int(request.first("maxResults", "100")), self.page_size)
        start = int(request.first("pageToken", "0"))
        end = start + size
        return items[start:end], str(end) if end < len(items) else None

    def _get(self, message_id: str, request: RecordedRequest) -> dict[str, Any]:
        stored = self.mailbox.message(message_id)
        shape = request.first("format", "full")
        return as_json(stored, shape, request.query.get("metadataHeaders", []))

    def _thread_json(self, thread_id: str) -> dict[str, Any]:
        messages = self.mailbox.thread(thread_id)
        if not messages:
            raise NoSuchEntity
        newest = max(item.history_id for item in messages)
        shown = [as_json(item, "full", []) for item in messages]
        return {"id": thread_id, "historyId": str(newest), "messages": shown}


def error_body(code: int, message: str, reason: str, status: str) -> dict[str, Any]:
    """Return an error as Gmail words it."""
    item = {"message": message, "domain": "global", "reason": reason}
    return {"error": {"code": code, "message": message, "errors": [item], "status": status}}


def as_json(stored: StoredMessage, shape: str, wanted: Iterable[str]) -> dict[str, Any]:
    """Return a message in one of Gmail's four formats."""
    answer: dict[str, Any] = {
        **_brief(stored),
        "snippet": "",
        "historyId": str(stored.history_id),
        "internalDate": str(stored.internal_date),
        "sizeEstimate": len(stored.raw),
    }
    if shape == "raw":
        answer["raw"] = base64.urlsafe_b64encode(stored.raw).decode().rstrip("=")
    elif shape == "metadata":
        names = {name.lower() for name in wanted}
        headers = [
            header
            for header in _headers(stored.parsed())
            if not names or header["name"].lower() in names
        ]
        answer["payload"] = {"mimeType": "text/plain", "headers": headers}
    elif shape == "full":
        answer["payload"] = _part(stored.parsed(), "")
    return answer


def _part(part: EmailMessage, part_id: str) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "partId": part_id,
        "mimeType": part.get_content_type(),
        "filename": part.get_filename() or "",
        "headers": _headers(part),
        "body": {"size": 0},
    }
    if part.is_multipart():
        prefix = f"{part_id}." if part_id else ""
        children = part.get_payload()
        shown["parts"] = [_part(item, f"{prefix}{n}") for n, item in enumerate(children)]
        return shown
    content = part.get_payload(decode=True)
    data = content if isinstance(content, bytes) else b""
    shown["body"] = {"size": len(data)}
    if part.get_filename():
        shown["body"]["attachmentId"] = f"ANGjd{part_id}"
    else:
        shown["body"]["data"] = base64.urlsafe_b64encode(data).decode()
    return shown


def _headers(message: EmailMessage) -> list[dict[str, str]]:
    return [{"name": name, "value": str(value)} for name, value in message.items()]


def _brief(stored: StoredMessage) -> dict[str, Any]:
    return {"id": stored.id, "threadId": stored.thread_id, "labelIds": list(stored.labels)}


def _raw_of(message: Mapping[str, Any]) -> bytes:
    text = str(message.get("raw") or "")
    if not text:
        raise BadRequest("'raw' RFC822 payload message string required")
    return base64.urlsafe_b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4))


def _not_found() -> Reply:
    return Reply(404, error_body(404, "Requested entity was not found.", "notFound", "NOT_FOUND"))

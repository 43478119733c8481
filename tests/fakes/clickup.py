"""ClickUp API v2 on loopback: tasks, lists, webhooks and their health."""

import hashlib
import hmac
import json
import re
import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tests.fakes.server import FakeServer, RecordedRequest, Reply, milliseconds

TOKEN = "pk_1_TEST"
SECRET = "webhook-secret"
LIST_ID = "162641062"
ATTEMPTS = 5
SUSPENDED_AT = 100
_PAGE = 100
Post = Callable[[bytes, Mapping[str, str]], int]


class FakeClickUp(FakeServer):
    """Serves `/api/v2`; `post_event` delivers like the real one, with its retries."""

    def __init__(self, token: str = TOKEN, secret: str = SECRET) -> None:
        super().__init__()
        self.token = token
        self.secret = secret
        self.webhook_id = "7689a169-a000-4985-8676-6902b96d6627"
        self.health: dict[str, Any] = {"status": "active", "fail_count": 0}
        self.tasks: dict[str, dict[str, Any]] = {}
        self.comments: list[str] = []
        self.dropped: list[bytes] = []
        self.team_id = "108"
        self.limit = 100
        self.remaining = 100
        self.reset_seconds = 60

    @property
    def api_url(self) -> str:
        """Return what CLICKUP_API_URL is set to."""
        return f"{self.url}/api/v2"

    def add_task(
        self,
        task_id: str,
        fields: Sequence[Mapping[str, Any]] = (),
        *,
        name: str = "Brief",
        updated_at: int | None = None,
        list_id: str = LIST_ID,
        custom_id: str | None = None,
        parent: str | None = None,
    ) -> dict[str, Any]:
        """Put a task in a list; fields come from `form_field`."""
        stamp = str(milliseconds() if updated_at is None else updated_at)
        task = {
            "id": task_id,
            "custom_id": custom_id,
            "parent": parent,
            "name": name,
            "text_content": "",
            "description": "",
            "status": {"status": "to do", "color": "#d3d3d3", "orderindex": 0, "type": "open"},
            "date_created": stamp,
            "date_updated": stamp,
            "date_closed": None,
            "archived": False,
            "custom_fields": [dict(field) for field in fields],
            "list": {"id": list_id},
            "url": f"https://app.clickup.com/t/{task_id}",
        }
        with self.lock:
            self.tasks[task_id] = task
        return task

    def set_fields(self, task_id: str, fields: Sequence[Mapping[str, Any]]) -> None:
        """Let somebody fill the form in again; the task's time moves on."""
        with self.lock:
            task = self.tasks[task_id]
            task["custom_fields"] = [dict(field) for field in fields]
            task["date_updated"] = str(max(milliseconds(), int(task["date_updated"]) + 1))

    def delete_task(self, task_id: str) -> tuple[bytes, dict[str, str]]:
        """Delete a task and return what is delivered about it: no history items."""
        with self.lock:
            del self.tasks[task_id]
        return self._delivery("taskDeleted", task_id, {})

    def rate_limit(self, times: int = 1, *, reset_seconds: int | None = 60) -> None:
        """Answer 429, which carries no Retry-After; None leaves the reset unsaid too."""
        headers = {}
        if reset_seconds is not None:
            headers = self._limits(reset_seconds) | {"X-RateLimit-Remaining": "0"}
        body = {"err": "Rate limit reached", "ECODE": "APP_002"}
        self.fail("status", times=times, status=429, body=body, headers=headers)

    def signature(self, body: bytes) -> str:
        """Return the X-Signature of a body."""
        return hmac.new(self.secret.encode(), body, hashlib.sha256).hexdigest()

    def deliveries(
        self, task_id: str, events: Sequence[str] = ("taskCreated", "taskStatusUpdated")
    ) -> list[tuple[bytes, dict[str, str]]]:
        """Return the deliveries of one change: they share their history item's id."""
        item = {
            "id": str(uuid.uuid4().int % 10**19),
            "type": 1,
            "date": str(milliseconds()),
            "field": "status",
            "parent_id": LIST_ID,
            "data": {},
            "source": None,
            "user": {"id": 183, "username": "John"},
            "before": {"status": None, "type": "removed", "orderindex": -1},
            "after": {"status": "to do", "type": "open", "orderindex": 0},
        }
        return [self._delivery(event, task_id, item) for event in events]

    def post_event(self, post: Post, body: bytes, headers: Mapping[str, str]) -> bool:
        """Deliver with five attempts, then drop for ever; True when it was taken.

        `post` returns a status, or raises TimeoutError for an answer after more than 7 s.
        """
        for _ in range(ATTEMPTS):
            if self.health["status"] == "suspended":
                self.dropped.append(body)
                return False
            try:
                status = post(body, headers)
            except TimeoutError:
                continue
            if 200 <= status < 300:
                self.health = {"status": "active", "fail_count": 0}
                return True
            if status in (401, 410):
                self.health["status"] = "suspended"
                self.dropped.append(body)
                return False
        self.dropped.append(body)
        count = int(self.health["fail_count"]) + 1
        self.health["fail_count"] = count
        if count >= SUSPENDED_AT:
            self.health["status"] = "suspended"
        return False

    def answer(self, request: RecordedRequest) -> Reply:
        """Serve the paths of the API to the bare token."""
        given = request.headers.get("authorization")
        if not given:
            return self._refused(400, "Authorization header required", "OAUTH_017")
        if given != self.token:
            return self._refused(401, "Token invalid", "OAUTH_025")
        if self.remaining <= 0:
            return self._refused(429, "Rate limit reached", "APP_002")
        self.remaining -= 1
        path = request.path.removeprefix("/api/v2/")
        if request.path == path:
            return self._refused(404, "Route not found", "APP_001")
        return self._served(request, path)

    def _served(self, request: RecordedRequest, path: str) -> Reply:
        match (request.method, *path.split("/")):
            case ("GET", "user"):
                return self._ok({"user": {"id": 183, "username": "John"}})
            case ("GET", "task", task_id) if found := self._task(task_id, request):
                return self._ok(found)
            case ("POST", "task", task_id, "comment") if task_id in self.tasks:
                self.comments.append(str(request.json().get("comment_text")))
                return self._ok({"id": len(self.comments)})
            case ("GET", "list", list_id, "task"):
                return self._list(list_id, request)
            case ("GET", "team", self.team_id, "webhook"):
                return self._ok({"webhooks": [self._webhook()]})
            case ("PUT", "webhook", _):
                self.health = {"status": str(request.json().get("status")), "fail_count": 0}
                return self._ok({"id": self.webhook_id, "webhook": self._webhook()})
        # What does not exist and what may not be seen are answered alike.
        return self._refused(401, "Team not authorized", "OAUTH_027")

    def _task(self, task_id: str, request: RecordedRequest) -> dict[str, Any] | None:
        """Custom ids are looked up only when asked for, and only with their workspace."""
        if request.first("custom_task_ids") != "true":
            return self.tasks.get(task_id)
        if request.first("team_id") != self.team_id:
            return None
        custom = (task for task in self.tasks.values() if task["custom_id"] == task_id)
        return next(custom, None)

    def _list(self, list_id: str, request: RecordedRequest) -> Reply:
        since = int(request.first("date_updated_gt", "0"))
        found = [
            task
            for task in self.tasks.values()
            if task["list"]["id"] == list_id
            and int(task["date_updated"]) > since
            and (not task["parent"] or request.first("subtasks") == "true")
        ]
        start = int(request.first("page", "0")) * _PAGE
        page = found[start : start + _PAGE]
        return self._ok({"tasks": page, "last_page": start + _PAGE >= len(found)})

    def _webhook(self) -> dict[str, Any]:
        return {
            "id": self.webhook_id,
            "endpoint": "https://x.example/webhooks/clickup",
            "list_id": int(LIST_ID),
            "health": dict(self.health),
            "secret": self.secret,
        }

    def _delivery(
        self, event: str, task_id: str, item: Mapping[str, Any]
    ) -> tuple[bytes, dict[str, str]]:
        content: dict[str, Any] = {"event": event}
        if item:
            content["history_items"] = [item]
        content.update(task_id=task_id, webhook_id=self.webhook_id)
        body = json.dumps(content).encode()
        return body, {"Content-Type": "application/json", "X-Signature": self.signature(body)}

    def _limits(self, reset_seconds: int | None = None) -> dict[str, str]:
        wait = self.reset_seconds if reset_seconds is None else reset_seconds
        return {
            "X-RateLimit-Limit": str(self.limit),
            "X-RateLimit-Remaining": str(self.remaining),
            "X-RateLimit-Reset": str(milliseconds() // 1000 + wait),
        }

    def _ok(self, body: Any) -> Reply:
        return Reply(200, body, self._limits())

    def _refused(self, status: int, words: str, code: str) -> Reply:
        return Reply(status, {"err": words, "ECODE": code}, self._limits())


def form_field(
    name: str,
    kind: str = "short_text",
    value: Any = None,
    options: Sequence[str] = (),
    currency: str | None = None,
) -> dict[str, Any]:
    """Return a field as GET task shows it: `value` is left out when unset.

    A drop-down's value is an orderindex; a label's is a list of ids from `option_id`.
    """
    name_key = "label" if kind == "labels" else "name"
    config: dict[str, Any] = {}
    if options:
        config["options"] = [
            {"id": option_id(option), name_key: option, "color": None, "orderindex": index}
            for index, option in enumerate(options)
        ]
    if currency:
        config.update(precision=2, currency_type=currency)
    field = {
        "id": str(uuid.uuid5(uuid.NAMESPACE_URL, name)),
        "name": name,
        "type": kind,
        "type_config": config,
        "date_created": "1567780450202",
        "hide_from_guests": False,
        "required": False,
    }
    return field if value is None else {**field, "value": value}


def option_id(option: str) -> str:
    """Return the id of an option, the same for the same words."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, re.sub(r"\s+", " ", option)))

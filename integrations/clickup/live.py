"""ClickUp API v2 over HTTP. Source: https://developer.clickup.com/docs"""

import re
import time
import weakref
from collections.abc import Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import quote

import httpx2

from integrations.clickup.gateway import BriefTask, TaskStamp
from integrations.clickup.parsing import brief_task_from, updated_at_of
from integrations.errors import GatewayError, NotConfigured, NotVisible, RateLimited
from integrations.http import READ_SECONDS, build_client, read_with_retries

DEFAULT_URL = "https://api.clickup.com/api/v2"
# Any other code on a 401 means "not yours to see", which is also said of an unknown id.
_TOKEN_CODES = frozenset(f"OAUTH_{number}" for number in ("017", "019", "021", "025", "077"))
_MOST_PAGES = 100
_LONGEST_WAIT_SECONDS = 900.0
# People's ids are a prefix and a number; ClickUp's own hold no hyphen.
_CUSTOM_ID = re.compile(r"[A-Za-z0-9_]+-\d+")


class ClickUpApiGateway:
    """Reads tasks with a personal token, sent bare as ClickUp wants it."""

    def __init__(
        self,
        token: str,
        *,
        api_url: str = DEFAULT_URL,
        team_id: str = "",
        list_id: str = "",
        retry_wait_seconds: float = 1.0,
        read_seconds: float = READ_SECONDS,
    ) -> None:
        self._client = build_client(
            base_url=api_url.rstrip("/") + "/",
            headers={"Authorization": token},
            read_seconds=read_seconds,
        )
        # Connections end with the gateway that opened them, not at some later collection.
        weakref.finalize(self, self._client.close)
        self._team_id = team_id
        self._list_id = list_id
        self._wait = retry_wait_seconds

    def check(self) -> str:
        """Return the name of the token's user. :raises GatewayError: the token opens nothing."""
        user = self._read("user", {}).get("user") or {}
        return str(user.get("username") or user.get("email") or "")

    def task(self, task_id: str) -> BriefTask:
        """Read one task with all its fields, by ClickUp's id or by people's.

        :raises NotVisible: there is no such task for this token.
        :raises GatewayError: permanent when the token is refused.
        """
        params: dict[str, str] = {}
        if _CUSTOM_ID.fullmatch(task_id) and self._team_id:
            # Custom ids are unique in a workspace only, which v2 calls a team.
            params = {"custom_task_ids": "true", "team_id": self._team_id}
        return brief_task_from(self._read(f"task/{quote(task_id, safe='')}", params))

    def updated_tasks(self, since: datetime) -> tuple[TaskStamp, ...]:
        """Page through the list's tasks changed after `since`, closed ones too.

        :raises NotConfigured: no list is set.
        """
        if not self._list_id:
            raise NotConfigured("CLICKUP_LIST_ID is not set.")
        found: dict[str, TaskStamp] = {}
        for page in range(_MOST_PAGES):
            answer = self._read(
                f"list/{quote(self._list_id, safe='')}/task",
                {
                    "date_updated_gt": str(int(since.timestamp() * 1000)),
                    "include_closed": "true",
                    "page": str(page),
                },
            )
            tasks = _tasks_of(answer)
            found.update((str(t["id"]), TaskStamp(str(t["id"]), updated_at_of(t))) for t in tasks)
            if answer.get("last_page", not tasks) or not tasks:
                break
        return tuple(found.values())

    def webhook_problems(self) -> tuple[str, ...]:
        """Say which webhooks of the workspace are not healthy: ClickUp tells nobody by itself.

        Without a team id nothing is asked. Source: developer.clickup.com/docs/webhookhealth
        """
        if not self._team_id:
            return ()
        answer = self._read(f"team/{quote(self._team_id, safe='')}/webhook", {})
        return tuple(filter(None, (_problem_of(hook) for hook in answer.get("webhooks") or ())))

    def _read(self, path: str, params: Mapping[str, str]) -> dict[str, Any]:
        return read_with_retries(
            lambda: self._read_once(path, params), vendor="clickup", wait_seconds=self._wait
        )

    def _read_once(self, path: str, params: Mapping[str, str]) -> dict[str, Any]:
        try:
            response = self._client.get(path, params=dict(params))
        except httpx2.HTTPError as error:
            raise GatewayError(f"ClickUp was not reached: {error}", permanent=False) from error
        if response.status_code != 200:
            raise _refusal(response)
        try:
            answer = response.json()
        except ValueError as error:
            raise GatewayError(f"ClickUp's answer is not JSON: {error}") from error
        if not isinstance(answer, dict):
            raise GatewayError("ClickUp's answer is not a JSON object.")
        return answer


def _tasks_of(answer: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return a page's tasks; an entry of another shape holds up none of its neighbours."""
    tasks = answer.get("tasks")
    found = tasks if isinstance(tasks, list) else []
    return [task for task in found if isinstance(task, Mapping) and task.get("id")]


def _problem_of(webhook: Mapping[str, Any]) -> str:
    health = webhook.get("health") or {}
    status, count = health.get("status", "active"), health.get("fail_count") or 0
    if status == "active" and not count:
        return ""
    return f"{webhook.get('endpoint') or webhook.get('id')} is {status} ({count} failures)"


def _refusal(response: httpx2.Response) -> GatewayError:
    status = response.status_code
    try:
        body = response.json()
    except ValueError:
        body = None
    body = body if isinstance(body, dict) else {}
    words = f"{body.get('err', '')} {body.get('ECODE', '')}".strip() or f"status {status}"
    if status == 429:
        return RateLimited(f"ClickUp's rate limit: {words}", _wait_seconds(response))
    if status >= 500:
        return GatewayError(f"ClickUp failed: {words}", permanent=False)
    if status == 401 and body.get("ECODE") in _TOKEN_CODES:
        return GatewayError(f"ClickUp refused the token: {words}", permanent=True)
    if status in (401, 404):
        return NotVisible(
            f"ClickUp shows no such object to this token (deleted, not shared, or a custom id"
            f" without CLICKUP_TEAM_ID): {words}"
        )
    return GatewayError(f"ClickUp refused ({status}): {words}", permanent=True)


def _wait_seconds(response: httpx2.Response) -> float | None:
    """Return how long until the limit is reset, None when ClickUp does not say.

    `X-RateLimit-Reset` is a Unix time by ClickUp's clock, which the answer's date shows.
    """
    try:
        reset = float(response.headers.get("X-RateLimit-Reset", ""))
    except ValueError:
        return None
    try:
        theirs = parsedate_to_datetime(response.headers.get("Date", "")).timestamp()
    except (TypeError, ValueError):
        theirs = time.time()
    return min(max(reset - theirs, 0.0) + 1, _LONGEST_WAIT_SECONDS)

"""ClickUp API v2 over HTTP. Source: https://developer.clickup.com/docs"""

import weakref
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

import httpx2

from integrations.clickup.gateway import BriefTask, FieldOption, TaskField
from integrations.errors import GatewayError, NotConfigured
from integrations.http import READ_SECONDS, build_client, read_with_retries

DEFAULT_URL = "https://api.clickup.com/api/v2"
# Any other code on a 401 means "not yours to see", which is also said of an unknown id.
_TOKEN_CODES = frozenset(f"OAUTH_{number}" for number in ("017", "019", "021", "025", "077"))
_MOST_PAGES = 100


class ClickUpApiGateway:
    """Reads tasks with a personal token, sent bare as ClickUp wants it."""

    def __init__(
        self,
        token: str,
        *,
        api_url: str = DEFAULT_URL,
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
        self._list_id = list_id
        self._wait = retry_wait_seconds

    def check(self) -> str:
        """Return the name of the token's user. :raises GatewayError: the token opens nothing."""
        user = self._read("user", {}).get("user") or {}
        return str(user.get("username") or user.get("email") or "")

    def task(self, task_id: str) -> BriefTask:
        """Read one task with all its fields.

        :raises GatewayError: permanent when the token is refused or the task is not visible.
        """
        return _task(self._read(f"task/{quote(task_id, safe='')}", {}))

    def updated_tasks(self, since: datetime) -> tuple[str, ...]:
        """Page through the list's tasks changed after `since`, closed ones and subtasks too.

        :raises NotConfigured: no list is set.
        """
        if not self._list_id:
            raise NotConfigured("CLICKUP_LIST_ID is not set.")
        ids: dict[str, None] = {}
        for page in range(_MOST_PAGES):
            answer = self._read(
                f"list/{quote(self._list_id, safe='')}/task",
                {
                    "date_updated_gt": str(int(since.timestamp() * 1000)),
                    "include_closed": "true",
                    "subtasks": "true",
                    "page": str(page),
                },
            )
            tasks = answer.get("tasks") or []
            ids.update(dict.fromkeys(str(task["id"]) for task in tasks))
            if answer.get("last_page", not tasks) or not tasks:
                break
        return tuple(ids)

    def _read(self, path: str, params: Mapping[str, str]) -> dict[str, Any]:
        return read_with_retries(lambda: self._read_once(path, params), wait_seconds=self._wait)

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


def _refusal(response: httpx2.Response) -> GatewayError:
    status = response.status_code
    try:
        body = response.json()
    except ValueError:
        body = None
    body = body if isinstance(body, dict) else {}
    words = f"{body.get('err', '')} {body.get('ECODE', '')}".strip() or f"status {status}"
    if status == 429:
        return GatewayError(f"ClickUp's rate limit: {words}", permanent=False)
    if status >= 500:
        return GatewayError(f"ClickUp failed: {words}", permanent=False)
    if status == 401 and body.get("ECODE") in _TOKEN_CODES:
        return GatewayError(f"ClickUp refused the token: {words}", permanent=True)
    if status in (401, 404):
        return GatewayError(f"ClickUp shows no such object to this token: {words}", permanent=True)
    return GatewayError(f"ClickUp refused ({status}): {words}", permanent=True)


def _task(answer: Mapping[str, Any]) -> BriefTask:
    if not answer.get("id"):
        raise GatewayError("ClickUp's answer names no task.")
    return BriefTask(
        id=str(answer["id"]),
        name=str(answer.get("name") or ""),
        url=str(answer.get("url") or ""),
        updated_at=datetime.fromtimestamp((_whole(answer.get("date_updated")) or 0) / 1000, UTC),
        fields=tuple(_field(field) for field in answer.get("custom_fields") or ()),
    )


def _field(field: Mapping[str, Any]) -> TaskField:
    config = field.get("type_config")
    config = config if isinstance(config, dict) else {}
    currency = config.get("currency_type")
    return TaskField(
        id=str(field.get("id") or ""),
        name=str(field.get("name") or ""),
        type=str(field.get("type") or ""),
        value=field.get("value"),
        options=tuple(_option(option) for option in config.get("options") or ()),
        currency=str(currency) if currency else None,
    )


def _option(option: Mapping[str, Any]) -> FieldOption:
    # Labels carry `label` where drop-downs carry `name`.
    return FieldOption(
        id=str(option.get("id") or ""),
        name=str(option.get("name") or option.get("label") or ""),
        orderindex=_whole(option.get("orderindex")),
    )


def _whole(value: object) -> int | None:
    # Documented as text, sent as a number.
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() else None

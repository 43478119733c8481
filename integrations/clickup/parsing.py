"""From ClickUp's JSON to our words. Pure. Source: https://developer.clickup.com/docs/customfields"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from integrations.clickup.gateway import BriefTask, FieldOption, TaskField
from integrations.errors import GatewayError


def brief_task_from(answer: Mapping[str, Any]) -> BriefTask:
    """Return the task that GET task answered.

    :raises GatewayError: if the answer names no task
    """
    if not answer.get("id"):
        raise GatewayError("ClickUp's answer names no task.")
    return BriefTask(
        id=str(answer["id"]),
        name=str(answer.get("name") or ""),
        url=str(answer.get("url") or ""),
        updated_at=updated_at_of(answer),
        fields=tuple(_field(field) for field in _objects(answer.get("custom_fields"))),
        custom_id=str(answer.get("custom_id") or ""),
    )


def updated_at_of(task: Mapping[str, Any]) -> datetime:
    """Return when the task last changed; times are text in milliseconds."""
    return datetime.fromtimestamp((_whole(task.get("date_updated")) or 0) / 1000, UTC)


def _objects(items: Any) -> list[Mapping[str, Any]]:
    return [item for item in items or () if isinstance(item, Mapping)]


def _field(field: Mapping[str, Any]) -> TaskField:
    config = field.get("type_config")
    config = config if isinstance(config, dict) else {}
    currency = config.get("currency_type")
    return TaskField(
        id=str(field.get("id") or ""),
        name=str(field.get("name") or ""),
        type=str(field.get("type") or ""),
        value=field.get("value"),
        options=tuple(_option(option) for option in _objects(config.get("options"))),
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

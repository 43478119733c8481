"""From ClickUp's JSON to our words. Pure. Source: https://developer.clickup.com/docs/customfields

All of it is text of strangers: what no row can hold is taken out here, and what has another shape
than the vendor's is read as if it were not there.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from integrations.clickup.gateway import BriefTask, FieldOption, TaskField
from integrations.errors import GatewayError
from integrations.strangers import storable_json, storable_line

_EPOCH = datetime.fromtimestamp(0, UTC)


def brief_task_from(answer: Mapping[str, Any]) -> BriefTask:
    """Return the task that GET task answered.

    :raises GatewayError: if the answer names no task
    """
    task_id = _line(answer.get("id"))
    if not task_id:
        raise GatewayError("ClickUp's answer names no task.")
    status = _object(answer.get("status"))
    is_closed = any(answer.get(key) for key in ("date_closed", "date_done"))
    return BriefTask(
        id=task_id,
        name=_line(answer.get("name")),
        url=_line(answer.get("url")),
        updated_at=updated_at_of(answer),
        fields=tuple(_field(field) for field in _objects(answer.get("custom_fields"))),
        custom_id=_line(answer.get("custom_id")),
        created_at=_moment(answer.get("date_created")),
        list_ids=_lists_of(answer),
        parent_id=_line(answer.get("parent")),
        is_archived=answer.get("archived") is True,
        is_closed=is_closed,
        status=_line(status.get("status")),
        status_type=_line(status.get("type")),
        tags=tuple(_line(tag.get("name")) for tag in _objects(answer.get("tags"))),
        is_template=answer.get("is_template") is True or answer.get("template") is True,
    )


def updated_at_of(task: Mapping[str, Any]) -> datetime:
    """Return when the task last changed; times are text in milliseconds."""
    return _moment(task.get("date_updated")) or _EPOCH


def _lists_of(task: Mapping[str, Any]) -> tuple[str, ...]:
    # A task may also lie in other lists than its home: "tasks in multiple lists".
    places = [_object(task.get("list")), *_objects(task.get("locations"))]
    return tuple(dict.fromkeys(_line(place["id"]) for place in places if place.get("id")))


def _line(value: object) -> str:
    return storable_line(str(value)) if isinstance(value, str | int) else ""


def _object(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _objects(items: object) -> list[Mapping[str, Any]]:
    return [item for item in items if isinstance(item, Mapping)] if isinstance(items, list) else []


def _field(field: Mapping[str, Any]) -> TaskField:
    config = _object(field.get("type_config"))
    currency = config.get("currency_type")
    return TaskField(
        id=_line(field.get("id")),
        name=_line(field.get("name")),
        type=_line(field.get("type")),
        value=storable_json(field.get("value")),
        options=tuple(_option(option) for option in _objects(config.get("options"))),
        currency=_line(currency) if currency else None,
    )


def _option(option: Mapping[str, Any]) -> FieldOption:
    # Labels carry `label` where drop-downs carry `name`.
    return FieldOption(
        id=_line(option.get("id")),
        name=_line(option.get("name") or option.get("label")),
        orderindex=_whole(option.get("orderindex")),
    )


def _moment(value: object) -> datetime | None:
    milliseconds = _whole(value)
    try:
        return None if not milliseconds else datetime.fromtimestamp(milliseconds / 1000, UTC)
    except (OverflowError, ValueError, OSError):
        return None


def _whole(value: object) -> int | None:
    # Documented as text, sent as a number.
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 20 else None

"""The port to the brief form: a task with its fields exactly as the vendor sent them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol


@dataclass(frozen=True)
class FieldOption:
    """One choice of a drop-down or label field; a drop-down's value is its `orderindex`."""

    id: str
    name: str
    orderindex: int | None


@dataclass(frozen=True)
class TaskField:
    """One form field. `value` is raw, None when unset; nothing is resolved here."""

    id: str
    name: str
    type: str
    value: Any
    options: tuple[FieldOption, ...] = ()
    currency: str | None = None


@dataclass(frozen=True)
class BriefTask:
    """One task with its form. `custom_id` is what people call it ("CAM-12"), where they do.

    `list_ids` are all lists it lies in, its home first; `status_type` is the vendor's own word
    ("open", "custom", "done", "closed") behind the status that people named.
    """

    id: str
    name: str
    url: str
    updated_at: datetime
    fields: tuple[TaskField, ...]
    custom_id: str = ""
    created_at: datetime | None = None
    list_ids: tuple[str, ...] = ()
    parent_id: str = ""
    is_archived: bool = False
    is_closed: bool = False
    status: str = ""
    status_type: str = ""
    tags: tuple[str, ...] = ()
    is_template: bool = False


@dataclass(frozen=True)
class TaskStamp:
    """A task of the list and when it last changed."""

    id: str
    updated_at: datetime


class ClickUpGateway(Protocol):
    """Reads briefs; this project never writes to ClickUp."""

    def task(self, task_id: str) -> BriefTask:
        """Read one task by its id or custom id.

        :raises NotVisible: it was deleted, never was, or is not shown to our token.
        :raises RateLimited: the vendor wants a pause.
        :raises GatewayError: anything else; permanent when a person has to change something.
        """
        ...

    def updated_tasks(self, since: datetime) -> tuple[TaskStamp, ...]:
        """List the tasks changed after `since`: the net under lost webhooks."""
        ...

    def webhook_problems(self) -> tuple[str, ...]:
        """Say which of our webhooks are suspended or failing; empty when all is well."""
        ...

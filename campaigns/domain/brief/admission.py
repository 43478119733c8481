"""Which tasks are briefs: one rule for the webhook and for the reading of the list. Pure."""

import re
from dataclasses import dataclass

_FINISHED_TYPES = frozenset({"closed", "done"})
# "[Template] Brief", "TEMPLATE - launch", "Campaign brief template"; not "Template pack launch".
_TEMPLATE_NAME = re.compile(
    r"\W*template(\W*$|\s*[]):|–—-].*)|.*\btemplate\W*", re.IGNORECASE | re.DOTALL
)
_TEMPLATE_TAG = "template"


@dataclass(frozen=True)
class TaskFacts:
    """What a task is, beside its form. `list_ids` are all lists it lies in, its home first."""

    name: str = ""
    list_ids: tuple[str, ...] = ()
    parent_id: str = ""
    is_archived: bool = False
    is_closed: bool = False
    status: str = ""
    status_type: str = ""
    tags: tuple[str, ...] = ()
    is_template: bool = False


def why_left_out(task: TaskFacts, *, list_id: str) -> str:
    """Return why a task is no brief, in words; nothing for a brief.

    Without a `list_id` tasks of every list are briefs.
    """
    if list_id and list_id not in task.list_ids:
        return "it lies in another list"
    if task.parent_id:
        return "it is a subtask"
    if task.is_archived:
        return "it is archived"
    if task.is_closed or task.status_type.lower() in _FINISHED_TYPES:
        return f"its status is {task.status or 'closed'!r}, which is a finished one"
    if _is_template(task):
        return "it is a template"
    return ""


def _is_template(task: TaskFacts) -> bool:
    is_tagged = any(tag.strip().casefold() == _TEMPLATE_TAG for tag in task.tags)
    return task.is_template or is_tagged or bool(_TEMPLATE_NAME.fullmatch(task.name.strip()))

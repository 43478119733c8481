"""The simulated brief form: invented tasks read by the same code as the vendor's own answers."""

from datetime import datetime

from integrations.clickup.gateway import BriefTask
from integrations.clickup.live import _task as brief_task_from
from integrations.errors import GatewayError
from integrations.sandbox.briefs import TASK_IDS, task_json


class SandboxClickUpGateway:
    """Serves the invented briefs."""

    def task(self, task_id: str) -> BriefTask:
        """Return one invented brief. :raises GatewayError: permanent for an unknown id."""
        answer = task_json(task_id)
        if answer is None:
            raise GatewayError(
                f"The sandbox has no task {task_id!r}; its tasks: {', '.join(TASK_IDS)}.",
                permanent=True,
            )
        return brief_task_from(answer)

    def updated_tasks(self, since: datetime) -> tuple[str, ...]:
        """Return the invented briefs that were changed after `since`."""
        return tuple(task_id for task_id in TASK_IDS if self.task(task_id).updated_at > since)

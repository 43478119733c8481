"""The simulated brief form: invented tasks read by the same code as the vendor's own answers."""

from datetime import datetime

from integrations.clickup.gateway import BriefTask, TaskStamp
from integrations.clickup.parsing import brief_task_from
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

    def updated_tasks(self, since: datetime) -> tuple[TaskStamp, ...]:
        """Return the invented briefs that were changed after `since`."""
        tasks = [self.task(task_id) for task_id in TASK_IDS]
        return tuple(TaskStamp(t.id, t.updated_at) for t in tasks if t.updated_at > since)

    def webhook_problems(self) -> tuple[str, ...]:
        """Report nothing wrong: invented briefs need no webhook."""
        return ()

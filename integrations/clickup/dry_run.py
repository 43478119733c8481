"""The brief form that does nothing and says so."""

from datetime import datetime

from integrations.clickup.gateway import BriefTask, TaskStamp
from integrations.errors import NotConfigured


class DryRunClickUpGateway:
    """Has no task and no news."""

    def task(self, task_id: str) -> BriefTask:
        """Refuse: there is nothing to read. :raises NotConfigured: always."""
        raise NotConfigured("CLICKUP_MODE is dry_run: no task is read.")

    def updated_tasks(self, since: datetime) -> tuple[TaskStamp, ...]:
        """Report nothing changed."""
        return ()

    def webhook_problems(self) -> tuple[str, ...]:
        """Report nothing wrong."""
        return ()

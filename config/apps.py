"""The wiring as a Django app: connects what must be known before the first job runs."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Marks jobs as running, so that the supervisor can tell a busy worker from a hung one."""

    name = "config"

    def ready(self) -> None:
        """Connect the receivers once per process."""
        from django_q.signals import post_execute_in_worker, pre_execute

        from config.job_marks import mark_finished, mark_started

        pre_execute.connect(mark_started, dispatch_uid="job_marks.started")
        post_execute_in_worker.connect(mark_finished, dispatch_uid="job_marks.finished")

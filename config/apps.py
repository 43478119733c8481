"""The wiring as a Django app: connects what must be known before the first job runs."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Starts error reports, and marks jobs as running: a busy worker is not a hung one."""

    name = "config"

    def ready(self) -> None:
        """Connect the receivers once per process."""
        from django.conf import settings
        from django.contrib.auth.signals import user_login_failed
        from django_q.signals import post_execute_in_worker, pre_execute

        from config import checks  # noqa: F401  (importing them registers them)
        from config.accounts import login_failed
        from config.running.job_marks import mark_finished, mark_started
        from config.telemetry import reports

        reports.start(settings.SENTRY_DSN)
        pre_execute.connect(mark_started, dispatch_uid="job_marks.started")
        post_execute_in_worker.connect(mark_finished, dispatch_uid="job_marks.finished")
        user_login_failed.connect(login_failed, dispatch_uid="accounts.login_failed")

"""How far the sources of briefs have been read."""

from django.db import models


class BriefList(models.Model):
    """A list of briefs at the vendor: changes up to `read_to` are known here.

    Webhooks that were lost are found by reading it; `due_at` says when that is next. The vendor
    suspends webhooks without a word, so `webhooks_due_at` says when we ask after them.
    """

    list_id = models.CharField(max_length=80, unique=True)
    known_since = models.DateTimeField(
        null=True, blank=True, help_text="tasks older than this are started by people"
    )
    read_to = models.DateTimeField()
    due_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)
    webhooks_due_at = models.DateTimeField(null=True, blank=True)
    webhook_problem = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.list_id


class LeftOutTask(models.Model):
    """A task that came in and is no brief: shown to people, and forgotten when it becomes one."""

    task_id = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=300, blank=True)
    url = models.CharField(max_length=500, blank=True)
    reason = models.CharField(max_length=300)
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ["-seen_at", "-id"]

    def __str__(self) -> str:
        return f"{self.name or self.task_id}: {self.reason}"

"""How far the sources of briefs have been read, and the files of people that came by hand."""

from django.db import models
from django.db.models import Q

from campaigns.models.campaign import Campaign
from campaigns.models.shapes import NAMES_OF, REJECTS, SENTENCES
from integrations.typed_json import typed


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


class ImportBatch(models.Model):
    """One file of prospects for a campaign: its columns, and how far it is taken in."""

    class Status(models.TextChoices):
        """Where the file stands; a person takes it from `mapping` to `waiting`."""

        MAPPING = "mapping"
        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="imports")
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64, help_text="SHA-256 of the file's bytes")
    content = models.BinaryField()
    tab = models.CharField(max_length=120, blank=True)
    columns = typed(NAMES_OF, default=dict, blank=True, help_text="our field by their title")
    status = models.CharField(max_length=8, choices=Status, default=Status.MAPPING)
    rows = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    rejects = typed(REJECTS, default=list, blank=True)
    problems = typed(SENTENCES, default=list, blank=True)
    uploaded_by = models.CharField(max_length=200)
    uploaded_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "imports"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "digest"],
                condition=Q(status__in=["waiting", "running", "done"]),
                name="one_import_of_the_same_file",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} for {self.campaign}"

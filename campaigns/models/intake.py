"""How far the sources of briefs have been read."""

from django.db import models


class BriefList(models.Model):
    """A list of briefs at the vendor: changes up to `read_to` are known here.

    Webhooks that were lost are found by reading it; `due_at` says when that is next.
    """

    list_id = models.CharField(max_length=80, unique=True)
    read_to = models.DateTimeField()
    due_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.list_id

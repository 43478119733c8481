"""What was done, by whom and why. Rows are only ever added; the database refuses the rest."""

from typing import Any

from django.db import models


class AuditEntry(models.Model):
    """One thing that happened, written in the transaction of the change it describes.

    Ids of other rooms are plain numbers: this room knows no other. Bodies are never stored here,
    only their hash, so that erasure elsewhere leaves the chain valid.
    """

    at = models.DateTimeField(db_index=True)
    actor = models.CharField(max_length=200, db_index=True)
    action = models.CharField(max_length=60, db_index=True)
    subject = models.CharField(max_length=80)
    campaign_id = models.BigIntegerField(null=True, blank=True, db_index=True)
    thread_id = models.BigIntegerField(null=True, blank=True, db_index=True)
    influencer = models.CharField(max_length=200, blank=True, db_index=True)
    request_id = models.CharField(max_length=64, blank=True)
    summary = models.TextField(blank=True)
    # Free by nature: every action has details of its own, and no row is ever brought up to date.
    data: "models.Field[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict)
    entry_hash = models.CharField(max_length=64)

    class Meta:
        verbose_name_plural = "audit entries"
        ordering = ["-id"]
        indexes = [models.Index(fields=["thread_id", "id"]), models.Index(fields=["action", "at"])]

    def __str__(self) -> str:
        return f"{self.action} by {self.actor}"


class AuditSeal(models.Model):
    """One link of the hash chain: this entry, sealed after the one before it."""

    sequence = models.BigIntegerField(unique=True)
    entry = models.OneToOneField(AuditEntry, on_delete=models.PROTECT, related_name="seal")
    running_hash = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    class Meta:
        ordering = ["-sequence"]

    def __str__(self) -> str:
        return f"seal {self.sequence}"

"""What stops mail."""

from django.db import models


class Suppression(models.Model):
    """An address nobody may write to any more."""

    email = models.EmailField(unique=True)
    source = models.CharField(max_length=60)
    proof = models.TextField(blank=True)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.email


class KillSwitch(models.Model):
    """While a row is here, nothing in its scope leaves the building."""

    class Scope(models.TextChoices):
        """How much it stops."""

        HOUSE = "house"
        CLIENT = "client"
        CAMPAIGN = "campaign"
        MAILBOX = "mailbox"

    scope = models.CharField(max_length=10, choices=Scope)
    scope_id = models.BigIntegerField(default=0, help_text="0 for the house")
    reason = models.TextField()
    set_by = models.CharField(max_length=200)
    set_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "kill switches"
        constraints = [
            models.UniqueConstraint(fields=["scope", "scope_id"], name="one_switch_per_scope"),
        ]

    def __str__(self) -> str:
        return f"{self.scope} {self.scope_id or ''}".strip()

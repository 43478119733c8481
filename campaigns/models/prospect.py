"""The roster of a campaign: who is considered, and which rows could not be used."""

from django.db import models
from django.db.models import Q

from campaigns.models.campaign import Campaign
from campaigns.models.people import Influencer
from campaigns.models.shapes import ROSTER_LINES
from integrations.typed_json import typed


class Prospect(models.Model):
    """An influencer considered for one campaign, with the numbers of that day.

    `views` is average views per post over all platform lines of the package; None means unknown,
    never zero. `lines` keeps each sheet row as it came with its source, one line per account;
    the trail keeps what they said before.
    """

    class Status(models.TextChoices):
        """Where the prospect stands before a thread exists."""

        READY = "ready"
        NEEDS_PERSON = "needs_person"
        OPENED = "opened"
        SKIPPED = "skipped"

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="prospects")
    influencer = models.ForeignKey(Influencer, on_delete=models.PROTECT, related_name="prospects")
    platform = models.CharField(max_length=20)
    views = models.PositiveIntegerField(null=True, blank=True)
    followers = models.PositiveBigIntegerField(null=True, blank=True)
    engagement_rate = models.DecimalField(max_digits=7, decimal_places=3, null=True, blank=True)
    min_amount = models.DecimalField(max_digits=14, decimal_places=3, null=True, blank=True)
    max_amount = models.DecimalField(max_digits=14, decimal_places=3, null=True, blank=True)
    lines = typed(ROSTER_LINES, default=list)
    row_hash = models.CharField(max_length=64, blank=True)
    status = models.CharField(max_length=14, choices=Status, default=Status.READY)
    problem = models.TextField(blank=True)
    waits_for = models.TextField(blank=True, help_text="why nobody writes to them yet")
    waits_until = models.DateTimeField(
        null=True, blank=True, help_text="when to look again whether they may be written to"
    )
    lock_lifted_by = models.CharField(
        max_length=200, blank=True, help_text="who said to write although others talk with them"
    )
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "influencer"], name="one_prospect_per_campaign"
            ),
            models.CheckConstraint(
                condition=Q(views__isnull=True) | Q(views__gt=0), name="views_unknown_or_positive"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.influencer} for {self.campaign}"


class SkippedRow(models.Model):
    """A roster row that could not be used, with the cell that says why."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="skipped_rows")
    row_number = models.PositiveIntegerField()
    name = models.CharField(max_length=200, blank=True)
    column = models.CharField(max_length=120, blank=True)
    value = models.TextField(blank=True)
    reason = models.TextField()

    def __str__(self) -> str:
        return f"row {self.row_number}: {self.reason}"

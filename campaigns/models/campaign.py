"""A client's brief and how it is negotiated."""

from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F, Q

from campaigns.models.shapes import BRIEF, NOTES, PENDING, SENTENCES, TO_FIX
from integrations.typed_json import typed, typed_or_null


class Client(models.Model):
    """A brand we negotiate for."""

    name = models.CharField(max_length=200, unique=True)
    is_paused = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class Campaign(models.Model):
    """One brief: what the client wants, what it may cost, and how we negotiate it.

    The bounds are prices per 1,000 views in the campaign's currency. `brief` keeps every form
    field by its model path, parsed; `brief_errors` names the fields that did not parse.
    """

    class Status(models.TextChoices):
        """Where the campaign stands."""

        DRAFT = "draft"
        QUARANTINED = "quarantined"
        ACTIVE = "active"
        PAUSED = "paused"
        STOPPED = "stopped"
        COMPLETED = "completed"

    # Nothing of it goes on, and nobody joins it any more.
    OVER = (Status.STOPPED, Status.COMPLETED)

    class Autonomy(models.TextChoices):
        """Which emails wait for a person."""

        REVIEW = "review"
        SUPERVISED = "supervised"
        AUTONOMOUS = "autonomous"

    class Opening(models.TextChoices):
        """What the first mail carries."""

        OFFER_FIRST = "offer_first"
        ASK_FIRST = "ask_first"
        INTEREST_FIRST = "interest_first"

    external_id = models.CharField(max_length=80, null=True, blank=True, unique=True)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, null=True, blank=True)
    name = models.CharField(max_length=300)
    status = models.CharField(max_length=12, choices=Status, default=Status.DRAFT)
    currency = models.CharField(max_length=3, default="USD")
    budget_amount = models.DecimalField(max_digits=14, decimal_places=3, null=True, blank=True)
    over_offer_factor = models.DecimalField(max_digits=4, decimal_places=2, default=Decimal("1.00"))
    cpm_floor = models.DecimalField(max_digits=10, decimal_places=4, default=Decimal(20))
    cpm_ceiling = models.DecimalField(max_digits=10, decimal_places=4, default=Decimal(30))
    target_cpm = models.DecimalField(max_digits=10, decimal_places=4, null=True, blank=True)
    minimum_amount = models.DecimalField(max_digits=14, decimal_places=3, null=True, blank=True)
    approval_amount = models.DecimalField(
        max_digits=14,
        decimal_places=3,
        null=True,
        blank=True,
        help_text="offers above this need a person's stored approval",
    )
    autonomy = models.CharField(max_length=12, choices=Autonomy, default=Autonomy.REVIEW)
    opening = models.CharField(max_length=16, choices=Opening, default=Opening.OFFER_FIRST)
    require_certificate = models.BooleanField(
        default=False, help_text="nobody new is written to before a trial has passed"
    )
    reminder_after_hours = models.PositiveSmallIntegerField(default=48)
    stale_after_hours = models.PositiveSmallIntegerField(default=72)
    brief = typed(BRIEF, default=dict, blank=True)
    brief_errors = typed(TO_FIX, default=list, blank=True)
    brief_notes = typed(NOTES, default=dict, blank=True)
    brief_version = models.PositiveIntegerField(default=1)
    brief_fingerprint = models.CharField(max_length=64, blank=True)
    brief_updated_at = models.DateTimeField(null=True, blank=True)
    pending_brief = typed_or_null(
        PENDING, blank=True, help_text="a newer brief that waits for a person to apply it"
    )
    sheet_id = models.CharField(max_length=500, blank=True, help_text="its id or its address")
    sheet_tab = models.CharField(max_length=120, blank=True)
    roster_read_at = models.DateTimeField(null=True, blank=True)
    roster_problems = typed(SENTENCES, default=list, blank=True)
    takes_hidden_rows = models.BooleanField(
        default=False, help_text="people on hidden rows of the sheet are written to as well"
    )
    mailbox_address = models.EmailField(blank=True)
    is_sandbox = models.BooleanField(default=False)
    roster_due_at = models.DateTimeField(null=True, blank=True, help_text="when it is read next")
    is_roster_due = models.BooleanField(default=False)
    started_at = models.DateTimeField(null=True, blank=True)
    start_due_at = models.DateTimeField(
        null=True, blank=True, help_text="when a complete brief has been quiet for long enough"
    )
    start_holds = typed(
        SENTENCES,
        default=list,
        blank=True,
        help_text="why it waits for a person instead, a sentence each",
    )
    source_list_id = models.CharField(max_length=80, blank=True)
    brief_likeness = models.CharField(
        max_length=64, blank=True, help_text="stands for the brief but for its name and dates"
    )
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(cpm_floor__lte=F("cpm_ceiling")), name="cpm_floor_not_above_ceiling"
            ),
            models.CheckConstraint(
                condition=~Q(status="active") | Q(budget_amount__gt=0),
                name="active_campaign_has_a_budget",
            ),
            models.CheckConstraint(
                condition=~Q(status="active") | Q(client__isnull=False),
                name="active_campaign_has_a_client",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "is_roster_due"]),
            models.Index(fields=["status", "roster_due_at"]),
            models.Index(fields=["status", "start_due_at"]),
            models.Index(fields=["brief_likeness"]),
        ]

    def __str__(self) -> str:
        return self.name


def brief_value(campaign: Campaign, path: str, default: Any = None) -> Any:
    """Return one field of the parsed brief by its model path."""
    value = campaign.brief.get(path)
    return default if value in (None, "") else value

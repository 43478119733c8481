"""Who takes part and how much it may cost."""

from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F, Q


class Client(models.Model):
    """A brand we negotiate for."""

    name = models.CharField(max_length=200, unique=True)
    is_paused = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class Agency(models.Model):
    """A talent agency that represents influencers."""

    name = models.CharField(max_length=200, unique=True)
    domain = models.CharField(max_length=200, blank=True, db_index=True)

    class Meta:
        verbose_name_plural = "agencies"

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
    reminder_after_hours = models.PositiveSmallIntegerField(default=48)
    stale_after_hours = models.PositiveSmallIntegerField(default=72)
    brief = models.JSONField(default=dict, blank=True)
    brief_errors = models.JSONField(default=list, blank=True)
    brief_notes = models.JSONField(default=dict, blank=True)
    brief_version = models.PositiveIntegerField(default=1)
    sheet_id = models.CharField(max_length=120, blank=True)
    sheet_tab = models.CharField(max_length=120, blank=True)
    roster_read_at = models.DateTimeField(null=True, blank=True)
    roster_problems = models.JSONField(default=list, blank=True)
    mailbox_address = models.EmailField(blank=True)
    is_sandbox = models.BooleanField(default=False)
    is_roster_due = models.BooleanField(default=False)
    started_at = models.DateTimeField(null=True, blank=True)
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
        indexes = [models.Index(fields=["status", "is_roster_due"])]

    def __str__(self) -> str:
        return self.name


class Influencer(models.Model):
    """A person or channel, known across campaigns. The email is where mail goes."""

    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True, db_index=True)
    first_name = models.CharField(max_length=80, blank=True)
    is_email_bad = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class InfluencerIdentity(models.Model):
    """One platform account of an influencer; what makes two rows the same person."""

    influencer = models.ForeignKey(Influencer, on_delete=models.CASCADE, related_name="identities")
    platform = models.CharField(max_length=20)
    handle = models.CharField(max_length=120)

    class Meta:
        verbose_name_plural = "influencer identities"
        constraints = [
            models.UniqueConstraint(fields=["platform", "handle"], name="one_owner_per_handle"),
        ]

    def __str__(self) -> str:
        return f"{self.platform}/{self.handle}"


class Contact(models.Model):
    """An address that speaks for an influencer: the creator, a manager, an assistant."""

    class Role(models.TextChoices):
        """Who is writing."""

        CREATOR = "creator"
        MANAGER = "manager"
        ASSISTANT = "assistant"
        OTHER = "other"

    influencer = models.ForeignKey(Influencer, on_delete=models.CASCADE, related_name="contacts")
    agency = models.ForeignKey(Agency, on_delete=models.SET_NULL, null=True, blank=True)
    email = models.EmailField(db_index=True)
    name = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=10, choices=Role, default=Role.CREATOR)
    may_accept = models.BooleanField(default=True)
    is_primary = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["influencer", "email"], name="one_contact_per_address"),
        ]

    def __str__(self) -> str:
        return self.email


class Prospect(models.Model):
    """An influencer considered for one campaign, with the numbers of that day.

    `views` is average views per post over all platform lines of the package; None means unknown,
    never zero. `lines` keeps each sheet row as it came with its source.
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
    lines = models.JSONField(default=list)
    row_hash = models.CharField(max_length=64, blank=True)
    status = models.CharField(max_length=14, choices=Status, default=Status.READY)
    problem = models.TextField(blank=True)
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


def brief_value(campaign: Campaign, path: str, default: Any = None) -> Any:
    """Return one field of the parsed brief by its model path."""
    value = campaign.brief.get(path)
    return default if value in (None, "") else value

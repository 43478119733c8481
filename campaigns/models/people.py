"""Who takes part, known across campaigns."""

from django.db import models

from campaigns.models.shapes import BEFORE
from integrations.typed_json import typed


class Agency(models.Model):
    """A talent agency that represents influencers."""

    name = models.CharField(max_length=200, unique=True)
    domain = models.CharField(max_length=200, blank=True, db_index=True)

    class Meta:
        verbose_name_plural = "agencies"

    def __str__(self) -> str:
        return self.name


class Influencer(models.Model):
    """A person or channel, known across campaigns. The email is where mail goes."""

    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True, db_index=True)
    first_name = models.CharField(max_length=80, blank=True)
    is_email_bad = models.BooleanField(default=False)
    minor_signal = models.CharField(
        max_length=200,
        blank=True,
        help_text="their words that may show a child; nobody is written to",
    )
    minor_cleared_by = models.CharField(
        max_length=200, blank=True, help_text="who said that they are an adult"
    )

    def __str__(self) -> str:
        return self.name

    @property
    def may_be_minor(self) -> bool:
        """Whether something they wrote may show a child, and nobody has cleared it."""
        return bool(self.minor_signal) and not self.minor_cleared_by


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


class IdentityDecision(models.Model):
    """A person's word on whether a roster row is somebody we know; `before` lets it be undone."""

    class Kind(models.TextChoices):
        """What was decided."""

        SAME = "same"
        OTHER = "other"

    prospect_id = models.BigIntegerField(db_index=True)
    kind = models.CharField(max_length=5, choices=Kind)
    before = typed(BEFORE, default=dict)
    decided_by = models.CharField(max_length=200)
    decided_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"prospect {self.prospect_id}: {self.kind}"


class Contact(models.Model):
    """An address that speaks for an influencer: the creator, a manager, an assistant."""

    class Role(models.TextChoices):
        """Who is writing."""

        CREATOR = "creator"
        MANAGER = "manager"
        ASSISTANT = "assistant"
        BRAND = "brand"
        OTHER = "other"

    influencer = models.ForeignKey(Influencer, on_delete=models.CASCADE, related_name="contacts")
    agency = models.ForeignKey(Agency, on_delete=models.SET_NULL, null=True, blank=True)
    email = models.EmailField(db_index=True)
    name = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=10, choices=Role, default=Role.CREATOR)
    may_accept = models.BooleanField(default=True)
    is_primary = models.BooleanField(default=False)
    is_trusted = models.BooleanField(
        default=False, help_text="a person said that its mail counts without alignment"
    )
    corrected_by = models.CharField(
        max_length=200, blank=True, help_text="who said so; mail does not change it any more"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["influencer", "email"], name="one_contact_per_address"),
        ]

    def __str__(self) -> str:
        return self.email

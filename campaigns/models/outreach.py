"""How the daily cycle finds, weighs and approaches prospects; the mail itself is negotiations'."""

from decimal import Decimal

from django.db import models
from django.db.models import Q

from campaigns.domain.outreach.compliance.jurisdictions import Entity
from campaigns.domain.outreach.compliance.standing import Standing
from campaigns.models.campaign import Campaign
from campaigns.models.prospect import Prospect
from campaigns.models.shapes import DAYS, NAMES, PARTS, SAFETY, WEIGHTS
from integrations.models import Mailbox
from integrations.typed_json import typed


def _channels() -> list[str]:
    return ["email"]


class OutreachSettings(models.Model):
    """The house's limits for outreach: one row. What `safety` does not name is the default."""

    max_new_leads_per_day = models.PositiveIntegerField(default=10)
    max_outreach_per_day = models.PositiveIntegerField(default=20)
    max_followups_per_day = models.PositiveIntegerField(default=10)
    channels = typed(NAMES, default=_channels)
    safety = typed(SAFETY, default=dict, blank=True)
    is_assistant_line_on = models.BooleanField(default=True)
    weights = typed(WEIGHTS, default=dict, blank=True, help_text="empty: the weights we ship")
    weights_version = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name_plural = "outreach settings"
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="one_row_of_outreach_settings")
        ]

    def __str__(self) -> str:
        return "outreach settings"


class CampaignOutreach(models.Model):
    """Whether and how the daily cycle works for one campaign, and whom it looks for."""

    campaign = models.OneToOneField(Campaign, on_delete=models.CASCADE, related_name="outreach")
    is_live = models.BooleanField(default=False)
    live_since = models.DateTimeField(null=True, blank=True)
    assessment = models.CharField(
        max_length=200, blank=True, help_text="where the legitimate-interest assessment is kept"
    )
    is_simulated = models.BooleanField(default=False, help_text="its mail never leaves")
    views_min = models.PositiveIntegerField(null=True, blank=True)
    views_max = models.PositiveIntegerField(null=True, blank=True)
    engagement_target = models.DecimalField(max_digits=7, decimal_places=3, null=True, blank=True)
    primary_platform = models.CharField(max_length=20, blank=True)
    accepted_platforms = typed(NAMES, default=list, blank=True)
    markets = typed(NAMES, default=list, blank=True, help_text="two-letter country codes")
    follower_band = models.PositiveSmallIntegerField(null=True, blank=True)
    max_per_day = models.PositiveIntegerField(default=20)
    target_agreements = models.PositiveIntegerField(null=True, blank=True)
    time_zone = models.CharField(max_length=60, default="UTC")
    mailboxes = models.ManyToManyField(Mailbox, blank=True, related_name="outreach_campaigns")
    standing_until = models.DateTimeField(
        null=True, blank=True, help_text="until when plans of approved templates arm themselves"
    )
    standing_by = models.CharField(max_length=200, blank=True)
    pause_reason = models.TextField(blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "campaigns in outreach"
        constraints = [
            models.CheckConstraint(
                condition=Q(is_live=False) | ~Q(assessment=""),
                name="live_outreach_has_an_assessment",
            ),
            models.CheckConstraint(
                condition=Q(standing_until__isnull=True) | ~Q(standing_by=""),
                name="standing_approval_has_a_person",
            ),
        ]

    def __str__(self) -> str:
        return f"outreach of {self.campaign}"


class Approach(models.Model):
    """How far the daily cycle is with one prospect: known facts, score, decision, course.

    Touches are not counted here: they are the cold mails that were sent.
    """

    prospect = models.OneToOneField(Prospect, on_delete=models.CASCADE, related_name="approach")
    standing = models.CharField(
        max_length=14, choices=[(s.value, s.value) for s in Standing], default=Standing.NEW.value
    )
    stood_at = models.DateTimeField()
    created_at = models.DateTimeField()
    taken_in_at = models.DateTimeField(
        null=True, blank=True, db_index=True, help_text="since when the cycle considers it"
    )
    # What is known of the person; a person's entry wins over the sheet's.
    country = models.CharField(max_length=2, blank=True)
    time_zone = models.CharField(max_length=60, blank=True)
    entity = models.CharField(
        max_length=12, choices=[(e.value, e.value) for e in Entity], default=Entity.UNKNOWN.value
    )
    consent = models.CharField(max_length=200, blank=True, help_text="where consent is recorded")
    source = models.CharField(max_length=200, blank=True, help_text="where the address was found")
    do_not_contact = models.CharField(max_length=200, blank=True)
    minor_signal = models.CharField(max_length=200, blank=True)
    minor_cleared_by = models.CharField(max_length=200, blank=True)
    facts_set_by = models.CharField(max_length=200, blank=True)
    # The score, with everything it rests on.
    score = models.DecimalField(max_digits=5, decimal_places=4, null=True, blank=True)
    score_version = models.CharField(max_length=40, blank=True)
    score_parts = typed(PARTS, default=dict, blank=True)
    completeness = models.DecimalField(max_digits=3, decimal_places=2, default=Decimal(0))
    score_reason = models.TextField(blank=True)
    score_inputs = models.CharField(max_length=64, blank=True)
    scored_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=14, blank=True)
    refusal = models.CharField(max_length=30, blank=True)
    # What people decided.
    decided_by = models.CharField(max_length=200, blank=True)
    decision = models.CharField(max_length=10, blank=True)
    decided_why = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    is_flagged_for_review = models.BooleanField(default=False)
    taken_over_by = models.CharField(max_length=200, blank=True)
    # The course of the cold sequence.
    cadence = typed(DAYS, default=list, blank=True, help_text="days, frozen at first touch")
    not_before = models.DateTimeField(null=True, blank=True)
    mailbox = models.ForeignKey(Mailbox, on_delete=models.PROTECT, null=True, blank=True)
    last_contacted_at = models.DateTimeField(null=True, blank=True)
    last_replied_at = models.DateTimeField(null=True, blank=True)
    reply_intent = models.CharField(max_length=14, blank=True)
    hot_at = models.DateTimeField(null=True, blank=True, db_index=True)
    hot_by = models.CharField(max_length=200, blank=True)
    counted_in_run = models.BigIntegerField(null=True, blank=True, db_index=True)
    taken_in_by_run = models.BigIntegerField(null=True, blank=True, db_index=True)

    class Meta:
        verbose_name_plural = "approaches"
        constraints = [
            models.CheckConstraint(
                condition=Q(standing__in=[s.value for s in Standing]),
                name="approach_has_a_known_standing",
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__gte=0, score__lte=1),
                name="score_between_none_and_one",
            ),
        ]
        indexes = [models.Index(fields=["standing", "score"])]

    def __str__(self) -> str:
        return f"{self.prospect}: {self.standing}"

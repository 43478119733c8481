"""What was decided from, and what only a person may decide."""

from django.db import models
from django.db.models import Q

from campaigns.models import Campaign
from integrations.typed_json import typed, typed_or_null
from negotiations.domain.pricing.recorded import kind_of
from negotiations.domain.terms.suggestions import steps_for
from negotiations.models.mail import Message, OutgoingEmail
from negotiations.models.shapes import DECISION, FINDINGS, HEARD, POSITION, TRIAL
from negotiations.models.thread import Thread


class RecordedDecision(models.Model):
    """What one decision was made from, whole: enough to make it again without any other row."""

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="decisions")
    message = models.ForeignKey(Message, on_delete=models.PROTECT, null=True, blank=True)
    position = typed(POSITION)
    reading = typed_or_null(HEARD, help_text="null for an opening")
    decision = typed(DECISION)
    digest = models.CharField(max_length=64, help_text="SHA-256 of position, reading, decision")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{kind_of(self.decision)} on {self.thread}"


class Escalation(models.Model):
    """Something only a person may decide, with the words that led to it."""

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="escalations")
    message = models.ForeignKey(Message, on_delete=models.PROTECT, null=True, blank=True)
    draft = models.ForeignKey(OutgoingEmail, on_delete=models.SET_NULL, null=True, blank=True)
    code = models.CharField(max_length=30)
    reason = models.TextField()
    quote = models.TextField(blank=True)
    findings = typed(FINDINGS, default=list, blank=True)
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True, db_index=True)
    closed_by = models.CharField(max_length=200, blank=True)
    outcome = models.CharField(max_length=60, blank=True)
    card_due_at = models.DateTimeField(
        null=True, blank=True, db_index=True, help_text="since when Slack lags behind this row"
    )

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["thread"],
                condition=Q(closed_at__isnull=True),
                name="one_open_escalation_per_thread",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.thread}"

    @property
    def steps(self) -> tuple[str, ...]:
        """What a person may do about it."""
        return steps_for(self.code, is_blocked=bool(self.findings))


class Certificate(models.Model):
    """One trial of a campaign's settings against simulated people, and what it showed."""

    class Status(models.TextChoices):
        """Where the trial stands."""

        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="certificates")
    status = models.CharField(max_length=8, choices=Status, default=Status.WAITING)
    random_seed = models.PositiveIntegerField()
    runs = models.PositiveSmallIntegerField(default=1, help_text="how often each person is met")
    fingerprint = models.CharField(max_length=64, blank=True, help_text="of the settings tried")
    result = typed(TRIAL, default=dict)
    has_passed = models.BooleanField(default=False)
    error = models.TextField(blank=True)
    requested_by = models.CharField(max_length=200)
    requested_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(has_passed=False) | Q(status="done"),
                name="only_a_finished_trial_passes",
            ),
        ]

    def __str__(self) -> str:
        return f"trial {self.pk} of {self.campaign}"

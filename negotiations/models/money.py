"""What was offered, allowed and agreed."""

from django.db import models
from django.db.models import Q

from integrations.typed_json import typed
from negotiations.models.mail import Message
from negotiations.models.shapes import LINES, RECEIPT, TERMS
from negotiations.models.thread import Thread


class Offer(models.Model):
    """One amount of ours with its package, written down before its mail leaves."""

    class Status(models.TextChoices):
        """What became of it."""

        DRAFTED = "drafted"
        SENT = "sent"
        ANSWERED = "answered"
        ACCEPTED = "accepted"
        WITHDRAWN = "withdrawn"

    # Its mail left.
    GONE = (Status.SENT, Status.ANSWERED, Status.ACCEPTED)

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="offers")
    number = models.PositiveSmallIntegerField(help_text="1 is the first priced offer")
    amount = models.DecimalField(max_digits=14, decimal_places=3)
    currency = models.CharField(max_length=3)
    terms = typed(TERMS, default=dict)
    lines = typed(LINES, default=list, help_text="the amount by term, with provenance")
    lever = models.CharField(max_length=30, blank=True)
    is_final = models.BooleanField(default=False)
    from_ask = models.BooleanField(default=False, help_text="their ask, taken")
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFTED)
    rule_version = models.CharField(max_length=80, blank=True)
    receipt = typed(RECEIPT, default=dict)
    made_by = models.CharField(max_length=200)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    public_token = models.CharField(max_length=64, null=True, blank=True, unique=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="offer_amount_positive"),
        ]
        indexes = [models.Index(fields=["thread", "status"])]

    def __str__(self) -> str:
        return f"offer {self.number}: {self.amount} {self.currency}"


class Approval(models.Model):
    """A person's leave to go above the approval limit: this amount on this thread, only."""

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="approvals")
    amount = models.DecimalField(max_digits=14, decimal_places=3)
    approved_by = models.CharField(max_length=200)
    reason = models.TextField()
    approved_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.amount} by {self.approved_by}"


class Agreement(models.Model):
    """What both sides agreed: a copy of the accepted offer's facts at that moment."""

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="agreements")
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT)
    amount = models.DecimalField(max_digits=14, decimal_places=3)
    currency = models.CharField(max_length=3)
    terms = typed(TERMS, default=dict)
    agreed_at = models.DateTimeField()
    accepted_in = models.ForeignKey(Message, on_delete=models.PROTECT, null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    card_due_at = models.DateTimeField(
        null=True, blank=True, db_index=True, help_text="since when Slack lags behind this row"
    )

    class Meta:
        constraints = [
            # A thread that was taken up again may close once more at the same offer.
            models.UniqueConstraint(
                fields=["offer"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="one_standing_agreement_per_offer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}: {self.thread}"

"""What came in and what leaves."""

import hashlib

from django.db import models
from django.db.models import Q

from campaigns.models import Prospect
from integrations.models import Mailbox
from integrations.typed_json import typed, typed_or_null
from negotiations.domain.terms.purposes import Purpose
from negotiations.domain.terms.standing import Authentic, Right, Standing, rights_of
from negotiations.models.shapes import (
    ADDRESSES,
    ALLOWED,
    FACTS,
    FINDINGS,
    MADE_BY,
    NAMES,
    READING,
    VERSIONS,
)
from negotiations.models.thread import Thread


class Message(models.Model):
    """One email that came in, kept whole, with what we made of it."""

    class Kind(models.TextChoices):
        """What sort of mail it is, by its headers and parts."""

        HUMAN = "human"
        BOUNCE = "bounce"
        AUTO_REPLY = "auto_reply"
        FEEDBACK_REPORT = "feedback_report"
        DELIVERY_RECEIPT = "delivery_receipt"
        BULK = "bulk"
        UNSUBSCRIBE = "unsubscribe"

    mailbox = models.ForeignKey(Mailbox, on_delete=models.PROTECT, related_name="messages")
    thread = models.ForeignKey(
        Thread, on_delete=models.PROTECT, null=True, blank=True, related_name="messages"
    )
    prospect = models.ForeignKey(
        Prospect, on_delete=models.SET_NULL, null=True, blank=True, related_name="messages"
    )
    provider_id = models.CharField(max_length=80)
    provider_thread_id = models.CharField(max_length=80, blank=True, db_index=True)
    message_id = models.CharField(max_length=300, blank=True, db_index=True)
    references = models.TextField(blank=True)
    sender = models.EmailField(blank=True, db_index=True)
    sender_name = models.CharField(max_length=200, blank=True)
    reply_to = models.EmailField(blank=True)
    recipients = typed(ADDRESSES, default=list)
    cc = typed(ADDRESSES, default=list)
    subject = models.TextField(blank=True)
    text = models.TextField(blank=True)
    new_text = models.TextField(blank=True)
    raw = models.BinaryField()
    authentic = models.CharField(
        max_length=9,
        choices=[(word.value, word.value) for word in Authentic],
        default=Authentic.UNKNOWN.value,
        help_text="whether the From is the sender, judged once at intake",
    )
    authentic_reason = models.TextField(blank=True)
    standing = models.CharField(
        max_length=10,
        choices=[(word.value, word.value) for word in Standing],
        default=Standing.UNKNOWN.value,
        help_text="who the address is to the thread",
    )
    is_trusted = models.BooleanField(
        default=False, help_text="a person said that this address counts without alignment"
    )
    may_bind = models.BooleanField(
        default=True, help_text="what it says may move the thread without a person"
    )
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.HUMAN)
    attachments = typed(NAMES, default=list)
    bounced_addresses = typed(
        ADDRESSES, default=list, blank=True, help_text="whom a bounce says it could not reach"
    )
    is_ours = models.BooleanField(default=False, help_text="a colleague's mail from our mailbox")
    reading = typed_or_null(READING, blank=True)
    needs_person = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    attempts = models.PositiveIntegerField(default=0)
    received_at = models.DateTimeField()
    stored_at = models.DateTimeField()
    due_at = models.DateTimeField(db_index=True)
    worker = models.CharField(max_length=200, blank=True, help_text="the process that reads it")
    handled_at = models.DateTimeField(null=True, blank=True, db_index=True)

    class Meta:
        ordering = ["received_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["mailbox", "provider_id"], name="one_message_per_provider_id"
            ),
        ]
        indexes = [models.Index(fields=["thread", "handled_at"])]

    def __str__(self) -> str:
        return f"{self.sender}: {self.subject}"

    @property
    def rights(self) -> frozenset[Right]:
        """What this mail may bring about without a person."""
        return rights_of(self.standing, self.authentic, is_trusted=self.is_trusted)


class NegotiationMail(models.Manager["OutgoingEmail"]):
    """The mails of threads: whoever works a negotiation never meets a cold one."""

    def get_queryset(self) -> models.QuerySet["OutgoingEmail"]:
        """Leave out what has no thread."""
        return super().get_queryset().filter(thread__isnull=False)


class ColdMail(models.Manager["OutgoingEmail"]):
    """The first touches and follow-ups: to prospects without a thread."""

    def get_queryset(self) -> models.QuerySet["OutgoingEmail"]:
        """Leave out the mails of threads."""
        return super().get_queryset().filter(thread__isnull=True)


class OutgoingEmail(models.Model):
    """One email of ours, from draft to sent. The row decides; a job only wakes someone up.

    A cold mail has a prospect and a mailbox instead of a thread, and is `cold`'s alone; `every`
    is for looking a mail up by what came back.
    """

    class Status(models.TextChoices):
        """Where the mail stands; queued is not sent and approved is not sent."""

        DRAFT = "draft"
        HELD = "held"
        READY = "ready"
        SENDING = "sending"
        SENT = "sent"
        UNKNOWN = "unknown"
        PARKED = "parked"
        FAILED = "failed"
        DISCARDED = "discarded"
        SIMULATED = "simulated"

    # Waits for a person's word.
    FOR_PERSON = (Status.DRAFT, Status.PARKED)
    # Nobody has claimed it yet: it can be thrown away.
    UNSENT = (*FOR_PERSON, Status.HELD, Status.READY)
    # On its way; what was pressed once is not there to be pressed again.
    LEAVING = (Status.HELD, Status.READY, Status.SENDING, Status.UNKNOWN)
    # Read, or as good as read.
    GONE = (Status.SENT, Status.SIMULATED)
    # Neither read nor thrown away: somebody may still have to do something about it.
    PENDING = (*UNSENT, Status.SENDING, Status.UNKNOWN, Status.FAILED)
    # Never read by anybody, and never will be.
    VOID = (Status.DISCARDED, Status.FAILED)

    # Typed as always there: `objects` keeps threadless rows out of everybody's way but the cycle's.
    thread: "models.ForeignKey[Thread, Thread]" = models.ForeignKey(  # type: ignore[misc]
        Thread, on_delete=models.PROTECT, null=True, blank=True, related_name="emails"
    )
    prospect = models.ForeignKey(
        Prospect, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    mailbox = models.ForeignKey(
        Mailbox, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    channel = models.CharField(max_length=20, default="email")
    offer = models.ForeignKey(
        "Offer", on_delete=models.PROTECT, null=True, blank=True, related_name="emails"
    )
    answers = models.ForeignKey(
        Message, on_delete=models.PROTECT, null=True, blank=True, related_name="answered_by"
    )
    purpose = models.CharField(
        max_length=12, choices=[(p.value, p.name.replace("_", " ").title()) for p in Purpose]
    )
    step = models.PositiveIntegerField(default=0)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    key = models.UUIDField(unique=True)
    to = typed(ADDRESSES, default=list)
    cc = typed(ADDRESSES, default=list)
    subject = models.TextField()
    body = models.TextField()
    html = models.TextField(blank=True)
    allowed = typed(ALLOWED, default=dict, help_text="the closed world the gate checks against")
    gate_findings = typed(FINDINGS, default=list, blank=True)
    writer_version = models.CharField(max_length=80, blank=True)
    knowledge_versions = typed(
        VERSIONS,
        default=dict,
        blank=True,
        help_text="the version of each page of guidance it was made with",
    )
    made_by = typed(
        MADE_BY,
        default=dict,
        blank=True,
        help_text="who found the words, by which prompt and guidance",
    )
    in_reply_to = models.CharField(max_length=300, blank=True)
    references = models.TextField(blank=True)
    unsubscribe_token = models.CharField(max_length=64, unique=True)
    approved_by = models.CharField(max_length=200, blank=True)
    held_until = models.DateTimeField(null=True, blank=True)
    wait_reason = models.TextField(blank=True, help_text="why it has not left yet")
    attempts = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)
    worker = models.CharField(max_length=200, blank=True)
    provider_draft_id = models.CharField(max_length=120, blank=True)
    provider_message_id = models.CharField(max_length=120, blank=True)
    provider_thread_id = models.CharField(max_length=80, blank=True, db_index=True)
    message_id = models.CharField(max_length=300, blank=True, db_index=True)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True, db_index=True)

    objects = NegotiationMail()
    cold = ColdMail()
    every: "models.Manager[OutgoingEmail]" = models.Manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(thread__isnull=False, prospect__isnull=True)
                | Q(thread__isnull=True, prospect__isnull=False, mailbox__isnull=False),
                name="email_has_a_thread_or_a_prospect",
            ),
            models.UniqueConstraint(
                fields=["prospect", "channel", "step"],
                condition=Q(thread__isnull=True) & ~Q(status__in=["discarded", "failed"]),
                name="one_cold_email_per_touch",
            ),
            models.UniqueConstraint(
                fields=["thread", "purpose", "step"],
                condition=~Q(status__in=["discarded", "failed"]),
                name="one_email_per_thread_purpose_step",
            ),
            models.CheckConstraint(
                condition=~Q(status="sent") | ~Q(provider_message_id=""),
                name="sent_email_has_a_provider_id",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "due_at"]),
            models.Index(fields=["mailbox", "claimed_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} to {', '.join(self.to)}"

    @property
    def digest(self) -> str:
        """What stands for the words: who approves them in Slack has seen exactly these."""
        words = f"{self.subject}\n{self.body}\n{self.html}"
        return hashlib.sha256(words.encode()).hexdigest()[:16]


class Writing(models.Model):
    """Words the model has yet to find for one email; the offline words stand there meanwhile.

    While it is due its email is `held` without an end: nobody is asked to approve words that may
    still change, and nothing leaves.
    """

    email = models.OneToOneField(OutgoingEmail, on_delete=models.PROTECT, related_name="writing")
    facts = typed(FACTS, help_text="the closed world the words are about")
    must_wait = models.BooleanField(default=False)
    due_at = models.DateTimeField(null=True, blank=True, db_index=True)
    worker = models.CharField(max_length=200, blank=True, help_text="the process that asks")
    attempts = models.PositiveIntegerField(default=0)
    prose = models.TextField(blank=True, help_text="what the model last wrote")
    findings = typed(FINDINGS, default=list, blank=True)
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"words of email {self.email_id}"

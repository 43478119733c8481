"""What came from outside as it came, and what goes there, once."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from pydantic import JsonValue

from integrations.encryption import EncryptedField
from integrations.typed_json import Shape, typed

# Blocks are Slack's own language, as `slack.blocks` writes them.
BLOCKS = Shape[list[dict[str, Any]]](list[dict[str, JsonValue]])


class Mailbox(models.Model):
    """One mailbox we send from and read.

    How far it was read, when its watch expires, whether it may send now, and what opens it.
    """

    address = models.EmailField(unique=True)
    display_name = models.CharField(max_length=120, blank=True)
    added_at = models.DateTimeField(default=timezone.now, editable=False)
    history_mark = models.BigIntegerField(null=True, blank=True)
    synced_at = models.DateTimeField(null=True, blank=True)
    sync_error = models.TextField(blank=True)
    reading_waits_until = models.DateTimeField(null=True, blank=True)
    sending_waits_until = models.DateTimeField(null=True, blank=True)
    wait_reason = models.TextField(blank=True, help_text="why nothing leaves it for now")
    watch_expires_at = models.DateTimeField(null=True, blank=True)
    watch_tried_at = models.DateTimeField(null=True, blank=True)
    watch_error = models.TextField(blank=True)
    credentials = EncryptedField(help_text="what opens it; empty: GMAIL_CREDENTIALS_FILE does")
    credentials_file_hash = models.CharField(max_length=64, blank=True)
    credentials_stored_at = models.DateTimeField(null=True, blank=True)
    consent_needed_at = models.DateTimeField(null=True, blank=True)
    daily_cap = models.PositiveIntegerField(default=500, help_text="emails per rolling 24 hours")
    is_paused = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "mailboxes"

    def __str__(self) -> str:
        return self.address


class WebhookDelivery(models.Model):
    """What a vendor sent us, once, byte for byte, and what became of it."""

    class Status(models.TextChoices):
        """Where the delivery stands."""

        DUE = "due"
        CLAIMED = "claimed"
        DONE = "done"
        FAILED = "failed"

    source = models.CharField(max_length=20)
    external_id = models.CharField(max_length=200)
    body = models.BinaryField()
    status = models.CharField(max_length=10, choices=Status, default=Status.DUE)
    attempts = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)
    request_id = models.CharField(max_length=64, blank=True)
    received_at = models.DateTimeField(db_index=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    worker = models.CharField(max_length=200, blank=True, help_text="the process that has it")
    due_at = models.DateTimeField(db_index=True)
    handled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "webhook deliveries"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["source", "external_id"], name="one_row_per_delivery"),
        ]
        indexes = [models.Index(fields=["status", "due_at"])]

    def __str__(self) -> str:
        return f"{self.source} {self.external_id}"


class Notification(models.Model):
    """One Slack message we owe people: what it should say, and what stands in Slack.

    Posting it and changing it are the same cycle of claim, call and settle: the row is due while
    `posted_version` lags behind `version`. With a `response_url` it is the answer to one person.
    """

    class Status(models.TextChoices):
        """Where the message stands."""

        READY = "ready"
        SENDING = "sending"
        SENT = "sent"
        UNKNOWN = "unknown"
        PARKED = "parked"
        FAILED = "failed"
        SIMULATED = "simulated"

    key = models.CharField(max_length=120, unique=True)
    channel = models.CharField(max_length=120, blank=True)
    response_url = models.TextField(blank=True)
    text = models.TextField()
    blocks = typed(BLOCKS, default=list, blank=True)
    version = models.PositiveIntegerField(default=1)
    claimed_version = models.PositiveIntegerField(default=0)
    posted_version = models.PositiveIntegerField(default=0)
    status = models.CharField(max_length=10, choices=Status, default=Status.READY)
    attempts = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)
    provider_ts = models.CharField(max_length=40, blank=True)
    provider_channel = models.CharField(max_length=40, blank=True)
    thread_id = models.BigIntegerField(null=True, blank=True, db_index=True)
    campaign_id = models.BigIntegerField(null=True, blank=True, db_index=True)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    worker = models.CharField(max_length=200, blank=True, help_text="the process that has it")
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["status", "due_at"])]

    def __str__(self) -> str:
        return self.key


class SlackPerson(models.Model):
    """Which address Slack has for one of its users; asked once."""

    user_id = models.CharField(max_length=40, unique=True)
    email = models.EmailField(db_index=True)
    asked_at = models.DateTimeField()

    class Meta:
        verbose_name = "Slack user"

    def __str__(self) -> str:
        return self.email


class ApiKey(models.Model):
    """A script's key. Only its hash is kept; the key is shown once, when it is made."""

    class Scope(models.TextChoices):
        """How much a key may do; each scope holds the ones before it."""

        READ = "read"
        ACT = "act"
        ADMIN = "admin"

    name = models.CharField(max_length=80, unique=True)
    key_hash = models.CharField(max_length=64, unique=True)
    scope = models.CharField(max_length=10, choices=Scope, default=Scope.ACT)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "API key"

    def __str__(self) -> str:
        return self.name


class ModelCall(models.Model):
    """One question put to the language model: how it ended and what it cost, never its words."""

    at = models.DateTimeField(db_index=True)
    purpose = models.CharField(max_length=10)
    subject = models.CharField(max_length=40, help_text="the row the question was about")
    thread_id = models.BigIntegerField(null=True, blank=True, db_index=True)
    model = models.CharField(max_length=80)
    prompt = models.CharField(max_length=80, help_text="the rules' name and version")
    prompt_hash = models.CharField(max_length=64)
    outcome = models.CharField(max_length=20, db_index=True)
    error = models.CharField(max_length=80, blank=True)
    http_status = models.PositiveSmallIntegerField(null=True, blank=True)
    request_id = models.CharField(max_length=80, blank=True)
    latency_ms = models.PositiveIntegerField()
    input_tokens = models.PositiveIntegerField(default=0)
    cache_write_tokens = models.PositiveIntegerField(default=0)
    cache_read_tokens = models.PositiveIntegerField(default=0)
    output_tokens = models.PositiveIntegerField(default=0)
    cost_usd = models.DecimalField(max_digits=12, decimal_places=6, null=True, blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.purpose} {self.subject}: {self.outcome}"


class SandboxCreator(models.Model):
    """A simulated influencer: who they are and what they would really take."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    platform = models.CharField(max_length=20)
    views = models.PositiveIntegerField()
    index = models.PositiveIntegerField()
    random_seed = models.IntegerField(default=0)
    persona = models.CharField(max_length=20, blank=True)

    def __str__(self) -> str:
        return self.name


class SandboxMail(models.Model):
    """One mail in the simulated mailbox: sent by us, or waiting to arrive from a creator."""

    class Direction(models.TextChoices):
        """Seen from our side."""

        IN = "in"
        OUT = "out"

    mailbox = models.EmailField()
    direction = models.CharField(max_length=3, choices=Direction)
    provider_id = models.CharField(max_length=40, unique=True)
    provider_thread_id = models.CharField(max_length=40, db_index=True)
    key = models.CharField(max_length=80, blank=True)
    sender = models.CharField(max_length=200)
    recipient = models.CharField(max_length=200)
    subject = models.TextField(blank=True)
    text = models.TextField(blank=True)
    raw = models.BinaryField()
    arrives_at = models.DateTimeField()
    mark = models.BigIntegerField(null=True, blank=True, db_index=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=~Q(key=""), name="one_simulated_mail_per_key"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.direction} {self.subject}"


class Circuit(models.Model):
    """Whether a vendor answers, as the jobs of every process found it. No row: it always did."""

    class State(models.TextChoices):
        """Closed: jobs run. Open: they wait. Half open: one of them tries."""

        CLOSED = "closed"
        OPEN = "open"
        HALF_OPEN = "half_open"

    vendor = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=10, choices=State, default=State.CLOSED)
    failures = models.PositiveIntegerField(default=0, help_text="failed jobs in a row")
    failing_since = models.DateTimeField(null=True, blank=True)
    probe_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.vendor}: {self.state}"


class FailureEpisode(models.Model):
    """One thing one vendor would not do, from its first failed job to the first that worked."""

    vendor = models.CharField(max_length=20)
    subject = models.CharField(max_length=120)
    error = models.TextField()
    is_permanent = models.BooleanField(default=False)
    failures = models.PositiveIntegerField(default=1)
    started_at = models.DateTimeField()
    failed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["vendor", "subject"],
                condition=Q(ended_at__isnull=True),
                name="one_open_episode_per_vendor_and_subject",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.vendor} {self.subject}"

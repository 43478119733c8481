"""The daily cycle's own rows: runs, plans, approved letters, mailbox pace, tasks for people."""

from django.db import models
from django.db.models import Q

from campaigns.models import Prospect
from integrations.models import Mailbox
from integrations.typed_json import typed
from negotiations.models.mail import Message, OutgoingEmail
from negotiations.models.shapes import COUNTS, FREE, NAMES, ORDER, REPORT, SENTENCES


class OutreachTemplate(models.Model):
    """One version of a cold mail's words. Only an approved one that is not retired is used."""

    class Touch(models.IntegerChoices):
        """Which touch it is for."""

        FIRST = 1
        SECOND = 2
        THIRD = 3

    name = models.SlugField(max_length=60)
    version = models.PositiveIntegerField(default=1)
    touch = models.PositiveSmallIntegerField(choices=Touch)
    weight = models.PositiveSmallIntegerField(default=1, help_text="its share of the prospects")
    subject = models.CharField(max_length=200, blank=True, help_text="a follow-up keeps the first")
    body = models.TextField()
    written_by = models.CharField(max_length=200)
    written_at = models.DateTimeField()
    approved_by = models.CharField(max_length=200, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["touch", "name", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["name", "version"], name="one_row_per_template_version")
        ]

    def __str__(self) -> str:
        return f"{self.name}@{self.version}"


class CycleRun(models.Model):
    """One run of the daily cycle: its order and what it did, counted from its rows."""

    config = typed(ORDER, default=dict)
    is_dry = models.BooleanField(default=True)
    is_waiting = models.BooleanField(default=False, help_text="asked for and not begun")
    actor = models.CharField(max_length=200)
    fence = models.BigIntegerField(default=0)
    started_at = models.DateTimeField(db_index=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    errors = typed(SENTENCES, default=list, blank=True)
    report = typed(REPORT, default=dict, blank=True)
    replies_detected = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"run {self.pk}"


class CyclePlan(models.Model):
    """What a run would send, exactly. A person arms it by its hash; it ends after a day."""

    run = models.OneToOneField(CycleRun, on_delete=models.PROTECT, related_name="plan")
    hash = models.CharField(max_length=32, blank=True, db_index=True)
    made_at = models.DateTimeField(db_index=True)
    expires_at = models.DateTimeField()
    armed_at = models.DateTimeField(null=True, blank=True)
    armed_by = models.CharField(max_length=200, blank=True)
    planned = models.PositiveIntegerField(default=0)
    skipped = typed(COUNTS, default=dict, blank=True)
    diff = models.TextField(blank=True)
    forecast = models.TextField(blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"plan {self.hash[:8] or self.pk}"


class PlanRow(models.Model):
    """One candidate of a plan: the mail as it would leave, or the reason why it does not."""

    plan = models.ForeignKey(CyclePlan, on_delete=models.CASCADE, related_name="rows")
    prospect = models.ForeignKey(Prospect, on_delete=models.CASCADE, related_name="plan_rows")
    step = models.PositiveSmallIntegerField()
    channel = models.CharField(max_length=20, default="email")
    mailbox = models.ForeignKey(Mailbox, on_delete=models.PROTECT, null=True, blank=True)
    template = models.ForeignKey(OutreachTemplate, on_delete=models.PROTECT, null=True, blank=True)
    to = models.CharField(max_length=254, blank=True)
    subject = models.TextField(blank=True)
    body = models.TextField(blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    slot = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=30, blank=True, db_index=True)
    detail = models.TextField(blank=True)
    approved_by = models.CharField(max_length=200, blank=True)
    email = models.ForeignKey(
        OutgoingEmail, on_delete=models.SET_NULL, null=True, blank=True, related_name="plan_rows"
    )

    class Meta:
        ordering = ["prospect_id", "step", "channel"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "prospect", "step", "channel"], name="one_plan_row_per_touch"
            ),
            models.CheckConstraint(
                condition=~Q(reason="") | ~Q(fingerprint=""), name="planned_row_has_its_words"
            ),
        ]

    def __str__(self) -> str:
        return f"touch {self.step} of prospect {self.prospect_id}"


class LetterApproval(models.Model):
    """A person's word that exactly this cold mail may leave; their edit is the mail."""

    prospect = models.ForeignKey(
        Prospect, on_delete=models.CASCADE, related_name="letter_approvals"
    )
    step = models.PositiveSmallIntegerField()
    channel = models.CharField(max_length=20, default="email")
    subject = models.TextField()
    body = models.TextField()
    diff = models.TextField(blank=True, help_text="what the person changed")
    approved_by = models.CharField(max_length=200)
    approved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["prospect", "step", "channel"], name="one_approval_per_touch"
            )
        ]

    def __str__(self) -> str:
        return f"{self.approved_by} for touch {self.step} of prospect {self.prospect_id}"


class MailboxPace(models.Model):
    """How fast one mailbox may send cold mail now; locked by every claim of its cold mail.

    `day` is the date, in the mailbox's zone, that the ramp's step belongs to.
    """

    mailbox = models.OneToOneField(Mailbox, on_delete=models.CASCADE, related_name="pace")
    time_zone = models.CharField(max_length=60, default="UTC")
    day = models.DateField()
    first_day = models.DateField()
    step = models.PositiveSmallIntegerField(default=1)
    halved_for = models.PositiveSmallIntegerField(default=0)
    last_day = models.DateField(null=True, blank=True)
    next_free_at = models.DateTimeField(null=True, blank=True)
    pause_reason = models.TextField(blank=True, help_text="empty: it is not paused")
    paused_at = models.DateTimeField(null=True, blank=True)
    healthy_since = models.DateTimeField(
        null=True, blank=True, help_text="trouble before this was settled by a person"
    )
    auth_problem = models.TextField(blank=True)
    auth_checked_at = models.DateTimeField(null=True, blank=True)
    spam_rate = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    braked_for = typed(NAMES, default=list, blank=True, help_text="brakes already applied")

    class Meta:
        verbose_name_plural = "mailbox pace"

    def __str__(self) -> str:
        return f"pace of {self.mailbox}"


class MailboxDay(models.Model):
    """One day of a mailbox that is over: what it might send, what it sent, what came back."""

    mailbox = models.ForeignKey(Mailbox, on_delete=models.CASCADE, related_name="days")
    day = models.DateField()
    step = models.PositiveSmallIntegerField()
    allowed = models.PositiveIntegerField()
    sent = models.PositiveIntegerField()
    hard_bounces = models.PositiveIntegerField(default=0)
    complaints = models.PositiveIntegerField(default=0)
    kind = models.CharField(max_length=6)

    class Meta:
        ordering = ["-day"]
        constraints = [
            models.UniqueConstraint(fields=["mailbox", "day"], name="one_row_per_mailbox_and_day")
        ]

    def __str__(self) -> str:
        return f"{self.mailbox} on {self.day}"


class MailTrouble(models.Model):
    """A bounce, complaint or refusal that counts against a mailbox's health."""

    class Kind(models.TextChoices):
        """What happened."""

        HARD_BOUNCE = "hard_bounce"
        COMPLAINT = "complaint"
        AUTHENTICATION = "authentication"

    mailbox = models.ForeignKey(Mailbox, on_delete=models.CASCADE, related_name="troubles")
    email = models.ForeignKey(OutgoingEmail, on_delete=models.CASCADE, null=True, blank=True)
    message = models.ForeignKey(Message, on_delete=models.SET_NULL, null=True, blank=True)
    kind = models.CharField(max_length=16, choices=Kind)
    words = models.TextField(blank=True)
    at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name_plural = "mail troubles"

    def __str__(self) -> str:
        return f"{self.kind} at {self.mailbox}"


class OutreachTask(models.Model):
    """Something a person has to do about a prospect."""

    class Kind(models.TextChoices):
        """What it is."""

        HUMAN_REQUEST = "human_request"
        ANSWER = "answer"
        LATER = "later"
        CONTACT = "contact"
        SEND_BY_HAND = "send_by_hand"

    prospect = models.ForeignKey(Prospect, on_delete=models.CASCADE, related_name="outreach_tasks")
    kind = models.CharField(max_length=14, choices=Kind)
    message = models.ForeignKey(Message, on_delete=models.SET_NULL, null=True, blank=True)
    words = models.TextField()
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField(db_index=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["due_at"]

    def __str__(self) -> str:
        return self.words[:80]


class Lease(models.Model):
    """Who works something alone just now; every taking raises the fence."""

    scope = models.CharField(max_length=80, unique=True)
    owner = models.CharField(max_length=120, blank=True)
    fence = models.BigIntegerField(default=0)
    beat_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.scope}: {self.owner or 'free'}"


class LearningEvent(models.Model):
    """What happened, for those who tune the cycle: ids and counts, never addresses or words."""

    at = models.DateTimeField(db_index=True)
    name = models.CharField(max_length=40, db_index=True)
    run = models.ForeignKey(CycleRun, on_delete=models.SET_NULL, null=True, blank=True)
    prospect_id = models.BigIntegerField(null=True, blank=True, db_index=True)
    payload = typed(FREE, default=dict)
    tags = typed(NAMES, default=list)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class DailyReport(models.Model):
    """One evening's report, as it was told."""

    day = models.DateField(unique=True)
    body = typed(FREE, default=dict)
    text = models.TextField()
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"report of {self.day}"

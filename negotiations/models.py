"""The work: threads, what was said, what was offered, what is waiting to leave."""

from django.db import models
from django.db.models import Q
from django_fsm import GET_STATE, FSMField, transition

from campaigns.models import Agency, Campaign, Contact, Influencer, Prospect
from integrations.models import Mailbox
from negotiations.domain.transitions import STATES, outcome_of


def _target_of(thread: "Thread", event: str) -> str:
    """Return where the table sends this thread; a resume restores what the pause saved."""
    outcome = outcome_of(thread.state, event)
    if outcome.kind == "restore":
        return thread.state_before_pause
    return outcome.target or thread.state


class Thread(models.Model):
    """One negotiation with one influencer for one campaign.

    `state` moves only through `move`, which reads the transition table. Who drives is
    `managed_by`, beside the state and never a state of its own.
    """

    class ManagedBy(models.TextChoices):
        """Who answers on this thread."""

        AGENT = "agent"
        PERSON = "person"

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="threads")
    prospect = models.OneToOneField(Prospect, on_delete=models.PROTECT, related_name="thread")
    influencer = models.ForeignKey(Influencer, on_delete=models.PROTECT, related_name="threads")
    agency = models.ForeignKey(Agency, on_delete=models.SET_NULL, null=True, blank=True)
    contact = models.ForeignKey(Contact, on_delete=models.SET_NULL, null=True, blank=True)
    mailbox = models.ForeignKey(Mailbox, on_delete=models.PROTECT, related_name="threads")
    state = FSMField(default="initial_offer", protected=True, db_index=True)
    state_before_pause = models.CharField(max_length=20, blank=True)
    state_changed_at = models.DateTimeField()
    managed_by = models.CharField(max_length=6, choices=ManagedBy, default=ManagedBy.AGENT)
    claimed_by = models.CharField(max_length=200, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    counterparty = models.CharField(max_length=10, default="creator")
    currency = models.CharField(max_length=3)
    views = models.PositiveIntegerField()
    round = models.PositiveSmallIntegerField(default=0)
    ask_amount = models.DecimalField(max_digits=14, decimal_places=3, null=True, blank=True)
    asks = models.JSONField(
        default=list, blank=True, help_text="every ask they named, as text, oldest first"
    )
    agreed_amount = models.DecimalField(max_digits=14, decimal_places=3, null=True, blank=True)
    agreed_offer = models.ForeignKey(
        "Offer", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    subject = models.TextField(blank=True)
    mail_thread_id = models.CharField(max_length=80, blank=True, db_index=True)
    hold_reason = models.TextField(blank=True)
    reminder_due_at = models.DateTimeField(null=True, blank=True, db_index=True)
    stale_due_at = models.DateTimeField(null=True, blank=True, db_index=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["-updated_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "influencer"], name="one_thread_per_campaign_influencer"
            ),
            models.CheckConstraint(
                condition=~Q(state="agreed") | Q(agreed_amount__gt=0, agreed_offer__isnull=False),
                name="agreed_thread_has_its_offer",
            ),
            models.CheckConstraint(condition=Q(views__gt=0), name="thread_views_positive"),
            models.CheckConstraint(
                condition=~Q(state="paused") | ~Q(state_before_pause=""),
                name="paused_thread_remembers_its_state",
            ),
        ]
        indexes = [models.Index(fields=["campaign", "state"])]

    def __str__(self) -> str:
        return f"{self.influencer} / {self.campaign}"

    @transition(field=state, source="*", target=GET_STATE(_target_of, states=STATES))
    def move(self, event: str) -> None:
        """Move as the transition table says; a pause remembers where it came from."""
        if event == "pause":
            self.state_before_pause = self.state

    @property
    def is_open(self) -> bool:
        """Whether the negotiation can still lead anywhere by itself."""
        return self.state not in ("agreed", "rejected", "stopped")


class Offer(models.Model):
    """One amount of ours with its package, written down before its mail leaves."""

    class Status(models.TextChoices):
        """What became of it."""

        DRAFTED = "drafted"
        SENT = "sent"
        ANSWERED = "answered"
        ACCEPTED = "accepted"
        WITHDRAWN = "withdrawn"

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="offers")
    number = models.PositiveSmallIntegerField(help_text="1 is the first priced offer")
    amount = models.DecimalField(max_digits=14, decimal_places=3)
    currency = models.CharField(max_length=3)
    terms = models.JSONField(default=dict)
    lines = models.JSONField(default=list, help_text="the amount by term, with provenance")
    lever = models.CharField(max_length=30, blank=True)
    is_final = models.BooleanField(default=False)
    from_ask = models.BooleanField(default=False, help_text="their ask, taken")
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFTED)
    rule_version = models.CharField(max_length=80, blank=True)
    inputs = models.JSONField(default=dict)
    receipt = models.JSONField(default=dict)
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
    provider_id = models.CharField(max_length=80)
    provider_thread_id = models.CharField(max_length=80, blank=True, db_index=True)
    message_id = models.CharField(max_length=300, blank=True, db_index=True)
    references = models.TextField(blank=True)
    sender = models.EmailField(blank=True, db_index=True)
    sender_name = models.CharField(max_length=200, blank=True)
    reply_to = models.EmailField(blank=True)
    recipients = models.JSONField(default=list)
    cc = models.JSONField(default=list)
    subject = models.TextField(blank=True)
    text = models.TextField(blank=True)
    new_text = models.TextField(blank=True)
    raw = models.BinaryField()
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.HUMAN)
    attachments = models.JSONField(default=list)
    is_ours = models.BooleanField(default=False, help_text="a colleague's mail from our mailbox")
    reading = models.JSONField(null=True, blank=True)
    needs_person = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    attempts = models.PositiveIntegerField(default=0)
    received_at = models.DateTimeField()
    stored_at = models.DateTimeField()
    due_at = models.DateTimeField(db_index=True)
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


class OutgoingEmail(models.Model):
    """One email of ours, from draft to sent. The row decides; a job only wakes someone up."""

    class Purpose(models.TextChoices):
        """Why we write."""

        OPENING = "opening"
        COUNTER = "counter"
        ANSWER = "answer"
        AGREEMENT = "agreement"
        EXIT = "exit"
        REMINDER = "reminder"
        FIRST_TOUCH = "first_touch"
        FOLLOWUP = "followup"
        MANUAL = "manual"

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

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="emails")
    offer = models.ForeignKey(
        Offer, on_delete=models.PROTECT, null=True, blank=True, related_name="emails"
    )
    answers = models.ForeignKey(
        Message, on_delete=models.PROTECT, null=True, blank=True, related_name="answered_by"
    )
    purpose = models.CharField(max_length=12, choices=Purpose)
    step = models.PositiveIntegerField(default=0)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    key = models.UUIDField(unique=True)
    to = models.JSONField(default=list)
    cc = models.JSONField(default=list)
    subject = models.TextField()
    body = models.TextField()
    html = models.TextField(blank=True)
    allowed = models.JSONField(default=dict, help_text="the closed world the gate checks against")
    gate_findings = models.JSONField(default=list, blank=True)
    writer_version = models.CharField(max_length=80, blank=True)
    knowledge_versions = models.JSONField(
        default=dict, blank=True, help_text="the version of each page of guidance it was made with"
    )
    made_by = models.JSONField(
        default=dict, blank=True, help_text="who found the words, by which prompt and guidance"
    )
    in_reply_to = models.CharField(max_length=300, blank=True)
    references = models.TextField(blank=True)
    unsubscribe_token = models.CharField(max_length=64, unique=True)
    approved_by = models.CharField(max_length=200, blank=True)
    held_until = models.DateTimeField(null=True, blank=True)
    wait_reason = models.TextField(blank=True, help_text="why it has not left yet")
    attempts = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)
    worker = models.CharField(max_length=120, blank=True)
    provider_draft_id = models.CharField(max_length=120, blank=True)
    provider_message_id = models.CharField(max_length=120, blank=True)
    message_id = models.CharField(max_length=300, blank=True, db_index=True)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True, db_index=True)

    class Meta:
        ordering = ["id"]
        constraints = [
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
        indexes = [models.Index(fields=["status", "due_at"])]

    def __str__(self) -> str:
        return f"{self.purpose} to {', '.join(self.to)}"


class Writing(models.Model):
    """Words the model has yet to find for one email; the offline words stand there meanwhile.

    While it is due its email is `held` without an end: nobody is asked to approve words that may
    still change, and nothing leaves.
    """

    email = models.OneToOneField(OutgoingEmail, on_delete=models.PROTECT, related_name="writing")
    facts = models.JSONField(help_text="the closed world the words are about")
    must_wait = models.BooleanField(default=False)
    due_at = models.DateTimeField(null=True, blank=True, db_index=True)
    attempts = models.PositiveIntegerField(default=0)
    prose = models.TextField(blank=True, help_text="what the model last wrote")
    findings = models.JSONField(default=list, blank=True)
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"words of email {self.email_id}"


class Escalation(models.Model):
    """Something only a person may decide, with the words that led to it."""

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="escalations")
    message = models.ForeignKey(Message, on_delete=models.PROTECT, null=True, blank=True)
    draft = models.ForeignKey(OutgoingEmail, on_delete=models.SET_NULL, null=True, blank=True)
    code = models.CharField(max_length=30)
    reason = models.TextField()
    quote = models.TextField(blank=True)
    findings = models.JSONField(default=list, blank=True)
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True, db_index=True)
    closed_by = models.CharField(max_length=200, blank=True)
    outcome = models.CharField(max_length=60, blank=True)

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


class Agreement(models.Model):
    """What both sides agreed: a copy of the accepted offer's facts at that moment."""

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="agreements")
    offer = models.OneToOneField(Offer, on_delete=models.PROTECT)
    amount = models.DecimalField(max_digits=14, decimal_places=3)
    currency = models.CharField(max_length=3)
    terms = models.JSONField(default=dict)
    agreed_at = models.DateTimeField()
    accepted_in = models.ForeignKey(Message, on_delete=models.PROTECT, null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}: {self.thread}"


class RecordedDecision(models.Model):
    """What one decision was made from, whole: enough to make it again without any other row."""

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="decisions")
    message = models.ForeignKey(Message, on_delete=models.PROTECT, null=True, blank=True)
    position = models.JSONField()
    reading = models.JSONField(null=True, help_text="null for an opening")
    decision = models.JSONField()
    digest = models.CharField(max_length=64, help_text="SHA-256 of position, reading, decision")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.decision.get('kind')} on {self.thread}"


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
    result = models.JSONField(default=dict)
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


class KnowledgeVersion(models.Model):
    """One edit of a page of guidance. Version 1 is the page that came with the product."""

    name = models.CharField(max_length=80)
    number = models.PositiveIntegerField()
    text = models.TextField()
    author = models.CharField(max_length=200)
    reason = models.TextField()
    is_active = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["name", "-number"]
        verbose_name = "guidance page"
        constraints = [
            models.UniqueConstraint(fields=["name", "number"], name="one_row_per_page_version"),
            models.UniqueConstraint(
                fields=["name"], condition=Q(is_active=True), name="one_active_version_per_page"
            ),
            models.CheckConstraint(condition=Q(number__gt=1), name="version_1_is_the_shipped_page"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.number}"


class PlaybookVersion(models.Model):
    """One version of how to negotiate: for the house, one client or one campaign.

    Settings never change once written; a change is the next version. The active version of the
    narrowest scope binds; where none is active the built-in default does.
    """

    class Status(models.TextChoices):
        """Where the version stands; `retired` ones can be rolled back to."""

        DRAFT = "draft"
        APPROVED = "approved"
        ACTIVE = "active"
        RETIRED = "retired"

    class Scope(models.TextChoices):
        """Whom it binds; the narrowest wins."""

        HOUSE = "house"
        CLIENT = "client"
        CAMPAIGN = "campaign"

    scope = models.CharField(max_length=8, choices=Scope)
    scope_id = models.PositiveIntegerField(default=0, help_text="0 for the house")
    number = models.PositiveIntegerField(help_text="counted within its scope, from 1")
    title = models.CharField(max_length=80)
    settings = models.JSONField(default=dict)
    status = models.CharField(max_length=8, choices=Status, default=Status.DRAFT)
    reason = models.TextField(help_text="why it was written")
    written_by = models.CharField(max_length=200)
    written_at = models.DateTimeField()
    approved_by = models.CharField(max_length=200, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    activated_by = models.CharField(max_length=200, blank=True)
    activated_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        permissions = [
            ("approve_playbookversion", "Can approve a playbook"),
            ("activate_playbookversion", "Can activate or roll back a playbook"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["scope", "scope_id", "number"], name="one_playbook_number_per_scope"
            ),
            models.UniqueConstraint(
                fields=["scope", "scope_id"],
                condition=Q(status="active"),
                name="one_active_playbook_per_scope",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} v{self.number}"

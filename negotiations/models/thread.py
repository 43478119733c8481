"""One negotiation and where it stands."""

from django.db import models
from django.db.models import Q
from django_fsm import GET_STATE, FSMField, transition

from campaigns.models import Agency, Campaign, Contact, Influencer, Prospect
from integrations.models import Mailbox
from integrations.typed_json import typed
from negotiations.domain.terms.states import CLOSED, Effect, Event, State
from negotiations.domain.terms.transitions import ruling_of
from negotiations.models.shapes import AMOUNTS


def _target_of(thread: "Thread", event: str) -> str:
    """Return where the table sends this thread; a resume restores what the pause saved."""
    ruling = ruling_of(thread.state, event)
    if ruling.effect is Effect.RESTORE:
        return thread.state_before_pause
    return ruling.target or thread.state


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
    state = FSMField(default=State.INITIAL_OFFER.value, protected=True, db_index=True)
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
    asks = typed(
        AMOUNTS, default=list, blank=True, help_text="every ask they named, as text, oldest first"
    )
    agreed_amount = models.DecimalField(max_digits=14, decimal_places=3, null=True, blank=True)
    agreed_offer = models.ForeignKey(
        "Offer", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    subject = models.TextField(blank=True)
    mail_thread_id = models.CharField(max_length=80, blank=True, db_index=True)
    has_asked_back = models.BooleanField(
        default=False, help_text="one mail asked for a plain yes; there is no second"
    )
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

    @transition(field=state, source="*", target=GET_STATE(_target_of, states=tuple(State)))
    def move(self, event: str) -> None:
        """Move as the transition table says; a pause remembers where it came from."""
        if event == Event.PAUSE:
            self.state_before_pause = self.state

    @property
    def is_open(self) -> bool:
        """Whether the negotiation can still lead anywhere by itself."""
        return self.state not in CLOSED

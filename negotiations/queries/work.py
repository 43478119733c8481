"""Reading the work: what is due, what is reserved, what a campaign has reached."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.conf import settings
from django.db.models import (
    Count,
    DecimalField,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
)
from django.db.models.functions import Coalesce, Greatest, NullIf

from campaigns.models import Campaign, Prospect
from integrations.gmail.notices import PushNotice
from integrations.inbox import due_deliveries
from integrations.models import Mailbox
from negotiations.domain.terms.states import CLOSED, State
from negotiations.models import (
    Agreement,
    Certificate,
    Escalation,
    Message,
    Offer,
    OutgoingEmail,
    Thread,
)

# Why a thread waits in `initial_offer`.
BUDGET_EXHAUSTED = "budget_exhausted"
_MONEY = DecimalField(max_digits=16, decimal_places=3)
# A claim older than this belongs to a process that died: the trial is run again.
TRIAL_LOST_AFTER = timedelta(minutes=20)
_ZERO = Decimal(0)
_GONE = (Offer.Status.SENT, Offer.Status.ANSWERED, Offer.Status.ACCEPTED)


def latest_offer_amount() -> Subquery:
    """The amount of a thread's newest offer that was not withdrawn."""
    live = Offer.objects.filter(thread=OuterRef("pk")).exclude(status=Offer.Status.WITHDRAWN)
    return Subquery(live.order_by("-id").values("amount")[:1], output_field=_MONEY)


def open_offer_amount() -> NullIf:
    """What a thread may still cost: its standing offer, or a dearer one that has yet to leave.

    Until a cheaper offer has left, the standing one can be accepted.
    """
    offers = Offer.objects.filter(thread=OuterRef("pk"))
    drafted = offers.filter(status=Offer.Status.DRAFTED).order_by("-amount")
    standing = offers.filter(status__in=_GONE).order_by("-id")
    amounts = (
        Coalesce(Subquery(found.values("amount")[:1]), _ZERO, output_field=_MONEY)
        for found in (drafted, standing)
    )
    return NullIf(Greatest(*amounts), Value(_ZERO), output_field=_MONEY)


def committed_amounts(campaign_id: int, *, except_thread: int | None = None) -> Decimal:
    """Return agreed amounts plus every open offer of the campaign, in its currency."""
    threads = Thread.objects.filter(campaign_id=campaign_id)
    if except_thread is not None:
        threads = threads.exclude(pk=except_thread)
    agreed = threads.filter(state="agreed").aggregate(total=Sum("agreed_amount"))["total"]
    open_ = (
        threads.exclude(state__in=CLOSED)
        .annotate(open_amount=open_offer_amount())
        .aggregate(total=Sum("open_amount"))["total"]
    )
    return (agreed or _ZERO) + (open_ or _ZERO)


def budget_free(campaign: Campaign, *, except_thread: int | None = None) -> Decimal:
    """Return what may still be offered; the caller holds the campaign's row lock."""
    limit = (campaign.budget_amount or _ZERO) * campaign.over_offer_factor
    return limit - committed_amounts(campaign.pk, except_thread=except_thread)


@dataclass(frozen=True)
class CampaignFigures:
    """What a campaign has reached. Percentages of 100 with one place; amounts in its currency."""

    counts_by_state: dict[str, int]
    thread_count: int
    agreed_count: int
    agreed_amount: Decimal
    committed_amount: Decimal
    percent_closed: Decimal
    average_cpm: Decimal | None
    budget_used_percent: Decimal | None


def _percent(part: Decimal | int, whole: Decimal | int) -> Decimal:
    return (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def figures_of(campaign: Campaign) -> CampaignFigures:
    """Return the campaign's figures as decisions on money define them."""
    return figures_for([campaign])[campaign.pk]


def figures_for(campaigns: Sequence[Campaign]) -> dict[int, CampaignFigures]:
    """Return the figures of many campaigns by their ids, in one query."""
    sums = (
        Thread.objects.filter(campaign__in=[campaign.pk for campaign in campaigns])
        .annotate(open_amount=open_offer_amount())
        .values("campaign_id", "state")
        .annotate(
            count=Count("id"),
            agreed=Sum("agreed_amount"),
            offered=Sum("open_amount"),
            seen=Sum("views"),
        )
        .order_by()
    )
    by_campaign: dict[int, dict[str, Mapping[str, Any]]] = {c.pk: {} for c in campaigns}
    for row in sums:
        by_campaign[row["campaign_id"]][row["state"]] = row
    return {c.pk: _figures(c, by_campaign[c.pk]) for c in campaigns}


def _figures(campaign: Campaign, states: Mapping[str, Mapping[str, Any]]) -> CampaignFigures:
    counts = {s.value: states[s]["count"] if s in states else 0 for s in State}
    total = sum(counts.values())
    closed: Mapping[str, Any] = states.get("agreed", {})
    agreed, views = closed.get("agreed") or _ZERO, closed.get("seen")
    open_ = [row["offered"] or _ZERO for state, row in states.items() if state not in CLOSED]
    budget = campaign.budget_amount
    return CampaignFigures(
        counts_by_state=counts,
        thread_count=total,
        agreed_count=counts["agreed"],
        agreed_amount=agreed,
        committed_amount=agreed + sum(open_, _ZERO),
        percent_closed=_percent(counts["agreed"], total) if total else Decimal("0.0"),
        average_cpm=(
            (agreed * 1000 / views).quantize(Decimal("0.01"), ROUND_HALF_UP) if views else None
        ),
        budget_used_percent=_percent(agreed, budget) if budget else None,
    )


def due_trials(*, now: datetime) -> QuerySet[Certificate]:
    """Return the trials nobody runs."""
    lost = Q(status=Certificate.Status.RUNNING, claimed_at__lt=now - TRIAL_LOST_AFTER)
    return Certificate.objects.filter(lost | Q(status=Certificate.Status.WAITING))


def sent_offers(thread: Thread) -> list[Offer]:
    """Return the offers whose mail left, oldest first."""
    return list(thread.offers.filter(status__in=_GONE).order_by("id"))


def last_sent_at(thread: Thread) -> datetime | None:
    """Return when our newest mail on the thread left."""
    newest = thread.emails.filter(sent_at__isnull=False).order_by("-sent_at").first()
    return newest.sent_at if newest else None


def turn_of(thread: Thread) -> list[Message]:
    """Return their mails since ours last left, oldest first: they are read together."""
    found = thread.messages.filter(kind=Message.Kind.HUMAN, is_ours=False)
    since = last_sent_at(thread)
    if since is not None:
        # A mail that crossed ours was not answered by it, so it still belongs to this turn.
        found = found.filter(Q(received_at__gt=since) | Q(handled_at__isnull=True))
    return list(found.order_by("received_at", "id"))


def is_known_mail(mailbox: Mailbox, provider_id: str) -> bool:
    """Whether a mail was stored, or is the copy of one of ours that we know all of."""
    if Message.objects.filter(mailbox=mailbox, provider_id=provider_id).exists():
        return True
    sent = OutgoingEmail.every.filter(provider_message_id=provider_id).exclude(message_id="")
    return sent.exists()


def is_sent_by_us(message_ids: Sequence[str]) -> bool:
    """Whether one of these Message-IDs is that of a mail we sent."""
    return OutgoingEmail.objects.filter(message_id__in=message_ids).exists()


def mailboxes_told_of(notice: PushNotice | None) -> list[Mailbox]:
    """Return the mailboxes a push may have news of."""
    if notice is None:
        return list(Mailbox.objects.all())
    named = Mailbox.objects.filter(address=notice.address.lower())
    return [m for m in named if m.history_mark is None or m.history_mark < notice.history_id]


def due_messages(*, now: datetime) -> QuerySet[Message]:
    """Return stored mail nobody has worked yet.

    A pause keeps its mail for the resume, but never an opt-out: that is honoured at once.
    """
    paused = Q(thread__state="paused") | Q(thread__campaign__status=Campaign.Status.PAUSED)
    found = Message.objects.filter(handled_at__isnull=True, due_at__lte=now)
    return found.exclude(paused & ~Q(kind=Message.Kind.UNSUBSCRIBE))


def due_emails(*, now: datetime) -> QuerySet[OutgoingEmail]:
    """Return emails whose time to leave has come."""
    ready = Q(status=OutgoingEmail.Status.READY, due_at__lte=now)
    held = Q(status=OutgoingEmail.Status.HELD, held_until__lte=now, due_at__lte=now)
    return OutgoingEmail.objects.filter(ready | held).order_by("due_at", "id")


def due_writings(*, now: datetime) -> QuerySet[OutgoingEmail]:
    """Return emails whose words the model is to find now."""
    return OutgoingEmail.objects.filter(
        status=OutgoingEmail.Status.HELD, held_until__isnull=True, writing__due_at__lte=now
    ).order_by("writing__due_at", "id")


def uncertain_emails(*, now: datetime) -> QuerySet[OutgoingEmail]:
    """Return emails whose outcome must be looked up at the vendor now."""
    return OutgoingEmail.objects.filter(status=OutgoingEmail.Status.UNKNOWN, due_at__lte=now)


def lost_claims(*, now: datetime) -> QuerySet[OutgoingEmail]:
    """Return emails whose sender has been silent longer than the lease."""
    lease = now - timedelta(seconds=settings.LEASE_SECONDS)
    return OutgoingEmail.objects.filter(status=OutgoingEmail.Status.SENDING, claimed_at__lte=lease)


def due_openings() -> QuerySet[Prospect]:
    """Return prospects of active campaigns that have no thread yet.

    Where interest comes first the daily cycle writes to them, and a thread opens when they answer.
    """
    return Prospect.objects.filter(
        status=Prospect.Status.READY,
        thread__isnull=True,
        campaign__status=Campaign.Status.ACTIVE,
        campaign__is_roster_due=False,
    ).exclude(campaign__opening=Campaign.Opening.INTEREST_FIRST)


def oldest_due_at(*, now: datetime) -> datetime | None:
    """Return since when the oldest due row has been waiting for a worker; None if nothing waits."""
    waiting = [
        due_deliveries(now=now).aggregate(at=Min("due_at"))["at"],
        due_messages(now=now).aggregate(at=Min("due_at"))["at"],
        due_emails(now=now).aggregate(at=Min("due_at"))["at"],
        due_writings(now=now).aggregate(at=Min("writing__due_at"))["at"],
    ]
    found = [at for at in waiting if at is not None]
    return min(found) if found else None


def sent_in_last_day(mailbox: Mailbox, *, now: datetime) -> int:
    """Return how many emails left, or may have left, this mailbox in the rolling 24 hours."""
    since = now - timedelta(hours=24)
    status = OutgoingEmail.Status
    return (
        OutgoingEmail.every.filter(Q(thread__mailbox=mailbox) | Q(mailbox=mailbox))
        .filter(
            Q(status=status.SENT, sent_at__gt=since)
            | Q(status__in=(status.SENDING, status.UNKNOWN), claimed_at__gt=since)
        )
        .count()
    )


def open_escalation_of(thread: Thread) -> Escalation | None:
    """Return the thread's open escalation, if any."""
    return thread.escalations.filter(closed_at__isnull=True).first()


def due_escalation_cards(*, now: datetime) -> QuerySet[Escalation]:
    """Return escalations that Slack lags behind."""
    return Escalation.objects.filter(card_due_at__lte=now)


def due_agreement_cards(*, now: datetime) -> QuerySet[Agreement]:
    """Return agreements that Slack lags behind."""
    return Agreement.objects.filter(card_due_at__lte=now)


def needs_person(thread: Thread) -> bool:
    """Whether a person has something to decide on this thread."""
    return (
        thread.escalations.filter(closed_at__isnull=True).exists()
        or thread.emails.filter(status__in=("draft", "parked")).exists()
        or thread.messages.filter(needs_person=True).exists()
    )

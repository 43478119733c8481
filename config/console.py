"""The first page of the console: what needs a person now, and how the campaigns stand."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import Count, DecimalField, Q, Sum
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEntry
from campaigns.domain.outreach.compliance.standing import Standing
from campaigns.models import Approach, Campaign, KillSwitch, Prospect
from integrations.models import Mailbox, WebhookDelivery
from negotiations.domain.terms.states import State
from negotiations.models import Escalation, Message, OutgoingEmail, Thread

Status = OutgoingEmail.Status


@dataclass(frozen=True)
class Tile:
    """One number that is also a filter."""

    label: str
    count: int
    link: str
    hint: str
    is_urgent: bool = False


@dataclass(frozen=True)
class Progress:
    """One campaign's line on the first page."""

    campaign: Campaign
    total: int
    open: int
    agreed: int
    needs_person: int
    agreed_amount: Decimal


def environment(request: HttpRequest) -> list[str] | None:
    """Return the label beside the site's name when mail does not really leave."""
    labels = {"sandbox": ["SANDBOX", "warning"], "dry_run": ["DRY RUN", "info"]}
    return labels.get(settings.GMAIL_MODE)


def drafts_badge(request: HttpRequest) -> str:
    """Return how many drafts wait, for the navigation."""
    return str(OutgoingEmail.objects.filter(status=Status.DRAFT).count() or "")


def escalations_badge(request: HttpRequest) -> str:
    """Return how many escalations are open, for the navigation."""
    return str(Escalation.objects.filter(closed_at__isnull=True).count() or "")


def reviews_badge(request: HttpRequest) -> str:
    """Return how many prospects of the middle band wait for a decision, for the navigation."""
    waiting = Approach.objects.filter(standing=Standing.MANUAL_REVIEW.value)
    return str(waiting.count() or "")


def _link(name: str, query: str = "") -> str:
    return reverse(f"admin:{name}") + query


def _work_tiles() -> list[Tile]:
    now = timezone.now()
    escalated = Escalation.objects.filter(closed_at__isnull=True).aggregate(
        all=Count("id"), late=Count("id", filter=Q(due_at__lt=now))
    )
    emails = OutgoingEmail.objects.aggregate(
        drafts=Count("id", filter=Q(status=Status.DRAFT)),
        stuck=Count("id", filter=Q(status__in=(Status.UNKNOWN, Status.PARKED, Status.FAILED))),
    )
    return [
        Tile(
            "Escalations",
            escalated["all"],
            _link("negotiations_escalation_changelist", "?open=yes"),
            f"{escalated['late']} overdue" if escalated["late"] else "none overdue",
            is_urgent=bool(escalated["late"]),
        ),
        Tile(
            "Drafts to approve",
            emails["drafts"],
            _link("negotiations_queue"),
            "one after another",
        ),
        Tile(
            "Emails that are stuck",
            emails["stuck"],
            _link("negotiations_outgoingemail_changelist", "?group=stuck"),
            "unknown, parked or failed",
            is_urgent=bool(emails["stuck"]),
        ),
    ]


def _mail_tiles() -> list[Tile]:
    mail = Message.objects.filter(needs_person=True).aggregate(
        unmatched=Count("id", filter=Q(thread__isnull=True)),
        others=Count("id", filter=Q(thread__isnull=False)),
    )
    return [
        Tile(
            "Unmatched mail",
            mail["unmatched"],
            _link("negotiations_message_changelist", "?needs=unmatched"),
            "belongs to no negotiation yet",
        ),
        Tile(
            "Mail to look at",
            mail["others"],
            _link("negotiations_message_changelist", "?needs=matched"),
            "attachments, bounces, failures",
        ),
    ]


def _house_tiles() -> list[Tile]:
    quarantined = Campaign.objects.filter(status=Campaign.Status.QUARANTINED).count()
    prospects = Prospect.objects.filter(status=Prospect.Status.NEEDS_PERSON).count()
    failed = WebhookDelivery.objects.filter(status=WebhookDelivery.Status.FAILED).count()
    sick = Mailbox.objects.exclude(sync_error="").count()
    return [
        Tile(
            "Briefs to fix",
            quarantined,
            _link("campaigns_campaign_changelist", "?status__exact=quarantined"),
            "quarantined campaigns",
        ),
        Tile(
            "Prospects to check",
            prospects,
            _link("campaigns_prospect_changelist", "?status__exact=needs_person"),
            "a number or address is missing",
        ),
        Tile(
            "Failed deliveries",
            failed,
            _link("integrations_webhookdelivery_changelist", "?status__exact=failed"),
            "webhooks to replay",
            is_urgent=bool(failed),
        ),
        Tile(
            "Mailboxes with errors",
            sick,
            _link("integrations_mailbox_changelist"),
            "replies may be late",
            is_urgent=bool(sick),
        ),
    ]


def _progress() -> list[Progress]:
    closed = ("agreed", "rejected", "stopped")
    person = Q(escalations__closed_at__isnull=True, escalations__isnull=False) | Q(
        emails__status__in=(Status.DRAFT, Status.PARKED)
    )
    threads = Thread.objects.order_by()
    counts = {
        row["campaign_id"]: row
        for row in threads.values("campaign_id").annotate(
            total=Count("id"),
            open=Count("id", filter=~Q(state__in=closed)),
            agreed=Count("id", filter=Q(state=State.AGREED)),
            amount=Coalesce(
                Sum("agreed_amount", filter=Q(state=State.AGREED)),
                Decimal(0),
                output_field=DecimalField(max_digits=16, decimal_places=3),
            ),
        )
    }
    waiting = dict(
        threads.filter(person)
        .values("campaign_id")
        .annotate(count=Count("id", distinct=True))
        .values_list("campaign_id", "count")
    )
    shown = Campaign.objects.exclude(status__in=Campaign.OVER).select_related("client")[:25]
    empty: dict[str, Any] = {"total": 0, "open": 0, "agreed": 0, "amount": Decimal(0)}
    return [
        Progress(
            campaign=campaign,
            total=(row := counts.get(campaign.pk, empty))["total"],
            open=row["open"],
            agreed=row["agreed"],
            needs_person=waiting.get(campaign.pk, 0),
            agreed_amount=row["amount"],
        )
        for campaign in shown
    ]


def dashboard(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Add to the first page what the person may see."""
    context["title"] = "What needs me now"
    context["is_fullwidth"] = "1"
    user = request.user
    if not (user.has_perm("negotiations.view_thread") or user.has_perm("campaigns.view_campaign")):
        return context
    tiles = _work_tiles() + _mail_tiles() + _house_tiles()
    context |= {
        "tiles": [tile for tile in tiles if tile.count],
        "quiet": [tile.label for tile in tiles if not tile.count],
        "progress": _progress(),
        "switches": KillSwitch.objects.order_by("id"),
        "entries": AuditEntry.objects.order_by("-id")[:12],
        "may_see": True,
    }
    return context

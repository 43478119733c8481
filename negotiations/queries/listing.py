"""Rows as lists show them: one query for a page of threads, however long it is."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Count, DecimalField, Exists, OuterRef, Q, QuerySet, Subquery

from audit.listing import decimal_text
from campaigns.domain.money import quantize
from campaigns.models import Agency, Campaign
from negotiations.domain.terms.next_step import Kind
from negotiations.domain.terms.states import CLOSED
from negotiations.models import Escalation, Message, Offer, OutgoingEmail, Thread
from negotiations.queries.budget import CampaignFigures, figures_for
from negotiations.queries.next_step import next_step_of, with_situation

_GONE = (Offer.Status.SENT, Offer.Status.ANSWERED, Offer.Status.ACCEPTED)
_WAITS = (OutgoingEmail.Status.DRAFT, OutgoingEmail.Status.PARKED)


def threads() -> QuerySet[Thread]:
    """Return threads with everything `thread_item` shows, in one query."""
    of_thread = {"thread": OuterRef("pk")}
    left = Offer.objects.filter(status__in=_GONE, **of_thread).order_by("-id")
    return (
        with_situation(Thread.objects.select_related("campaign", "influencer", "agency"))
        .annotate(
            last_offer_amount=Subquery(
                left.values("amount")[:1],
                output_field=DecimalField(max_digits=14, decimal_places=3),
            ),
            waits_for_person=Exists(Escalation.objects.filter(closed_at__isnull=True, **of_thread))
            | Exists(OutgoingEmail.objects.filter(status__in=_WAITS, **of_thread))
            | Exists(Message.objects.filter(needs_person=True, **of_thread)),
        )
        .order_by("-updated_at", "-id")
    )


def money_text(amount: Decimal | None, currency: str) -> str | None:
    """Return an amount in its currency's smallest units, as text."""
    return None if amount is None else decimal_text(quantize(amount, currency))


def thread_item(thread: Thread) -> dict[str, Any]:
    """Return a row of `threads()` as the API shows it."""
    currency, agreed = thread.currency, thread.agreed_amount
    cpm = None if agreed is None else agreed * 1000 / thread.views
    return {
        "id": thread.pk,
        "campaign_id": thread.campaign_id,
        "campaign_external_id": thread.campaign.external_id,
        "influencer_name": thread.influencer.name,
        "influencer_email": thread.influencer.email,
        "state": thread.state,
        "round": thread.round,
        "last_offer_amount": money_text(getattr(thread, "last_offer_amount", None), currency),
        "last_ask_amount": money_text(thread.ask_amount, currency),
        "agreed_amount": money_text(agreed, currency),
        "currency": currency,
        "agreed_cpm": decimal_text(
            None if cpm is None else cpm.quantize(Decimal("0.01"), ROUND_HALF_UP)
        ),
        "counterparty": thread.counterparty,
        "agency": thread.agency.name if thread.agency else None,
        "mail_thread_id": thread.mail_thread_id,
        "managed_by": thread.managed_by,
        "claimed_by": thread.claimed_by,
        "needs_person": bool(getattr(thread, "waits_for_person", False)),
        "updated_at": thread.updated_at.isoformat(),
        **_next_step_item(thread),
    }


def _next_step_item(thread: Thread) -> dict[str, Any]:
    step = next_step_of(thread)
    words = step.sentence if step else "Nothing is due: the next sweep asks a person."
    return {"next_step": words, "next_step_kind": step.kind if step else Kind.PERSON}


def campaign_items(campaigns: list[Campaign]) -> list[dict[str, Any]]:
    """Return campaigns with their figures as the API shows them."""
    figures = figures_for(campaigns)
    return [_campaign_item(campaign, figures[campaign.pk]) for campaign in campaigns]


def campaign_item(campaign: Campaign) -> dict[str, Any]:
    """Return one campaign with its figures as the API shows it."""
    return campaign_items([campaign])[0]


def _campaign_item(campaign: Campaign, figures: CampaignFigures) -> dict[str, Any]:
    currency = campaign.currency
    return {
        "id": campaign.pk,
        "external_id": campaign.external_id,
        "client_name": campaign.client.name if campaign.client else "",
        "name": campaign.name,
        "status": campaign.status,
        "currency": currency,
        "budget_amount": money_text(campaign.budget_amount, currency),
        "cpm_floor": decimal_text(campaign.cpm_floor),
        "cpm_ceiling": decimal_text(campaign.cpm_ceiling),
        "counts_by_state": figures.counts_by_state,
        "agreed_count": figures.agreed_count,
        "percent_closed": decimal_text(figures.percent_closed),
        "committed_amount": money_text(figures.committed_amount, currency),
        "average_cpm": decimal_text(figures.average_cpm),
        "budget_used_percent": decimal_text(figures.budget_used_percent),
    }


def email_item(email: OutgoingEmail) -> dict[str, Any]:
    """Return one email of ours as the API shows it."""
    return {
        "id": email.pk,
        "thread_id": email.thread_id,
        "purpose": email.purpose,
        "status": email.status,
        "to": list(email.to),
        "subject": email.subject,
        "body": email.body,
        "provider_message_id": email.provider_message_id,
        "attempts": email.attempts,
        "version": email.digest,
    }


def agencies() -> QuerySet[Agency]:
    """Return agencies with their count of open threads."""
    is_open = ~Q(thread__state__in=CLOSED) & Q(thread__isnull=False)
    return Agency.objects.annotate(open_threads=Count("thread", filter=is_open)).order_by("name")


def agency_item(agency: Agency) -> dict[str, Any]:
    """Return a row of `agencies()` as the API shows it."""
    return {
        "id": agency.pk,
        "name": agency.name,
        "open_threads": int(getattr(agency, "open_threads", 0)),
    }

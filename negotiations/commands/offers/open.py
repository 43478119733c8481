"""Open the negotiation with one prospect: price it, write it, queue it."""

from datetime import datetime

from django.db import transaction

from audit.actions import Action
from audit.recording import record
from campaigns.models import Campaign, Prospect, Suppression
from integrations.models import Mailbox
from negotiations.commands.mail.write import draft_email, offer_facts
from negotiations.commands.offers.decisions import keep_decision
from negotiations.commands.thread.state import audit
from negotiations.domain.pricing.decide import opening
from negotiations.domain.pricing.policy import AskHuman, Counter, Position
from negotiations.domain.terms.bounds import BoundsError
from negotiations.domain.terms.lines import lines_of
from negotiations.models import Offer, Thread
from negotiations.queries.bindings import playbook_of
from negotiations.queries.learning import learned_for
from negotiations.queries.portfolios import portfolio_of
from negotiations.queries.positions import bounds_of, lever_facts_of, opening_terms_of
from negotiations.queries.work import budget_free

BUDGET_EXHAUSTED = "budget_exhausted"


@transaction.atomic(durable=True)
def open_thread(*, prospect_id: int, mailbox_id: int, actor: str, now: datetime) -> Thread | None:
    """Create the thread of one prospect and its opening mail; None when it cannot be opened.

    A prospect without views or address, or with limits that contradict each other, becomes a
    task for a person. One that the budget cannot carry yet waits in `initial_offer`.
    """
    # Locks are taken in one order everywhere: thread, campaign, prospect.
    of = Prospect.objects.only("campaign_id").get(pk=prospect_id).campaign_id
    campaign = Campaign.objects.select_for_update().get(pk=of)
    prospect = (
        Prospect.objects.select_for_update(of=("self",))
        .select_related("influencer")
        .get(pk=prospect_id)
    )
    prospect.campaign = campaign
    if campaign.status != Campaign.Status.ACTIVE or prospect.status != Prospect.Status.READY:
        return None
    problem = _problem_of(prospect)
    if problem:
        _ask_person(prospect, problem, actor=actor, now=now)
        return None
    try:
        bounds_of(campaign, prospect, playbook=playbook_of(campaign), free=None)
    except BoundsError as error:
        _ask_person(prospect, str(error), actor=actor, now=now)
        return None
    thread = Thread.objects.create(
        campaign=campaign,
        prospect=prospect,
        influencer=prospect.influencer,
        mailbox=Mailbox.objects.get(pk=mailbox_id),
        contact=prospect.influencer.contacts.filter(is_primary=True).first(),
        currency=campaign.currency,
        views=prospect.views or 0,
        state_changed_at=now,
        created_at=now,
        updated_at=now,
    )
    prospect.status = Prospect.Status.OPENED
    prospect.save()
    audit(thread, Action.THREAD_OPENED, actor=actor, now=now, summary="thread opened")
    _price_and_write(thread, actor=actor, now=now)
    return thread


@transaction.atomic(durable=True)
def open_waiting_thread(*, thread_id: int, actor: str, now: datetime) -> bool:
    """Open a thread that waited for budget, when there is money again."""
    thread = Thread.objects.select_for_update(of=("self",)).get(pk=thread_id)
    campaign = Campaign.objects.select_for_update().get(pk=thread.campaign_id)
    waiting = thread.state == "initial_offer" and thread.hold_reason == BUDGET_EXHAUSTED
    if not waiting or campaign.status != Campaign.Status.ACTIVE:
        return False
    return _price_and_write(thread, actor=actor, now=now)


def _problem_of(prospect: Prospect) -> str:
    email = prospect.influencer.email
    if not email:
        return "no email address"
    if prospect.influencer.is_email_bad:
        return f"mail to {email} bounced"
    if prospect.views is None:
        return "average views unknown"
    if Suppression.objects.filter(email=email.lower()).exists():
        return f"{email} asked not to be contacted"
    return ""


def _ask_person(prospect: Prospect, problem: str, *, actor: str, now: datetime) -> None:
    prospect.status = Prospect.Status.NEEDS_PERSON
    prospect.problem = problem
    prospect.save()
    record(
        Action.PROSPECT_SKIPPED,
        subject=f"prospect:{prospect.pk}",
        actor=actor,
        at=now,
        campaign_id=prospect.campaign_id,
        influencer=prospect.influencer.name,
        summary=f"not opened: {problem}",
    )


def _price_and_write(thread: Thread, *, actor: str, now: datetime) -> bool:
    campaign = thread.campaign
    if campaign.opening != Campaign.Opening.OFFER_FIRST:
        draft_email(thread, "opening", actor=actor, now=now)
        return True
    free = budget_free(campaign, except_thread=thread.pk)
    playbook = playbook_of(campaign)
    try:
        bounds = bounds_of(campaign, thread.prospect, playbook=playbook, free=free)
    except BoundsError:
        return _wait_for_budget(thread, actor=actor, now=now)
    facts = lever_facts_of(campaign)
    position = Position(
        views=thread.views,
        bounds=bounds,
        playbook=playbook,
        offers=(),
        round=0,
        facts=facts,
        opening_terms=opening_terms_of(campaign, facts),
        thread_state=thread.state,
        platform=thread.prospect.platform,
        engagement_rate=thread.prospect.engagement_rate,
        portfolio=portfolio_of(campaign, playbook=playbook, except_thread=thread.pk),
        learned=learned_for(campaign),
    )
    decision = opening(position)
    keep_decision(thread, position=position, reading=None, decision=decision, message=None, now=now)
    if isinstance(decision, AskHuman):
        _ask_person(thread.prospect, decision.reason, actor=actor, now=now)
        return False
    thread.hold_reason = ""
    thread.save(update_fields=["hold_reason"])
    offer = write_offer(thread, decision, actor=actor, now=now)
    draft_email(thread, "opening", actor=actor, now=now, offer=offer, **offer_facts(offer, None))
    return True


def _wait_for_budget(thread: Thread, *, actor: str, now: datetime) -> bool:
    if thread.hold_reason != BUDGET_EXHAUSTED:
        thread.hold_reason = BUDGET_EXHAUSTED
        thread.save(update_fields=["hold_reason"])
        audit(
            thread,
            Action.THREAD_HELD_BACK,
            actor=actor,
            now=now,
            summary="the budget's open and agreed offers leave no room for this opening",
            reason=BUDGET_EXHAUSTED,
        )
    return False


def write_offer(
    thread: Thread, decision: Counter, *, actor: str, now: datetime, from_ask: bool = False
) -> Offer:
    """Write the offer row of a decision, with its receipt, before any mail about it."""
    receipt = decision.receipt.as_dict()
    lines = lines_of(amount=decision.amount, currency=thread.currency, terms=decision.terms)
    offer = Offer.objects.create(
        thread=thread,
        number=thread.offers.exclude(status=Offer.Status.WITHDRAWN).count() + 1,
        amount=decision.amount,
        currency=thread.currency,
        terms=decision.terms.as_dict(),
        lines=[line.as_dict() for line in lines],
        lever=decision.lever or "",
        is_final=decision.final,
        from_ask=from_ask,
        rule_version=receipt.get("playbook_version", ""),
        inputs=receipt.get("inputs", {}),
        receipt=receipt,
        made_by=actor,
        created_at=now,
    )
    audit(
        thread,
        Action.OFFER_PRICED,
        actor=actor,
        now=now,
        summary=f"offer {offer.number} priced by {receipt.get('rule', '')}",
        offer_id=offer.pk,
        amount=str(offer.amount),
        currency=offer.currency,
        lever=offer.lever,
        receipt_hash=receipt.get("hash", ""),
    )
    return offer

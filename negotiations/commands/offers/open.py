"""Open the negotiation with one prospect: price it, write it, queue it."""

from datetime import datetime

from django.db import transaction

from audit.actions import Action
from audit.recording import record
from campaigns.commands.about import about_prospect
from campaigns.commands.locks import lock_campaign
from campaigns.models import Campaign, Prospect
from integrations.models import Mailbox
from negotiations.commands.deeds import Deed
from negotiations.commands.locks import (
    lock_budget,
    lock_influencer,
    lock_prospect,
)
from negotiations.commands.mail.letters import opening_letter
from negotiations.commands.mail.write import draft_email
from negotiations.commands.offers.decisions import keep_decision
from negotiations.commands.offers.write import write_offer
from negotiations.commands.thread.state import audit
from negotiations.domain.pricing.decide import opening
from negotiations.domain.pricing.policy import AskHuman
from negotiations.domain.terms.bounds import BoundsError
from negotiations.domain.terms.states import UNOPENED
from negotiations.models import Thread
from negotiations.queries.bindings import playbook_of
from negotiations.queries.contact_lock import LOOK_AGAIN, contact_lock_on
from negotiations.queries.leaving import suppressed_among
from negotiations.queries.positions import bounds_of, limits_of, opening_position
from negotiations.queries.work import BUDGET_EXHAUSTED


@transaction.atomic(durable=True)
def open_thread(*, prospect_id: int, mailbox_id: int, actor: str, now: datetime) -> Thread | None:
    """Create the thread of one prospect and its opening mail; None when it cannot be opened.

    A prospect without views or address, or with limits that contradict each other, becomes a
    task for a person. One that the budget cannot carry yet waits in `initial_offer`.
    """
    of = Prospect.objects.only("campaign_id").get(pk=prospect_id).campaign_id
    campaign, deed = lock_campaign(of), Deed(actor, now)
    prospect = lock_prospect(prospect_id)
    prospect.campaign = campaign
    if campaign.status != Campaign.Status.ACTIVE or prospect.status != Prospect.Status.READY:
        return None
    if problem := _problem_of(prospect):
        _ask_person(prospect, problem, deed)
        return None
    if _is_held_back(prospect, deed):
        return None
    thread = _create_thread(prospect, mailbox_id, deed)
    prospect.status = Prospect.Status.OPENED
    prospect.save()
    audit(thread, Action.THREAD_OPENED, deed, summary="thread opened")
    write_opening(thread, deed)
    return thread


@transaction.atomic(durable=True)
def open_waiting_thread(*, thread_id: int, actor: str, now: datetime) -> bool:
    """Open a thread that waited for budget, when there is money again."""
    thread = Thread.objects.select_for_update(of=("self",)).get(pk=thread_id)
    lock_budget(thread)
    is_waiting = thread.state in UNOPENED and thread.hold_reason == BUDGET_EXHAUSTED
    if not is_waiting or thread.campaign.status != Campaign.Status.ACTIVE:
        return False
    return write_opening(thread, Deed(actor, now))


def _is_held_back(prospect: Prospect, deed: Deed) -> bool:
    """Whether the house already talks, or has just talked, with them in another campaign."""
    lock_influencer(prospect.influencer_id)
    reason = "" if prospect.lock_lifted_by else contact_lock_on(prospect, now=deed.now)
    if not reason:
        return False
    if prospect.waits_for != reason:
        record(
            Action.PROSPECT_HELD_BACK,
            about_prospect(prospect),
            actor=deed.actor,
            at=deed.now,
            summary=reason,
        )
    prospect.waits_for, prospect.waits_until = reason, deed.now + LOOK_AGAIN
    prospect.save(update_fields=["waits_for", "waits_until"])
    return True


def _problem_of(prospect: Prospect) -> str:
    """Return why nobody can be written to, or nothing."""
    email = prospect.influencer.email
    if not email:
        return "no email address"
    if prospect.influencer.is_email_bad:
        return f"mail to {email} bounced"
    if prospect.influencer.may_be_minor:
        return f"they may be under 18: “{prospect.influencer.minor_signal}”"
    if prospect.views is None:
        return "average views unknown"
    if suppressed_among([email]):
        return f"{email} asked not to be contacted"
    campaign = prospect.campaign
    try:
        bounds_of(campaign, prospect, playbook=playbook_of(campaign), free=None)
    except BoundsError as error:
        return str(error)
    return ""


def _ask_person(prospect: Prospect, problem: str, deed: Deed) -> None:
    prospect.status = Prospect.Status.NEEDS_PERSON
    prospect.problem = problem
    prospect.save()
    record(
        Action.PROSPECT_SKIPPED,
        about_prospect(prospect),
        actor=deed.actor,
        at=deed.now,
        summary=f"not opened: {problem}",
    )


def _create_thread(prospect: Prospect, mailbox_id: int, deed: Deed) -> Thread:
    influencer = prospect.influencer
    return Thread.objects.create(
        campaign=prospect.campaign,
        prospect=prospect,
        influencer=influencer,
        mailbox=Mailbox.objects.get(pk=mailbox_id),
        contact=influencer.contacts.filter(is_primary=True).first(),
        currency=prospect.campaign.currency,
        views=prospect.views or 0,
        state_changed_at=deed.now,
        created_at=deed.now,
        updated_at=deed.now,
    )


def write_opening(thread: Thread, deed: Deed) -> bool:
    """Price and write the first mail; false where money or a person is waited for.

    Runs inside a command's transaction with the rows of thread and campaign locked.
    """
    if thread.campaign.opening != Campaign.Opening.OFFER_FIRST:
        draft_email(thread, opening_letter(thread), deed)
        return True
    playbook = playbook_of(thread.campaign)
    try:
        limits = limits_of(thread, playbook)
    except BoundsError:
        _wait_for_budget(thread, deed)
        return False
    position = opening_position(thread, playbook, limits)
    decision = opening(position)
    keep_decision(thread, position, decision, heard=None, now=deed.now)
    if isinstance(decision, AskHuman):
        _ask_person(thread.prospect, decision.reason, deed)
        return False
    thread.hold_reason = ""
    thread.save(update_fields=["hold_reason"])
    draft_email(thread, opening_letter(thread, write_offer(thread, decision, deed)), deed)
    return True


def _wait_for_budget(thread: Thread, deed: Deed) -> None:
    if thread.hold_reason == BUDGET_EXHAUSTED:
        return
    thread.hold_reason = BUDGET_EXHAUSTED
    thread.save(update_fields=["hold_reason"])
    audit(
        thread,
        Action.THREAD_HELD_BACK,
        deed,
        summary="the budget's open and agreed offers leave no room for this opening",
        reason=BUDGET_EXHAUSTED,
    )

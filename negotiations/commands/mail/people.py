"""What people do with mail and money: approve, edit, undo, discard, write, override, decide."""

from datetime import datetime
from decimal import Decimal
from html import escape

from django.db import transaction
from django.utils.crypto import get_random_string

from audit.actions import Action
from campaigns.models import Campaign
from negotiations.commands.mail.write import (
    draft_email,
    facts_for,
    findings_of,
    new_email,
    offer_facts,
    release,
)
from negotiations.commands.offers.answer import agree, write_counter
from negotiations.commands.offers.open import write_offer
from negotiations.commands.thread import state as moving
from negotiations.commands.thread.state import audit, fire, lock_thread
from negotiations.domain.letters.facts import WrittenMail
from negotiations.domain.letters.wording import allowed_from
from negotiations.domain.pricing.policy import Accept, Counter
from negotiations.domain.terms.bounds import Bounds
from negotiations.domain.terms.receipts import write_receipt
from negotiations.errors import Refused
from negotiations.models import Approval, OutgoingEmail, Thread
from negotiations.queries.positions import position_of
from negotiations.queries.work import budget_free, sent_offers
from negotiations.slack.cards import draft_digest

Status = OutgoingEmail.Status


def _lock_email(email_id: int, *allowed: str) -> OutgoingEmail:
    """Return the email and its thread with their rows locked.

    :raises Refused: if it is in another status
    """
    found = OutgoingEmail.objects.only("thread_id").get(pk=email_id)
    thread = lock_thread(found.thread_id)
    email = OutgoingEmail.objects.select_for_update().get(pk=email_id)
    if email.status not in allowed:
        raise Refused(
            f"This email is {email.status}; only {' or '.join(allowed)} ones can be changed.",
            code="status",
        )
    email.thread = thread
    return email


@transaction.atomic(durable=True)
def approve_email(
    *,
    email_id: int,
    actor: str,
    now: datetime,
    body: str | None = None,
    reason: str = "",
    seen: str | None = None,
) -> OutgoingEmail:
    """Let a draft go, as it is or with the person's own words, through the same gate.

    `seen` is the digest of the words the person looked at; none means the ones on the row.

    :raises Refused: if it is no draft, not the one they saw, or the gate finds something in it
    """
    email = _lock_email(email_id, Status.DRAFT, Status.PARKED)
    if seen is not None and seen != draft_digest(email):
        raise Refused("The draft has changed since you saw it.", code="changed")
    if body is not None and body.replace("\r\n", "\n").strip() != email.body.strip():
        email.body = body.replace("\r\n", "\n")
        email.made_by = {**email.made_by, "edited_by": actor}
        email.html = "".join(
            f"<p>{escape(part).replace(chr(10), '<br>')}</p>" for part in email.body.split("\n\n")
        )
        audit(
            email.thread,
            Action.EMAIL_EDITED,
            actor=actor,
            now=now,
            summary=reason or "edited",
            email_id=email.pk,
        )
    findings = findings_of(email.subject, email.body, email.html, email.allowed)
    if findings:
        raise Refused(
            "The gate stops this mail: " + "; ".join(f["message"] for f in findings), code="gate"
        )
    email.gate_findings = []
    email.approved_by = actor
    # What an earlier try left with the vendor holds other words, or is gone: this is a new start.
    email.provider_draft_id, email.attempts, email.error = "", 0, ""
    release(email, is_held=True, now=now)
    audit(
        email.thread,
        Action.EMAIL_APPROVED,
        actor=actor,
        now=now,
        summary=reason or f"{email.purpose} approved",
        email_id=email.pk,
    )
    moving.show_escalation(email.thread, now=now)
    return email


@transaction.atomic(durable=True)
def undo_email(*, email_id: int, actor: str, reason: str, now: datetime) -> OutgoingEmail:
    """Take an email back while it is still inside the undo window.

    :raises Refused: if it is no longer held
    """
    email = _lock_email(email_id, Status.HELD, Status.READY)
    email.status, email.held_until, email.approved_by = Status.DRAFT, None, ""
    email.wait_reason = "taken back: waits for a person's approval"
    email.save()
    audit(
        email.thread,
        Action.EMAIL_UNDONE,
        actor=actor,
        now=now,
        summary=reason,
        email_id=email.pk,
    )
    moving.show_escalation(email.thread, now=now)
    return email


@transaction.atomic(durable=True)
def discard_email(*, email_id: int, actor: str, reason: str, now: datetime) -> OutgoingEmail:
    """Throw an unsent email away.

    :raises Refused: if it already left or is leaving
    """
    email = _lock_email(email_id, Status.DRAFT, Status.HELD, Status.READY, Status.PARKED)
    moving.discard(email, reason=reason, actor=actor, now=now)
    return email


@transaction.atomic(durable=True)
def write_email(
    *, thread_id: int, body: str, actor: str, reason: str, now: datetime
) -> OutgoingEmail:
    """Send a mail in a person's own words. It passes the gate against the standing offer.

    :raises Refused: if the gate finds something, or the thread is stopped
    """
    thread = lock_thread(thread_id)
    if thread.state in ("stopped", "paused"):
        raise Refused(f"The thread is {thread.state}.", code="state")
    moving.discard_unsent(thread, reason=f"{actor} wrote", actor=actor, now=now)
    token = get_random_string(32)
    offers = sent_offers(thread)
    known = offer_facts(offers[-1], None) if offers else {}
    facts = facts_for(thread, "answer", token=token, **known)
    text = body.replace("\r\n", "\n").strip()
    allowed = allowed_from(facts)
    subject = thread.subject or f"Collaboration Opportunity - {facts.client_name}"
    if thread.subject and not subject.lower().startswith("re:"):
        subject = f"Re: {subject}"
    findings = findings_of(subject, text, "", allowed)
    if findings:
        raise Refused(
            "The gate stops this mail: " + "; ".join(f["message"] for f in findings), code="gate"
        )
    email = new_email(
        thread,
        OutgoingEmail.Purpose.MANUAL,
        WrittenMail(subject, text, html=""),
        token=token,
        allowed=allowed,
        now=now,
        approved_by=actor,
        made_by={"writer": "person", "name": actor},
    )
    release(email, is_held=True, now=now)
    audit(thread, Action.EMAIL_APPROVED, actor=actor, now=now, summary=reason, email_id=email.pk)
    return email


def _locked_campaign(thread: Thread) -> None:
    thread.campaign = (
        Campaign.objects.select_for_update(of=("self",))
        .select_related("client")
        .get(pk=thread.campaign_id)
    )


def _refuse_outside(thread: Thread, bounds: Bounds, amount: Decimal) -> None:
    """What not even a person may offer.

    :raises Refused: above the ask or the ceiling, or below the campaign's minimum
    """
    if thread.ask_amount is not None and amount > thread.ask_amount:
        raise Refused("The offer would lie above what they ask.", code="above_ask")
    if amount > bounds.ceiling:
        raise Refused(
            f"The ceiling is {bounds.ceiling} {bounds.currency} ({bounds.ceiling_from}).",
            code="above_ceiling",
        )
    if bounds.min_cost is not None and amount < bounds.min_cost:
        raise Refused(f"The campaign's minimum is {bounds.min_cost}.", code="below_minimum")


@transaction.atomic(durable=True)
def override_offer(
    *, thread_id: int, amount: Decimal, actor: str, reason: str, now: datetime
) -> OutgoingEmail:
    """Offer a person's own amount instead of an unsent draft, with a stored approval.

    :raises Refused: while our offer is unanswered, above the ask, outside the CPM ceiling or the
        free budget, or below the campaign's minimum
    """
    thread = lock_thread(thread_id)
    _locked_campaign(thread)
    if thread.state in ("awaiting_reply", "counter_sent"):
        raise Refused("Our offer is unanswered: nobody bids against themselves.", code="unanswered")
    if thread.state not in ("initial_offer", "counter_received", "escalated", "stale"):
        raise Refused(f"The thread is {thread.state}.", code="state")
    moving.discard_unsent(thread, reason=f"{actor} set another offer", actor=actor, now=now)
    Approval.objects.create(
        thread=thread, amount=amount, approved_by=actor, reason=reason, approved_at=now
    )
    position = position_of(thread, is_approved=True)
    bounds = position.bounds
    _refuse_outside(thread, position.bounds, amount)
    standing = position.standing
    terms = standing.terms if standing else position.opening_terms
    decision = Counter(
        amount=amount,
        terms=terms,
        lever=None,
        final=False,
        note=reason,
        receipt=write_receipt(
            rule="override",
            inputs={"amount": amount, "approved_by": actor, "reason": reason},
            bounds=bounds.as_dict(),
            playbook_version=position.playbook.version,
        ),
    )
    audit(
        thread,
        Action.OFFER_OVERRIDDEN,
        actor=actor,
        now=now,
        summary=reason,
        amount=str(amount),
        currency=thread.currency,
    )
    if thread.state != "initial_offer":
        return write_counter(
            thread, decision, message=None, reading=None, actor=actor, now=now, approved_by=actor
        )
    offer = write_offer(thread, decision, actor=actor, now=now)
    return draft_email(
        thread,
        "opening",
        actor=actor,
        now=now,
        offer=offer,
        approved_by=actor,
        **offer_facts(offer, None),
    )


@transaction.atomic(durable=True)
def accept_by_hand(
    *, thread_id: int, amount: Decimal, actor: str, reason: str, now: datetime
) -> Thread:
    """Close the deal at the ask or at our standing offer, on a person's word.

    :raises Refused: at any other amount, or above what the budget leaves
    """
    thread = lock_thread(thread_id)
    _locked_campaign(thread)
    if thread.state not in (
        "awaiting_reply",
        "counter_received",
        "counter_sent",
        "escalated",
        "stale",
    ):
        raise Refused(f"The thread is {thread.state}.", code="state")
    Approval.objects.create(
        thread=thread, amount=amount, approved_by=actor, reason=reason, approved_at=now
    )
    offers = sent_offers(thread)
    standing = offers[-1].amount if offers else None
    if amount not in (standing, thread.ask_amount):
        raise Refused(
            f"Only their ask ({thread.ask_amount}) or our offer ({standing}) can be agreed.",
            code="amount",
        )
    if amount > budget_free(thread.campaign, except_thread=thread.pk):
        raise Refused("The budget does not leave that much.", code="budget")
    moving.discard_unsent(thread, reason="agreed by hand", actor=actor, now=now)
    position = position_of(thread, counts_budget=False)
    receipt = write_receipt(
        rule="accept_by_hand",
        inputs={"amount": amount, "approved_by": actor, "reason": reason},
        bounds=position.bounds.as_dict(),
        playbook_version=position.playbook.version,
    )
    decision = Accept(
        amount=amount, currency=thread.currency, from_ask=amount != standing, receipt=receipt
    )
    agree(thread, decision, message=None, actor=actor, now=now)
    return thread


@transaction.atomic(durable=True)
def reject_by_hand(
    *, thread_id: int, actor: str, reason: str, now: datetime, is_silent: bool = False
) -> Thread:
    """End the negotiation, with a polite mail unless it is to be silent.

    :raises TransitionRefused: if the state does not allow it
    """
    thread = lock_thread(thread_id)
    moving.discard_unsent(thread, reason="rejected by hand", actor=actor, now=now)
    outcome = fire(thread, "reject", actor=actor, now=now, reason=reason)
    if outcome.kind != "move":
        raise Refused(f"The thread is {thread.state}.", code="state")
    moving.close_escalation(thread, outcome="rejected", actor=actor, now=now)
    if not is_silent and (thread.messages.exists() or sent_offers(thread)):
        draft_email(thread, "exit", actor=actor, now=now, approved_by=actor)
    return thread

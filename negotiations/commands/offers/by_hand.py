"""End a negotiation on a person's word: agreed at a known amount, or rejected."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction

from negotiations.commands.deeds import Deed
from negotiations.commands.locks import lock_budget, lock_thread
from negotiations.commands.mail.letters import exit_letter
from negotiations.commands.mail.write import draft_email
from negotiations.commands.offers.agree import agree
from negotiations.commands.offers.final import final_below, refuse_unsaid
from negotiations.commands.thread.discard import discard_unsent
from negotiations.commands.thread.escalation import close_escalation
from negotiations.commands.thread.state import fire
from negotiations.domain.letters.endings import ENDINGS
from negotiations.domain.pricing.policy import Accept
from negotiations.domain.terms.acts import Act, why_not
from negotiations.domain.terms.receipts import write_receipt
from negotiations.domain.terms.states import Event
from negotiations.errors import refuse, refuse_if
from negotiations.models import Approval, Thread
from negotiations.queries.bindings import playbook_of
from negotiations.queries.budget import budget_free
from negotiations.queries.leaving import suppressed_among
from negotiations.queries.positions import limits_of
from negotiations.queries.work import sent_offers


@transaction.atomic(durable=True)
def accept_by_hand(
    *,
    thread_id: int,
    amount: Decimal,
    actor: str,
    reason: str,
    now: datetime,
    breaks_final: bool = False,
) -> Thread:
    """Close the deal at the ask or at our standing offer, on a person's word.

    `breaks_final` says that the person knows of our final offer and closes above it.

    :raises Refused: at any other amount, above what the budget leaves, or above a final offer
        that nobody spoke of
    """
    thread, deed = lock_thread(thread_id), Deed(actor, now, reason)
    lock_budget(thread)
    offers = sent_offers(thread)
    standing = offers[-1].amount if offers else None
    refuse(why_not(Act.ACCEPT, thread.state))
    refuse_if(
        amount not in (standing, thread.ask_amount),
        f"Only their ask ({thread.ask_amount}) or our offer ({standing}) can be agreed.",
        code="amount",
    )
    refuse_if(
        amount > budget_free(thread.campaign, except_thread=thread.pk),
        "The budget does not leave that much.",
        code="budget",
    )
    refuse_unsaid(final_below(thread, amount), breaks_final=breaks_final)
    Approval.objects.create(
        thread=thread, amount=amount, approved_by=actor, reason=reason, approved_at=now
    )
    discard_unsent(thread, deed.because("agreed by hand"))
    agree(thread, _accept(thread, amount, deed, from_ask=amount != standing), deed, message=None)
    return thread


def _accept(thread: Thread, amount: Decimal, deed: Deed, *, from_ask: bool) -> Accept:
    playbook = playbook_of(thread.campaign)
    receipt = write_receipt(
        rule="accept_by_hand",
        inputs={"amount": amount, "approved_by": deed.actor, "reason": deed.reason},
        bounds=limits_of(thread, playbook, counts_budget=False),
        playbook_version=playbook.version,
    )
    return Accept(amount=amount, currency=thread.currency, from_ask=from_ask, receipt=receipt)


@transaction.atomic(durable=True)
def reject_by_hand(
    *,
    thread_id: int,
    actor: str,
    reason: str,
    now: datetime,
    is_silent: bool = False,
    ending: str = "ours",
) -> Thread:
    """End the negotiation, with a polite mail unless it is to be silent.

    `ending` says whose end it is and why, one of the letters' `ENDINGS`. Who opted out gets no
    mail.

    :raises Refused: if the state does not allow it, or there is no such ending
    """
    thread, deed = lock_thread(thread_id), Deed(actor, now, reason)
    refuse(why_not(Act.REJECT, thread.state))
    refuse_if(ending not in ENDINGS, f'There is no ending "{ending}".', code="ending")
    discard_unsent(thread, deed.because("rejected by hand"))
    fire(thread, Event.REJECT, deed.because(f"{ENDINGS[ending]}: {reason}"))
    close_escalation(thread, "rejected", deed)
    if not is_silent and _is_owed_a_word(thread):
        draft_email(thread, exit_letter(thread, ending, approved_by=actor), deed)
    return thread


def _is_owed_a_word(thread: Thread) -> bool:
    """Whether we were in touch, and they still want mail of ours."""
    has_opted_out = bool(suppressed_among([thread.influencer.email]))
    return not has_opted_out and (thread.messages.exists() or bool(sent_offers(thread)))

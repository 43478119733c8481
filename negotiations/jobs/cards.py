"""Make the cards that Slack shows: claim, make from the rows, put."""

from django.utils import timezone

from negotiations.commands import cards
from negotiations.slack.cards import agreement_card, escalation_card


def show_escalation(*, escalation_id: int) -> str:
    """Let Slack show one escalation as its rows say it now."""
    escalation = cards.claim_escalation(escalation_id=escalation_id, now=timezone.now())
    if escalation is None:
        return "skipped: not due"
    return cards.put_escalation(escalation, escalation_card(escalation), now=timezone.now())


def show_agreement(*, agreement_id: int) -> str:
    """Let Slack show one agreement."""
    agreement = cards.claim_agreement(agreement_id=agreement_id, now=timezone.now())
    if agreement is None:
        return "skipped: not due"
    return cards.put_agreement(agreement, agreement_card(agreement), now=timezone.now())

"""What Slack shows of an escalation and of an agreement: read from the rows alone.

The same rows always give the same card, so a card is written anew whenever something changed.
"""

import json
from datetime import datetime
from decimal import Decimal
from typing import Any

from campaigns.domain.money import cpm_of, format_money
from campaigns.models import brief_value
from integrations.slack import blocks
from integrations.slack.people import mention_of
from negotiations.commands.cards import Card
from negotiations.commands.thread.escalation import ANSWERED
from negotiations.domain.terms.states import CLOSED
from negotiations.domain.terms.suggestions import steps_for
from negotiations.models import Agreement, Escalation, Offer, OutgoingEmail, Thread
from negotiations.queries.pages import email_page, thread_page


def escalation_card(escalation: Escalation) -> Card:
    """Return an escalation with its buttons, or with who settled it and no buttons."""
    thread, draft = escalation.thread, escalation.draft
    name = thread.influencer.name
    plain = f"Escalation: {name}\n{escalation.reason}"
    if escalation.quote:
        plain += f'\nThey wrote: "{escalation.quote}"'
    shown = [
        blocks.header(f"Escalation: {name}"),
        blocks.fields(_facts(thread)),
        blocks.words("Reason", escalation.reason, 1000),
    ]
    if escalation.quote:
        shown.append(blocks.quote("They wrote", escalation.quote, 800))
    if escalation.closed_at:
        outcome = outcome_words(escalation)
        plain = f"{plain}\n{outcome}"
        shown.append(blocks.section(f"*Settled*\n{blocks.escape(outcome, 500)}"))
    else:
        shown += _open_part(escalation, draft)
    shown.append(blocks.context(*_small_print(escalation)))
    return Card(f"{plain}\n{thread_page(thread)}", shown)


def _facts(thread: Thread) -> list[tuple[str, str]]:
    """Return who it is about; the rates only where one is known, the missing one as N/A."""
    client = thread.campaign.client
    facts = [
        ("Influencer", thread.influencer.name),
        ("Email", thread.influencer.email),
        ("Client", client.name if client else thread.campaign.name),
        ("Campaign", thread.campaign.name),
    ]
    if thread.agreed_amount is not None:
        facts.append(("Agreed", format_money(thread.agreed_amount, thread.currency)))
    ours = _latest_offer(thread)
    if thread.ask_amount is not None or ours is not None:
        ask = thread.ask_amount
        facts += [
            ("Their Rate", format_money(ask, thread.currency) if ask is not None else "N/A"),
            ("Our Rate", format_money(ours.amount, ours.currency) if ours else "N/A"),
        ]
    return facts


def _latest_offer(thread: Thread) -> Offer | None:
    live = thread.offers.exclude(status=Offer.Status.WITHDRAWN)
    return live.order_by("-id").first()


def _open_part(escalation: Escalation, draft: OutgoingEmail | None) -> list[dict[str, Any]]:
    thread = escalation.thread
    found = [blocks.words("Where it stands", _bounds_words(thread), 500)]
    findings = [str(f.get("message", "")) for f in escalation.findings]
    if draft is not None:
        findings += [str(f.get("message", "")) for f in draft.gate_findings]
    if findings:
        found.append(blocks.bullets("The gate stops the draft", findings))
    if draft is not None and draft.status in OutgoingEmail.FOR_PERSON:
        found.append(blocks.quote("Draft", draft.body, 1200))
    elif draft is not None and draft.status in OutgoingEmail.LEAVING:
        leaving = f"Approved by {draft.approved_by or 'nobody yet'}; on its way."
        found.append(blocks.words("Draft", leaving))
    found.append(blocks.bullets("Suggested", steps_for(escalation.code, is_blocked=bool(findings))))
    found.append(blocks.actions("escalation", _buttons(escalation, draft)))
    return found


def _bounds_words(thread: Thread) -> str:
    """Return floor, ours, theirs and ceiling in one line, from the newest offer's receipt."""
    offer, ask = _latest_offer(thread), thread.ask_amount
    limits = offer.receipt.bounds if offer and offer.receipt else {}
    parts = [("floor", limits.get("floor")), ("ours", offer.amount if offer else None)]
    parts += [("their ask", ask), ("ceiling", limits.get("ceiling"))]
    known = [
        f"{name} {format_money(Decimal(value), thread.currency)}"
        for name, value in parts
        if value is not None
    ]
    return f"{' — '.join(known) or 'no amounts yet'} (round {thread.round})"


def _buttons(escalation: Escalation, draft: OutgoingEmail | None) -> list[dict[str, Any]]:
    thread = escalation.thread
    value = json.dumps({"escalation": escalation.pk})
    page = blocks.link_button("Open", "open", thread_page(thread))
    if draft is not None and draft.status in OutgoingEmail.LEAVING:
        # What was pressed once is not there to be pressed again; undoing is done in the console.
        return [page]
    found = _draft_buttons(escalation, draft)
    if thread.state in CLOSED:
        return [*found, page]
    asks = ("Decline?", "This ends the negotiation with a polite mail.")
    found.append(blocks.button("Decline", "decline", value, style="danger", confirm=asks))
    if thread.managed_by == Thread.ManagedBy.AGENT:
        found.append(blocks.button("Take over", "take_over", value))
    return [*found, blocks.button("Hand back", "hand_back", value), page]


def _draft_buttons(escalation: Escalation, draft: OutgoingEmail | None) -> list[dict[str, Any]]:
    if draft is None or draft.status not in OutgoingEmail.FOR_PERSON:
        return []
    edit = blocks.link_button("Edit", "edit", email_page(draft))
    if draft.gate_findings:
        return [edit]
    seen = {"escalation": escalation.pk, "email": draft.pk, "seen": draft.digest}
    approve = blocks.button("Approve and send", "approve", json.dumps(seen), style="primary")
    return [approve, edit]


def outcome_words(escalation: Escalation) -> str:
    """Return what became of it, by whom and when."""
    who, draft = escalation.closed_by, escalation.draft
    if escalation.outcome == ANSWERED and draft is not None and draft.approved_by:
        who = draft.approved_by
    when = f"{escalation.closed_at:%Y-%m-%d %H:%M} UTC" if escalation.closed_at else ""
    return f"{escalation.outcome} by {who}, {when}"


def _small_print(escalation: Escalation) -> list[str]:
    thread = escalation.thread
    owner = thread.claimed_by or str(
        brief_value(thread.campaign, "background.campaign_manager", "")
    )
    parts = [
        f"Owner: {mention_of(owner) or blocks.escape(owner or 'nobody yet', 200)}",
        blocks.link(thread_page(thread), "The negotiation"),
    ]
    if not escalation.closed_at:
        parts.insert(1, f"Due {_local(escalation.due_at)}")
    if thread.mail_thread_id:
        mail = f"https://mail.google.com/mail/u/0/#inbox/{thread.mail_thread_id}"
        parts.append(blocks.link(mail, "The mail"))
    return parts


def _local(at: datetime) -> str:
    """Return a time that Slack shows in the reader's own zone."""
    return f"<!date^{int(at.timestamp())}^{{date_short_pretty}} {{time}}|{at:%Y-%m-%d %H:%M} UTC>"


def agreement_card(agreement: Agreement) -> Card:
    """Return "Deal Agreed" with the offer row's own amount."""
    thread = agreement.thread
    name, campaign = thread.influencer.name, thread.campaign
    amount = format_money(agreement.amount, agreement.currency)
    cpm = format_money(cpm_of(amount=agreement.amount, views=thread.views), agreement.currency)
    pieces = [f"{d.quantity} x {d.label}" for d in agreement.terms.deliverables]
    steps = ("Send the contract", "Confirm the deliverables", "Schedule the content")
    manager = str(brief_value(campaign, "background.campaign_manager", ""))
    people = [person for person in dict.fromkeys((manager, thread.claimed_by)) if person]
    called = " ".join(mention_of(p) or blocks.escape(p, 200) for p in people)
    shown = [
        blocks.header(f"Deal Agreed: {name}"),
        blocks.fields(
            [
                ("Influencer", name),
                ("Email", thread.influencer.email),
                ("Client", campaign.client.name if campaign.client else campaign.name),
                ("Platform", thread.prospect.platform.replace("_", " ").title()),
                ("Agreed Rate", amount),
                ("CPM Achieved", cpm),
            ]
        ),
        blocks.bullets("Deliverables", pieces or ["see the brief"]),
        blocks.bullets("Next Steps", steps),
        blocks.context(
            *([called] if called else []), blocks.link(thread_page(thread), "The negotiation")
        ),
    ]
    plain = (
        f"Deal agreed: {name}\nAgreed {amount} (CPM {cpm})\nDeliverables: {', '.join(pieces)}\n"
        f"Next steps: {'; '.join(steps)}\n{thread_page(thread)}"
    )
    return Card(plain, shown)

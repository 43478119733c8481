"""What in a reply keeps the agent from deciding alone: questions about one mail. Pure."""

from collections.abc import Set
from decimal import Decimal
from typing import TYPE_CHECKING

from campaigns.domain.money import format_money
from negotiations.domain.pricing.policy import Position
from negotiations.domain.reading.acts import ACCEPTANCE
from negotiations.domain.terms.offer_terms import Terms
from negotiations.domain.terms.states import State

if TYPE_CHECKING:
    from negotiations.domain.reading.reader import Reading

# Larger than any fee: such a figure is a phone number or a follower count, never an ask.
_LARGEST_ASK = Decimal(10) ** 12
# An ask below this share of our offer is a person's, however plainly it is stated.
_LEAST_SHARE = Decimal("0.70")

_PERSON_FLAGS = (
    ("hostile", "hostile", "the tone is hostile"),
    ("legal", "legal", "they raise legal or contract matters"),
    ("human", "human", "they ask for a person"),
    ("wrong_person", "wrong_person", "we wrote to the wrong person"),
    ("attachment_rates", "attachment_rates", "their rates are in an attachment"),
    ("wants_call", "call_request", "they ask for a call"),
    ("unusual_deliverables", "unusual_deliverables", "they speak of work outside the brief"),
    ("above_cpm", "cpm", "their ask costs more per 1,000 views than a person lets pass"),
)
# Terms our price does not cover; the first group unless our own terms already contain them.
_UNPRICED_UNLESS_OFFERED = ("usage_rights", "whitelisting", "exclusivity")
_UNPRICED = (
    "vat",
    "agency_fee",
    "raw_footage",
    "rush",
    "travel_costs",
    "affiliate",
    "product_only",
)
_UNPRICED_AS_CONDITION = ("payment_terms", "multi_platform")
_SILENT_STATES = {
    "paused": "the thread is paused; the mail is worked on at resume",
    "rejected": "the thread is closed; the owner may reopen it",
    "stopped": "the thread is stopped",
    "escalated": "the mail joins the open escalation",
}


def person_flags(flags: Set[str]) -> tuple[str, str] | None:
    """Return code and reason when a flag needs a person; the first code, all reasons."""
    hits = [(code, text) for flag, code, text in _PERSON_FLAGS if flag in flags]
    return (hits[0][0], "; ".join(text for _, text in hits)) if hits else None


def silence(position: Position, reading: "Reading") -> str:
    """Return why nothing is sent in this state, or an empty text where the thread is ours."""
    state = position.thread_state
    # A clear yes or no counts even while a person holds the thread.
    if state == State.ESCALATED and (reading.intent == "reject" or is_plain_yes(position, reading)):
        return ""
    return _SILENT_STATES.get(state, "")


def is_plain_yes(position: Position, reading: "Reading") -> bool:
    """Return whether they accept our standing offer and name no other amount."""
    standing = position.standing
    if reading.intent != "accept" or standing is None or is_foreign(position, reading):
        return False
    total = reading.total
    return total is None or (total.is_finite() and total == standing.amount)


def is_possible_ask(total: Decimal) -> bool:
    """Return whether a figure can be a fee at all: from one whole unit up."""
    return total.is_finite() and Decimal(1) <= total < _LARGEST_ASK


def doubt_about(position: Position, reading: "Reading", ask: Decimal) -> str:
    """Return why an ask not above our offer is not simply taken, or an empty text.

    So cheap an ask is often another thing: a past price, a part, a slip of the pen.
    """
    standing = position.standing
    if standing is None:
        return ""
    asked = format_money(ask, position.bounds.currency)
    if ask < standing.amount * _LEAST_SHARE:
        offered = format_money(standing.amount, position.bounds.currency)
        return f"their ask {asked} lies far below our offer of {offered}"
    is_clear = not (reading.has_condition or reading.unplaced)
    is_plain = is_clear if position.quoted else reading.is_plain_ask
    if not is_plain and ask not in position.approved_amounts:
        return f"their ask {asked} is not above our offer and is not stated plainly"
    return ""


def unpriced(reading: "Reading", terms: Terms) -> list[str]:
    """Return the terms in the mail that lie outside the ones we priced."""
    offered = {
        "usage_rights": bool(terms.rights),
        "whitelisting": any(right.kind == "whitelisting" for right in terms.rights),
        "exclusivity": bool(terms.exclusivity),
    }
    found = [f for f in _UNPRICED_UNLESS_OFFERED if f in reading.flags and not offered[f]]
    found += [flag for flag in _UNPRICED if flag in reading.flags]
    if any(ask.role == "deposit" for ask in reading.asks):
        found.append("a deposit")
    if reading.has_condition:
        found += [flag for flag in _UNPRICED_AS_CONDITION if flag in reading.flags]
        if reading.intent == "accept":
            found.append("a condition")
    return found


def is_foreign(position: Position, reading: "Reading") -> bool:
    """Return whether their amount is not in the campaign's currency.

    A bare amount has our currency only once a mail of ours in the thread named it.
    """
    if reading.total_currency is not None:
        return reading.total_currency != position.bounds.currency
    return reading.total is not None and not position.named_currency


def foreign_words(position: Position, reading: "Reading") -> str:
    """Return the sentence for an amount in another currency."""
    ours = position.bounds.currency
    if reading.total_currency is None:
        return f"they name no currency and we have not named {ours} yet"
    return f"their ask is in {reading.total_currency}, the campaign's currency is {ours}"


def above(position: Position, ask: Decimal) -> tuple[str, str]:
    """Return code and reason for an ask above the limits."""
    bounds = position.bounds
    cap = bounds.max_without_approval
    asked = format_money(ask, bounds.currency)
    is_inside_cpm = ask * 1000 <= bounds.cpm_ceiling * position.views
    if is_inside_cpm and cap is not None and ask > cap:
        limit = format_money(cap, bounds.currency)
        return "over_approval", f"their ask {asked} needs approval: it lies above {limit}"
    ceiling = format_money(bounds.ceiling, bounds.currency)
    return "above_ceiling", f"their ask {asked} lies above the ceiling {ceiling}"


def impossible(position: Position) -> str:
    """Return why no price exists in this position, or an empty text."""
    bounds = position.bounds
    if bounds.floor <= 0 or position.views <= 0:
        return "there is no price without views and a floor above zero"
    if bounds.floor > bounds.ceiling:
        return f"the floor {bounds.floor} lies above the ceiling {bounds.ceiling}"
    return ""


def is_affordable(position: Position, ask: Decimal) -> bool:
    """Return whether the campaign's money still holds this ask; an approval makes no money."""
    return position.portfolio is None or ask <= position.portfolio.free


def is_spent(position: Position) -> bool:
    """Return whether no further counter of the agent's own is admissible."""
    standing = position.standing
    if position.round >= position.playbook.round_cap:
        return True
    return position.has_said_last or (
        standing is not None and standing.amount > position.bounds.ceiling
    )


def agrees_beside(reading: "Reading") -> bool:
    """Whether a sentence agrees while another names a sum: "all confirmed, invoice of $1,350"."""
    agrees = any(act == ACCEPTANCE for _, act in reading.sentences)
    return agrees and not reading.is_plain_ask

"""What they would add to our standing offer for money: an extra piece, a longer right. Pure.

More for more is never agreed alone. A person gets the standing offer re-priced by the published
share of what is added, inside the bounds and never above what they ask.
"""

from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, Decimal
from typing import TYPE_CHECKING

from campaigns.domain.money import format_money, quantize
from negotiations.domain.pricing.guards import is_spent
from negotiations.domain.pricing.policy import Counter, Position
from negotiations.domain.pricing.steps import receipt_for
from negotiations.domain.reading.kinds import PRODUCT_TYPES
from negotiations.domain.terms.lines import weight_of
from negotiations.domain.terms.offer_terms import RIGHT_LABELS, Deliverable, Right, Terms
from negotiations.domain.terms.receipts import recompute

if TYPE_CHECKING:
    from negotiations.domain.reading.reader import Ask, Reading

_RIGHTS = {"usage_rights": "paid_usage", "whitelisting": "whitelisting"}


@dataclass(frozen=True)
class Addition:
    """Our standing terms with what they add, the total they ask for it, and it in words."""

    terms: Terms
    ask: Decimal
    words: str


def addition_of(position: Position, reading: "Reading") -> Addition | None:
    """Return what a mail adds to our standing offer, None where it names any other price."""
    standing = position.standing
    asks = [ask for ask in reading.asks if ask.upper > 0]
    if standing is None or any(ask.role != "addon" for ask in asks):
        return None
    if any(ask.currency != position.bounds.currency for ask in asks):
        return None
    terms, total, words = standing.terms, standing.amount, []
    for ask in asks:
        more = _with_ask(terms, ask)
        if more is None:
            return None
        terms, total = more, total + ask.upper * (ask.quantity if ask.unit == "each" else 1)
        words.append(f"{_label(ask)} for {ask.quote}")
    for uplift in reading.uplifts:
        if not uplift.is_of_fee or uplift.days is None or uplift.kind not in RIGHT_LABELS:
            return None
        terms = _with_right(terms, uplift.kind, uplift.days)
        total += standing.amount * uplift.percent / 100
        words.append(uplift.quote)
    total = quantize(total, position.bounds.currency, ROUND_CEILING)
    return Addition(terms, total, ", ".join(words)) if words else None


def draft_for(position: Position, addition: Addition) -> Counter | None:
    """Return our standing offer re-priced for the added terms, None where no offer is left."""
    standing = position.standing
    if standing is None or is_spent(position):
        return None
    receipt = receipt_for(
        position,
        "reprice",
        standing=standing.amount,
        weight=weight_of(standing.terms),
        new_weight=weight_of(addition.terms),
        limit=position.bounds.ceiling,
        ask=addition.ask,
    )
    amount = recompute(receipt)
    return Counter(amount, addition.terms, None, False, addition.words, receipt)


def worth_words(position: Position, draft: Counter | None) -> str:
    """Return what we would offer by the published shares, for the person who decides."""
    if draft is None:
        return ""
    amount = format_money(draft.amount, position.bounds.currency)
    return f"; by the published shares, inside our bounds, that would be {amount} in all"


def _with_ask(terms: Terms, ask: "Ask") -> Terms | None:
    if ask.unit not in ("each", "total"):
        return None
    if ask.kind in PRODUCT_TYPES:
        return _with_piece(terms, PRODUCT_TYPES[ask.kind], ask.quantity)
    if ask.kind in _RIGHTS and ask.days is not None:
        return _with_right(terms, _RIGHTS[ask.kind], ask.days)
    return None


def _label(ask: "Ask") -> str:
    if ask.kind in PRODUCT_TYPES:
        return f"{ask.quantity} x {Deliverable(PRODUCT_TYPES[ask.kind]).label}"
    return f"{ask.days} days of {RIGHT_LABELS[_RIGHTS[ask.kind]]}"


def _with_piece(terms: Terms, type_: str, quantity: int) -> Terms:
    pieces = {item.type: item for item in terms.deliverables}
    have = pieces.get(type_)
    pieces[type_] = Deliverable(type_, quantity + (have.quantity if have else 0))
    return replace(terms, deliverables=tuple(pieces.values()))


def _with_right(terms: Terms, kind: str, days: int) -> Terms:
    """Return the terms with the right for at least so many days."""
    held = next((r for r in terms.rights if r.kind == kind), Right(kind, 0))
    longer = Right(kind, None if held.days is None else max(held.days, days))
    return replace(terms, rights=(*(r for r in terms.rights if r.kind != kind), longer))
